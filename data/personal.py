"""What is kept about one subscriber: all of it as a file, and its end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import SubscriberId
from bot.core.news import StoryId

from .engine import Database
from .past import add_to_past
from .preferences import load_preferences
from .tables import (
    BookmarkRow,
    DigestStoryRow,
    FeedbackRow,
    ParcelRow,
    ReadingRow,
    ScheduleRow,
    SubscriberRow,
)

Json: TypeAlias = dict[str, Any]


class Personal:
    """Everything that is asked about one subscriber alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def remember(
        self, subscriber_id: SubscriberId, story_ids: Sequence[StoryId], now: datetime
    ) -> None:
        """Have stories count as shown to a subscriber, so that no digest brings them again."""
        async with self._database.core_writing() as connection:
            await add_to_past(connection, self._database, subscriber_id, story_ids, now)

    async def export(self, subscriber_id: SubscriberId) -> Json:
        """Return all that is kept about a subscriber, ready for JSON; empty for a stranger."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(SubscriberRow, *_SCHEDULE)
                .join(ScheduleRow, col(ScheduleRow.id) == col(SubscriberRow.schedule_id))
                .where(col(SubscriberRow.id) == subscriber_id)
            )
            row = found.mappings().one_or_none()
            if row is None:
                return {}
            wanted = row["preference_id"]
            preferences = await load_preferences(connection, [wanted])
            chat = {name: value for name, value in row.items() if name not in _OURS}
            return {
                "chat": _plain(chat),
                "preferences": _preferences(preferences[wanted]),
                "saved": await _stories(connection, BookmarkRow, "created_at", subscriber_id),
                "said": await _stories(connection, FeedbackRow, "created_at", subscriber_id),
                "read": await _stories(connection, ReadingRow, "read_at", subscriber_id),
                "digests": await _digests(connection, subscriber_id),
            }

    async def forget(self, subscriber_id: SubscriberId) -> None:
        """Delete a subscriber with all that belongs to it, what waits to be sent included."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(SubscriberRow).where(col(SubscriberRow.id) == subscriber_id)
            )


_OURS = frozenset({"id", "preference_id", "schedule_id", "past_id"})
"""Numbers of rows, which mean nothing outside the database."""
_SCHEDULE = (
    col(ScheduleRow.timezone),
    col(ScheduleRow.times),
    col(ScheduleRow.weekdays),
    col(ScheduleRow.quiet_start),
    col(ScheduleRow.quiet_end),
    col(ScheduleRow.quiet_lets_breaking),
    col(ScheduleRow.is_silent),
)


def _plain(values: Json) -> Json:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def _preferences(preferences: Any) -> Json:
    kept: Json = {
        name: getattr(preferences, name)
        for name in preferences.__dataclass_fields__
        if name not in {"rules", "leanings", "hidden"}
    }
    return kept | {
        "hidden": sorted(preferences.hidden),
        "rules": sorted([rule.effect, rule.kind, rule.value] for rule in preferences.rules),
        "leanings": sorted([one.kind, one.value, one.points] for one in preferences.leanings),
    }


async def _stories(
    connection: AsyncConnection, table: Any, when: str, subscriber_id: SubscriberId
) -> list[Json]:
    """Return the rows a subscriber has in one of the tables about stories, oldest first."""
    rows = await connection.execute(
        select(table)
        .where(table.subscriber_id == subscriber_id)
        .order_by(getattr(table, when), table.story_id)
    )
    return [
        _plain({name: value for name, value in row.items() if name != "subscriber_id"})
        for row in rows.mappings()
    ]


async def _digests(connection: AsyncConnection, subscriber_id: SubscriberId) -> list[Json]:
    rows = await connection.execute(
        select(col(ParcelRow.slot), col(DigestStoryRow.story_id))
        .outerjoin(DigestStoryRow, col(DigestStoryRow.digest_id) == col(ParcelRow.digest_id))
        .where(col(ParcelRow.subscriber_id) == subscriber_id, col(ParcelRow.part) == 0)
        .order_by(col(ParcelRow.slot), col(DigestStoryRow.position))
    )
    digests: dict[str, list[int]] = {}
    for slot, story_id in rows:
        held = digests.setdefault(slot.isoformat(), [])
        if story_id is not None:
            held.append(story_id)
    return [{"slot": slot, "stories": stories} for slot, stories in digests.items()]
