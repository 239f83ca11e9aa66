"""Lists of stories: one message where its length allows, with numbered buttons that open them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.actions import (
    Keyset,
    ListKind,
    OpenStory,
    SetTag,
    ShowList,
    TagOrigin,
)
from bot.core.audience import Effect
from bot.core.callbacks import decode, fits
from bot.core.news import Story
from bot.core.outgoing import Button, Keyboard, Message
from bot.core.search import Found

from .buttons import button, grid, tick
from .item import APART, put_together, render_inside, render_item
from .rich import RULE, Rich, blocks
from .story import one_line
from .telegram_html import NOTHING, Html, Part, bold, join, lines, pack, text
from .view import View

PERIODS = ("day", "week", "month")
"""The subjects of the list of highest scores."""

_MAX_WORDS = 60
_NUMBERS_WIDE = 5


def render_list(
    view: View,
    stories: Sequence[Story],
    shown: ShowList,
    *,
    next_start: Keyset | int | None,
    floor: int = 0,
    rule: Effect | None = None,
    below: Sequence[Story] = (),
    note: str = "",
) -> tuple[Message, ...]:
    """Render one page of a list; the last message carries the page buttons.

    `floor` matters to the latest stories, `rule` (what the reader said about the tag) to a tag's,
    `below` holds the best stories under the floor for where nothing is above it, and `note` says
    what a list is, where it is not quite what was asked for.
    """
    heading = lines(_heading(view, shown, floor), text(note))
    first = shown.start + 1 if isinstance(shown.start, int) else 1
    pages = (_pages(view, shown, next_start), _choices(view, shown, rule))
    controls = tuple(row for row in pages if row)
    if stories:
        footing = _too_long(view, shown, next_start)
        return render_stories(view, stories, heading, footing, first=first, controls=controls)
    if shown.start is not None:
        sorry = text(view.t("That was the last page."))
        return render_stories(view, (), heading, sorry, controls=controls)
    hint = text(_empty(view, shown, floor, has_below=bool(below)))
    return render_stories(view, below, lines(heading, hint), NOTHING, controls=controls)


def render_stories(
    view: View,
    stories: Sequence[Story],
    heading: Html,
    footing: Html,
    *,
    first: int = 1,
    controls: Keyboard = (),
    unfolds: bool = False,
) -> tuple[Message, ...]:
    """Render stories under a heading; each message opens its own stories by their numbers.

    Those that unfold have a rich form as well.
    """
    items = [render_item(view, story, number) for number, story in enumerate(stories, first)]
    entries = [heading, *items, footing]
    parts = pack(entries)
    messages = []
    for at, part in enumerate(parts):
        numbers = [
            button(str(number - 1 + first), OpenStory(stories[number - 1].id))
            for number in part.blocks
            if 1 <= number <= len(stories)
        ]
        rows = grid(numbers, _NUMBERS_WIDE)
        is_last = at == len(parts) - 1
        messages.append(
            Message(
                html=part.html.markup,
                rich=_unfold(view, part, entries, stories) if unfolds else "",
                keyboard=rows + controls if is_last else rows,
            )
        )
    return tuple(messages)


def _unfold(view: View, part: Part, entries: Sequence[Html], stories: Sequence[Story]) -> str:
    """Return the rich form of a part; empty where it is not made of whole entries."""
    if join(APART, [entries[number] for number in part.blocks]) != part.html:
        return ""
    shown: list[tuple[Rich, Rich]] = []
    for number in part.blocks:
        if 1 <= number <= len(stories):
            inside = render_inside(view, stories[number - 1])
            shown.append((RULE + blocks(entries[number]), inside))
        else:
            shown.append((blocks(entries[number], level=3, gap=APART), Rich()))
    return put_together(shown)


def say_search(view: View, found: Found) -> str:
    """Say what was found in the place of what was asked for; empty where nothing else was."""
    t = view.t
    said = []
    if found.tag:
        said.append(t("Shown for “{words}”.", words=view.tag_name(found.tag)))
    elif found.corrected:
        said.append(t("Shown for “{words}”.", words=one_line(found.corrected, _MAX_WORDS)))
    if found.is_loose:
        said.append(t("No story holds all of these words. The nearest ones:"))
    return t.together(said)


def period_names(view: View) -> dict[str, str]:
    """Return the reader's word for each of PERIODS."""
    t = view.t
    return dict(zip(PERIODS, (t("Day"), t("Week"), t("Month")), strict=True))


