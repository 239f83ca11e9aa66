"""What becomes of an error while answering: the person hears what to do, the log hears why."""

import logging

from telegram import Update

from bot.core.audience import ChatId, ChatState
from bot.core.outgoing import Message
from bot.core.phrases import N_, Phrase
from bot.errors import DeliveryError, UnreachableError, UserError
from bot.i18n.catalog import Translator, open_translator
from bot.render.telegram_html import text

from .context import Context
from .middleware import client_language, topic_of

log = logging.getLogger(__name__)

_OUR_FAULT = N_("Something went wrong on our side. Please try again in a moment.")


async def answer_error(update: object, context: Context) -> None:
    """Answer every error a handler raised; python-telegram-bot calls it."""
    error = context.error
    if not isinstance(update, Update) or error is None:
        log.error("update failed", exc_info=error)
        return
    chat = update.effective_chat
    if isinstance(error, UserError):
        await _tell(update, context, error.phrase)
        return
    if isinstance(error, UnreachableError) and chat is not None:
        now = context.services.clock.now()
        await context.services.store.audience.set_state(ChatId(chat.id), ChatState.CLOSED, now)
        return
    subject = f"update {update.update_id} of chat {chat.id if chat else 0}"
    log.error("%s failed", subject, exc_info=error)
    if not isinstance(error, DeliveryError):
        await _tell(update, context, Phrase(_OUR_FAULT))


async def _tell(update: Update, context: Context, phrase: Phrase) -> None:
    """Say `phrase` where the person looks: over the pressed button, or in the chat."""
    t = await _translator(update, context)
    query, chat = update.callback_query, update.effective_chat
    messenger = context.services.messenger
    try:
        if query is not None:
            await messenger.answer_callback(query.id, t.say(phrase), alert=True)
        elif chat is not None:
            answer = Message(html=text(t.say(phrase)).markup)
            topic = topic_of(update.effective_message)
            await messenger.send(chat.id, answer, thread_id=topic)
    except DeliveryError as unheard:
        log.warning("could not tell what went wrong: %s", unheard)


async def _translator(update: Update, context: Context) -> Translator:
    """Return the translator of the person, whose context is gone when an error is answered."""
    chat = update.effective_chat
    reader = None
    if chat is not None:
        topic = topic_of(update.effective_message)
        reader = await context.services.store.audience.get(ChatId(chat.id), topic)
    language = reader.preferences.language if reader else client_language(update.effective_user)
    return open_translator(language)
