"""What is kept about one subscriber: what they taught us, all of it as a file, and its end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import FeedbackKind, SubscriberId
from bot.core.news import StoryId
from bot.core.taste import Opinion

from .engine import Database
from .past import add_to_past, load_muted
from .preferences import load_preferences
from .story_loading import load_features
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

MOST_OPINIONS = 300
"""The newest that count; older ones have had their effect."""
_OPINIONS = (FeedbackKind.MORE, FeedbackKind.LESS)


class Personal:
    """Everything that is asked about one subscriber alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def opinions(self, subscriber_id: SubscriberId) -> list[Opinion]:
        """Return what a subscriber asked for more and less of, newest first."""
        async with self._database.core_reading() as connection:
            said = await connection.execute(
                select(col(FeedbackRow.story_id), col(FeedbackRow.kind))
                .where(
                    col(FeedbackRow.subscriber_id) == subscriber_id,
                    col(FeedbackRow.kind).in_(_OPINIONS),
                )
                .order_by(col(FeedbackRow.created_at).desc(), col(FeedbackRow.story_id))
                .limit(MOST_OPINIONS)
            )
            kinds = [(row.story_id, FeedbackKind(row.kind)) for row in said]
            features = await load_features(connection, [story_id for story_id, _ in kinds])
            return [
                Opinion(
                    is_liked=kind is FeedbackKind.MORE,
                    tags=features[story_id].tags,
                    publishers=features[story_id].publishers,
                    event=features[story_id].event,
                )
                for story_id, kind in kinds
            ]

    async def said(
        self, subscriber_id: SubscriberId, story_id: StoryId
    ) -> frozenset[FeedbackKind]:
        """Return what a subscriber said about a story."""
        async with self._database.core_reading() as connection:
            kinds = await connection.execute(
                select(col(FeedbackRow.kind)).where(*_about(subscriber_id, story_id))
            )
            return frozenset(map(FeedbackKind, kinds.scalars()))

    async def take_back(
        self, subscriber_id: SubscriberId, story_id: StoryId, kind: FeedbackKind
    ) -> None:
        """Drop one thing a subscriber said about a story."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(FeedbackRow).where(
                    *_about(subscriber_id, story_id), col(FeedbackRow.kind) == kind
                )
            )

    async def forget_opinions(self, subscriber_id: SubscriberId) -> None:
        """Drop what a subscriber asked for more and less of; muted stories stay muted."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(FeedbackRow).where(
                    col(FeedbackRow.subscriber_id) == subscriber_id,
                    col(FeedbackRow.kind).in_(_OPINIONS),
                )
            )

    async def remember(
        self, subscriber_id: SubscriberId, story_ids: Sequence[StoryId], now: datetime
    ) -> None:
        """Have stories count as shown to a subscriber, so that no digest brings them again."""
        async with self._database.core_writing() as connection:
            await add_to_past(connection, self._database, subscriber_id, story_ids, now)

    async def muted_stories(self, subscriber_id: SubscriberId) -> frozenset[StoryId]:
        """Return the stories a subscriber wants to hear no more of."""
        async with self._database.core_reading() as connection:
            muted = await load_muted(connection, [subscriber_id])
            return muted.get(subscriber_id, frozenset())

    async def unmute_stories(self, subscriber_id: SubscriberId) -> None:
        """Let the stories that a subscriber muted come again."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(FeedbackRow).where(
                    col(FeedbackRow.subscriber_id) == subscriber_id,
                    col(FeedbackRow.kind) == FeedbackKind.MUTE,
                )
            )

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


def _about(
    subscriber_id: SubscriberId, story_id: StoryId
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        col(FeedbackRow.subscriber_id) == subscriber_id,
        col(FeedbackRow.story_id) == story_id,
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
