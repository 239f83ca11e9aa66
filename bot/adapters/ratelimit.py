"""The gate: every request that shows something to a chat waits here for its turn.

What is kept (core.telegram.org/bots/faq, "My bot is hitting limits"): so many requests a second
in all, one a second to a private chat, twenty a minute to a group or channel. Answers to people
go first. A 429 closes the gate until a moment on the monotonic clock, for one chat or for all.
"""

import asyncio
from collections import OrderedDict, deque
from dataclasses import dataclass

from bot.errors import ThrottledError
from bot.ports import Clock


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` requests in any `seconds`."""

    count: int
    seconds: float


PARCEL_LIMIT = Limit(1, 1.0)
ANSWER_LIMIT = Limit(3, 3.0)
"""The same pace for a person, who may have a short burst: a long list is more than one message."""
GROUP_LIMIT = Limit(20, 60.0)
LONGEST_WAIT = 5.0
"""A parcel that would wait longer for its chat goes back to the queue and lets others pass."""
PATIENCE = 10.0
"""An answer that a 429 keeps back for longer is given up: the person would not wait for it, and
enough of them that wait would keep everybody else from being answered."""
CATCH_UP = 0.05
"""Seconds by which a late wake-up may be made good, so that the rate is met on a busy machine."""

TICK = 0.001
"""Seconds; a shorter wait is none."""


def is_group(chat_id: int) -> bool:
    """Tell a group or channel from a person (Bot API: their identifiers are negative)."""
    return chat_id < 0


class Gate:
    """Decides when each request may leave; safe for any number of tasks of one loop."""

    def __init__(self, clock: Clock, per_second: float) -> None:
        self._clock = clock
        self._interval = 1 / per_second
        self._next = clock.monotonic()
        self._closed_until = self._next
        self._parcels = asyncio.Lock()
        self._history: OrderedDict[int, deque[float]] = OrderedDict()
        self._holds: dict[int, float] = {}

    async def admit_answer(self, chat_id: int) -> None:
        """Wait until a new message to a person may leave.

        Raises:
            ThrottledError: a 429 closed the gate, or the chat, for longer than PATIENCE.
        """
        await self._opening(chat_id, GROUP_LIMIT if is_group(chat_id) else ANSWER_LIMIT)
        leaves_at = self._take()
        self._note(chat_id, leaves_at)
        await self._sleep_until(leaves_at)

    async def admit_edit(self, chat_id: int) -> None:
        """Wait until a change of a message may leave: a chat's limits are about new ones.

        Raises:
            ThrottledError: as for an answer.
        """
        await self._opening(chat_id, None)
        await self._sleep_until(self._take())

    async def admit_parcel(self, chat_id: int) -> None:
        """Wait until a parcel may leave: in the order of arrival, after every answer.

        Raises:
            ThrottledError: its chat cannot take it for a while.
        """
        limit = GROUP_LIMIT if is_group(chat_id) else PARCEL_LIMIT
        while True:
            while (wait := self._chat_wait(chat_id, limit)) > TICK:
                if wait > LONGEST_WAIT:
                    raise ThrottledError(chat_id, wait)
                await self._clock.sleep(wait)
            async with self._parcels:
                while (
                    wait := max(self._closed_wait(), self._next - self._clock.monotonic())
                ) > TICK:
                    await self._clock.sleep(wait)
                if self._chat_wait(chat_id, limit) <= TICK:
                    self._note(chat_id, self._take())
                    return

    def close(self, seconds: float, chat_id: int) -> None:
        """Take note of a 429: it concerns the chat if that had its share, otherwise everybody."""
        until = self._clock.monotonic() + seconds
        if is_group(chat_id) or len(self._recent(chat_id, ANSWER_LIMIT.seconds)) > 1:
            self._holds[chat_id] = max(until, self._holds.get(chat_id, 0))
        else:
            self._closed_until = max(until, self._closed_until)

    async def _opening(self, chat_id: int, limit: Limit | None) -> None:
        """Wait until neither the gate nor the chat is closed."""
        while (wait := max(self._closed_wait(), self._chat_wait(chat_id, limit))) > TICK:
            if (closed := max(self._closed_wait(), self._chat_wait(chat_id, None))) > PATIENCE:
                raise ThrottledError(chat_id, closed)
            await self._clock.sleep(wait)

    async def _sleep_until(self, moment: float) -> None:
        wait = moment - self._clock.monotonic()
        if wait > TICK:
            await self._clock.sleep(wait)

    def _closed_wait(self) -> float:
        return self._closed_until - self._clock.monotonic()

    def _chat_wait(self, chat_id: int, limit: Limit | None) -> float:
        """Return the seconds until `chat_id` may have one more."""
        if chat_id not in self._history and chat_id not in self._holds:
            return 0.0
        now = self._clock.monotonic()
        held_until = self._holds.get(chat_id, now)
        if held_until <= now:
            self._holds.pop(chat_id, None)
        full_until = now
        if limit is not None:
            recent = self._recent(chat_id, limit.seconds)
            if len(recent) >= limit.count:
                full_until = recent[-limit.count] + limit.seconds
        return max(held_until, full_until) - now

    def _recent(self, chat_id: int, seconds: float) -> list[float]:
        since = self._clock.monotonic() - seconds
        return [at for at in self._history.get(chat_id, ()) if at > since]

    def _take(self) -> float:
        """Book the next free moment and return it."""
        now = self._clock.monotonic()
        starts_at = max(self._next, now - CATCH_UP)
        self._next = starts_at + self._interval
        return max(starts_at, now)

    def _note(self, chat_id: int, at: float) -> None:
        """Count a message that leaves for `chat_id`."""
        self._history.setdefault(chat_id, deque(maxlen=GROUP_LIMIT.count)).append(at)
        self._history.move_to_end(chat_id)
        self._forget(self._clock.monotonic() - GROUP_LIMIT.seconds)

    def _forget(self, before: float) -> None:
        """Drop the chats that have had nothing since `before`; the oldest stand first."""
        while self._history:
            chat_id, times = next(iter(self._history.items()))
            if times[-1] >= before:
                return
            del self._history[chat_id]
