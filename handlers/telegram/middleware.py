"""Who asks, and in which language: runs before every other handler."""

from telegram import Message, Update, User
from telegram.ext import ApplicationHandlerStop

from bot.core.audience import ChatId, ChatKind
from bot.core.places import guess_zone
from bot.i18n.catalog import open_translator, pick_language

from .context import Context


def topic_of(message: Message | None) -> int:
    """Return the forum topic a message stands in, 0 for the chat itself."""
    if message is None or not message.is_topic_message:
        return 0
    return message.message_thread_id or 0


def client_language(user: User | None) -> str:
    """Return the interface language of a person's client."""
    return pick_language(user.language_code if user else None)


async def identify(update: Update, context: Context) -> None:
    """Fill in the context; stop where nobody spoke to the bot.

    In a group the bot answers commands and buttons only, so anything else ends here and leaves
    no trace.
    """
    chat, user, message = update.effective_chat, update.effective_user, update.effective_message
    context.now = context.services.clock.now()
    query = update.callback_query
    context.pressed_message_id = query.message.message_id if query and query.message else 0
    if chat is None:
        context.t = open_translator(client_language(user))
        return
    speaks = query is not None or (
        update.message is not None
        and (chat.type == ChatKind.PRIVATE or (update.message.text or "").startswith("/"))
    )
    thread_id = topic_of(message)
    reader = await context.services.store.audience.get(ChatId(chat.id), thread_id)
    if reader is None:
        if not speaks:
            if update.my_chat_member or update.message:
                context.t = open_translator(client_language(user))
                return
            raise ApplicationHandlerStop
        code = user.language_code if user else None
        reader = await context.services.store.audience.ensure(
            ChatId(chat.id),
            thread_id=thread_id,
            kind=ChatKind(chat.type),
            language=pick_language(code),
            timezone=guess_zone(code),
            now=context.now,
        )
    context.reader = reader
    context.t = open_translator(reader.preferences.language)
