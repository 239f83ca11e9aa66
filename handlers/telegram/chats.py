"""Chats that open, close and move: what Telegram tells the bot about itself."""

import logging
from dataclasses import replace

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from bot.core.actions import Screen
from bot.core.audience import ChatId, ChatKind, ChatState, Subscriber
from bot.core.places import guess_zone
from bot.errors import DeliveryError, UserError
from bot.i18n.catalog import open_translator, pick_language
from bot.render.chats import render_channel, render_group

from .context import Context, Place
from .elsewhere import take_elsewhere
from .middleware import topic_of

log = logging.getLogger(__name__)

_GONE = frozenset({ChatMemberStatus.BANNED, ChatMemberStatus.LEFT})


async def membership(update: Update, context: Context) -> None:
    """Close a chat the bot was blocked or removed from; open it again when it is let back in.

    The settings stay, so a person who comes back finds them (Bot API, my_chat_member). A group
    hears once what can be done; about a channel, whoever added the bot hears in private.
    """
    change = update.my_chat_member
    if change is None:
        return
    is_gone = change.new_chat_member.status in _GONE
    state = ChatState.CLOSED if is_gone else ChatState.ACTIVE
    await context.services.store.audience.set_state(ChatId(change.chat.id), state, context.now)
    if is_gone or change.old_chat_member.status not in _GONE:
        return
    try:
        if change.chat.type == ChatType.CHANNEL:
            await _greet_owner(update, change, context)
        elif change.chat.type != ChatType.PRIVATE:
            await _greet_group(change, context)
    except (DeliveryError, UserError) as error:
        # Nobody asked for this message, so nobody misses it: the person never started the bot,
        # or the group lets no bot write.
        log.info("nobody to greet in %s: %s", change.chat.id, error)


async def migration(update: Update, context: Context) -> None:
    """Take a group's settings along when it becomes a supergroup, which has a new id."""
    message = update.message
    if message is not None and message.migrate_to_chat_id is not None:
        audience = context.services.store.audience
        await audience.move(ChatId(message.chat.id), ChatId(message.migrate_to_chat_id))


async def topic(update: Update, context: Context) -> None:
    """Let a forum topic's subscription rest while the topic is closed (Bot API, ForumTopicClosed).

    Nobody is told: whoever closed it knows, and whoever opens it again has the old settings.
    """
    message = update.message
    if message is not None:
        await context.services.store.audience.set_state(
            ChatId(message.chat.id),
            ChatState.CLOSED if message.forum_topic_closed else ChatState.ACTIVE,
            context.now,
            thread_id=topic_of(message),
        )


async def _greet_group(change: ChatMemberUpdated, context: Context) -> None:
    context.place = Place(ChatId(change.chat.id))
    context.reader = await _reader(change, context, context.place.chat_id)
    context.t = open_translator(context.reader.preferences.language)
    await context.send(render_group(context.view, context.reader))


async def _greet_owner(update: Update, change: ChatMemberUpdated, context: Context) -> None:
    owner = await context.services.store.audience.get(ChatId(change.from_user.id))
    if owner is None or owner.state is ChatState.CLOSED:
        return
    listening = context.application.chat_data.get(owner.chat_id)
    if listening is not None and listening.screen is Screen.CHATS:
        return  # they are picking the channel by a button, whose answer says the same
    context.place = Place(owner.chat_id)
    context.reader = owner
    context.t = open_translator(owner.preferences.language)
    await take_elsewhere(update, context, ChatId(change.chat.id))
    known, settings = render_channel(context.view, context.reader, context.title)
    await context.send(replace(known, ends_wish=False), settings)


async def _reader(change: ChatMemberUpdated, context: Context, chat_id: ChatId) -> Subscriber:
    """Return the group, which begins with the language and zone of whoever added the bot."""
    audience, code = context.services.store.audience, change.from_user.language_code
    known = await audience.get(ChatId(change.from_user.id))
    return await audience.ensure(
        chat_id,
        kind=ChatKind(change.chat.type),
        language=known.preferences.language if known else pick_language(code),
        timezone=known.schedule.timezone if known else guess_zone(code),
        now=context.now,
    )
