"""The outbox: a message is a row, written in the transaction that chose its stories.

A parcel goes queued -> leased (one sender has claimed it) -> sending (committed before the
request is written) -> sent, or queued again, unconfirmed, parked or closed. Whoever dies leaves
leased parcels, which surely were not sent, and sending ones, which may have been: `reap` queues
the first again and gives up the second as unconfirmed, so nobody gets anything twice.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import col, func

from bot.core.audience import PastId, SubscriberId
from bot.core.outgoing import (
    HourOfDelivery,
    Parcel,
    ParcelId,
    ParcelKind,
    ParcelResult,
    ParcelState,
    QueueDepths,
    Step,
)

from .columns import EPOCH
from .delivery_figures import load_hours
from .due import Readers
from .due_slot import DueSlot
from .engine import Database
from .past import Shown, load_muted, load_past, load_shown, store_steps
from .sending import claim_ready, in_states, mark_sending, settle
from .tables import ParcelRow
from .tables.outbox import DOUBTFUL, LEASED, OPEN


class Outbox:
    """Everything about digests and messages that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, *, history_since: datetime) -> AsyncIterator[DueSlot]:
        """Go through the slots that have come and somebody waits for, earliest first.

        The past of those who wait holds the stories first seen at or after `history_since`. Give
        the `since` of `stories.candidates`, and nobody is ever sent a story twice.
        """
        readers, at = Readers(self._database, history_since), EPOCH
        while (following := await readers.next_slot(at, now)) is not None:
            at = following
            slot = DueSlot(self._database, readers, at, now)
            yield slot
            await slot.forget()

    async def shown(self, subscriber_id: SubscriberId, since: datetime) -> Shown:
        """Return the stories one subscriber must not be sent again, as `due` counts them.

        Those that were muted are among the stories, and not among what was told once.
        """
        async with self._database.core_reading() as connection:
            past = await load_past(connection, subscriber_id)
            muted = (await load_muted(connection, [subscriber_id])).get(subscriber_id, frozenset())
            found = {} if past is None else await load_shown(connection, [past], since)
        stories, once = Shown() if past is None else found[past]
        return Shown(stories | muted, frozenset(one for one in once if one[0] not in muted))

    async def store(self, steps: Sequence[Step], now: datetime) -> list[PastId]:
        """Store what is shown to subscribers; return how each step is called, in their order."""
        async with self._database.core_writing() as connection:
            return await store_steps(connection, self._database, steps, now)

    async def claim(
        self, now: datetime, *, owner: str, lease: timedelta, limit: int
    ) -> list[Parcel]:
        """Lease parcels to `owner`: alerts first, then digests, earliest first.

        `owner` names this claim and no other. Of each subscriber it is one, the first unsent.
        A subscriber's later parcels wait until the earlier ones are done with.
        """
        async with self._database.core_writing() as connection:
            return await claim_ready(connection, now, owner=owner, lease=lease, limit=limit)

    async def record(
        self,
        results: Collection[ParcelResult],
        now: datetime,
        *,
        sending: Collection[Parcel] = (),
    ) -> frozenset[ParcelId]:
        """Commit what became of claimed parcels, and that requests of others are being written.

        Where the claim is lost nothing is changed: the lease ran out, or the chat was closed. Of
        `sending`, return those that may be sent. An answer that comes after the lease ran out
        still counts, since an unconfirmed parcel is nobody else's. CLOSED closes the chat or
        topic, with all that is queued for it.
        """
        if not results and not sending:
            return frozenset()
        async with self._database.core_writing() as connection:
            await settle(connection, results, now)
            return await mark_sending(connection, sending, now)

    async def release(self) -> None:
        """Queue every leased parcel again, at the start of a program.

        Whoever leased them has most likely died, and nothing of them was written. An owner that
        lives on notices when it marks them as sending, and leaves them alone.
        """
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(ParcelRow)
                .where(col(ParcelRow.state) == ParcelState.LEASED)
                .values(state=ParcelState.QUEUED, owner="", lease_until=None)
            )

    async def reap(self, now: datetime, *, resend_alerts: bool = False) -> None:
        """Sort out the parcels whose lease ran out, as `bot.core.delivery` would.

        What was leased is queued again; what was being sent may have arrived. An edit is made
        again all the same, and with `resend_alerts` an alert is sent once more.
        """
        may_go_again = (col(ParcelRow.state) == ParcelState.LEASED) | (
            col(ParcelRow.telegram_message_id) != 0
        )
        if resend_alerts:
            may_go_again |= (col(ParcelRow.kind) == ParcelKind.ALERT) & (
                col(ParcelRow.attempts) <= 1
            )
        is_expired = in_states(ParcelRow, LEASED), col(ParcelRow.lease_until) < now
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(ParcelRow)
                .where(*is_expired, may_go_again)
                .values(state=ParcelState.QUEUED, owner="", lease_until=None)
            )
            await connection.execute(
                update(ParcelRow)
                .where(*is_expired, col(ParcelRow.state) == ParcelState.SENDING)
                .values(
                    state=ParcelState.UNCONFIRMED,
                    not_before=now,
                    lease_until=None,
                    error="no answer before the lease ran out",
                )
            )

    async def hours(self, now: datetime, *, last: int) -> list[HourOfDelivery]:
        """Return how delivery went in each of the `last` hours in which anything happened."""
        async with self._database.core_reading() as connection:
            return await load_hours(connection, now, last)

    async def depths(self) -> QueueDepths:
        """Return how many parcels are in each state, without the finished ones.

        Sent and closed parcels are history, which only grows.
        """
        counts = dict.fromkeys(map(ParcelState, (*OPEN, *DOUBTFUL)), 0)
        async with self._database.core_reading() as connection:
            for states in (OPEN, DOUBTFUL):
                rows = await connection.execute(
                    select(col(ParcelRow.state), func.count())
                    .where(in_states(ParcelRow, states))
                    .group_by(col(ParcelRow.state))
                )
                counts.update((ParcelState(state), count) for state, count in rows)
        return counts
