"""Who may change what: in groups only administrators change the group's subscription."""

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from bot.core.phrases import N_
from bot.errors import UserError

from .context import Context

_RULERS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def require_administrator(update: Update, context: Context) -> None:
    """Let a private chat and a group's administrators through.

    Raises:
        UserError: the person is a plain member.
    """
    if not await may_change(update, context):
        raise UserError(N_("Only administrators of this group can change its digest."))


async def may_change(update: Update, context: Context) -> bool:
    """Tell whether a person may change the settings of the chat they write in.

    An anonymous administrator writes in the group's own name, and somebody else in the name of
    their channel (Bot API, Message.sender_chat); who presses a button is always named.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None or chat.type == ChatType.PRIVATE:
        return True
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id
    return await rules(context, chat.id, user.id)


async def rules(context: Context, chat_id: int, user_id: int) -> bool:
    """Tell whether a person is an administrator of a chat; False where Telegram will not say."""
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except (BadRequest, Forbidden):
        return False
    return member.status in _RULERS
