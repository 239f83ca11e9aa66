"""The tags of the last 30 days: a chart, and the same in words for those who cannot see it."""

from collections.abc import Sequence

from babel.numbers import format_percent

from bot.core.actions import ListKind, Screen, ShowList, ShowScreen, ShowTags
from bot.core.choices import ShowTrends
from bot.core.outgoing import Button, Message
from bot.core.trends import Bar, Chart, Direction, Trend, moving
from bot.i18n.catalog import Translator
from bot.i18n.dates import listing

from .buttons import button, halves
from .telegram_html import Html, bold, lines, text
from .view import View

_STORIES = 5
_BUTTONS = 6
_ARROWS = {Direction.RISING: "▲", Direction.FALLING: "▼"}


def trends_chart(view: View, trends: Sequence[Trend]) -> Chart:
    """Return what the picture shows, in the language of `view`."""
    t = view.t
    if any(trend.direction is Direction.UNKNOWN for trend in trends):
        subtitle = t("Stories. What rises and falls shows once I have read for 30 days.")
    else:
        subtitle = t("Stories, and the change from the first 15 days to the last 15")
    return Chart(
        title=t("Tags of the last 30 days"),
        subtitle=subtitle,
        bars=tuple(
            Bar(
                label=view.taxonomy.label(trend.tag, t.language),
                value=trend.count,
                note=_note(t, trend),
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
        most = [_detailed(view, trend, trend.count) for trend in trends[:3]]
        said.append(text(t("Most stories: {names}.", names=listing(t, most))))
    said.append(movement(view, trends))
    if not trends:
        said.append(text(t("No stories yet. The sources are read every few minutes.")))
    tags = [
        button(view.tag_name(trend.tag), ShowList(ListKind.TAG, _STORIES, subject=trend.tag))
        for trend in trends[:_BUTTONS]
    ]
    return Message(
        html=lines(*said).markup,
        keyboard=(
            *halves(tags),
            (
                button(
                    t("Top stories of the week"), ShowList(ListKind.TOP, _STORIES, subject="week")
                ),
            ),
            (button(t("All tags"), ShowTags(0)), review_button(view)),
        ),
    )


def trends_button(view: View) -> Button:
    """Return the button that shows the chart."""
    return button(view.t("📊 Tags of the last 30 days"), ShowTrends())


def review_button(view: View) -> Button:
    """Return the button that leads to the weekly review's settings."""
    return button(view.t("🗓 Weekly review"), ShowScreen(Screen.REVIEW))


def movement(view: View, trends: Sequence[Trend]) -> Html:
    """Say which tags rise and fall, each on a line; nothing where none does."""
    t = view.t
    said = []
    if rising := moving(trends, Direction.RISING):
        said.append(text(t("Rising: {names}.", names=_names(view, rising))))
    if falling := moving(trends, Direction.FALLING):
        said.append(text(t("Falling: {names}.", names=_names(view, falling))))
    return lines(*said)


def _names(view: View, trends: Sequence[Trend]) -> str:
    return listing(view.t, [_detailed(view, trend, _change(view.t, trend)) for trend in trends])


def _detailed(view: View, trend: Trend, detail: object) -> str:
    return view.t("{name} ({detail})", name=view.tag_name(trend.tag), detail=detail)


def _note(t: Translator, trend: Trend) -> str:
    arrow = _ARROWS.get(trend.direction)
    return f"{trend.count}  {arrow} {_change(t, trend)}" if arrow else str(trend.count)


def _change(t: Translator, trend: Trend) -> str:
    """Write a change with its sign ("+40%"); where a share would mislead, the counts."""
    if not trend.earlier:
        return t("new")
    if trend.change is None:
        return f"{trend.earlier} → {trend.later}"
    pattern = t.locale.percent_formats[None].pattern
    return format_percent(round(trend.change, 2), format=f"+{pattern};-{pattern}", locale=t.locale)
