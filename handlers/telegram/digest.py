"""`/digest` and `/preview`: what would be sent now, and what would not, and why."""

from dataclasses import replace

from telegram import Update

from bot.core.choices import ShowHidden, ShowPreview
from bot.core.news import Candidate, StoryId
from bot.core.select import NEWS_AGE, Why, choose_digest, explain_hidden
from bot.render.digest import render_digest
from bot.render.preview import HIDDEN_ON_PAGE, render_hidden, render_hidden_counts
from bot.render.view import View

from .context import Context


async def digest(_update: Update, context: Context) -> None:
    """Show the digest as it would be now; it is only a look, so the next one is still whole."""
    await send_digest(context)


async def preview(_update: Update, context: Context) -> None:
    """Show the next digest as it would be now, and what stays out of it."""
    await press_preview(ShowPreview(), context)


async def press_preview(_action: ShowPreview, context: Context) -> None:
    """Show the next digest and what stays out of it."""
    await send_digest(context)
    await context.send(render_hidden_counts(context.view, await _hidden(context)))


async def press_hidden(action: ShowHidden, context: Context) -> None:
    """Show one page of what one reason keeps out; a page too far is the last."""
    hidden = (await _hidden(context)).get(action.why, ())
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
    """Send a new subscriber's first digest at once; the next one brings what this did not."""
    chosen = await send_digest(context)
    await context.services.store.personal.remember(context.reader.id, chosen, context.now)


async def send_digest(context: Context) -> tuple[StoryId, ...]:
    """Send the digest as it would be now; return its stories, best first."""
    store, reader = context.services.store, context.reader
    candidates, shown = await _pool(context)
    choice = choose_digest(candidates, reader.preferences, shown)
    await context.send(
        *render_digest(
            _digest_view(context),
            await store.stories.many(choice.stories),
            floor=reader.preferences.min_score,
            below=await store.stories.many(choice.below),
        )
    )
    return choice.stories


async def _pool(context: Context) -> tuple[list[Candidate], frozenset[StoryId]]:
    store, since = context.services.store, context.now - NEWS_AGE
    candidates = await store.stories.candidates(since, context.now)
    return candidates, await store.outbox.shown(context.reader.id, since)


async def _hidden(context: Context) -> dict[Why, tuple[StoryId, ...]]:
    candidates, shown = await _pool(context)
    stopped = await context.services.store.personal.muted_stories(context.reader.id)
    return explain_hidden(candidates, context.reader.preferences, shown, stopped)


def _digest_view(context: Context) -> View:
    """Return the view of those who get the digest, whatever language its settings are in."""
    language = context.reader.preferences.language
    return replace(context.view, t=context.services.translator(language))
