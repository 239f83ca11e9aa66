"""All tags, and the topics a reader chooses among them."""

from collections.abc import Mapping, Sequence

from bot.core.actions import (
    Action,
    Flow,
    ListKind,
    MarkTags,
    Screen,
    SetTag,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
    Subscribe,
    TagOrigin,
)
from bot.core.audience import Effect, Preferences, RuleKind
from bot.core.outgoing import Button, Message

from .buttons import button, halves, tick
from .content import rule_list
from .telegram_html import NOTHING, bold, lines, text
from .view import View

_ON_PAGE = 16
_READING = "📖"
_MARKS = {Effect.FOLLOW: "⭐", Effect.MUTE: "🔇"}
_STORIES_OF_TAG = 5


def render_tags(
    view: View,
    counts: Mapping[str, int],
    preferences: Preferences,
    page: int = 0,
    effect: Effect | None = None,
) -> Message:
    """Render one page of all tags, those with most stories first; a page too far is the last.

    A tap on one opens its stories; with an `effect` it sets that for it, or undoes it.
    """
    t = view.t
    keys = sorted(view.taxonomy.keys(), key=lambda key: -counts.get(key, 0))
    page = _within(page, keys, _ON_PAGE)
    marks = {
        key: mark
        for held, mark in _MARKS.items()
        for key in preferences.values(RuleKind.TAG, held)
    }
    tags = []
    for key in keys[page * _ON_PAGE : (page + 1) * _ON_PAGE]:
        name = f"{view.taxonomy.label(key, t.language)} · {counts.get(key, 0)}"
        mark = marks.get(key, "")
        tags.append(button(f"{mark} {name}".strip(), _tap(key, effect, mark, page)))
    turns = []
    if page:
        turns.append(button(t("‹ Back"), _page(page - 1, effect)))
    if (page + 1) * _ON_PAGE < len(keys):
        turns.append(button(t("Next ›"), _page(page + 1, effect)))
    hint = {
        None: t("Each with its number of recent stories. Tap one to read them."),
        Effect.FOLLOW: t("Tap the tags that you want in your digest."),
        Effect.MUTE: t("Tap the tags that stay out of your digest."),
    }[effect]
    return Message(
        html=lines(
            bold(t("All tags")),
            text(hint),
            text(t("⭐ brings a tag into your digest, 🔇 keeps it out.")),
        ).markup,
        keyboard=(
            tuple(
                button(tick(mark, tap is effect), _page(page, tap))
                for tap, mark in ((None, _READING), *_MARKS.items())
            ),
            *halves(tags),
            *((tuple(turns),) if turns else ()),
        ),
    )


def render_topics(
    view: View, preferences: Preferences, origin: TagOrigin, page: int = 0
) -> Message:
    """Render the topics as buttons that are on or off; a page too far is the last.

    From TagOrigin.START they end in the subscription, from TOPICS they lead back to the settings.
    """
    t = view.t
    keys = view.taxonomy.keys()
    page = _within(page, keys, _ON_PAGE)
    followed = preferences.values(RuleKind.TAG, Effect.FOLLOW)
    topics = [
        button(
            tick(view.taxonomy.label(key, t.language), key in followed),
            SetTag(key, None if key in followed else Effect.FOLLOW, origin, page),
        )
        for key in keys[page * _ON_PAGE : (page + 1) * _ON_PAGE]
    ]
    # They may stand on another page.
    chosen = rule_list(view, preferences, Effect.FOLLOW)
    is_start = origin is TagOrigin.START
    flow = Flow.START if is_start else Flow.SETTINGS
    turns: list[Button] = []
    if page:
        turns.append(button(t("‹ Back"), ShowTopics(flow, page - 1)))
    elif is_start:
        turns.append(button(t("‹ Back"), ShowScreen(Screen.TIME, flow)))
    if (page + 1) * _ON_PAGE < len(keys):
        turns.append(button(t("More topics ›"), ShowTopics(flow, page + 1)))
    if is_start:
        done = button(t("Start my digest"), Subscribe())
        hint = t("Tap the topics you want, or go on without and get the best of everything.")
    else:
        done = button(t("‹ Settings"), ShowScreen(Screen.SETTINGS))
        hint = t("Your digest holds what you choose here, or everything where nothing is chosen.")
    return Message(
        html=lines(
            bold(t("Topics")),
            text(hint),
            text(t("Chosen: {names}", names=chosen)) if chosen else NOTHING,
        ).markup,
        keyboard=(*halves(topics), *((tuple(turns),) if turns else ()), (done,)),
    )


def _page(page: int, effect: Effect | None) -> Action:
    return ShowTags(page) if effect is None else MarkTags(effect, page)


def _tap(key: str, effect: Effect | None, mark: str, page: int) -> Action:
    """Return what a tap on a tag does that bears a mark already, maybe none."""
    if effect is None:
        return ShowList(ListKind.TAG, _STORIES_OF_TAG, None, key)
    origin = TagOrigin.FOLLOWING if effect is Effect.FOLLOW else TagOrigin.MUTING
    return SetTag(key, None if mark == _MARKS[effect] else effect, origin, page)


def _within(page: int, keys: Sequence[str], size: int) -> int:
    return min(page, (len(keys) - 1) // size)
