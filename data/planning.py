"""Digests into the outbox: who is due, what they were sent before, and writing a plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, func, insert, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, DueSubscriber, FeedbackKind, SubscriberId
from bot.core.news import StoryId
from bot.core.outgoing import ParcelState, PlannedDigest, Recipient

from .chats import subscriber_of
from .columns import constant
from .engine import Database
from .preferences import load_preferences
from .tables import (
    DeliveryRow,
    DigestPartRow,
    DigestRow,
    DigestStoryRow,
    FeedbackRow,
    ParcelRow,
    StoryRow,
    SubscriberRow,
)

CHUNK = 1000
"""Ids in one statement."""
LATEST = timedelta(days=2)
"""No slot is planned later than this after it was due; the same local day has 25 hours at most.
It lets the history be found by slot, for which there is an index."""

_ACTIVE = constant(ChatState.ACTIVE)


async def load_due(
    connection: AsyncConnection, now: datetime, history_since: datetime, limit: int
) -> list[DueSubscriber]:
    """Return the subscribers whose slot has come, longest waiting first."""
    found = await connection.execute(
        select(SubscriberRow)
        .where(
            col(SubscriberRow.state) == _ACTIVE,
            col(SubscriberRow.next_digest_at).is_not(None),
            col(SubscriberRow.next_digest_at) <= now,
        )
        .order_by(col(SubscriberRow.next_digest_at), col(SubscriberRow.id))
        .limit(limit)
    )
    rows = found.all()
    due: list[DueSubscriber] = []
    for start in range(0, len(rows), CHUNK):
        due += await _with_history(connection, rows[start : start + CHUNK], history_since)
    return due


async def _with_history(
    connection: AsyncConnection, rows: Sequence[Row[Any]], since: datetime
) -> list[DueSubscriber]:
    preferences = await load_preferences(connection, {row.preference_id for row in rows})
    past = await load_past(connection, [row.id for row in rows], since)
    return [
        DueSubscriber(
            subscriber=subscriber_of(row, preferences[row.preference_id]),
            slot=row.next_digest_at,
            history=past[row.id].digests,
            shown=past[row.id].shown,
        )
        for row in rows
    ]


class Past(NamedTuple):
    """What a subscriber must not be sent again."""

    digests: tuple[int, ...]
    """Those planned for them at or after the asked moment, ascending."""
    shown: frozenset[StoryId]
    """The stories of these digests and the ones the reader muted."""


async def load_past(
    connection: AsyncConnection, ids: Sequence[int], since: datetime
) -> dict[int, Past]:
    """Return the past of each of at most CHUNK subscribers."""
    history: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
    for subscriber_id, digest_id in await connection.execute(
        select(col(DeliveryRow.subscriber_id), col(DeliveryRow.digest_id))
        .where(
            col(DeliveryRow.subscriber_id).in_(ids),
            col(DeliveryRow.slot) >= since - LATEST,
            col(DeliveryRow.planned_at) >= since,
        )
        .order_by(col(DeliveryRow.digest_id))
    ):
        history[subscriber_id] += (digest_id,)
    stories: defaultdict[int, set[StoryId]] = defaultdict(set)
    digests = sorted({digest for sent in history.values() for digest in sent})
    for start in range(0, len(digests), CHUNK):
        for digest_id, story_id in await connection.execute(
            select(
                col(DigestStoryRow.digest_id),
                func.coalesce(col(StoryRow.merged_into), col(DigestStoryRow.story_id)),
            )
            .join(StoryRow, col(StoryRow.id) == col(DigestStoryRow.story_id))
            .where(col(DigestStoryRow.digest_id).in_(digests[start : start + CHUNK]))
        ):
            stories[digest_id].add(StoryId(story_id))
    muted: defaultdict[int, set[StoryId]] = defaultdict(set)
    for subscriber_id, story_id in await connection.execute(
        select(col(FeedbackRow.subscriber_id), col(FeedbackRow.story_id)).where(
            col(FeedbackRow.subscriber_id).in_(ids), col(FeedbackRow.kind) == FeedbackKind.MUTE
        )
    ):
        muted[subscriber_id].add(StoryId(story_id))
    # Equal histories share one set: most subscribers were sent the same digests.
    shown = {
        sent: frozenset[StoryId]().union(*(stories[digest] for digest in sent))
        for sent in {history[subscriber_id] for subscriber_id in ids}
    }
    return {
        key: Past(
            history[key],
            shown[history[key]] | muted[key] if key in muted else shown[history[key]],
        )
        for key in ids
    }


async def write_plan(
    connection: AsyncConnection, database: Database, digest: PlannedDigest, now: datetime
) -> int:
    """Write a digest, its deliveries and parcels; return how many deliveries there are."""
    advanced = await advance(connection, digest.recipients, is_planned=True)
    if not advanced:
        return 0
    digest_id = await _write_digest(connection, digest, now)
    await connection.execute(
        database.insert(DeliveryRow).on_conflict_do_nothing(
            index_elements=["subscriber_id", "slot"]
        ),
        [
            {
                "subscriber_id": recipient.subscriber_id,
                "slot": recipient.slot,
                "digest_id": digest_id,
                "planned_at": now,
            }
            for recipient in advanced
        ],
    )
    deliveries, parts = DeliveryRow, DigestPartRow
    await connection.execute(
        insert(ParcelRow).from_select(
            [
                "delivery_id",
                "subscriber_id",
                "part",
                "state",
                "not_before",
                "attempts",
                "owner",
                "telegram_message_id",
                "error",
            ],
            select(
                col(deliveries.id),
                col(deliveries.subscriber_id),
                col(parts.part),
                literal(ParcelState.QUEUED.value),
                col(deliveries.slot),
                literal(0),
                literal(""),
                literal(0),
                literal(""),
            )
            .join(parts, col(parts.digest_id) == col(deliveries.digest_id))
            .where(col(deliveries.digest_id) == digest_id)
            .order_by(col(deliveries.id), col(parts.part)),
        )
    )
    written = await connection.execute(
        select(func.count()).where(col(DeliveryRow.digest_id) == digest_id)
    )
    count = written.scalar_one()
    if not count:
        await connection.execute(delete(DigestRow).where(col(DigestRow.id) == digest_id))
    return count


async def advance(
    connection: AsyncConnection, recipients: Iterable[Recipient], *, is_planned: bool
) -> list[Recipient]:
    """Move subscribers to their next slot; return those who still waited for the one given.

    That check and the change are one statement, so of two processes only one gets a recipient.
    """
    groups: defaultdict[tuple[datetime, datetime | None], list[Recipient]] = defaultdict(list)
    for recipient in recipients:
        groups[recipient.slot, recipient.next_digest_at].append(recipient)
    advanced: list[Recipient] = []
    for (slot, following), group in groups.items():
        values = {"next_digest_at": following} | ({"last_digest_at": slot} if is_planned else {})
        for start in range(0, len(group), CHUNK):
            chunk = {one.subscriber_id: one for one in group[start : start + CHUNK]}
            moved = await connection.execute(
                update(SubscriberRow)
                .where(
                    col(SubscriberRow.id).in_(chunk),
                    col(SubscriberRow.next_digest_at) == slot,
                    col(SubscriberRow.state) == _ACTIVE,
                )
                .values(values)
                .returning(col(SubscriberRow.id))
            )
            advanced += [chunk[SubscriberId(subscriber_id)] for subscriber_id in moved.scalars()]
    return advanced


async def _write_digest(connection: AsyncConnection, digest: PlannedDigest, now: datetime) -> int:
    inserted = await connection.execute(
        insert(DigestRow)
        .values(language=digest.language, local_date=digest.local_date, planned_at=now)
        .returning(col(DigestRow.id))
    )
    digest_id = inserted.scalar_one()
    if digest.story_ids:
        await connection.execute(
            insert(DigestStoryRow),
            [
                {"digest_id": digest_id, "position": position, "story_id": story_id}
                for position, story_id in enumerate(digest.story_ids)
            ],
        )
    await connection.execute(
        insert(DigestPartRow),
        [
            {"digest_id": digest_id, "part": part, "fields": fields}
            for part, fields in enumerate(digest.messages)
        ],
    )
    return digest_id
