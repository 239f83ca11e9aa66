"""The digest as it arrives."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.actions import Screen, ShowScreen, Unsubscribe
from bot.core.news import Story
from bot.core.outgoing import Message
from bot.i18n.dates import day

from .buttons import button
from .lists import render_stories
from .telegram_html import NOTHING, bold, lines, text
from .view import View


def render_digest(
    view: View,
    stories: Sequence[Story],
    *,
    floor: int,
    below: Sequence[Story] = (),
    slot: datetime | None = None,
) -> tuple[Message, ...]:
    """Render the stories of a digest; without any, say so and show the best below the floor.

    It is for the day of its `slot`, where that is not now; ages count from now.
    """
    t = view.t
    heading = lines(
        bold(t("Your digest · {day}", day=day(t, slot or view.now, view.timezone))),
        text(_note(view, len(stories), floor, has_below=bool(below))),
    )
    controls = (
        (
            button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),
            button(t("🔕 Unsubscribe"), Unsubscribe()),
        ),
    )
    return render_stories(view, stories or below, heading, NOTHING, controls=controls)


def _note(view: View, stories: int, floor: int, *, has_below: bool) -> str:
    t = view.t
    if stories:
        return t.plural("{count} story, best first", "{count} stories, best first", stories)
    if has_below:
        return t(
            "A quiet day: nothing new above your floor ({floor}). The best below it:", floor=floor
        )
    return t("A quiet day: nothing new above your floor ({floor}).", floor=floor)
