"""How delivery went, hour by hour."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, func

from bot.core.outgoing import HourOfDelivery, ParcelKind, ParcelState

from .columns import constant
from .tables import ParcelRow

HOUR = timedelta(hours=1)


async def load_hours(
    connection: AsyncConnection, now: datetime, hours: int
) -> list[HourOfDelivery]:
    """Return the last `hours` full or begun hours in which anything happened, oldest first."""
    loaded = [await _load(connection, start) for start in _starts(now, hours)]
    return [hour for hour in loaded if hour.sent or hour.parked or hour.unconfirmed]


def _starts(now: datetime, hours: int) -> Iterator[datetime]:
    this = now.replace(minute=0, second=0, microsecond=0)
    return (this - HOUR * back for back in reversed(range(hours)))


async def _load(connection: AsyncConnection, start: datetime) -> HourOfDelivery:
    was_sent = (
        # A notice waits for the end of quiet hours: that is no lateness of ours.
        col(ParcelRow.kind).not_in((ParcelKind.EDIT, ParcelKind.NOTICE)),
        col(ParcelRow.sent_at).is_not(None),
        col(ParcelRow.sent_at) >= start,
        col(ParcelRow.sent_at) < start + HOUR,
    )
    found = await connection.execute(
        select(func.count(), func.count().filter(col(ParcelRow.attempts) > 1)).where(*was_sent)
    )
    sent, retried = found.one()
    return HourOfDelivery(
        start=start,
        sent=sent,
        retried=retried,
        parked=await _count(connection, ParcelState.PARKED, start),
        unconfirmed=await _count(connection, ParcelState.UNCONFIRMED, start),
        late_p50=await _lateness(connection, was_sent, sent * 50 // 100) if sent else timedelta(0),
        late_p99=await _lateness(connection, was_sent, sent * 99 // 100) if sent else timedelta(0),
    )


async def _count(connection: AsyncConnection, state: ParcelState, start: datetime) -> int:
    """Count parcels that came into a state; since then they wait for nothing more."""
    found = await connection.execute(
        select(func.count()).where(
            col(ParcelRow.state) == constant(state),
            col(ParcelRow.not_before) >= start,
            col(ParcelRow.not_before) < start + HOUR,
        )
    )
    return found.scalar_one()


async def _lateness(
    connection: AsyncConnection, was_sent: tuple[ColumnElement[bool], ...], rank: int
) -> timedelta:
    """Return how much later than its slot the parcel of a rank was sent, the least late first."""
    sent_at: Any = col(ParcelRow.sent_at)
    found = await connection.execute(
        select(sent_at, col(ParcelRow.slot))
        .where(*was_sent)
        .order_by(sent_at - col(ParcelRow.slot))
        .offset(rank)
        .limit(1)
    )
    took_at, slot = found.one()
    lateness: timedelta = took_at - slot
    return lateness
