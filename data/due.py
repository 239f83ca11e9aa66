"""Who is due, read in portions in the order of their rows."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, Select, String, cast, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, DueGroup, PastId, Preferences, SubscriberId
from bot.core.news import StoryId

from .chats import schedule_of
from .columns import EPOCH, UTCDateTime, constant
from .engine import Database
from .past import Shown, load_muted, load_shown
from .preferences import load_preferences
from .tables import SubscriberRow

_MOST_KNOWN = 10_000
"""Of each kind; with more, all are read anew."""

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

_Place: TypeAlias = tuple[datetime, int]
_here = tuple_(col(SubscriberRow.next_digest_at), col(SubscriberRow.id))


async def read_due(
    database: Database, now: datetime, since: datetime, limit: int
) -> AsyncIterator[list[DueGroup]]:
    """Yield the subscribers whose slot has come, at most `limit` at a time, each once.

    Those who are alike come in one group of a portion. No transaction is open between two.
    """
    known = _Known(since)
    after: _Place = EPOCH, 0
    while True:
        async with database.core_reading() as connection:
            waiting = select(col(SubscriberRow.id)).where(
                col(SubscriberRow.state) == constant(ChatState.ACTIVE),
                col(SubscriberRow.next_digest_at).is_not(None),
                col(SubscriberRow.next_digest_at) <= now,
                _here > _place(after),
            )
            found = await connection.execute(_grouped(waiting, limit))
            rows = found.all()
            if not rows:
                return
            portion = sorted(
                ((row, sorted(map(int, row.ids.split(",")))) for row in rows),
                key=lambda group: (group[0].next_digest_at, group[1]),
            )
            after = max((row.next_digest_at, ids[-1]) for row, ids in portion)
            muted = await load_muted(connection, waiting.where(_here <= _place(after)))
            await known.read(connection, rows)
            groups = [
                known.group(row, some, stories)
                for row, ids in portion
                for stories, some in _by_muted(ids, muted).items()
            ]
        yield groups


def _grouped(waiting: Select[int], limit: int) -> Select[Any]:
    """Gather the first who wait by what they have in common; a row for each of a million costs."""
    some = (
        waiting.add_columns(*_ALIKE)
        .order_by(col(SubscriberRow.next_digest_at), col(SubscriberRow.id))
        .limit(limit)
        .subquery()
    )
    alike = [column for column in some.c if column.name != "id"]
    ids = func.aggregate_strings(cast(some.c.id, String), ",").label("ids")
    return select(ids, *alike).group_by(*alike)


def _place(place: _Place) -> ColumnElement[Any]:
    slot, number = place
    return tuple_(literal(slot, UTCDateTime()), literal(number))


class _Known:
    """What was read for earlier portions; preferences and pasts never change."""

    def __init__(self, since: datetime) -> None:
        self._since = since
        self._preferences: dict[int, Preferences] = {}
        self._shown: dict[PastId, Shown] = {}

    async def read(self, connection: AsyncConnection, rows: Collection[Row[Any]]) -> None:
        """Read what is not known of rows yet."""
        if max(len(self._preferences), len(self._shown)) > _MOST_KNOWN:
            self._preferences = {}
            self._shown = {}
        wanted = {row.preference_id for row in rows} - self._preferences.keys()
        pasts = {row.past_id for row in rows if row.past_id is not None} - self._shown.keys()
        if wanted:
            self._preferences |= await load_preferences(connection, wanted)
        if pasts:
            self._shown |= await load_shown(connection, pasts, self._since)

    def group(self, row: Row[Any], ids: Sequence[int], muted: frozenset[StoryId]) -> DueGroup:
        """Return those of a row who muted the same stories."""
        shown = self._shown.get(row.past_id, Shown())
        return DueGroup(
            ids=tuple(map(SubscriberId, ids)),
            slot=row.next_digest_at,
            preferences=self._preferences[row.preference_id],
            schedule=schedule_of(row, json.loads(row.times)),
            past=row.past_id,
            shown=shown.stories,
            once=shown.once,
            muted=muted,
            had_slot=bool(row.had_slot),
        )


def _by_muted(
    ids: list[int], muted: Mapping[int, frozenset[StoryId]]
) -> dict[frozenset[StoryId], list[int]]:
    if muted.keys().isdisjoint(ids):
        return {frozenset(): ids}
    groups: defaultdict[frozenset[StoryId], list[int]] = defaultdict(list)
    for number in ids:
        groups[muted.get(number, frozenset())].append(number)
    return groups
