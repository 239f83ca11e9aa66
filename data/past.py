"""What subscribers were shown: steps that never change, each pointing at the one before.

A subscriber points at the newest step of their past. Whoever was shown the same has the same
steps, so a million equal pasts cost one row each time something is shown.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.core.audience import FeedbackKind, PastId, SubscriberId
from bot.core.news import StoryId
from bot.core.outgoing import Step

from .engine import Database
from .immutable import keep
from .tables import DigestPartRow, DigestRow, DigestStoryRow, FeedbackRow, StoryRow, SubscriberRow


class Shown(NamedTuple):
    """The stories of a past."""

    stories: frozenset[StoryId] = frozenset()
    once: frozenset[tuple[StoryId, datetime]] = frozenset()
    """Those that were shown a single time, and when: no update of them was."""


async def load_shown(
    connection: AsyncConnection, pasts: Collection[PastId], since: datetime
) -> dict[PastId, Shown]:
    """Return the stories of each past that were first seen at or after `since`.

    A step from before `since` can hold no such story, so the way back ends there. A story that
    was merged into another counts as the other.
    """
    steps = (
        select(
            col(DigestRow.id).label("past"),
            col(DigestRow.id),
            col(DigestRow.previous_id),
            col(DigestRow.planned_at),
        )
        .where(col(DigestRow.id).in_(pasts), col(DigestRow.planned_at) >= since)
        .cte("steps", recursive=True)
    )
    before = aliased(DigestRow)
    steps = steps.union_all(
        select(steps.c.past, col(before.id), col(before.previous_id), col(before.planned_at))
        .join(before, col(before.id) == steps.c.previous_id)
        .where(col(before.planned_at) >= since)
    )
    told = aliased(StoryRow)
    shown: defaultdict[PastId, defaultdict[StoryId, list[datetime]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for past, story_id, planned_at in await connection.execute(
        select(steps.c.past, col(StoryRow.id), steps.c.planned_at)
        .join(DigestStoryRow, col(DigestStoryRow.digest_id) == steps.c.id)
        .join(told, col(told.id) == DigestStoryRow.story_id)
        .join(StoryRow, col(StoryRow.id) == func.coalesce(col(told.merged_into), col(told.id)))
        .where(col(StoryRow.first_seen_at) >= since, col(DigestStoryRow.position) >= 0)
    ):
        shown[past][StoryId(story_id)].append(planned_at)
    return {
        past: Shown(
            frozenset(shown[past]),
            frozenset(
                (story, moments[0]) for story, moments in shown[past].items() if len(moments) == 1
            ),
        )
        for past in pasts
    }


async def load_muted(
    connection: AsyncConnection, ids: Collection[int] | Select[int]
) -> dict[int, frozenset[StoryId]]:
    """Return the stories that subscribers muted, of those who muted any."""
    muted: defaultdict[int, set[StoryId]] = defaultdict(set)
    for subscriber_id, story_id in await connection.execute(
        select(col(FeedbackRow.subscriber_id), col(FeedbackRow.story_id)).where(
            col(FeedbackRow.subscriber_id).in_(ids), col(FeedbackRow.kind) == FeedbackKind.MUTE
        )
    ):
        muted[subscriber_id].add(StoryId(story_id))
    return {subscriber_id: frozenset(stories) for subscriber_id, stories in muted.items()}


async def load_past(connection: AsyncConnection, subscriber_id: SubscriberId) -> PastId | None:
    """Return the past of one subscriber, locked until the transaction ends."""
    found = await connection.execute(
        select(col(SubscriberRow.past_id))
        .where(col(SubscriberRow.id) == subscriber_id)
        .with_for_update()
    )
    past = found.scalar()
    return None if past is None else PastId(past)


async def store_steps(
    connection: AsyncConnection, database: Database, steps: Sequence[Step], now: datetime
) -> list[PastId]:
    """Store steps, in their order; the same step on the same past is the same row."""
    if not steps:
        return []
    rows = [{"hash": _hash(step), "previous_id": step.past, "planned_at": now} for step in steps]
    kept = await keep(connection, database, DigestRow.hash, rows)
    fresh = {one.id: step for one, step in zip(kept, steps, strict=True) if one.is_new}
    stories = [
        {"digest_id": digest_id, "position": position, "story_id": story_id}
        for digest_id, step in fresh.items()
        for position, story_id in (
            *enumerate(step.story_ids),
            *enumerate(step.known_ids, start=-len(step.known_ids)),
        )
    ]
    parts = [
        {"digest_id": digest_id, "part": part, "fields": fields}
        for digest_id, step in fresh.items()
        for part, fields in enumerate(step.messages)
    ]
    for table, values in ((DigestStoryRow, stories), (DigestPartRow, parts)):
        if values:
            await connection.execute(insert(table), values)
    readers = [
        {"step": digest_id, "reader": step.reader}
        for digest_id, step in fresh.items()
        if step.reader is not None
    ]
    if readers:
        wanted = select(col(SubscriberRow.preference_id)).where(
            col(SubscriberRow.id) == bindparam("reader")
        )
        await connection.execute(
            update(DigestRow)
            .where(col(DigestRow.id) == bindparam("step"))
            .values(preference_id=wanted.scalar_subquery()),
            readers,
        )
    return [PastId(one.id) for one in kept]


def _hash(step: Step) -> str:
    content = json.dumps([step.past, step.story_ids, step.messages])
    return hashlib.sha256(content.encode()).hexdigest()


async def add_to_past(
    connection: AsyncConnection,
    database: Database,
    subscriber_id: SubscriberId,
    story_ids: Sequence[StoryId],
    now: datetime,
) -> None:
    """Have stories count as shown to one subscriber."""
    past = await load_past(connection, subscriber_id)
    step = Step(past=past, story_ids=tuple(story_ids))
    (newest,) = await store_steps(connection, database, [step], now)
    await connection.execute(
        update(SubscriberRow).where(col(SubscriberRow.id) == subscriber_id).values(past_id=newest)
    )
