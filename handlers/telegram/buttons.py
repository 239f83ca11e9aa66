"""Buttons: which action goes to which function, and the one answer every press gets."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from telegram import Update

from bot.core.actions import (
    Close,
    GiveFeedback,
    OpenStory,
    SaveStory,
    SetFloor,
    SetLanguage,
    SetSize,
    SetTag,
    SetTime,
    SetTimezone,
    ShareStory,
    ShowList,
    ShowScreen,
    ShowTags,
    ShowTopics,
    Subscribe,
    ToggleDetails,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.callbacks import decode
from bot.errors import UserError

from . import lists, settings, stories, topics
from .arguments import STALE
from .context import Context
from .middleware import message_of
from .permissions import require_administrator

Press: TypeAlias = Callable[[Any, Context], Awaitable[str | None]]
"""Carries out one kind of action and returns what to say above the button, if anything."""

READS: dict[type[Any], Press] = {
    OpenStory: stories.press_open,
    ToggleDetails: stories.press_details,
    ShareStory: stories.press_share,
    ShowList: lists.press_list,
    ShowTags: topics.show_tags,
}
"""What every member of a group may press."""

CHANGES: dict[type[Any], Press] = {
    SaveStory: stories.press_save,
    GiveFeedback: stories.press_feedback,
    SetTag: topics.press_tag,
    ShowTopics: topics.press_topics,
    ShowScreen: settings.press_screen,
    SetLanguage: settings.press_language,
    SetTime: settings.press_time,
    SetTimezone: settings.press_timezone,
    SetSize: settings.press_size,
    SetFloor: settings.press_floor,
    ToggleWeekday: settings.press_weekday,
    Subscribe: settings.press_subscribe,
    Unsubscribe: settings.press_unsubscribe,
    Close: settings.press_close,
}
"""What in a group only administrators may press, since the settings are the group's."""


async def pressed(update: Update, context: Context) -> None:
    """Carry out what a button says and tell the client so.

    Raises:
        UserError: the callback data is none of ours, or a member presses for the group.
    """
    query = update.callback_query
    if query is None:
        return
    action = decode(query.data or "")
    if action is None or not _has_place(update):
        raise UserError(STALE)
    kind = type(action)
    press = READS.get(kind) or CHANGES[kind]
    if kind in CHANGES:
        await require_administrator(update, context)
    said = await press(action, context)
    await context.services.messenger.answer_callback(query.id, said or "")


def _has_place(update: Update) -> bool:
    """Tell whether a press says whose settings are meant.

    Under a message sent by inline mode it names no chat, and under a very old one no topic.
    """
    chat = update.effective_chat
    return chat is not None and (message_of(update) is not None or not chat.is_forum)
