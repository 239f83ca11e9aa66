"""Parcels on their way: claimed, and how far each has come.

What happens for every single message is written with statements that are made once, many rows at
a time (`passing`): sending a million messages is mostly this.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Integer,
    Select,
    String,
    Text,
    Update,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import col

from bot.core.audience import ChatId, ChatKind, ChatState, SubscriberId
from bot.core.outgoing import Closing, Parcel, ParcelId, ParcelKind, ParcelResult, ParcelState

from .chats import change_state
from .columns import UTCDateTime, Words, constant
from .passing import Passed
from .tables import DigestPartRow, ParcelRow, ScheduleRow, SubscriberRow
from .tables.outbox import LEASED, OPEN

LONGEST_ERROR = 500
LONGEST_ANSWER = timedelta(seconds=30)
"""More than a request and its recording take; what is being sent is nobody's after that."""

_earlier = aliased(ParcelRow)


def in_states(row: type[ParcelRow], states: Collection[str]) -> ColumnElement[bool]:
    """Compare a parcel's state with some, so that an index for these alone is used."""
    return col(row.state).in_([constant(state) for state in states])


MAY_HAVE_LEFT = or_(
    col(ParcelRow.state) != constant(ParcelState.QUEUED),
    col(ParcelRow.telegram_message_id) != literal_column("0"),
)
"""The condition of `ix_parcel_digest`, for those who look for parcels by their digest."""

_READY = (
    select(
        col(ParcelRow.id),
        col(ParcelRow.kind),
        col(ParcelRow.slot),
        col(ParcelRow.part),
        col(ParcelRow.digest_id),
        col(ParcelRow.attempts),
        col(ParcelRow.telegram_message_id),
        col(ParcelRow.subscriber_id),
        col(SubscriberRow.chat_id),
        col(SubscriberRow.thread_id),
        col(SubscriberRow.kind).label("chat_kind"),
        col(ScheduleRow.is_silent),
    )
    .join(SubscriberRow, col(SubscriberRow.id) == col(ParcelRow.subscriber_id))
    .join(ScheduleRow, col(ScheduleRow.id) == col(SubscriberRow.schedule_id))
    .where(
        col(ParcelRow.state) == constant(ParcelState.QUEUED),
        col(ParcelRow.not_before) <= bindparam("now", type_=UTCDateTime()),
        ~exists().where(
            col(_earlier.subscriber_id) == col(ParcelRow.subscriber_id),
            col(_earlier.id) < col(ParcelRow.id),
            in_states(_earlier, OPEN),
        ),
    )
    .order_by(col(ParcelRow.kind), col(ParcelRow.not_before), col(ParcelRow.turn))
    .limit(bindparam("most", type_=Integer()))
    # Other senders skip what this one is about to take instead of waiting for it.
    .with_for_update(skip_locked=True, of=ParcelRow)
)


async def claim_ready(
    connection: AsyncConnection, now: datetime, *, owner: str, lease: timedelta, limit: int
) -> list[Parcel]:
    """Lease parcels, each the first unsent of its subscriber; see `Outbox.claim`."""
    found = await connection.execute(_READY, {"now": now, "most": limit})
    rows = found.all()
    if not rows:
        return []
    passed, leasing = _leasing(connection.dialect)
    await connection.execute(
        leasing,
        passed.parameters([([row.id for row in rows],)])
        | {"claim": owner, "lease_ends": now + lease},
    )
    passed, wording = _wording(connection.dialect)
    parts = await connection.execute(
        wording, passed.parameters([(list({row.digest_id for row in rows}),)])
    )
    messages: dict[tuple[int, int], str] = {(digest, part): text for digest, part, text in parts}
    return [
        Parcel(
            id=ParcelId(row.id),
            kind=ParcelKind(row.kind),
            subscriber_id=SubscriberId(row.subscriber_id),
            chat_id=ChatId(row.chat_id),
            thread_id=row.thread_id,
            is_silent=row.kind == ParcelKind.NOTICE
            or (row.is_silent and row.kind != ParcelKind.ALERT),
            slot=row.slot,
            part=row.part,
            attempts=row.attempts + 1,
            owner=owner,
            message=messages[row.digest_id, row.part],
            replaces=row.telegram_message_id,
            is_post=row.chat_kind == ChatKind.CHANNEL,
        )
        for row in rows
    ]


