"""Taking back what was planned and has not left yet."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, literal, not_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.core.news import StoryId
from bot.core.outgoing import ParcelKind, ParcelState

from .columns import UTCDateTime
from .tables import DigestRow, DigestStoryRow, ParcelRow, SubscriberRow

_UNSENT = (ParcelState.QUEUED, ParcelState.LEASED)


async def withdraw_notices(connection: AsyncConnection, ids: Collection[StoryId]) -> None:
    """Delete what waits to tell of an earlier word about stories."""
    await connection.execute(
        delete(ParcelRow).where(
            col(ParcelRow.digest_id).in_(_holding(ids)),
            col(ParcelRow.kind).in_((ParcelKind.EDIT, ParcelKind.NOTICE)),
            col(ParcelRow.state).in_(_UNSENT),
        )
    )


async def withdraw_plans(connection: AsyncConnection, ids: Collection[StoryId], limit: int) -> int:
    """Undo alerts, digests and reviews that hold stories and of which nothing has left.

    Who was to have a digest is due again, with the past they had before, and gets one without
    what has been retracted since. Return for how many at most `limit` it was done.
    """
    other = aliased(ParcelRow)
    found = await connection.execute(
        select(
            col(ParcelRow.subscriber_id),
            col(ParcelRow.digest_id),
            col(ParcelRow.slot),
            col(ParcelRow.kind),
            col(DigestRow.previous_id),
        )
        .join(DigestRow, col(DigestRow.id) == col(ParcelRow.digest_id))
        .where(
            col(ParcelRow.digest_id).in_(_holding(ids)),
            col(ParcelRow.kind).not_in((ParcelKind.EDIT, ParcelKind.NOTICE)),
            col(ParcelRow.part) == 0,
            *_is_unsent(ParcelRow),
            ~exists().where(
                col(other.digest_id) == col(ParcelRow.digest_id),
                col(other.subscriber_id) == col(ParcelRow.subscriber_id),
                col(other.slot) == col(ParcelRow.slot),
                not_(and_(*_is_unsent(other))),
            ),
        )
        .limit(limit)
    )
    rows = found.all()
    for row in rows:
        await connection.execute(
            delete(ParcelRow).where(
                col(ParcelRow.subscriber_id) == row.subscriber_id,
                col(ParcelRow.digest_id) == row.digest_id,
                col(ParcelRow.slot) == row.slot,
            )
        )
        past = case(
            (col(SubscriberRow.past_id) == row.digest_id, row.previous_id),
            else_=col(SubscriberRow.past_id),
        )
        values: dict[str, Any] = {"past_id": past}
        if row.kind == ParcelKind.REVIEW:
            values["next_review_at"] = _again(SubscriberRow.next_review_at, row.slot)
        if row.kind == ParcelKind.DIGEST:
            values |= {
                "next_digest_at": _again(SubscriberRow.next_digest_at, row.slot),
                "last_digest_at": select(func.max(col(ParcelRow.slot)))
                .where(
                    col(ParcelRow.subscriber_id) == row.subscriber_id,
                    col(ParcelRow.kind) == ParcelKind.DIGEST,
                )
                .scalar_subquery(),
            }
        await connection.execute(
            update(SubscriberRow).where(col(SubscriberRow.id) == row.subscriber_id).values(values)
        )
    return len(rows)


def _holding(ids: Collection[StoryId]) -> Any:
    return select(col(DigestStoryRow.digest_id)).where(col(DigestStoryRow.story_id).in_(ids))


def _again(following: Any, slot: datetime) -> Any:
    """Return a slot once more; who unsubscribed meanwhile has no next one."""
    return case((col(following).is_not(None), literal(slot, UTCDateTime())))


def _is_unsent(row: Any) -> tuple[Any, Any]:
    return col(row.state).in_(_UNSENT), col(row.telegram_message_id) == 0
