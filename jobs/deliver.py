"""Parcels out: claim, wait for the gate, commit "sending", send, record.

A parcel is marked as sending when it is its turn and right before its request is written, so a
crash leaves in doubt only what was on the wire (ADR on delivery). What Telegram surely did not
take is tried again as `bot.core.delivery` says; nothing else ever is.
"""

import asyncio
import logging
from collections import Counter, deque
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count

from bot.core.audience import ChatId
from bot.core.delivery import Outcome, decide_next
from bot.core.outgoing import Parcel, ParcelId, ParcelResult, ParcelState
from bot.errors import (
    DeliveryError,
    MovedError,
    NotSentError,
    RejectedError,
    SilencedError,
    StoreError,
    ThrottledError,
    TopicClosedError,
    UnconfirmedError,
    UnreachableError,
)
from bot.services import Services

from .batching import GroupCommit

log = logging.getLogger(__name__)

FEWEST_AT_ONCE, MOST_AT_ONCE = 10, 300
"""Parcels claimed, and in flight: a second's worth, and for 1000 a second what answers and commits
need where both are slow."""
LEASE = timedelta(seconds=20)
"""Far longer than a claimed parcel waits for its turn, and soon over after a crash."""
TURN = "deliver"
IDLE = 0.5
"""Seconds between two looks into an empty outbox."""

_OUTCOMES: dict[type[DeliveryError], Outcome] = {
    ThrottledError: Outcome.THROTTLED,
    NotSentError: Outcome.NOT_SENT,
    UnreachableError: Outcome.UNREACHABLE,
    SilencedError: Outcome.SILENCED,
    TopicClosedError: Outcome.TOPIC_CLOSED,
    MovedError: Outcome.MOVED,
    RejectedError: Outcome.REJECTED,
    UnconfirmedError: Outcome.UNCONFIRMED,
}


class LeaseLostError(Exception):
    """The parcel's lease ran out while it waited for its turn; somebody else sends it."""


