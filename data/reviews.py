"""Weekly reviews into the outbox, beside the digests: who is due, and writing a plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Exists, exists, select, update
from sqlmodel import col

from bot.core.audience import ChatState, DueGroup, DueKind, SubscriberId
from bot.core.due import weekly
from bot.core.outgoing import ParcelKind, PlannedDigest, Recipients

from .chats import review_of
from .columns import constant
from .engine import Database
from .past import Shown, load_muted, load_shown, store_steps
from .planning import load_gone, queue
from .preferences import load_preferences
from .schedules import load_schedules
from .tables import ParcelRow, SubscriberRow

_ONE = SubscriberRow


class Reviews:
    """Everything about weekly reviews that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def due(self, now: datetime, *, history_since: datetime, limit: int) -> list[DueGroup]:
        """Return active subscribers whose review has come, as `Outbox.due` does for digests.

        Their schedule is the one that reviews come by (`bot.core.due.weekly`).
        """
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(col(_ONE.id), *_ALIKE)
                .where(
                    col(_ONE.state) == constant(ChatState.ACTIVE),
                    col(_ONE.next_review_at).is_not(None),
                    col(_ONE.next_review_at) <= now,
                )
                .order_by(
                    col(_ONE.next_review_at),
                    col(_ONE.preference_id),
                    col(_ONE.past_id),
                    col(_ONE.id),
                )
                .limit(limit)
            )
            rows = found.all()
            muted = await load_muted(connection, [row.id for row in rows])
            preferences = await load_preferences(connection, {row.preference_id for row in rows})
            schedules = await load_schedules(connection, {row.schedule_id for row in rows})
            pasts = {row.past_id for row in rows if row.past_id is not None}
            shown = await load_shown(connection, pasts, history_since)
        members: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in rows:
            members[*row[1:], muted.get(row.id, frozenset())].append(row)
        due = []
        for alike, some in members.items():
            row, review = some[0], review_of(some[0])
            told = shown.get(row.past_id, Shown())
            schedule = replace(schedules[row.schedule_id], paused_until=row.paused_until)
            due.append(
                DueGroup(
                    tuple(SubscriberId(one.id) for one in some),
                    DueKind(
                        slot=row.next_review_at,
                        preferences=preferences[row.preference_id],
                        schedule=weekly(schedule, review) if review else schedule,
                        past=row.past_id,
                        shown=told.stories,
                        once=told.once,
                        muted=alike[-1],
                        had_slot=bool(row.had_slot),
                    ),
                )
            )
        return due

    async def plan(
        self, reviews: Sequence[PlannedDigest], now: datetime, *, late: Iterable[Recipients] = ()
    ) -> int:
        """Queue reviews and move their recipients on by a week, all or nothing.

        Left out are those who no longer stand where they were found, those who had this one, and
        those whose review holds a story that was retracted meanwhile: these stay due.
        The `late` only move on. Return for how many a review was queued.
        """
        count = 0
        async with self._database.core_writing() as connection:
            wanted = [review.step for review in reviews]
            steps = await store_steps(connection, self._database, wanted, now)
            gone = await load_gone(connection, now)
            for review, step in zip(reviews, steps, strict=True):
                if step in gone:
                    continue
                for some in review.recipients:
                    found = await connection.execute(
                        select(col(_ONE.id))
                        .where(*_waits_for(some), ~_had_slot())
                        .with_for_update(skip_locked=True)
                    )
                    ids = list(found.scalars())
                    if not ids:
                        continue
                    await connection.execute(
                        update(_ONE)
                        .where(col(_ONE.id).in_(ids))
                        .values(next_review_at=some.next_digest_at, past_id=step)
                    )
                    await queue(connection, ids, step, ParcelKind.REVIEW, some.slot)
                    count += len(ids)
            for some in late:
                await connection.execute(
                    update(_ONE)
                    .where(*_waits_for(some))
                    .values(next_review_at=some.next_digest_at)
                )
        return count


def _had_slot() -> Exists:
    """Return the condition that a subscriber's review was planned for its slot before."""
    return exists().where(
        col(ParcelRow.subscriber_id) == col(_ONE.id),
        col(ParcelRow.slot) == col(_ONE.next_review_at),
        col(ParcelRow.kind) == ParcelKind.REVIEW,
        col(ParcelRow.part) == 0,
    )


def _waits_for(some: Recipients) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that subscribers still stand where they were found."""
    return (
        col(_ONE.id).in_(some.ids),
        col(_ONE.next_review_at) == some.slot,
        col(_ONE.past_id).is_not_distinct_from(some.past),
        col(_ONE.state) == constant(ChatState.ACTIVE),
    )


_ALIKE: tuple[Any, ...] = (
    col(_ONE.next_review_at),
    col(_ONE.preference_id),
    col(_ONE.past_id),
    col(_ONE.review_weekday),
    col(_ONE.review_minutes),
    col(_ONE.schedule_id),
    col(_ONE.paused_until),
    _had_slot().label("had_slot"),
)
