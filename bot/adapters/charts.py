"""Charts as pictures, drawn by Matplotlib in a thread of its own.

A picture cannot follow the theme of the chat it is shown in, so it brings a background of its
own, on which every colour has a contrast of 4.5 or more (WCAG 2.2, 1.4.3). The arrows say what the
colours say.
"""

import asyncio
from functools import cache, lru_cache
from io import BytesIO
from threading import Lock

from bot.core.trends import Chart, Direction

_SCRIPT_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
    "Noto Sans CJK JP",
)
"""Where Chinese and Japanese letters come from, best first; Debian: fonts-noto-cjk."""
_OWN_FONT = "DejaVu Sans"
"""Comes with Matplotlib; Latin, Greek and Cyrillic letters."""
_PAPER, _INK, _QUIET = "#fbfaf7", "#1d2733", "#55606b"
_COLOURS = {
    Direction.RISING: "#0b6e4f",
    Direction.STEADY: "#55606b",
    Direction.FALLING: "#b3261e",
    Direction.UNKNOWN: "#24567f",
}
_WIDTH, _ROW, _MARGIN, _EDGE, _NOTES = 5.4, 0.4, 1.1, 0.25, 1.25
"""Inches."""
_DPI = 200
_KEPT = 32


class ChartPainter:
    """The Painter port; pictures of equal charts are drawn once."""

    async def draw(self, chart: Chart) -> bytes:
        """Return a PNG."""
        return await asyncio.to_thread(_draw, chart)

    async def can_write(self, text: str) -> bool:
        """Tell whether the fonts of this machine hold the letters of `text`."""
        return await asyncio.to_thread(_can_write, text)


_drawing = Lock()


@lru_cache(maxsize=_KEPT)
def _draw(chart: Chart) -> bytes:
    from matplotlib.figure import Figure  # noqa: PLC0415 - half a second that few starts need

    with _drawing:  # Matplotlib's font cache is not made for threads
        height = _MARGIN + _ROW * len(chart.bars)
        figure = Figure(figsize=(_WIDTH, height), dpi=_DPI, facecolor=_PAPER)
        axes = figure.add_axes((0, 0.14 / height, 1, _ROW * len(chart.bars) / height))
        axes.set_facecolor(_PAPER)
        fonts = _fonts()
        places = range(len(chart.bars))
        axes.barh(
            places,
            [bar.value for bar in chart.bars],
            height=0.66,
            color=[_COLOURS[bar.direction] for bar in chart.bars],
        )
        axes.set_yticks(places, [bar.label for bar in chart.bars])
        axes.invert_yaxis()
        axes.set_ylim(len(chart.bars) - 0.5, -0.5)
        for label in axes.get_yticklabels():
            label.set(fontfamily=fonts, fontsize=11, color=_INK)
        widest = max(label.get_window_extent().width for label in axes.get_yticklabels()) / _DPI
        left, place_of = widest + _EDGE, axes.get_position()
        axes.set_position(
            (left / _WIDTH, place_of.y0, 1 - (left + _NOTES) / _WIDTH, place_of.height)
        )
        for place, bar in zip(places, chart.bars, strict=True):
            axes.annotate(
                bar.note,
                (bar.value, place),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontfamily=fonts,
                fontsize=10.5,
                color=_COLOURS[bar.direction],
            )
        axes.tick_params(length=0)
        axes.set_xticks([])
        axes.spines[:].set_visible(False)
        top = 1 - 0.18 / height
        figure.text(0.03, top, chart.title, va="top", fontfamily=fonts, fontsize=16, color=_INK)
        figure.text(
            0.03,
            top - 0.38 / height,
            chart.subtitle,
            va="top",
            fontfamily=fonts,
            fontsize=10,
            color=_QUIET,
            wrap=True,
        )
        picture = BytesIO()
        figure.savefig(picture, format="png", facecolor=_PAPER)
        return picture.getvalue()


@cache
def _fonts() -> list[str]:
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    installed = frozenset(font_manager.get_font_names())
    script = next((name for name in _SCRIPT_FONTS if name in installed), None)
    return [_OWN_FONT, script] if script else [_OWN_FONT]


@lru_cache(maxsize=_KEPT)
def _can_write(text: str) -> bool:
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    with _drawing:
        held: set[int] = set()
        for name in _fonts():
            held |= font_manager.get_font(font_manager.findfont(name)).get_charmap().keys()
        return all(ord(letter) in held for letter in text if not letter.isspace())
