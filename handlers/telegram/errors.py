"""What becomes of an error while answering: the person hears what to do, the log hears why."""

import logging

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.core.audience import ChatId, ChatState
from bot.core.outgoing import Message
from bot.core.phrases import N_, Phrase
from bot.errors import (
    DeliveryError,
    MovedError,
    SilencedError,
    StoreError,
    TopicClosedError,
    UnreachableError,
    UserError,
)
from bot.render.telegram_html import text

from .arguments import STALE
from .context import Context
from .middleware import message_of, topic_of, translator_for

log = logging.getLogger(__name__)

_OUR_FAULT = N_("Something went wrong on our side. Please try again in a moment.")
_UNKNOWN = N_("I can't write to you yet. Send me /start in a private chat, then press again.")
_SILENCED = N_("I may not write in this group. An administrator can allow it.")


async def answer_error(update: object, context: Context) -> None:
    """Answer every error a handler raised; python-telegram-bot calls it.

    Nothing more is done with the update, so that what failed is apologised for once.
    """
    error = context.error
    if isinstance(update, Update) and error is not None:
        await _answer(update, context, error)
    else:
        log.error("update failed", exc_info=error)
    raise ApplicationHandlerStop


async def _answer(update: Update, context: Context, error: Exception) -> None:
    chat_id = update.effective_chat.id if update.effective_chat else 0
    audience = context.services.store.audience
    match error:
        case UserError():
            await _tell(update, context, error.phrase)
            return
        case UnreachableError():
            now = context.services.clock.now()
            await audience.set_state(ChatId(error.chat_id), ChatState.CLOSED, now)
            if error.chat_id != chat_id:
                await _tell(update, context, Phrase(_UNKNOWN))
            return
        case SilencedError():
            if update.callback_query is not None:
                await _tell(update, context, Phrase(_SILENCED))
            return
        case TopicClosedError():
            now, topic = context.services.clock.now(), topic_of(message_of(update))
            await audience.set_state(ChatId(chat_id), ChatState.CLOSED, now, thread_id=topic)
            return
        case MovedError():
            # Not the chat of the update: a button may name another one, and be forged.
            await audience.move(ChatId(error.chat_id), ChatId(error.new_chat_id))
            if update.callback_query is not None:
                await _tell(update, context, Phrase(STALE))
            return
    # A full disk, say, is no mistake in the code, and comes with every update.
    cause = None if isinstance(error, StoreError) else error
    log.error("update %s of chat %s failed: %s", update.update_id, chat_id, error, exc_info=cause)
    if update.callback_query is not None or not isinstance(error, DeliveryError):
        await _tell(update, context, Phrase(_OUR_FAULT))


async def _tell(update: Update, context: Context, phrase: Phrase) -> None:
    """Say `phrase` where the person looks: over the pressed button, or in the chat."""
    t = await translator_for(update, context)
    query, chat = update.callback_query, update.effective_chat
    messenger = context.services.messenger
    try:
        if query is not None:
            await messenger.answer_callback(query.id, t.say(phrase), alert=True)
        elif chat is not None:
            answer = Message(html=text(t.say(phrase)).markup)
            topic = topic_of(message_of(update))
            await messenger.send(chat.id, answer, thread_id=topic)
    except DeliveryError as unheard:
        log.warning("could not tell what went wrong: %s", unheard)
