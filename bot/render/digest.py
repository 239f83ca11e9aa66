"""The digest as it arrives."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.actions import OpenStory, Screen, ShowScreen, Unsubscribe
from bot.core.denial import Verdict
from bot.core.news import Story
from bot.core.outgoing import Message
from bot.core.updates import StoryUpdate
from bot.i18n.dates import day, language

from .buttons import button, grid
from .lists import render_stories
from .story import MAX_TITLE, one_line
from .telegram_html import NOTHING, Html, bold, join, lines, link, text
from .view import View

_OPENERS_WIDE = 3


def render_digest(
    view: View,
    stories: Sequence[Story],
    *,
    floor: int,
    below: Sequence[Story] = (),
    slot: datetime | None = None,
    updates: Sequence[StoryUpdate] = (),
) -> tuple[Message, ...]:
    """Render the stories of a digest; without any, say so and show the best below the floor.

    It is for the day of its `slot`, where that is not now; ages count from now.
    """
    t = view.t
    heading = lines(
        bold(t("Your digest · {day}", day=day(t, slot or view.now, view.timezone))),
        text(_note(view, len(stories), floor, has_below=bool(below))),
    )
    openers = [
        button(t("Update {number}", number=number), OpenStory(update.story_id))
        for number, update in enumerate(updates, start=1)
    ]
    controls = (
        *grid(openers, _OPENERS_WIDE),
        (
            button(t("⚙️ Settings"), ShowScreen(Screen.SETTINGS)),
            button(t("🔕 Unsubscribe"), Unsubscribe()),
        ),
    )
    return render_stories(
        view, stories or below, heading, _updates(view, updates), controls=controls
    )


def _updates(view: View, updates: Sequence[StoryUpdate]) -> Html:
    """Say what is new in stories the reader knows, without telling them again."""
    if not updates:
        return NOTHING
    told = [_update(view, update, number) for number, update in enumerate(updates, start=1)]
    return join("\n\n", [bold(view.t("Updates to what you have read")), *told])


def _update(view: View, update: StoryUpdate, number: int) -> Html:
    t, latest = view.t, update.latest
    headline = join(" ", [text(f"{number}."), link(latest.url, one_line(latest.title, MAX_TITLE))])
    new = []
    if update.verdict is Verdict.CONFIRMED:
        new.append(t("Confirmed"))
    elif update.verdict is Verdict.DENIED:
        new.append(t("Denied"))
    if update.figures:
        new.append(t("new figures: {figures}", figures=t(", ").join(update.figures)))
    if update.publishers:
        count = len(update.publishers)
        new.append(t.plural("{count} more publisher", "{count} more publishers", count))
    if latest.language != t.language:
        new.append(t("Original in {language}.", language=language(t, latest.language)))
    return lines(headline, text(" · ".join((latest.publisher, *new))))


def _note(view: View, stories: int, floor: int, *, has_below: bool) -> str:
    t = view.t
    if stories:
        return t.plural("{count} story, best first", "{count} stories, best first", stories)
    if has_below:
        return t(
            "A quiet day: nothing new above your floor ({floor}). The best below it:", floor=floor
        )
    return t("A quiet day: nothing new above your floor ({floor}).", floor=floor)
