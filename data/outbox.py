"""The outbox: a message is a row, written in the transaction that chose its stories.

A parcel goes queued -> leased (one sender has claimed it) -> sending (committed before the
request is written) -> sent, or queued again, unconfirmed, parked or closed. Whoever dies leaves
leased parcels, which surely were not sent, and sending ones, which may have been: `reap` queues
the first again and gives up the second as unconfirmed, so nobody gets anything twice.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, exists, select, update
from sqlalchemy.orm import aliased
from sqlmodel import col, func

from bot.core.audience import ChatState, DueGroup, SubscriberId
from bot.core.news import StoryId
from bot.core.outgoing import (
    HourOfDelivery,
    Parcel,
    ParcelId,
    ParcelKind,
    ParcelResult,
    ParcelState,
    Planned,
    PlannedDigest,
    QueueDepths,
    Recipients,
)

from .chats import change_state
from .columns import UTCDateTime, constant
from .delivery_figures import load_hours
from .due import read_due
from .engine import Database
from .parcels import load_claimed
from .past import load_muted, load_past, load_shown
from .planning import move_on, write_plan
from .tables import ParcelRow, SubscriberRow
from .tables.outbox import DOUBTFUL, LEASED, OPEN

LONGEST_ERROR = 500
_TOOK_AT = bindparam("took_at", type_=UTCDateTime())


class Outbox:
    """Everything about digests and messages that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(
        self, now: datetime, *, history_since: datetime, limit: int
    ) -> AsyncIterator[list[DueGroup]]:
        """Go through the active subscribers whose slot has come, longest waiting first.

        They come in groups, at most `limit` subscribers at a time, each once. Their past holds
        the stories first seen at or after `history_since`. Give the `since` of
        `stories.candidates`, and nobody is ever sent a story twice.
        """
        return read_due(self._database, now, history_since, limit)

    async def shown(self, subscriber_id: SubscriberId, since: datetime) -> frozenset[StoryId]:
        """Return the stories one subscriber must not be sent again, as `due` counts them."""
        async with self._database.core_reading() as connection:
            past = await load_past(connection, subscriber_id)
            muted = await load_muted(connection, [subscriber_id])
            shown = await load_shown(connection, [] if past is None else [past], since)
            return frozenset[StoryId]().union(
                *(one.stories for one in shown.values()), *muted.values()
            )

    async def plan(
        self,
        digests: Sequence[PlannedDigest],
        now: datetime,
        *,
        late: Sequence[Recipients] = (),
    ) -> Planned:
        """Queue digests for their recipients and move these to their next slot, all or nothing.

        Left out are those whose slot is no longer the one given (another process planned it,
        or the person changed their settings), whose chat is closed, who had this slot before,
        and whose digest holds a story that was retracted meanwhile. The `late` only move on.
        """
        async with self._database.core_writing() as connection:
            if late:
                await move_on(connection, late)
            return await write_plan(connection, self._database, digests, now)

    async def claim(
        self, now: datetime, *, owner: str, lease: timedelta, limit: int
    ) -> list[Parcel]:
        """Lease parcels to `owner`: alerts first, then digests, earliest first.

        `owner` names this claim and no other. Of each subscriber it is one, the first unsent.
        A subscriber's later parcels wait until the earlier ones are done with.
        """
        earlier = aliased(ParcelRow)
        is_first = ~exists().where(
            col(earlier.subscriber_id) == col(ParcelRow.subscriber_id),
            col(earlier.id) < col(ParcelRow.id),
            _in(earlier, OPEN),
        )
        async with self._database.core_writing() as connection:
            # Other senders skip what this one is about to take instead of waiting for it.
            found = await connection.execute(
                select(col(ParcelRow.id))
                .where(
                    col(ParcelRow.state) == constant(ParcelState.QUEUED),
                    col(ParcelRow.not_before) <= now,
                    is_first,
                )
                .order_by(col(ParcelRow.kind), col(ParcelRow.not_before), col(ParcelRow.turn))
                .limit(limit)
                .with_for_update(skip_locked=True, of=ParcelRow)
            )
            ids = list(found.scalars())
            if not ids:
                return []
            await connection.execute(
                update(ParcelRow)
                .where(col(ParcelRow.id).in_(ids))
                .values(state=ParcelState.LEASED, owner=owner, lease_until=now + lease)
            )
            return await load_claimed(connection, ids, owner)

    async def mark_sending(self, parcels: Iterable[Parcel]) -> frozenset[ParcelId]:
        """Commit that requests are about to be written; return the parcels that may be sent.

        The others are no longer their claim's: the lease ran out, or the chat was closed.
        """
        claims: defaultdict[str, list[ParcelId]] = defaultdict(list)
        for parcel in parcels:
            claims[parcel.owner].append(parcel.id)
        ours: list[ParcelId] = []
        async with self._database.core_writing() as connection:
            for owner, ids in claims.items():
                marked = await connection.execute(
                    update(ParcelRow)
                    .where(
                        col(ParcelRow.id).in_(ids),
                        col(ParcelRow.state) == ParcelState.LEASED,
                        col(ParcelRow.owner) == owner,
                    )
                    .values(state=ParcelState.SENDING, attempts=col(ParcelRow.attempts) + 1)
                    .returning(col(ParcelRow.id))
                )
                ours += [ParcelId(parcel_id) for parcel_id in marked.scalars()]
        return frozenset(ours)

    async def record(self, results: Collection[ParcelResult], now: datetime) -> None:
        """Store what became of claimed parcels; where the claim is lost nothing is changed.

        An answer that comes after the lease ran out still counts, since an unconfirmed parcel
        is nobody else's. CLOSED closes the chat or topic, with all that is queued for it.
        """
        if not results:
            return
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(ParcelRow)
                .where(
                    col(ParcelRow.id) == bindparam("key"),
                    col(ParcelRow.owner) == bindparam("claim"),
                    _in(ParcelRow, (*LEASED, "unconfirmed")),
                )
                # The moment it arrived; an edit later does not change that.
                .values(
                    sent_at=func.coalesce(
                        col(ParcelRow.sent_at), bindparam("took_at", type_=UTCDateTime())
                    )
                ),
                [_outcome(result, now) for result in results],
            )
            closed = [one for one in results if one.state is ParcelState.CLOSED]
            chats = [one.parcel_id for one in closed if not one.is_topic_only]
            topics = [one.parcel_id for one in closed if one.is_topic_only]
            for column, ids in (
                (col(SubscriberRow.chat_id), chats),
                (col(SubscriberRow.id), topics),
            ):
                if ids:
                    found = await connection.execute(
                        select(column)
                        .join(ParcelRow, col(ParcelRow.subscriber_id) == col(SubscriberRow.id))
                        .where(col(ParcelRow.id).in_(ids))
                    )
                    is_meant = column.in_(set(found.scalars()))
                    await change_state(connection, is_meant, ChatState.CLOSED, now)

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
        is_expired = _in(ParcelRow, LEASED), col(ParcelRow.lease_until) < now
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
                    .where(_in(ParcelRow, states))
                    .group_by(col(ParcelRow.state))
                )
                counts.update((ParcelState(state), count) for state, count in rows)
        return counts

    async def last_delivery(self, subscriber_id: SubscriberId) -> datetime | None:
        """Return when Telegram last took a message of a digest for a subscriber."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(col(ParcelRow.sent_at))
                .where(
                    col(ParcelRow.subscriber_id) == subscriber_id,
                    col(ParcelRow.kind) == ParcelKind.DIGEST,
                    col(ParcelRow.sent_at).is_not(None),
                )
                .order_by(col(ParcelRow.slot).desc(), col(ParcelRow.part).desc())
                .limit(1)
            )
            return found.scalar()


def _in(row: type[ParcelRow], states: tuple[str, ...]) -> ColumnElement[bool]:
    return col(row.state).in_([constant(state) for state in states])


def _outcome(result: ParcelResult, now: datetime) -> dict[str, Any]:
    is_again = result.state is ParcelState.QUEUED
    return {
        "key": result.parcel_id,
        "claim": result.owner,
        "state": result.state,
        "not_before": result.retry_at or now,
        "owner": "" if is_again else result.owner,
        "lease_until": None,
        "took_at": now if result.state is ParcelState.SENT else None,
        "telegram_message_id": result.telegram_message_id,
        "error": result.error[:LONGEST_ERROR],
    }
