"""Who asks too fast is slowed: before anything else, and without reading or writing anything."""

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.core.outgoing import Message
from bot.core.pace import Bucket, Verdict, is_full, take
from bot.core.phrases import N_
from bot.i18n.catalog import open_translator
from bot.render.telegram_html import text

from .context import Context
from .middleware import client_language, is_spoken_to, message_of, topic_of

_SLOWER = N_("That was a lot at once. Give me a moment, then ask again.")
_MOST_PEOPLE = 10_000
"""Buckets kept in memory before the full ones are forgotten."""


class Doorkeeper:
    """Counts what each person asks, in one process; inline queries are Telegram's to slow."""

    def __init__(self) -> None:
        self._buckets: dict[int, Bucket] = {}

    async def let_in(self, update: Update, context: Context) -> None:
        """Let an update through or stop it.

        Raises:
            ApplicationHandlerStop: the person asks faster than anybody can read.
        """
        user = update.effective_user
        if user is None or not is_spoken_to(update, context.bot.username):
            return
        # When it was said, not when its turn came: a flood waits in line and is answered slowly.
        said = update.message.date if update.message else context.services.clock.now()
        now = said.timestamp()
        bucket, verdict = take(self._buckets.get(user.id, Bucket(at=now)), now)
        if len(self._buckets) >= _MOST_PEOPLE:
            self._buckets = {
                k: kept for k, kept in self._buckets.items() if not is_full(kept, now)
            }
        self._buckets[user.id] = bucket
        if verdict is Verdict.ANSWER:
            return
        await self._slow(update, context, is_told=verdict is Verdict.TELL)
        raise ApplicationHandlerStop

    async def _slow(self, update: Update, context: Context, *, is_told: bool) -> None:
        said = open_translator(client_language(update.effective_user))(_SLOWER)
        messenger, query = context.services.messenger, update.callback_query
        if query is not None:  # else its button would seem to work for a minute
            await messenger.answer_callback(query.id, said if is_told else "", alert=is_told)
        elif is_told and update.effective_chat is not None:
            topic = topic_of(message_of(update))
            answer = Message(html=text(said).markup)
            await messenger.send(update.effective_chat.id, answer, thread_id=topic)
