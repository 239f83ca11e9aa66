"""Lists of stories: `/latest`, `/top`, `/tag`, `/search`, `/saved`, and their pages."""

from collections.abc import Collection
from datetime import datetime, timedelta

from telegram import Update

from bot.core.actions import Keyset, ListKind, ShowList
from bot.core.audience import Effect, RuleKind
from bot.core.news import Story, StoryId
from bot.core.outgoing import Message
from bot.core.phrases import N_
from bot.core.query import EXAMPLES
from bot.errors import UserError
from bot.render.lists import PERIODS, period_names, render_list, say_search

from .arguments import DEFAULT_LIST, MAX_QUOTED, STALE, read_number, read_size, read_tag
from .context import Context
from .searching import MAX_QUERY, understand

_PERIOD = dict(
    zip(PERIODS, (timedelta(days=1), timedelta(days=7), timedelta(days=30)), strict=True)
)
_BELOW = 3
"""Stories shown from under the floor where nothing is above it."""


async def latest(_update: Update, context: Context) -> None:
    """Answer with the newest stories above the reader's floor."""
    size = read_size(context.args or (), "/latest 10")
    await context.send(*await load_page(context, ShowList(ListKind.LATEST, size)))


async def top(_update: Update, context: Context) -> None:
    """Answer with the highest scored stories of the day, the week or the month."""
    typed = " ".join(context.args or (PERIODS[0],)).casefold()
    names = period_names(context.view)
    named = {name.casefold(): period for period, name in names.items()}
    period = typed if typed in PERIODS else named.get(typed)
    if period is None:
        raise UserError(
            N_("Please choose {periods}, for example {example}."),
            periods=tuple(names.values()),
            example=f"/top {names['week']}",
        )
    shown = ShowList(ListKind.TOP, DEFAULT_LIST, subject=period)
    await context.send(*await load_page(context, shown))


async def show_tag(context: Context, words: list[str]) -> None:
    """Answer with the newest stories of the tag that `words` name, and perhaps how many."""
    taxonomy, size = context.services.taxonomy, DEFAULT_LIST
    # "/tag chips 10" asks for ten, but a tag's own name may end in a number
    is_name = taxonomy.resolve(" ".join(words)) is not None
    if len(words) > 1 and not is_name and read_number(words[-1]) is not None:
        size = read_size(words[-1:], f"/tag {words[0][:MAX_QUOTED]} 10")
        words.pop()
    key = read_tag(" ".join(words), context.view)
    await context.send(*await load_page(context, ShowList(ListKind.TAG, size, subject=key)))


async def search(_update: Update, context: Context) -> None:
    """Answer with the stories that hold all the words."""
    await find(context, " ".join(context.args or ()))


async def words(update: Update, context: Context) -> None:
    """Take plain words in a private chat for a search."""
    message = update.message
    await find(context, message.text or "" if message else "")


async def saved(_update: Update, context: Context) -> None:
    """Answer with the reader's bookmarks."""
    await context.send(*await load_page(context, ShowList(ListKind.SAVED, DEFAULT_LIST)))


async def find(context: Context, typed: str) -> None:
    """Answer with what a search finds.

    Raises:
        UserError: there is nothing to search for.
    """
    query = " ".join(typed.split())
    if not any(character.isalnum() for character in query):
        raise UserError(
            N_("What shall I look for? For example {example}. Filters narrow it down: {filters}"),
            example="/search open weights",
            filters=EXAMPLES,
        )
    shown = ShowList(ListKind.SEARCH, DEFAULT_LIST, subject=query[:MAX_QUERY])
    await context.send(*await load_page(context, shown))


async def press_list(shown: ShowList, context: Context) -> None:
    """Turn to another page in the same message; from another screen, open the list below it."""
    page = await load_page(context, shown)
    await (context.replace(*page) if context.pressed.is_list else context.send(*page))


