"""Buttons under the posts of a channel, where nothing is said: all its readers would hear it."""

from telegram import Update
from telegram.constants import ChatType

from bot.core.actions import (
    Action,
    GiveFeedback,
    OpenStory,
    SaveStory,
    ShareStory,
    ToggleDetails,
)
from bot.core.audience import ChatId
from bot.core.phrases import N_
from bot.core.share import story_link
from bot.errors import UnreachableError, UserError
from bot.i18n.catalog import open_translator

from .context import Context, Place
from .permissions import may_change
from .pressed import Pressed

IN_PRIVATE = N_("You find it in your chat with me.")


def is_post(update: Update) -> bool:
    """Tell whether the pressed button stands in a channel."""
    return update.effective_chat is not None and update.effective_chat.type == ChatType.CHANNEL


def link_of(action: Action | None, context: Context) -> str:
    """Return the link that opens the story of an action in the presser's own chat, if it has one.

    Who follows it is a reader like any other: sees the card, and may subscribe.
    """
    match action:
        case OpenStory() | ToggleDetails() | ShareStory() | SaveStory() | GiveFeedback():
            return story_link(context.services.bot_username, action.story_id)
        case _:
            return ""


async def turn_to_private(update: Update, context: Context, *, is_look: bool) -> None:
    """Have the rest of an answer go to who pressed, in private and in their language.

    An administrator goes on with the channel, and others with what is theirs.

    Raises:
        UserError: it is no mere look, and they only read the channel.
        UnreachableError: they never wrote to the bot, which may not begin (Bot API).
    """
    chat, user = update.effective_chat, update.effective_user
    rules = await may_change(update, context)
    if chat is None or user is None or not (rules or is_look):
        raise UserError(N_("Only administrators of that channel can change its digest."))
    own = await context.services.store.audience.get(ChatId(user.id))
    if own is None:
        raise UnreachableError(user.id, "never wrote to the bot")
    context.place = Place(own.chat_id)
    context.t = open_translator(own.preferences.language)
    context.pressed = Pressed()
    if rules:
        context.title = chat.title or ""
    else:
        context.reader = own
