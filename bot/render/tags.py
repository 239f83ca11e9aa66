"""All tags, and the topics a reader chooses among them."""

from collections.abc import Mapping, Sequence

from bot.core.actions import (
    Flow,
    ListKind,
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

from .buttons import button, grid, tick
from .content import rule_list
from .telegram_html import NOTHING, bold, lines, text
from .view import View

_TAGS_ON_PAGE = 10
_TOPICS_ON_PAGE = 16
_TOPICS_WIDE = 2
_STORIES_OF_TAG = 5


def render_tags(
    view: View, counts: Mapping[str, int], preferences: Preferences, page: int = 0
) -> Message:
    """Render one page of all tags, those with most stories first; a page too far is the last."""
    t = view.t
    keys = sorted(view.taxonomy.keys(), key=lambda key: -counts.get(key, 0))
    page = _within(page, keys, _TAGS_ON_PAGE)
    followed = preferences.values(RuleKind.TAG, Effect.FOLLOW)
    muted = preferences.values(RuleKind.TAG, Effect.MUTE)
    rows = [
        (
            button(
                f"{view.taxonomy.label(key, t.language)} · {counts.get(key, 0)}",
                ShowList(ListKind.TAG, _STORIES_OF_TAG, None, key),
            ),
            _toggle("⭐", key, Effect.FOLLOW, is_on=key in followed, page=page),
            _toggle("🔇", key, Effect.MUTE, is_on=key in muted, page=page),
        )
        for key in keys[page * _TAGS_ON_PAGE : (page + 1) * _TAGS_ON_PAGE]
    ]
    turns = []
    if page:
        turns.append(button(t("‹ Back"), ShowTags(page - 1)))
    if (page + 1) * _TAGS_ON_PAGE < len(keys):
        turns.append(button(t("Next ›"), ShowTags(page + 1)))
    return Message(
        html=lines(
            bold(t("All tags")),
            text(t("Each with its number of recent stories. Tap one to read them.")),
            text(t("⭐ brings a tag into your digest, 🔇 keeps it out.")),
        ).markup,
        keyboard=(*rows, *((tuple(turns),) if turns else ())),
    )


def render_topics(
    view: View, preferences: Preferences, origin: TagOrigin, page: int = 0
) -> Message:
    """Render the topics as buttons that are on or off; a page too far is the last.

    From TagOrigin.START they end in the subscription, from TOPICS they lead back to the settings.
    """
    t = view.t
    keys = view.taxonomy.keys()
    page = _within(page, keys, _TOPICS_ON_PAGE)
    followed = preferences.values(RuleKind.TAG, Effect.FOLLOW)
    topics = [
        button(
            tick(view.taxonomy.label(key, t.language), key in followed),
            SetTag(key, None if key in followed else Effect.FOLLOW, origin, page),
        )
        for key in keys[page * _TOPICS_ON_PAGE : (page + 1) * _TOPICS_ON_PAGE]
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
    if (page + 1) * _TOPICS_ON_PAGE < len(keys):
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
        keyboard=(*grid(topics, _TOPICS_WIDE), *((tuple(turns),) if turns else ()), (done,)),
    )


def _toggle(label: str, key: str, effect: Effect, *, is_on: bool, page: int) -> Button:
    wanted = None if is_on else effect
    return button(tick(label, is_on), SetTag(key, wanted, TagOrigin.TAGS, page))


def _within(page: int, keys: Sequence[str], size: int) -> int:
    return min(page, (len(keys) - 1) // size)
