"""Plain words in a private chat: an answer to the screen above them, or a search."""

from telegram import Update

from . import lists, schedule, topics
from .context import Context
from .elsewhere import turn_elsewhere


async def words(update: Update, context: Context) -> None:
    """Take words for what the screen above them asks for, else search them.

    Raises:
        UserError: they are no answer, or the screen is of a channel that is no longer theirs.
    """
    message = update.message
    typed = message.text or "" if message else ""
    await turn_elsewhere(update, context)
    for take in (schedule.take_typed, topics.take_typed):
        if await take(context, typed):
            return
    await lists.words(update, context)