async def load_page(context: Context, shown: ShowList) -> tuple[Message, ...]:
    """Return one page of a list: readers with equal eyes share it, all others its stories.

    Raises:
        UserError: the page is none of ours (forged or outdated callback data).
    """
    _check(shown, context)
    if shown.kind is ListKind.SAVED:
        return await _make_page(context, shown)
    preferences = context.reader.preferences
    key = (shown, context.view.eyes, preferences.min_score, tag_rule(context, shown.subject))
    return await context.services.store.memory.recall(
        key, context.now, lambda: _make_page(context, shown)
    )


async def _make_page(context: Context, shown: ShowList) -> tuple[Message, ...]:
    """Read one page of a list and render it."""
    if shown.kind is ListKind.SEARCH:
        return await _load_search(context, shown)
    stories, floor = await _read(context, shown), context.reader.preferences.min_score
    page, more = stories[: shown.size], len(stories) > shown.size
    next_start: Keyset | int | None = None
    if more and shown.kind in {ListKind.TOP, ListKind.SAVED}:
        next_start = _offset(shown) + shown.size
    elif more:
        next_start = Keyset(page[-1].first_seen_at, page[-1].id)
    below: list[Story] = []
    if not page and shown.kind is ListKind.LATEST and shown.start is None:
        since = context.now - _PERIOD["day"]
        below = await context.services.store.stories.top(since=since, offset=0, limit=_BELOW)
    return render_list(
        context.view,
        page,
        shown,
        next_start=next_start,
        floor=floor,
        rule=tag_rule(context, shown.subject) if shown.kind is ListKind.TAG else None,
        below=below,
    )


async def _load_search(context: Context, shown: ShowList) -> tuple[Message, ...]:
    start, store = _offset(shown), context.services.store
    query = await understand(context, shown.subject, context.view)
    found = await store.memory.recall(
        (query, start, shown.size),
        context.now,
        lambda: store.search.find(query, context.now, offset=start, limit=shown.size),
    )
    return render_list(
        context.view,
        found.stories,
        shown,
        next_start=start + shown.size if found.is_more else None,
        note=say_search(context.view, found),
    )


def tag_rule(context: Context, key: str) -> Effect | None:
    """Return what the reader said about a tag."""
    preferences = context.reader.preferences
    for effect in Effect:
        if key in preferences.values(RuleKind.TAG, effect):
            return effect
    return None


async def _read(context: Context, shown: ShowList) -> list[Story]:
    """Return the stories of a page and one more, where there is one."""
    store, now, limit = context.services.store, context.now, shown.size + 1
    match shown.kind:
        case ListKind.SAVED:
            return await store.reactions.bookmarks(context.reader.id, _offset(shown), limit)
        case ListKind.TOP:
            since, offset = now - _PERIOD[shown.subject], _offset(shown)
            return await store.memory.recall(
                shown, now, lambda: store.stories.top(since=since, offset=offset, limit=limit)
            )
        case _:
            tag = shown.subject if shown.kind is ListKind.TAG else ""
            floor = 0 if tag else context.reader.preferences.min_score
            before = _before(shown)
            return await store.memory.recall(
                (shown, floor),
                now,
                lambda: store.stories.latest(floor=floor, tag=tag, before=before, limit=limit),
            )


def _check(shown: ShowList, context: Context) -> None:
    """Refuse what no button of ours asks for."""
    subjects: dict[ListKind, Collection[str]] = {
        ListKind.TAG: context.services.taxonomy.keys(),
        ListKind.TOP: PERIODS,
    }
    is_known = shown.kind not in subjects or shown.subject in subjects[shown.kind]
    if not shown.size or not is_known:
        raise UserError(STALE)


def _before(shown: ShowList) -> tuple[datetime, StoryId] | None:
    if isinstance(shown.start, int):
        raise UserError(STALE)
    return (shown.start.at, shown.start.story_id) if shown.start else None


def _offset(shown: ShowList) -> int:
    if isinstance(shown.start, Keyset):
        raise UserError(STALE)
    return shown.start or 0
