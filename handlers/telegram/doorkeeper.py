"""Who asks too fast is slowed: before anything else, and without writing anything."""

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.core.outgoing import Message
from bot.core.pace import GROUP, PERSON, Bucket, Pace, Verdict, is_full, new_bucket, take
from bot.core.phrases import N_
from bot.render.telegram_html import text

from .context import Context
from .middleware import is_spoken_to, message_of, topic_of, translator_for

_SLOWER = N_("That was a lot at once. Give me a moment, then ask again.")
_GROUPS = frozenset({ChatType.GROUP, ChatType.SUPERGROUP})
_MOST_BUCKETS = 10_000
"""Kept in memory before the full ones are forgotten."""


class Doorkeeper:
    """Counts what is asked, in one process; inline queries are Telegram's to slow.

    Each person has a bucket, and each group one for all that is asked there. Who writes in the
    name of a chat has that chat's: to Telegram all anonymous administrators are one and the same
    person, and so are all who write as a channel (Bot API, Message.from).
    """

    def __init__(self) -> None:
        self._buckets: dict[int, Bucket] = {}

    async def let_in(self, update: Update, context: Context) -> None:
        """Let an update through or stop it.

        Raises:
            ApplicationHandlerStop: the person or group asks faster than anybody can read.
        """
        user, chat = update.effective_user, update.effective_chat
        if user is None or not is_spoken_to(update, context.bot.username):
            return
        said = update.message
        # When it was said, not when its turn came: a flood waits in line and is answered slowly.
        now = (said.date if said else context.services.clock.now()).timestamp()
        asking = said.sender_chat.id if said and said.sender_chat else user.id
        paces = {asking: PERSON}
        if chat is not None and chat.type in _GROUPS:
            paces[chat.id] = GROUP
        for who, pace in paces.items():
            verdict = self._take(who, pace, now)
            if verdict is not Verdict.ANSWER:
                await self._slow(update, context, is_told=verdict is Verdict.TELL)
                raise ApplicationHandlerStop

    def _take(self, who: int, pace: Pace, now: float) -> Verdict:
        bucket, verdict = take(self._buckets.get(who, new_bucket(pace, now)), now)
        if len(self._buckets) >= _MOST_BUCKETS:
            self._buckets = {
                k: kept for k, kept in self._buckets.items() if not is_full(kept, now)
            }
        self._buckets[who] = bucket
        return verdict

    async def _slow(self, update: Update, context: Context, *, is_told: bool) -> None:
        said = (await translator_for(update, context))(_SLOWER) if is_told else ""
        messenger, query = context.services.messenger, update.callback_query
        if query is not None:  # else its button would seem to work for a minute
            await messenger.answer_callback(query.id, said, alert=is_told)
        elif is_told and update.effective_chat is not None:
            topic = topic_of(message_of(update))
            answer = Message(html=text(said).markup)
            await messenger.send(update.effective_chat.id, answer, thread_id=topic)