@cache
def _leasing(dialect: Dialect) -> tuple[Passed, Update]:
    passed = Passed(dialect)
    return passed, (
        update(ParcelRow)
        .where(col(ParcelRow.id).in_(select(passed.table.c.id)))
        .values(
            state=ParcelState.LEASED,
            owner=bindparam("claim", type_=String()),
            lease_until=bindparam("lease_ends", type_=UTCDateTime()),
        )
    )


@cache
def _wording(dialect: Dialect) -> tuple[Passed, Select[int, int, str]]:
    """Read the messages, which many parcels share, once each."""
    passed = Passed(dialect)
    return passed, select(
        col(DigestPartRow.digest_id),
        col(DigestPartRow.part),
        # As text: it is sent as it stands, and never read.
        cast(col(DigestPartRow.fields), Text),
    ).where(col(DigestPartRow.digest_id).in_(select(passed.table.c.id)))


async def mark_sending(
    connection: AsyncConnection, parcels: Collection[Parcel], now: datetime
) -> frozenset[ParcelId]:
    """Mark claimed parcels as being sent; return those that still are their claim's.

    However long they waited for their turn, from now on they have LONGEST_ANSWER.
    """
    if not parcels:
        return frozenset()
    claims: defaultdict[str, list[ParcelId]] = defaultdict(list)
    for parcel in parcels:
        claims[parcel.owner].append(parcel.id)
    passed, statement = _marking(connection.dialect)
    marked = await connection.execute(
        statement,
        passed.parameters([(ids, owner) for owner, ids in claims.items()])
        | {"answered_by": now + LONGEST_ANSWER},
    )
    return frozenset(map(ParcelId, marked.scalars()))


@cache
def _marking(dialect: Dialect) -> tuple[Passed, ReturningUpdate[int]]:
    passed = Passed(dialect, claim=String())
    return passed, (
        update(ParcelRow)
        .where(
            col(ParcelRow.id) == passed.table.c.id,
            col(ParcelRow.state) == constant(ParcelState.LEASED),
            col(ParcelRow.owner) == passed.table.c.claim,
        )
        .values(
            state=ParcelState.SENDING,
            attempts=col(ParcelRow.attempts) + 1,
            lease_until=bindparam("answered_by", type_=UTCDateTime()),
        )
        .returning(col(ParcelRow.id))
    )


async def settle(
    connection: AsyncConnection, results: Collection[ParcelResult], now: datetime
) -> None:
    """Store what became of claimed parcels, and close the chats that cannot be reached."""
    if not results:
        return
    passed, statement = _settling(connection.dialect)
    await connection.execute(
        statement,
        passed.parameters([([result.parcel_id], *_outcome(result, now)) for result in results]),
    )
    for column, closing in (
        (col(SubscriberRow.chat_id), Closing.CHAT),
        (col(SubscriberRow.id), Closing.TOPIC),
    ):
        if ids := [one.parcel_id for one in results if one.closes is closing]:
            found = await connection.execute(
                select(column)
                .join(ParcelRow, col(ParcelRow.subscriber_id) == col(SubscriberRow.id))
                .where(col(ParcelRow.id).in_(ids))
            )
            is_meant = column.in_(set(found.scalars()))
            await change_state(connection, is_meant, ChatState.CLOSED, now)


@cache
def _settling(dialect: Dialect) -> tuple[Passed, Update]:
    passed = Passed(
        dialect,
        claim=String(),
        state=String(),
        not_before=UTCDateTime(),
        owner=String(),
        took_at=UTCDateTime(),
        message_id=BigInteger(),
        error=Words(),
    )
    one = passed.table.c
    return passed, (
        update(ParcelRow)
        .where(
            col(ParcelRow.id) == one.id,
            col(ParcelRow.owner) == one.claim,
            in_states(ParcelRow, (*LEASED, ParcelState.UNCONFIRMED)),
        )
        .values(
            state=one.state,
            not_before=one.not_before,
            owner=one.owner,
            lease_until=None,
            # The moment it arrived; an edit later does not change that.
            sent_at=func.coalesce(col(ParcelRow.sent_at), one.took_at),
            telegram_message_id=one.message_id,
            error=one.error,
        )
    )


def _outcome(result: ParcelResult, now: datetime) -> tuple[Any, ...]:
    """Return the columns of `_settling`, in their order."""
    return (
        result.owner,
        result.state,
        result.retry_at or now,
        "" if result.state is ParcelState.QUEUED else result.owner,
        now if result.state is ParcelState.SENT else None,
        result.telegram_message_id,
        result.error[:LONGEST_ERROR],
    )
