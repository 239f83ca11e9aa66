"""`/digest`: what would be sent now."""

from telegram import Update

from bot.core.select import NEWS_AGE, choose_digest
from bot.render.digest import render_digest

from .context import Context


async def digest(_update: Update, context: Context) -> None:
    """Show the digest as it would be now; it is only a look, so the next one is still whole."""
    store, reader = context.services.store, context.reader
    since = context.now - NEWS_AGE
    candidates = await store.stories.candidates(since, context.now)
    shown = await store.outbox.shown(reader.id, since)
    choice = choose_digest(candidates, reader.preferences, shown)
    await context.send(
        *render_digest(
            context.view,
            await store.stories.many(choice.stories),
            floor=reader.preferences.min_score,
            below=await store.stories.many(choice.below),
        )
    )
