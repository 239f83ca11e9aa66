"""`/digest` and `/preview`: what would be sent now, and what would not, and why."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from telegram import Update

from bot.core.choices import ShowHidden, ShowPreview
from bot.core.news import Candidate, StoryId
from bot.core.select import NEWS_AGE, Why, choose_digest, explain_hidden
from bot.core.updates import grown_since, growth, select_grown, tell_updates
from bot.render.digest import render_digest
from bot.render.preview import HIDDEN_ON_PAGE, render_hidden, render_hidden_counts
from bot.render.view import View

from .context import Context


class _Pool(NamedTuple):
    """What a digest is chosen from."""

    candidates: list[Candidate]
    shown: frozenset[StoryId]
    """Stories that were shown before."""
    grown: frozenset[tuple[StoryId, datetime]]
    """Of these, what got more articles since the moment beside it."""


async def digest(_update: Update, context: Context) -> None:
    """Show the digest as it would be now; it is only a look, so the next one is still whole."""
    await _send(context, await _load_pool(context))


async def preview(_update: Update, context: Context) -> None:
    """Show the next digest as it would be now, and what stays out of it."""
    await press_preview(ShowPreview(), context)


async def press_preview(_action: ShowPreview, context: Context) -> None:
    """Show the next digest, with the day it comes on, and what stays out of it."""
    pool = await _load_pool(context)
    await _send(context, pool, slot=context.reader.next_digest_at)
    await context.send(render_hidden_counts(context.view, await _hidden(context, pool)))


async def press_hidden(action: ShowHidden, context: Context) -> None:
    """Show one page of what one reason keeps out; a page too far is the last."""
    hidden = (await _hidden(context, await _load_pool(context))).get(action.why, ())
    page = min(action.page, max(len(hidden) - 1, 0) // HIDDEN_ON_PAGE)
    shown = hidden[page * HIDDEN_ON_PAGE : (page + 1) * HIDDEN_ON_PAGE]
    messages = render_hidden(
        _digest_view(context),
        action.why,
        await context.services.store.stories.many(shown),
        page=page,
        total=len(hidden),
    )
    await (context.replace if context.pressed.is_list else context.send)(*messages)


async def send_first_digest(context: Context) -> None:
    """Send a new subscriber's first digest at once; the next one brings what this did not.

    Who only turned digests off and on again has had it.
    """
    pool, store = await _load_pool(context), context.services.store
    if pool.shown - await store.reactions.muted_stories(context.reader.id):
        return
    await store.personal.remember(context.reader.id, await _send(context, pool), context.now)


async def _send(
    context: Context, pool: _Pool, slot: datetime | None = None
) -> tuple[StoryId, ...]:
    """Send the digest as it would be now, for the day of its slot; return the stories in it."""
    store, reader = context.services.store, context.reader
    choice = choose_digest(pool.candidates, reader.preferences, pool.shown)
    shown_at = dict(pool.grown)
    grown = select_grown(pool.candidates, reader.preferences, shown_at)
    updates = tell_updates(await store.stories.many(grown), shown_at)
    await context.send(
        *render_digest(
            _digest_view(context),
            await store.stories.many(choice.stories),
            floor=reader.preferences.only_floor,
            below=await store.stories.many(choice.below),
            slot=slot,
            updates=updates,
        )
    )
    return (*(choice.stories or choice.below), *(update.story_id for update in updates))


async def _load_pool(context: Context) -> _Pool:
    store, since = context.services.store, context.now - NEWS_AGE
    candidates = await store.stories.candidates(since, context.now)
    shown = await store.outbox.shown(context.reader.id, since)
    return _Pool(candidates, shown.stories, grown_since(shown.once, growth(candidates)))


async def _hidden(context: Context, pool: _Pool) -> dict[Why, tuple[StoryId, ...]]:
    stopped = await context.services.store.reactions.muted_stories(context.reader.id)
    return explain_hidden(pool.candidates, context.reader.preferences, pool.shown, stopped)


def _digest_view(context: Context) -> View:
    """Return the view of those who get the digest, whatever language its settings are in."""
    language = context.reader.preferences.language
    return replace(context.view, t=context.services.translator(language))
