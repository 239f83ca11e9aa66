"""Who asks, and in which language: runs before every other handler."""

import logging

from telegram import Message, MessageEntity, Update, User
from telegram.constants import ChatType

from bot.core.audience import ChatId, ChatKind, ChatState, Subscriber
from bot.core.places import guess_zone
from bot.errors import StoreError
from bot.i18n.catalog import Translator, open_translator, pick_language
from bot.render.commands import NAMES

from .context import Context, Place
from .pressed import read_pressed

log = logging.getLogger(__name__)


def message_of(update: Update) -> Message | None:
    """Return the message that was written, or whose button was pressed.

    Of a very old one Telegram only gives the number (Bot API, InaccessibleMessage): None.
    """
    if update.callback_query is None:
        return update.effective_message
    message = update.callback_query.message
    # python-telegram-bot 22.8 makes a Message of an inaccessible one, too: its date tells.
    return message if isinstance(message, Message) and message.is_accessible else None


def topic_of(message: Message | None) -> int:
    """Return the forum topic a message stands in, 0 for the chat itself."""
    if message is None or not message.is_topic_message:
        return 0
    return message.message_thread_id or 0


def client_language(user: User | None) -> str:
    """Return the interface language of a person's client."""
    return pick_language(user.language_code if user else None)


async def translator_for(update: Update, context: Context) -> Translator:
    """Return the translator of whoever is spoken to outside a handler, where no reader is known.

    Where the database cannot say what they chose, their client's language must do.
    """
    chat, reader = update.effective_chat, None
    if chat is not None:
        topic = topic_of(message_of(update))
        try:
            reader = await context.services.store.audience.get(ChatId(chat.id), topic)
        except StoreError:
            log.warning("language of chat %s not known", chat.id)
    language = reader.preferences.language if reader else client_language(update.effective_user)
    return open_translator(language)


async def identify(update: Update, context: Context) -> None:
    """Fill in the context of what is said to the bot; nothing else leaves a trace.

    In a group these are its commands and buttons only.
    """
    chat, user = update.effective_chat, update.effective_user
    context.now = context.services.clock.now()
    context.pressed = read_pressed(update.callback_query)
    context.title = ""
    if chat is None:
        context.t = open_translator(client_language(user))
        return
    if not is_spoken_to(update, context.bot.username):
        return
    context.place = Place(ChatId(chat.id), topic_of(message_of(update)))
    audience = context.services.store.audience
    code = user.language_code if user else None
    reader = await audience.ensure(
        context.place.chat_id,
        thread_id=context.place.thread_id,
        kind=ChatKind(chat.type),
        language=pick_language(code),
        timezone=guess_zone(code),
        now=context.now,
    )
    if reader.state is ChatState.CLOSED:
        await _wake(reader, context)
    if command_of(update.message):
        # Who asks for something else has left the screen that asked them for words.
        context.listening.leave()
    context.reader = reader
    context.t = open_translator(reader.preferences.language)


async def _wake(reader: Subscriber, context: Context) -> None:
    """Open a chat that we were told nothing of (a lost my_chat_member): who talks is there.

    Where only a topic of it rests, the others that do are not meant.
    """
    audience, thread_id = context.services.store.audience, None
    if context.place.thread_id:
        whole = await audience.get(reader.chat_id)
        if whole is not None and whole.state is ChatState.ACTIVE:
            thread_id = context.place.thread_id
    await audience.set_state(reader.chat_id, ChatState.ACTIVE, context.now, thread_id=thread_id)


def command_of(message: Message | None) -> str:
    """Return the command that a message begins with, as it is typed; empty where none does."""
    first = message.entities[0] if message and message.entities else None
    if message is None or first is None or first.offset:
        return ""
    return message.parse_entity(first) if first.type == MessageEntity.BOT_COMMAND else ""


def is_spoken_to(update: Update, username: str) -> bool:
    """Tell whether an update is a message to the bot or a press of its buttons.

    In a group others may be asked by a command that names no bot, and all of them hear it.
    """
    message = update.message
    if message is None:
        return update.callback_query is not None
    if message.chat.type == ChatType.PRIVATE:
        return True
    name, _, bot = command_of(message).removeprefix("/").casefold().partition("@")
    return name in NAMES and bot in {"", username.casefold()}
