"""Chats that open, close and move: what Telegram tells the bot about itself."""

from telegram import Update
from telegram.constants import ChatMemberStatus

from bot.core.audience import ChatId, ChatState

from .context import Context

_GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def membership(update: Update, context: Context) -> None:
    """Close a chat the bot was blocked or removed from; open it again when it is let back in.

    The settings stay, so a person who comes back finds them (Bot API, my_chat_member).
    """
    change = update.my_chat_member
    if change is None:
        return
    is_gone = change.new_chat_member.status in _GONE
    state = ChatState.CLOSED if is_gone else ChatState.ACTIVE
    await context.services.store.audience.set_state(ChatId(change.chat.id), state, context.now)


async def migration(update: Update, context: Context) -> None:
    """Take a group's settings along when it becomes a supergroup, which has a new id."""
    message = update.message
    if message is not None and message.migrate_to_chat_id is not None:
        audience = context.services.store.audience
        await audience.move(ChatId(message.chat.id), ChatId(message.migrate_to_chat_id))
