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
from bot.errors import UserError

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


async def turn_to_private(update: Update, context: Context) -> None:
    """Have the rest of an answer go to the administrator who pressed, in private.

    Raises:
        UserError: they only read the channel.
    """
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None or not await may_change(update, context):
        raise UserError(N_("Only administrators of that channel can change its digest."))
    context.place = Place(ChatId(user.id))
    context.title = chat.title or ""
    context.pressed = Pressed()
