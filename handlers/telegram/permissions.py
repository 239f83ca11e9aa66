"""Who may change what: in groups only administrators change the group's subscription."""

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden

from bot.core.phrases import N_
from bot.errors import MovedError, UserError

from .context import Context

_RULERS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})
_GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})
# Telegram's own server (tdlib/telegram-bot-api) about a group that hides its members.
_HIDDEN = ("chat_admin_required", "member list is inaccessible")


def is_present(member: ChatMember) -> bool:
    """Tell whether somebody is in a chat; who is restricted may have left it (Bot API)."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _GONE


def may_write(member: ChatMember) -> bool:
    """Tell whether somebody may write in a chat; not every administrator of a channel may."""
    match member:
        case ChatMemberRestricted():
            return member.is_member and member.can_send_messages
        case ChatMemberAdministrator():
            return member.can_post_messages is not False  # None in a group
    return is_present(member)


async def require_administrator(
    update: Update,
    context: Context,
    refusal: str = N_("Only administrators of this group can change its digest."),
) -> None:
    """Let a private chat and a group's administrators through.

    Raises:
        UserError: the person is a plain member, who hears `refusal`, or Telegram does not say what
            they are.
    """
    allowed = await may_change(update, context)
    if allowed is None:
        raise UserError(
            N_(
                "Telegram does not tell me who is an administrator here. Make me one, then try"
                " again."
            )
        )
    if not allowed:
        raise UserError(refusal)


async def may_change(update: Update, context: Context) -> bool | None:
    """Tell whether a person may change the settings of the chat they write in; None as in `rules`.

    An anonymous administrator writes in the group's own name, and somebody else in the name of
    their channel (Bot API, Message.sender_chat); who presses a button is always named.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.message
    if chat is None or user is None or chat.type == ChatType.PRIVATE:
        return True
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id
    return await rules(context, chat.id, user.id)


async def rules(context: Context, chat_id: int, user_id: int) -> bool | None:
    """Tell whether a person is an administrator of a chat; one we are not in is nobody's.

    None where the members are hidden from a bot that is no administrator.

    Raises:
        MovedError: the group became a supergroup, which we did not hear.
    """
    try:
        member = await context.bot.get_chat_member(chat_id, user_id)
    except ChatMigrated as error:
        raise MovedError(chat_id, error.new_chat_id) from error
    except (BadRequest, Forbidden) as error:
        is_hidden = any(said in str(error).casefold() for said in _HIDDEN)
        return None if is_hidden else False
    return member.status in _RULERS


async def may_post(context: Context, chat_id: int) -> bool:
    """Tell whether the bot may post in a channel it administers."""
    try:
        member = await context.bot.get_chat_member(chat_id, context.bot.id)
    except (BadRequest, Forbidden):
        return False
    return member.status in _RULERS and may_write(member)
