"""The tags of the last 30 days: a chart, and the same in words for those who cannot see it."""

from collections.abc import Sequence

from babel.numbers import format_percent

from bot.core.actions import ListKind, ShowList, ShowTags
from bot.core.outgoing import Message
from bot.core.trends import Bar, Chart, Direction, Trend, moving
from bot.i18n.catalog import Translator
from bot.i18n.dates import listing

from .buttons import button, grid
from .telegram_html import bold, lines, text
from .view import View

_STORIES = 5
_BUTTONS = 6
_WIDE = 2
_ARROWS = {Direction.RISING: "▲", Direction.STEADY: "→", Direction.FALLING: "▼"}


def trends_chart(view: View, trends: Sequence[Trend]) -> Chart:
    """Return what the picture shows, in the language of `view`."""
    t = view.t
    return Chart(
        title=t("Tags of the last 30 days"),
        subtitle=t("Stories, and the change from the first 15 days to the last 15"),
        bars=tuple(
            Bar(
                label=view.taxonomy.label(trend.tag, t.language),
                value=trend.count,
                note=f"{trend.count}  {_ARROWS[trend.direction]} {_change(t, trend)}",
                direction=trend.direction,
            )
            for trend in trends
        ),
    )


def render_trends(view: View, trends: Sequence[Trend]) -> Message:
    """Render the caption of the chart, which says the same in words."""
    t = view.t
    said = [bold(t("Tags of the last 30 days"))]
    if trends:
        most = [f"{view.tag_name(trend.tag)} ({trend.count})" for trend in trends[:3]]
        said.append(text(t("Most stories: {names}.", names=listing(t, most))))
    if rising := moving(trends, Direction.RISING):
        said.append(text(t("Rising: {names}.", names=_names(view, rising))))
    if falling := moving(trends, Direction.FALLING):
        said.append(text(t("Falling: {names}.", names=_names(view, falling))))
    if not trends:
        said.append(text(t("No stories yet. The sources are read every few minutes.")))
    tags = [
        button(view.tag_name(trend.tag), ShowList(ListKind.TAG, _STORIES, subject=trend.tag))
        for trend in trends[:_BUTTONS]
    ]
    return Message(
        html=lines(*said).markup,
        keyboard=(
            *grid(tags, _WIDE),
            (
                button(
                    t("Top stories of the week"), ShowList(ListKind.TOP, _STORIES, subject="week")
                ),
                button(t("All tags"), ShowTags(0)),
            ),
        ),
    )


def _names(view: View, trends: Sequence[Trend]) -> str:
    named = [f"{view.tag_name(trend.tag)} ({_change(view.t, trend)})" for trend in trends]
    return listing(view.t, named)


def _change(t: Translator, trend: Trend) -> str:
    """Write a change with its sign ("+40%")."""
    return format_percent(round(trend.change, 2), format="+#,##0%;-#,##0%", locale=t.locale)
