"""Taking back what was planned and has not left yet."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, delete, exists, func, literal, not_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.core.news import StoryId
from bot.core.outgoing import ParcelKind, ParcelState

from .columns import UTCDateTime
from .sending import in_states
from .tables import DigestRow, DigestStoryRow, ParcelRow, SubscriberRow
from .tables.outbox import OPEN

_UNSENT = (ParcelState.QUEUED, ParcelState.LEASED)


async def load_waiting(
    connection: AsyncConnection,
    ids: Collection[StoryId],
    after: tuple[int, int],
    limit: int,
) -> list[tuple[int, int]]:
    """Return the open parcels after one that hold stories, each as its subscriber and its id.

    All that is open is looked through, which may be hundreds of thousands: read it, and not while
    others wait to write.
    """
    place = tuple_(col(ParcelRow.subscriber_id), col(ParcelRow.id))
    found = await connection.execute(
        select(col(ParcelRow.subscriber_id), col(ParcelRow.id))
        .where(
            in_states(ParcelRow, OPEN),
            place > tuple_(*after),
            col(ParcelRow.digest_id).in_(_holding(ids)),
        )
        .order_by(col(ParcelRow.subscriber_id), col(ParcelRow.id))
        .limit(limit)
    )
    return [(row.subscriber_id, row.id) for row in found]


async def withdraw_notices(connection: AsyncConnection, parcels: Collection[int]) -> None:
    """Delete those of some parcels that wait to tell of an earlier word about a story."""
    await connection.execute(
        delete(ParcelRow).where(
            col(ParcelRow.id).in_(parcels),
            col(ParcelRow.kind).in_((ParcelKind.EDIT, ParcelKind.NOTICE)),
            col(ParcelRow.state).in_(_UNSENT),
        )
    )


async def withdraw_plans(connection: AsyncConnection, parcels: Collection[int]) -> None:
    """Undo those of some alerts, digests and reviews of which nothing has left.

    Who was to have a digest is due again, with the past they had before, and gets one without
    what has been retracted since.
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
            col(ParcelRow.id).in_(parcels),
            col(ParcelRow.kind).not_in((ParcelKind.EDIT, ParcelKind.NOTICE)),
            col(ParcelRow.part) == 0,
            *_is_unsent(ParcelRow),
            ~exists().where(
                col(other.subscriber_id) == col(ParcelRow.subscriber_id),
                col(other.slot) == col(ParcelRow.slot),
                col(other.digest_id) == col(ParcelRow.digest_id),
                not_(and_(*_is_unsent(other))),
            ),
        )
    )
    for row in found.all():
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


def _holding(ids: Collection[StoryId]) -> Any:
    return select(col(DigestStoryRow.digest_id)).where(col(DigestStoryRow.story_id).in_(ids))


def _again(following: Any, slot: datetime) -> Any:
    """Return a slot once more; who unsubscribed meanwhile has no next one."""
    return case((col(following).is_not(None), literal(slot, UTCDateTime())))


def _is_unsent(row: Any) -> tuple[Any, Any]:
    return col(row.state).in_(_UNSENT), col(row.telegram_message_id) == 0
