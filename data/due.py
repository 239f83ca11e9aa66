"""Who is due, read in portions in the order of their rows."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, DueGroup, DueKind, PastId, Preferences, SubscriberId
from bot.core.news import StoryId

from .chats import schedule_of
from .columns import EPOCH, constant
from .engine import Database
from .past import Shown, load_muted, load_shown
from .preferences import load_preferences
from .tables import SubscriberRow

_MOST_KNOWN = 10_000
"""Of each kind; with more, all are read anew."""
_NOTHING = Shown()

_ALIKE: tuple[Any, ...] = (
    col(SubscriberRow.preference_id),
    col(SubscriberRow.past_id),
    # As text, which is read once for a kind.
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
_WAITING: tuple[ColumnElement[bool], ...] = (
    col(SubscriberRow.state) == constant(ChatState.ACTIVE),
    col(SubscriberRow.next_digest_at).is_not(None),
)


async def read_due(
    database: Database, now: datetime, since: datetime, limit: int
) -> AsyncIterator[list[DueGroup]]:
    """Yield the subscribers whose slot has come, at most `limit` of a slot at a time, each once.

    Those who are alike come in one group of a portion. No transaction is open between two.
    """
    known = _Known(since)
    slot = EPOCH
    while (following := await _next_slot(database, slot, now)) is not None:
        slot = following
        after, count = 0, limit
        while count == limit:
            # Of one slot: SQLite finds a place in the index by (slot, id) only where the slot is
            # equal, and would begin each portion at the first who wait.
            waiting = select(col(SubscriberRow.id)).where(
                *_WAITING,
                col(SubscriberRow.next_digest_at) == slot,
                col(SubscriberRow.id) > after,
            )
            async with database.core_reading() as connection:
                rows = (await connection.execute(_grouped(waiting, limit))).all()
                if not rows:
                    break
                ids: list[list[Any]] = [sorted(map(int, row.ids.split(","))) for row in rows]
                after, count = max(some[-1] for some in ids), sum(map(len, ids))
                muted = await load_muted(connection, waiting.where(col(SubscriberRow.id) <= after))
                await known.read(connection, rows)
                groups = [
                    DueGroup(alike, known.kind(row, slot, stories))
                    for some, row in sorted(zip(ids, rows, strict=True), key=itemgetter(0))
                    for stories, alike in _by_muted(some, muted).items()
                ]
            yield groups
            # What was planned for them is in the log by now.
            await database.checkpoint()


async def _next_slot(database: Database, slot: datetime, now: datetime) -> datetime | None:
    """Return the first slot after one that somebody waits for, None where none has come."""
    async with database.core_reading() as connection:
        found = await connection.execute(
            select(func.min(col(SubscriberRow.next_digest_at))).where(
                *_WAITING,
                col(SubscriberRow.next_digest_at) > slot,
                col(SubscriberRow.next_digest_at) <= now,
            )
        )
        return found.scalar()


def _grouped(waiting: Select[int], limit: int) -> Select[Any]:
    """Gather the first who wait by what they have in common; a row for each of a million costs."""
    some = waiting.add_columns(*_ALIKE).order_by(col(SubscriberRow.id)).limit(limit).subquery()
    alike = [column for column in some.c if column.name != "id"]
    ids = func.aggregate_strings(cast(some.c.id, String), ",").label("ids")
    return select(ids, *alike).group_by(*alike)


class _Known:
    """What was read for earlier portions; preferences and pasts never change."""

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._preferences: dict[int, Preferences] = {}
        self._shown: dict[PastId, Shown] = {}
        self._kinds: dict[tuple[Any, ...], DueKind] = {}

    async def read(self, connection: AsyncConnection, rows: Collection[Row[Any]]) -> None:
        """Read what is not known of rows yet."""
        if max(len(self._preferences), len(self._shown), len(self._kinds)) > _MOST_KNOWN:
            self._preferences = {}
            self._shown = {}
            self._kinds = {}
        wanted = {row.preference_id for row in rows} - self._preferences.keys()
        pasts = {row.past_id for row in rows if row.past_id is not None} - self._shown.keys()
        if wanted:
            self._preferences |= await load_preferences(connection, wanted)
        if pasts:
            self._shown |= await load_shown(connection, pasts, self._since)

    def kind(self, row: Row[Any], slot: datetime, muted: frozenset[StoryId]) -> DueKind:
        """Return what those of a row are who muted the same stories."""
        key = slot, muted, row[1:]
        kind = self._kinds.get(key)
        if kind is None:
            shown = self._shown.get(row.past_id, _NOTHING)
            kind = self._kinds[key] = DueKind(
                slot=slot,
                preferences=self._preferences[row.preference_id],
                schedule=schedule_of(row, json.loads(row.times)),
                past=row.past_id,
                shown=shown.stories,
                once=shown.once,
                muted=muted,
                had_slot=bool(row.had_slot),
            )
        return kind


def _by_muted(
    ids: list[SubscriberId], muted: Mapping[int, frozenset[StoryId]]
) -> dict[frozenset[StoryId], list[SubscriberId]]:
    if muted.keys().isdisjoint(ids):
        return {_NOTHING.stories: ids}
    groups: defaultdict[frozenset[StoryId], list[SubscriberId]] = defaultdict(list)
    for number in ids:
        groups[muted.get(number, frozenset())].append(number)
    return groups
