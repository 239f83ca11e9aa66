"""The digest as it arrives."""

from collections.abc import Sequence
from datetime import datetime

from bot.core.actions import OpenStory, Screen, ShowScreen, Unsubscribe
from bot.core.choices import SetRich
from bot.core.denial import Verdict
from bot.core.news import Story
from bot.core.outgoing import Message
from bot.core.updates import StoryUpdate
from bot.i18n.dates import day, language

from .buttons import button, grid
from .lists import render_stories
from .rich import blocks, details
from .story import MAX_PUBLISHER, MAX_TITLE, one_line
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

    `floor` is the one that keeps stories out, 0 where there is none or it is not the only one.
    It is for the day of its `slot`, where that is not now; ages count from now. For those who
    want it so, each message that holds a story has a rich form in which it unfolds.
    """
    t = view.t
    heading = lines(
        bold(t("Your digest · {day}", day=day(t, slot or view.now, view.timezone))),
        text(_note(view, len(stories), len(updates), floor, has_below=bool(below))),
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
        view,
        stories or below,
        heading,
        _updates(view, updates),
        controls=controls,
        unfolds=view.is_rich,
    )


def render_rich_sample(view: View) -> Message:
    """Render a small message that unfolds, by which people see whether their app shows it."""
    t = view.t
    shown = lines(
        bold(t("This is how digests unfold")), text(t("Tap the line below to look inside."))
    )
    inside = text(
        t("The analysis, the reasons for the scores and the sources of a story stand here.")
    )
    sorry = t("Telegram does not take digests that unfold from me here, so they come as before.")
    return Message(
        html=text(sorry).markup,
        rich=(blocks(shown) + details(t("🔍 Details"), blocks(inside))).markup,
        keyboard=((button(t("↩️ Plain digests again"), SetRich(is_on=False)),),),
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
    publisher = one_line(latest.publisher, MAX_PUBLISHER)
    if latest.language != t.language:
        new.append(t("Original in {language}.", language=language(t, latest.language)))
    return lines(headline, text(" · ".join((publisher, *new))))


def _note(view: View, stories: int, updates: int, floor: int, *, has_below: bool) -> str:
    t = view.t
    if stories:
        return t.plural("{count} story, best first", "{count} stories, best first", stories)
    if updates and has_below:
        return t.plural(
            "No new stories above your lowest scores, but {count} update. The best below them:",
            "No new stories above your lowest scores, but {count} updates. The best below them:",
            updates,
        )
    if updates:
        return t.plural(
            "No new stories for you, but {count} update.",
            "No new stories for you, but {count} updates.",
            updates,
        )
    return _quiet_note(view, floor, has_below=has_below)


def _quiet_note(view: View, floor: int, *, has_below: bool) -> str:
    t = view.t
    if has_below and floor:
        return t(
            "A quiet day: nothing new above your floor ({floor}). The best below it:", floor=floor
        )
    if has_below:
        return t("A quiet day: nothing new above your lowest scores. The best below them:")
    if floor:
        return t("A quiet day: nothing new above your floor ({floor}).", floor=floor)
    return t("A quiet day: nothing new for you.")
