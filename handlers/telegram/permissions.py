"""Who may change what: in groups only administrators change the group's subscription."""

from telegram import Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.core.phrases import N_
from bot.errors import UserError

from .context import Context

_RULERS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def require_administrator(update: Update, context: Context) -> None:
    """Let a private chat and a group's administrators through.

    An anonymous administrator writes in the group's own name (Bot API, Message.sender_chat).

    Raises:
        UserError: the person is a plain member.
    """
    chat, user = update.effective_chat, update.effective_user
    if chat is None or chat.type == ChatType.PRIVATE:
        return
    message = update.effective_message
    if message is not None and message.sender_chat is not None and update.callback_query is None:
        if message.sender_chat.id == chat.id:
            return
    elif user is not None:
        member = await context.bot.get_chat_member(chat.id, user.id)
        if member.status in _RULERS:
            return
    raise UserError(N_("Only administrators of this group can change its digest."))
