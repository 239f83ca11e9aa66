"""Buttons: which action goes to which function, and the one answer every press gets."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from telegram import Update

from bot.core.actions import (
    Close,
    GiveFeedback,
    MarkTags,
    OpenStory,
    SaveStory,
    Screen,
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
from bot.core.admin import (
    ManageSource,
    ManageStory,
    RestoreStory,
    SendBroadcast,
    ShowAdmin,
    ShowSources,
    TellReaders,
)
from bot.core.callbacks import decode, read_aim
from bot.core.choices import (
    AskChannel,
    AskLocation,
    DropRule,
    EndReview,
    ForgetMe,
    ForgetTaste,
    Pause,
    SetAlerts,
    SetQuiet,
    SetReview,
    SetRich,
    SetSecondLanguage,
    SetSilent,
    ShowHidden,
    ShowPreview,
    ShowTrends,
    TogglePart,
    UnmuteStories,
)
from bot.errors import UserError

from . import (
    admin,
    broadcast,
    digest,
    editing,
    elsewhere,
    lists,
    personal,
    posts,
    schedule,
    settings,
    stories,
    topics,
    trends,
)
from .arguments import STALE
from .context import Context
from .middleware import message_of
from .permissions import may_change, require_administrator
from .screens import press_screen

Press: TypeAlias = Callable[[Any, Context], Awaitable[str | None]]
"""Carries out one kind of action and returns what to say above the button, if anything."""

READS: dict[type[Any], Press] = {
    OpenStory: stories.press_open,
    ToggleDetails: stories.press_details,
    ShareStory: stories.press_share,
    ShowList: lists.press_list,
    ShowTags: topics.show_tags,
    ShowPreview: digest.press_preview,
    ShowHidden: digest.press_hidden,
    ShowTrends: trends.press_trends,
}
"""What every member of a group may press."""

CHANGES: dict[type[Any], Press] = {
    SaveStory: stories.press_save,
    GiveFeedback: stories.press_feedback,
    MarkTags: topics.mark_tags,
    SetTag: topics.press_tag,
    ShowTopics: topics.press_topics,
    ShowScreen: press_screen,
    SetLanguage: settings.press_language,
    SetSecondLanguage: settings.press_second_language,
    SetTime: schedule.press_time,
    SetTimezone: schedule.press_timezone,
    SetSize: settings.press_size,
    SetFloor: settings.press_floor,
    TogglePart: settings.press_part,
    SetRich: settings.press_rich,
    ToggleWeekday: schedule.press_weekday,
    Pause: schedule.press_pause,
    SetQuiet: schedule.press_quiet,
    SetSilent: schedule.press_silent,
    SetAlerts: schedule.press_alerts,
    SetReview: schedule.press_review,
    EndReview: schedule.press_no_review,
    AskLocation: schedule.press_location,
    DropRule: settings.press_drop,
    UnmuteStories: settings.press_unmute,
    ForgetTaste: settings.press_forget_taste,
    AskChannel: elsewhere.press_channel,
    Subscribe: settings.press_subscribe,
    Unsubscribe: settings.press_unsubscribe,
    ForgetMe: personal.press_forget,
    Close: settings.press_close,
}
"""What in a group only administrators may press, since the settings are the group's."""


OPERATES: dict[type[Any], Press] = {
    ShowAdmin: admin.press_admin,
    ShowSources: admin.press_sources,
    ManageSource: admin.press_source,
    ManageStory: editing.press_story,
    TellReaders: editing.press_tell,
    RestoreStory: editing.press_restore,
    SendBroadcast: broadcast.press_send,
}
"""What only operators may press; for others these buttons do not exist."""


async def pressed(update: Update, context: Context) -> None:
    """Carry out what a button says and tell the client so.

    Raises:
        UserError: the callback data is none of ours, or a member presses for the group.
    """
    query = update.callback_query
    if query is None:
        return
    chat_id, data = read_aim(query.data or "")
    action = decode(data)
    if not _has_place(update):
        raise UserError(STALE)
    if chat_id is not None:
        await elsewhere.take_elsewhere(update, context, chat_id)
    is_post, answer = posts.is_post(update), context.services.messenger.answer_callback
    if is_post and (link := posts.link_of(action, context)):
        await answer(query.id, url=link)
        return
    if action is None:
        if not is_post:
            await _refresh(update, context)
        raise UserError(STALE)
    context.listening.stop()
    kind = type(action)
    press = READS.get(kind) or CHANGES.get(kind) or OPERATES[kind]
    if kind in OPERATES and not admin.is_operator(update, context):
        raise UserError(STALE)
    if is_post:
        await posts.turn_to_private(update, context, is_look=kind in READS)
    elif kind in CHANGES:
        await require_administrator(update, context)
    said = await press(action, context)
    await answer(query.id, said or (context.t(posts.IN_PRIVATE) if is_post else ""))


async def _refresh(update: Update, context: Context) -> None:
    """Put the settings in the place of a screen whose buttons mean nothing any more."""
    if context.pressed.is_screen and await may_change(update, context):
        await press_screen(ShowScreen(Screen.SETTINGS), context)


def _has_place(update: Update) -> bool:
    """Tell whether a press says whose settings are meant.

    Under a message sent by inline mode it names no chat, and under a very old one no topic.
    """
    chat = update.effective_chat
    return chat is not None and (message_of(update) is not None or not chat.is_forum)
