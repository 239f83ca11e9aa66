"""Who wants alerts, and from whom one is kept back until their quiet hours end."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, ColumnElement, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, SubscriberId
from bot.core.breaking import AlertReader, HeldAlert
from bot.core.news import StoryId
from bot.core.outgoing import ParcelKind

from .chats import load_subscribers
from .columns import constant
from .past import Shown, load_muted, load_shown
from .tables import HeldAlertRow, ParcelRow, SubscriberRow

DAY_AND_A_BIT = timedelta(hours=26)
"""A local day has 25 hours at most."""

WANT_ALERTS: tuple[ColumnElement[bool], ...] = (
    literal_column("alerts_on", Boolean()),
    col(SubscriberRow.state) == constant(ChatState.ACTIVE),
)


async def load_alert_readers(
    connection: AsyncConnection, rows: Sequence[Any], since: datetime, now: datetime
) -> list[AlertReader]:
    """Return the readers of subscribers' rows, as deciding about an alert needs them."""
    ids = [row.id for row in rows]
    people = await load_subscribers(connection, rows)
    pasts = {row.past_id for row in rows if row.past_id is not None}
    shown = await load_shown(connection, pasts, since)
    muted = await load_muted(connection, ids)
    alerted = await _alerted(connection, ids, now - DAY_AND_A_BIT)
    return [
        AlertReader(
            id=person.id,
            preferences=person.preferences,
            schedule=person.schedule,
            alerts=person.alerts,
            past=row.past_id,
            shown=shown.get(row.past_id, Shown()).stories | muted.get(row.id, frozenset()),
            alerted_at=alerted.get(row.id, ()),
        )
        for row, person in zip(rows, people, strict=True)
    ]


async def load_held(
    connection: AsyncConnection, since: datetime, now: datetime, limit: int
) -> list[HeldAlert]:
    """Return alerts that have waited for their readers' quiet hours to end."""
    waiting = await connection.execute(
        select(col(HeldAlertRow.story_id), col(HeldAlertRow.subscriber_id))
        .where(col(HeldAlertRow.until) < now)
        .order_by(col(HeldAlertRow.until), col(HeldAlertRow.subscriber_id))
        .limit(limit)
    )
    ids: defaultdict[StoryId, list[int]] = defaultdict(list)
    for story_id, subscriber_id in waiting:
        ids[StoryId(story_id)].append(subscriber_id)
    found = await connection.execute(
        select(SubscriberRow).where(
            col(SubscriberRow.id).in_({one for some in ids.values() for one in some}),
            *WANT_ALERTS,
        )
    )
    readers = {
        reader.id: reader
        for reader in await load_alert_readers(connection, found.all(), since, now)
    }
    return [
        HeldAlert(
            story_id=story_id,
            ids=tuple(map(SubscriberId, some)),
            readers=tuple(readers[SubscriberId(one)] for one in some if one in readers),
        )
        for story_id, some in ids.items()
    ]


async def _alerted(
    connection: AsyncConnection, ids: Collection[int], since: datetime
) -> dict[int, tuple[datetime, ...]]:
    alerted: defaultdict[int, tuple[datetime, ...]] = defaultdict(tuple)
    for subscriber_id, slot in await connection.execute(
        select(col(ParcelRow.subscriber_id), col(ParcelRow.slot)).where(
            col(ParcelRow.subscriber_id).in_(ids),
            col(ParcelRow.slot) >= since,
            col(ParcelRow.kind) == ParcelKind.ALERT,
        )
    ):
        alerted[subscriber_id] += (slot,)
    return alerted