def change_tag_buttons(view: View, keyboard: Keyboard, tag: str, rule: Effect | None) -> Keyboard:
    """Return a list's buttons after `rule` became what the reader says about its tag."""
    return tuple(
        _tag_buttons(view, tag, rule)
        if any(isinstance(decode(shown.data), SetTag) for shown in row)
        else row
        for row in keyboard
    )


def _heading(view: View, shown: ShowList, floor: int) -> Html:
    t = view.t
    match shown.kind:
        case ListKind.LATEST:
            note = t("Newest first, scored {floor} or more.", floor=floor) if floor else ""
            return lines(bold(t("Latest stories")), text(note))
        case ListKind.TOP:
            return bold(
                {
                    "week": t("Top stories of the week"),
                    "month": t("Top stories of the month"),
                }.get(shown.subject, t("Top stories of the day"))
            )
        case ListKind.TAG:
            return bold(view.tag_name(shown.subject))
        case ListKind.SEARCH:
            return bold(t("Found for “{words}”", words=one_line(shown.subject, _MAX_WORDS)))
        case _:
            return bold(t("Saved stories"))


def _empty(view: View, shown: ShowList, floor: int, *, has_below: bool) -> str:
    t = view.t
    match shown.kind:
        case ListKind.LATEST if has_below:
            return t("Nothing above your floor today. The best below it:")
        case ListKind.LATEST if floor:
            return t("Nothing above your floor today. /settings changes it.")
        case ListKind.LATEST | ListKind.TOP:
            return t("No stories yet. The sources are read every few minutes.")
        case ListKind.TAG:
            return t("No stories here yet. Follow the tag and they come with your digest.")
        case ListKind.SEARCH:
            return t("Nothing found. Try fewer or other words, or look through /tags.")
        case _:
            return t("Nothing saved yet. The button 🔖 under a story keeps it here.")


def _pages(view: View, shown: ShowList, next_start: Keyset | int | None) -> tuple[Button, ...]:
    """Return the buttons that turn pages.

    A list by time only knows where its next page starts, so the way back is to its beginning.
    """
    t = view.t
    row = []
    if isinstance(shown.start, int):
        back = max(shown.start - shown.size, 0) or None
        row.append(button(t("‹ Back"), replace(shown, start=back)))
    elif shown.start is not None:
        newest = replace(shown, start=None)
        row.append(button(t("« Newest"), newest))
    following = replace(shown, start=next_start)
    if next_start is not None and fits(following):
        label = t("Next ›") if isinstance(next_start, int) else t("Older ›")
        row.append(button(label, following))
    return tuple(row)


def _too_long(view: View, shown: ShowList, next_start: Keyset | int | None) -> Html:
    if next_start is None or fits(replace(shown, start=next_start)):
        return NOTHING
    return text(view.t("There is more. Search with fewer words to turn pages."))


def _choices(view: View, shown: ShowList, rule: Effect | None) -> tuple[Button, ...]:
    """Return what else a list lets a reader choose: a tag's rule, the period of the top list."""
    if shown.kind is ListKind.TAG:
        return _tag_buttons(view, shown.subject, rule)
    if shown.kind is ListKind.TOP:
        return tuple(
            button(
                tick(name, period == shown.subject),
                ShowList(ListKind.TOP, shown.size, None, period),
            )
            for period, name in period_names(view).items()
        )
    return ()


def _tag_buttons(view: View, tag: str, rule: Effect | None) -> tuple[Button, ...]:
    return tuple(_tag_button(view, tag, rule, effect) for effect in Effect)


def _tag_button(view: View, tag: str, rule: Effect | None, effect: Effect) -> Button:
    """Return the button that follows or mutes a tag, or undoes that."""
    t = view.t
    is_on = rule is effect
    if effect is Effect.FOLLOW:
        label = t("✓ Following") if is_on else t("⭐ Follow")
    else:
        label = t("✓ Muted") if is_on else t("🔇 Mute")
    return button(label, SetTag(tag, None if is_on else effect, TagOrigin.LIST))
