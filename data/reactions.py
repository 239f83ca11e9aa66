"""What subscribers did with stories: what they keep, and what they said of them."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select
from sqlmodel import col

from bot.core.audience import FeedbackKind, SubscriberId
from bot.core.news import Story, StoryId
from bot.core.taste import Opinion

from .engine import Database
from .past import load_muted
from .showing import load_stories
from .story_loading import load_features, survivor
from .tables import BookmarkRow, FeedbackRow, StoryRow

MOST_OPINIONS = 300
"""The newest that count; older ones have had their effect."""
_OPINIONS = (FeedbackKind.MORE, FeedbackKind.LESS)
_OPPOSITES = {FeedbackKind.MORE: FeedbackKind.LESS, FeedbackKind.LESS: FeedbackKind.MORE}


class Reactions:
    """What subscribers keep and say; the number of a merged story means the one that goes on."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def bookmark(
        self,
        subscriber_id: SubscriberId,
        story_id: StoryId,
        on: bool,  # noqa: FBT001 - a button says on or off
        now: datetime,
    ) -> None:
        """Keep a story, or keep it no more; doing either twice changes nothing."""
        async with self._database.core_writing() as connection:
            story_id = await survivor(connection, story_id)
            if on:
                await connection.execute(
                    self._database.insert(BookmarkRow)
                    .values(subscriber_id=subscriber_id, story_id=story_id, created_at=now)
                    .on_conflict_do_nothing()
                )
            else:
                await connection.execute(
                    delete(BookmarkRow).where(
                        col(BookmarkRow.subscriber_id) == subscriber_id,
                        col(BookmarkRow.story_id) == story_id,
                    )
                )

    async def bookmarks(self, subscriber_id: SubscriberId, offset: int, limit: int) -> list[Story]:
        """Return the stories a subscriber keeps, last kept first."""
        async with self._database.core_reading() as connection:
            kept = await connection.execute(
                select(col(BookmarkRow.story_id))
                .join(StoryRow, col(StoryRow.id) == BookmarkRow.story_id)
                .where(
                    col(BookmarkRow.subscriber_id) == subscriber_id,
                    col(StoryRow.ready_at).is_not(None),
                )
                .order_by(col(BookmarkRow.created_at).desc(), col(BookmarkRow.story_id).desc())
                .offset(offset)
                .limit(limit)
            )
            return await load_stories(connection, list(kept.scalars()))

    async def is_bookmarked(self, subscriber_id: SubscriberId, story_id: StoryId) -> bool:
        """Tell whether a subscriber keeps a story."""
        async with self._database.core_reading() as connection:
            story_id = await survivor(connection, story_id)
            kept = await connection.execute(
                select(
                    exists().where(
                        col(BookmarkRow.subscriber_id) == subscriber_id,
                        col(BookmarkRow.story_id) == story_id,
                    )
                )
            )
            return kept.scalar_one()

    async def give_feedback(
        self, subscriber_id: SubscriberId, story_id: StoryId, kind: FeedbackKind, now: datetime
    ) -> None:
        """Note what a reader said; "more" takes back "less", and the reverse."""
        async with self._database.core_writing() as connection:
            story_id = await survivor(connection, story_id)
            if kind in _OPPOSITES:
                await connection.execute(
                    delete(FeedbackRow).where(
                        *_about(subscriber_id, story_id),
                        col(FeedbackRow.kind) == _OPPOSITES[kind],
                    )
                )
            await connection.execute(
                self._database.insert(FeedbackRow)
                .values(subscriber_id=subscriber_id, story_id=story_id, kind=kind, created_at=now)
                .on_conflict_do_nothing()
            )

    async def take_back(
        self, subscriber_id: SubscriberId, story_id: StoryId, kind: FeedbackKind
    ) -> None:
        """Drop one thing a subscriber said about a story."""
        async with self._database.core_writing() as connection:
            story_id = await survivor(connection, story_id)
            await connection.execute(
                delete(FeedbackRow).where(
                    *_about(subscriber_id, story_id), col(FeedbackRow.kind) == kind
                )
            )

    async def said(
        self, subscriber_id: SubscriberId, story_id: StoryId
    ) -> frozenset[FeedbackKind]:
        """Return what a subscriber said about a story."""
        async with self._database.core_reading() as connection:
            story_id = await survivor(connection, story_id)
            kinds = await connection.execute(
                select(col(FeedbackRow.kind)).where(*_about(subscriber_id, story_id))
            )
            return frozenset(map(FeedbackKind, kinds.scalars()))

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

    async def forget_opinions(self, subscriber_id: SubscriberId) -> None:
        """Drop what a subscriber asked for more and less of; muted stories stay muted."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(FeedbackRow).where(
                    col(FeedbackRow.subscriber_id) == subscriber_id,
                    col(FeedbackRow.kind).in_(_OPINIONS),
                )
            )

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


def _about(
    subscriber_id: SubscriberId, story_id: StoryId
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        col(FeedbackRow.subscriber_id) == subscriber_id,
        col(FeedbackRow.story_id) == story_id,
    )
