"""Claimed parcels, ready to be sent."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Text, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatId, SubscriberId
from bot.core.outgoing import Parcel, ParcelId, ParcelKind

from .tables import DigestPartRow, ParcelRow, SubscriberRow

_CLAIMED: tuple[Any, ...] = (
    col(ParcelRow.id),
    col(ParcelRow.kind),
    col(ParcelRow.slot),
    col(ParcelRow.part),
    col(ParcelRow.digest_id),
    col(ParcelRow.attempts),
    col(ParcelRow.telegram_message_id),
    col(SubscriberRow.id).label("subscriber_id"),
    col(SubscriberRow.chat_id),
    col(SubscriberRow.thread_id),
    col(SubscriberRow.is_silent),
)


async def load_claimed(
    connection: AsyncConnection, ids: Collection[int], owner: str
) -> list[Parcel]:
    """Return claimed parcels; the messages, which many share, are read once each."""
    found = await connection.execute(
        select(*_CLAIMED)
        .join(SubscriberRow, col(SubscriberRow.id) == col(ParcelRow.subscriber_id))
        .where(col(ParcelRow.id).in_(ids))
        .order_by(col(ParcelRow.kind), col(ParcelRow.not_before), col(ParcelRow.turn))
    )
    rows = found.all()
    parts = await connection.execute(
        select(
            col(DigestPartRow.digest_id),
            col(DigestPartRow.part),
            # As text: it is sent as it stands, and never read.
            cast(col(DigestPartRow.fields), Text),
        ).where(col(DigestPartRow.digest_id).in_({row.digest_id for row in rows}))
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
        )
        for row in rows
    ]