class Courier:
    """Empties the outbox; one per process."""

    def __init__(self, services: Services, owner: str, *, per_second: float) -> None:
        """Claim parcels in names that begin with `owner`, which no other process may use."""
        self._services = services
        self._owner = owner
        self._claims = count(1)
        self._at_once = int(min(max(per_second, FEWEST_AT_ONCE), MOST_AT_ONCE))
        self._waiting: deque[Parcel] = deque()
        self._claiming = asyncio.Lock()
        self._is_empty = True
        self._has_more = False
        self._stopping = asyncio.Event()
        self._progress = GroupCommit(self._commit, services.clock)
        self._lost: set[ParcelId] = set()
        self._late: list[ParcelResult] = []

    def stop(self) -> None:
        """Claim nothing more; what is in flight is finished."""
        self._stopping.set()

    async def run(self) -> None:
        """Deliver until `stop` is called, one process at a time: there is one rate for all."""
        while not self._stopping.is_set():
            try:
                async with self._services.store.turns.take(TURN) as is_ours:
                    if is_ours:
                        await self.deliver()
            except* StoreError:
                log.exception("delivery interrupted")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), IDLE)
        await self._record_late()

    async def deliver(self) -> Counter[ParcelState]:
        """Send everything that is due now; return what became of it.

        Where one parcel fails for a reason of ours, the others still end and are recorded.

        Raises:
            ExceptionGroup: what the database, or a mistake, did to single parcels.
        """
        tally: Counter[ParcelState] = Counter()

        async def work() -> None:
            while parcel := await self._next():
                if result := await self._carry(parcel):
                    tally[result.state] += 1

        await self._record_late()
        await self._claim()
        workers = (work() for _ in range(len(self._waiting)))
        try:
            ends = await asyncio.gather(*workers, return_exceptions=True)
        finally:
            await self._give_back()
        if tally:
            log.info("delivered", extra={"facts": {str(state): n for state, n in tally.items()}})
        if errors := [end for end in ends if isinstance(end, Exception)]:
            raise ExceptionGroup("parcels failed", errors)
        return tally

    async def _claim(self) -> None:
        claimed = await self._services.store.outbox.claim(
            self._services.clock.now(),
            owner=f"{self._owner}-{next(self._claims)}",
            lease=LEASE,
            limit=self._at_once,
        )
        self._waiting.extend(claimed)
        self._is_empty = not claimed
        self._has_more = len(claimed) == self._at_once

    async def _next(self) -> Parcel | None:
        """Return a claimed parcel, in the order of the outbox; None where there is no more.

        Where there is more than was claimed, it is claimed while others send the rest.
        """
        if self._is_low() and not (self._waiting and self._claiming.locked()):
            async with self._claiming:
                if self._is_low():
                    await self._claim()
        if self._stopping.is_set() or not self._waiting:
            return None
        return self._waiting.popleft()

    def _is_low(self) -> bool:
        """Tell whether it is time to claim."""
        if self._stopping.is_set():
            return False
        if self._has_more:
            return len(self._waiting) <= self._at_once // 2
        return not self._waiting and not self._is_empty

    async def _give_back(self) -> None:
        """Put back what was claimed and not begun, so that nobody waits for the lease to end."""
        now = self._services.clock.now()
        left, self._waiting = self._waiting, deque()
        if left:
            await self._record(
                [
                    ParcelResult(
                        parcel_id=parcel.id,
                        owner=parcel.owner,
                        state=ParcelState.QUEUED,
                        telegram_message_id=parcel.replaces,
                        retry_at=now,
                    )
                    for parcel in left
                ]
            )

    async def _carry(self, parcel: Parcel) -> ParcelResult | None:
        """Send one parcel and record what became of it; None where it is no longer ours."""
        try:
            message_id = await self._services.messenger.send_parcel(
                parcel, before=partial(self._begin, parcel)
            )
        except LeaseLostError:
            return None
        except DeliveryError as error:
            moved = error if isinstance(error, MovedError) else None
            result = self._explain(parcel, error)
        else:
            moved, now = None, self._services.clock.now()
            result = decide_next(parcel, Outcome.SENT, now, message_id=message_id)
        try:
            await self._progress.add(result)
        except StoreError:
            self._late.append(result)
            raise
        if moved is not None:
            # Afterwards: who ends in between has noted what never arrived, and is told again.
            await self._services.store.audience.move(parcel.chat_id, ChatId(moved.new_chat_id))
        return result

    async def _record_late(self) -> None:
        """Record what the database did not take before: we know what became of it."""
        await self._record(self._late)
        self._late.clear()

    async def _begin(self, parcel: Parcel) -> None:
        try:
            await self._progress.add(parcel)
        except StoreError:
            self._waiting.append(parcel)  # nothing of it was written
            raise
        if parcel.id in self._lost:
            self._lost.discard(parcel.id)
            raise LeaseLostError

    def _explain(self, parcel: Parcel, error: DeliveryError) -> ParcelResult:
        """Decide what becomes of the parcel by what Telegram said."""
        now = self._services.clock.now()
        wait = error.retry_after if isinstance(error, ThrottledError) else 0.0
        if isinstance(error, RejectedError):
            facts = {"parcel": parcel.id, "error": error.reason}
            log.error("parcel rejected", extra={"facts": facts})
        return decide_next(
            parcel,
            _OUTCOMES[type(error)],
            now,
            retry_after=wait,
            error=error.reason,
            resend_alerts=self._services.resend_alerts,
        )

    async def _commit(self, progress: list[Parcel | ParcelResult]) -> None:
        """Commit which requests are about to be written and what became of others, together."""
        starting = [one for one in progress if isinstance(one, Parcel)]
        results = [one for one in progress if isinstance(one, ParcelResult)]
        marked = await self._record(results, starting)
        self._lost.update({parcel.id for parcel in starting}.difference(marked))

    async def _record(
        self, results: Collection[ParcelResult], starting: Collection[Parcel] = ()
    ) -> frozenset[ParcelId]:
        now = self._services.clock.now()
        return await self._services.store.outbox.record(results, now, sending=starting)
