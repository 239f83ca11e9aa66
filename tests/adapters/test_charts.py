import asyncio
from struct import unpack

from bot.adapters.charts import ChartPainter
from bot.core.trends import Bar, Chart, Direction

CHART = Chart(
    title="Tags",
    subtitle="Stories",
    bars=tuple(
        Bar(label=f"Ярлык {n}", value=n, note=f"{n} ▲ +9%", direction=direction)
        for n, direction in enumerate(Direction)
    ),
)


async def test_a_chart_becomes_a_picture_that_telegram_takes() -> None:
    picture = await ChartPainter().draw(CHART)

    assert picture.startswith(b"\x89PNG")
    width, height = unpack(">II", picture[16:24])
    assert 300 < height < width < 2000
    assert len(picture) < 500_000


async def test_equal_charts_are_drawn_once_and_many_at_once_do_no_harm() -> None:
    painter = ChartPainter()

    pictures = await asyncio.gather(*(painter.draw(CHART) for _ in range(8)))

    assert len({*pictures}) == 1


async def test_letters_without_a_font_are_known_before_they_become_boxes() -> None:
    painter = ChartPainter()

    assert await painter.can_write("Latin Кириллица ▲→▼ é ß")
    assert not await painter.can_write("\U000e0fff")
