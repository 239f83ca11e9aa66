"""Digests into the outbox: who is due, and writing a plan."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, DueGroup, SubscriberId
from bot.core.outgoing import ParcelKind, ParcelState, PlannedDigest, Recipients

from .chats import schedule_of
from .columns import UTCDateTime, constant
from .engine import Database
from .past import Shown, load_muted, load_shown, store_step
from .preferences import load_preferences
from .tables import DigestPartRow, ParcelRow, SubscriberRow

_ACTIVE = constant(ChatState.ACTIVE)
_TURNS = 65_536
_STRIDE = 40_503
"""Odd, so that neighbours come apart and no two of _TURNS neighbours meet (Knuth, 6.4)."""

_ALIKE: tuple[Any, ...] = (
    col(SubscriberRow.next_digest_at),
    col(SubscriberRow.preference_id),
    col(SubscriberRow.past_id),
    # As text, which is read once for a group.
    cast(col(SubscriberRow.times), String).label("times"),
    col(SubscriberRow.timezone),
    col(SubscriberRow.weekdays),
    col(SubscriberRow.quiet_start),
    col(SubscriberRow.quiet_end),
    col(SubscriberRow.quiet_lets_breaking),
    col(SubscriberRow.paused_until),
    col(SubscriberRow.is_silent),
    (col(SubscriberRow.last_digest_at) >= col(SubscriberRow.next_digest_at)).label("had_slot"),
)


async def load_due(
    connection: AsyncConnection, now: datetime, since: datetime, limit: int
) -> list[DueGroup]:
    """Return at most `limit` subscribers whose slot has come, longest waiting first.

    Equal ones stand side by side in the index, so they come in one group.
    """
    found = await connection.execute(
        select(col(SubscriberRow.id), *_ALIKE)
        .where(
            col(SubscriberRow.state) == _ACTIVE,
            col(SubscriberRow.next_digest_at).is_not(None),
            col(SubscriberRow.next_digest_at) <= now,
        )
        .order_by(
            col(SubscriberRow.next_digest_at),
            col(SubscriberRow.preference_id),
            col(SubscriberRow.past_id),
            col(SubscriberRow.id),
        )
        .limit(limit)
    )
    due = found.all()
    muted = await load_muted(connection, [row.id for row in due])
    members: defaultdict[tuple[Any, ...], list[SubscriberId]] = defaultdict(list)
    first: dict[tuple[Any, ...], Any] = {}
    for row in due:
        alike = (*row[1:], muted.get(row[0], frozenset()))
        members[alike].append(row[0])
        first.setdefault(alike, row)
    rows = first.values()
    preferences = await load_preferences(connection, {row.preference_id for row in rows})
    pasts = {row.past_id for row in rows if row.past_id is not None}
    shown = await load_shown(connection, pasts, since)
    return [
        DueGroup(
            ids=tuple(members[alike]),
            slot=row.next_digest_at,
            preferences=preferences[row.preference_id],
            schedule=schedule_of(row, json.loads(row.times)),
            past=row.past_id,
            shown=shown.get(row.past_id, Shown()).stories,
            once=shown.get(row.past_id, Shown()).once,
            muted=alike[-1],
            had_slot=bool(row.had_slot),
        )
        for alike, row in first.items()
    ]


async def write_plan(
    connection: AsyncConnection, database: Database, digest: PlannedDigest, now: datetime
) -> int:
    """Write a digest and its parcels; return how many recipients there are."""
    count, step = 0, None
    for some in digest.recipients:
        # Other planners skip who is about to be planned here instead of waiting for it.
        found = await connection.execute(
            select(col(SubscriberRow.id))
            .where(
                *_waits_for(some),
                or_(
                    col(SubscriberRow.last_digest_at).is_(None),
                    col(SubscriberRow.last_digest_at) < some.slot,
                ),
            )
            .with_for_update(skip_locked=True)
        )
        ids = list(found.scalars())
        if not ids:
            continue
        if step is None:
            step = await store_step(
                connection, database, digest.past, digest.story_ids, now, messages=digest.messages
            )
        await queue(connection, step, ids, ParcelKind.DIGEST, some.slot)
        await connection.execute(
            update(SubscriberRow)
            .where(col(SubscriberRow.id).in_(ids))
            .values(next_digest_at=some.next_digest_at, last_digest_at=some.slot, past_id=step)
        )
        count += len(ids)
    return count


async def queue(
    connection: AsyncConnection,
    digest_id: int,
    ids: Iterable[int],
    kind: ParcelKind,
    slot: datetime,
) -> None:
    """Queue the messages of a digest for subscribers, to leave from `slot` on."""
    one, part = SubscriberRow, DigestPartRow
    values: dict[str, Any] = {
        "digest_id": literal(digest_id),
        "subscriber_id": col(one.id),
        "kind": literal(kind.value),
        "slot": literal(slot, UTCDateTime()),
        "part": col(part.part),
        "state": literal(ParcelState.QUEUED.value),
        "not_before": literal(slot, UTCDateTime()),
        "turn": (col(one.id) * _STRIDE + literal(int(slot.timestamp()) % _TURNS)) % _TURNS,
        "attempts": literal(0),
        "owner": literal(""),
        "telegram_message_id": literal(0),
        "error": literal(""),
    }
    await connection.execute(
        insert(ParcelRow).from_select(
            list(values),
            select(*values.values())
            .select_from(one)
            .join(part, col(part.digest_id) == digest_id)
            .where(col(one.id).in_(ids))
            .order_by(col(one.id), col(part.part)),
        )
    )


async def move_on(connection: AsyncConnection, some: Recipients) -> None:
    """Move subscribers to their next slot without a digest."""
    await connection.execute(
        update(SubscriberRow).where(*_waits_for(some)).values(next_digest_at=some.next_digest_at)
    )


def _waits_for(some: Recipients) -> tuple[Any, ...]:
    """Return the conditions that subscribers still stand where they were found."""
    return (
        col(SubscriberRow.id).in_(some.ids),
        col(SubscriberRow.next_digest_at) == some.slot,
        col(SubscriberRow.past_id).is_not_distinct_from(some.past),
        col(SubscriberRow.state) == _ACTIVE,
    )
