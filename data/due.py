"""Who waits for a slot, read in the order of their rows.

Nobody's id is read, apart from the first of those who share preferences, schedule and past, and
of the few who are like nobody else.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import (
    ChatState,
    DueGroup,
    DueKind,
    FeedbackKind,
    PastId,
    Preferences,
    Schedule,
    SubscriberId,
)
from bot.core.news import StoryId
from bot.core.outgoing import Kin, Portion, Stretch

from .columns import constant
from .engine import Database
from .past import Shown, load_muted, load_shown
from .preferences import load_preferences
from .schedules import load_schedules
from .tables import FeedbackRow, SubscriberRow

_MOST_KNOWN = 10_000
"""Of each kind; with more, all are read anew."""
_NOTHING = Shown()

WAITING: tuple[ColumnElement[bool], ...] = (
    col(SubscriberRow.state) == constant(ChatState.ACTIVE),
    col(SubscriberRow.next_digest_at).is_not(None),
)
ALONE = case(
    (
        or_(
            col(SubscriberRow.paused_until) > col(SubscriberRow.next_digest_at),
            col(SubscriberRow.last_digest_at) >= col(SubscriberRow.next_digest_at),
            exists()
            .where(
                col(FeedbackRow.subscriber_id) == col(SubscriberRow.id),
                col(FeedbackRow.kind) == constant(FeedbackKind.MUTE),
            )
            .correlate(SubscriberRow),
        ),
        col(SubscriberRow.id),
    ),
)
"""Who is like nobody else, as `Kin` says; NULL for all others."""


class Readers:
    """Reads who waits; what it read for earlier portions is kept in mind.

    Preferences, schedules and pasts never change.
    """

    def __init__(self, database: Database, since: datetime) -> None:
        """`since` is when the oldest story was first seen that pasts are asked for."""
        self._database = database
        self._since = since
        self._preferences: dict[int, Preferences] = {}
        self._schedules: dict[int, Schedule] = {}
        self._shown: dict[PastId, Shown] = {}
        self._kinds: dict[tuple[Any, ...], DueKind] = {}

    async def next_slot(self, slot: datetime, now: datetime) -> datetime | None:
        """Return the first slot after one that somebody waits for, None where none has come."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(func.min(col(SubscriberRow.next_digest_at))).where(
                    *WAITING,
                    col(SubscriberRow.next_digest_at) > slot,
                    col(SubscriberRow.next_digest_at) <= now,
                )
            )
            return found.scalar()

    async def read(self, slot: datetime, stretch: Stretch, limit: int) -> Portion:
        """Return the first who wait in a stretch, at most `limit`, gathered by what they share."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(_grouped(slot, stretch, limit))
            rows = sorted(found.all(), key=attrgetter("first"))
            muted = await load_muted(
                connection, [row.alone for row in rows if row.alone is not None]
            )
            await self._learn(connection, rows)
        people = {SubscriberId(row.first): row.number for row in rows}
        until = max(row.last for row in rows) if sum(people.values()) == limit else stretch.until
        return Portion(
            stretch=Stretch(stretch.after, until),
            groups=[
                DueGroup(
                    (SubscriberId(row.first),),
                    self._kind(row, slot, muted.get(row.alone, frozenset())),
                )
                for row in rows
            ],
            kin={
                SubscriberId(row.first): Kin(
                    row.preference_id, row.schedule_id, row.past_id, row.alone
                )
                for row in rows
            },
            people=people,
        )

    async def _learn(self, connection: AsyncConnection, rows: Collection[Row[Any]]) -> None:
        """Read what is not known of rows yet."""
        kept = self._preferences, self._schedules, self._shown, self._kinds
        if max(len(some) for some in kept) > _MOST_KNOWN:
            self._preferences, self._schedules, self._shown, self._kinds = {}, {}, {}, {}
        wanted = {row.preference_id for row in rows} - self._preferences.keys()
        times = {row.schedule_id for row in rows} - self._schedules.keys()
        pasts = {row.past_id for row in rows if row.past_id is not None} - self._shown.keys()
        if wanted:
            self._preferences |= await load_preferences(connection, wanted)
        if times:
            self._schedules |= await load_schedules(connection, times)
        if pasts:
            self._shown |= await load_shown(connection, pasts, self._since)

    def _kind(self, row: Row[Any], slot: datetime, muted: frozenset[StoryId]) -> DueKind:
        """Return what those of a row are, who muted some stories."""
        paused_until, had_slot = None, False
        if row.alone is not None:
            paused_until = row.paused_until
            had_slot = row.last_digest_at is not None and row.last_digest_at >= slot
        alike = row.preference_id, row.schedule_id, row.past_id
        key = slot, *alike, muted, paused_until, had_slot
        kind = self._kinds.get(key)
        if kind is None:
            shown = self._shown.get(row.past_id, _NOTHING)
            kind = self._kinds[key] = DueKind(
                slot=slot,
                preferences=self._preferences[row.preference_id],
                schedule=replace(self._schedules[row.schedule_id], paused_until=paused_until),
                past=row.past_id,
                shown=shown.stories,
                once=shown.once,
                muted=muted,
                had_slot=had_slot,
            )
        return kind


def _grouped(slot: datetime, stretch: Stretch, limit: int) -> Select[Any]:
    """Gather the first who wait by what they have in common; a row for each of a million costs."""
    some = (
        select(
            col(SubscriberRow.id),
            col(SubscriberRow.preference_id),
            col(SubscriberRow.schedule_id),
            col(SubscriberRow.past_id),
            col(SubscriberRow.paused_until),
            col(SubscriberRow.last_digest_at),
            ALONE.label("alone"),
        )
        # Of one slot: SQLite finds a place in the index by (slot, id) only where the slot is
        # equal, and would begin each portion at the first who wait.
        .where(
            *WAITING,
            col(SubscriberRow.next_digest_at) == slot,
            col(SubscriberRow.id) > stretch.after,
            col(SubscriberRow.id) <= stretch.until,
        )
        .order_by(col(SubscriberRow.id))
        .limit(limit)
        .subquery()
    ).c
    alike = some.preference_id, some.schedule_id, some.past_id, some.alone
    return select(
        *alike,
        func.min(some.id).label("first"),
        func.max(some.id).label("last"),
        func.count().label("number"),
        func.max(some.paused_until).label("paused_until"),
        func.max(some.last_digest_at).label("last_digest_at"),
    ).group_by(*alike)
