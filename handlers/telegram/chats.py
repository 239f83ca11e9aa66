"""Chats that open, close and move: what Telegram tells the bot about itself."""

import logging
from dataclasses import replace

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatType

from bot.core.actions import Screen
from bot.core.audience import ChatId, ChatKind, ChatState, Subscriber
from bot.core.outgoing import Message
from bot.core.places import guess_zone
from bot.errors import DeliveryError, UserError
from bot.i18n.catalog import open_translator, pick_language
from bot.render.chats import render_channel, render_group
from bot.render.replies import render_subscribed
from bot.render.telegram_html import text

from .context import Context, Place
from .elsewhere import take_elsewhere
from .middleware import topic_of
from .permissions import is_present, may_write

log = logging.getLogger(__name__)


async def membership(update: Update, context: Context) -> None:
    """Close a chat the bot may not write to; open it again when it may.

    The settings stay, so a person who comes back finds them (Bot API, my_chat_member). A group
    hears once what can be done; about a channel, whoever added the bot hears in private.
    """
    change = update.my_chat_member
    if change is None:
        return
    chat_id, audience = ChatId(change.chat.id), context.services.store.audience
    before, after = change.old_chat_member, change.new_chat_member
    known = await audience.get(chat_id)
    if may_write(after) is not may_write(before):
        state = ChatState.ACTIVE if may_write(after) else ChatState.CLOSED
        await audience.set_state(chat_id, state, context.now)
    comes = is_present(after) and not is_present(before)
    try:
        if change.chat.type == ChatType.CHANNEL:
            if comes or (may_write(after) and not may_write(before)):
                await _greet_owner(update, change, context)
        elif change.chat.type != ChatType.PRIVATE and comes and not _is_open(known):
            await _greet_group(change, context)
    except (DeliveryError, UserError) as error:
        # Nobody asked for this message, so nobody misses it: the person never started the bot,
        # or the group lets no bot write.
        log.info("nobody to greet in %s: %s", chat_id, error)


async def migration(update: Update, context: Context) -> None:
    """Take a group's settings along when it becomes a supergroup, which has a new id.

    To the bot it looks as if it came into the supergroup, before or after this message; the
    welcome it then gave is taken back, for nobody there is new.
    """
    message = update.message
    if message is None:
        return
    old = message.migrate_from_chat_id or message.chat.id
    new = message.migrate_to_chat_id or message.chat.id
    await context.services.store.audience.move(ChatId(old), ChatId(new))
    listening = context.application.chat_data.get(new)
    if listening is not None and listening.welcome:
        await context.services.messenger.delete(new, listening.welcome)
        listening.welcome = 0


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


def _is_open(known: Subscriber | None) -> bool:
    return known is not None and known.state is ChatState.ACTIVE


async def _greet_group(change: ChatMemberUpdated, context: Context) -> None:
    """Say what can be done, or where the digest is on already, when it comes."""
    context.place = Place(ChatId(change.chat.id))
    context.reader = await _reader(change, context, context.place.chat_id)
    context.t = open_translator(context.reader.preferences.language)
    render = render_subscribed if context.reader.is_subscribed else render_group
    context.listening.welcome = await context.send(render(context.view, context.reader))


async def _greet_owner(update: Update, change: ChatMemberUpdated, context: Context) -> None:
    owner = await context.services.store.audience.get(ChatId(change.from_user.id))
    if owner is None or owner.state is ChatState.CLOSED:
        return
    listening = context.application.chat_data[owner.chat_id]
    is_asked = listening.screen is Screen.CHATS
    if not listening.hears_of(ChatId(change.chat.id)):
        return
    context.place = Place(owner.chat_id)
    context.reader = owner
    context.t = open_translator(owner.preferences.language)
    try:
        await take_elsewhere(update, context, ChatId(change.chat.id))
    except UserError as error:
        listening.ready = None
        await context.send(Message(html=text(context.t.say(error.phrase)).markup))
        return
    known, settings = render_channel(context.view, context.reader, context.title)
    await context.send(replace(known, ends_wish=is_asked), settings)


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
