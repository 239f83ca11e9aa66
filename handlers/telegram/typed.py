"""Plain words in a private chat: an answer to the screen above them, or a search."""

from telegram import Update

from . import lists, schedule
from .context import Context


async def words(update: Update, context: Context) -> None:
    """Take words for a time or a place under the screen that asks for one, else search them."""
    message = update.message
    if message is None or not await schedule.take_typed(update, context, message.text or ""):
        await lists.words(update, context)
