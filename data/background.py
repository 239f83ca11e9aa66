"""What was told before about the subjects of a story."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlmodel import col

from bot.core.background import LOOKED_BACK, Earlier
from bot.core.news import StoryMaterial

from .engine import Database
from .tables import StoryRow, StoryTagRow, TextRow

_MOST = 80
_TAGS = 3


class Background:
    """Earlier stories."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, material: StoryMaterial, tags: Collection[str]) -> list[Earlier]:
        """Return the shown stories before this one with one of its best tags, newest first."""
        first = material.first_seen_at
        is_before = (
            col(StoryTagRow.tag).in_(list(tags)[:_TAGS]),
            col(StoryTagRow.first_seen_at) < first,
            col(StoryTagRow.first_seen_at) >= first - LOOKED_BACK,
            col(StoryTagRow.story_id) != material.id,
        )
        async with self._database.core_reading() as connection:
            stories = await connection.execute(
                select(col(StoryRow.id), col(StoryRow.first_seen_at))
                .where(
                    col(StoryRow.id).in_(select(col(StoryTagRow.story_id)).where(*is_before)),
                    col(StoryRow.ready_at).is_not(None),
                )
                .order_by(col(StoryRow.first_seen_at).desc(), col(StoryRow.id).desc())
                .limit(_MOST)
            )
            found = list(stories)
            ids = [row.id for row in found]
            texts = await connection.execute(
                select(col(TextRow.story_id), col(TextRow.language), col(TextRow.title)).where(
                    col(TextRow.story_id).in_(ids)
                )
            )
            titles: dict[int, dict[str, str]] = defaultdict(dict)
            for story_id, language, title in texts:
                titles[story_id][language] = title
            tagged = await connection.execute(
                select(col(StoryTagRow.story_id), col(StoryTagRow.tag)).where(
                    col(StoryTagRow.story_id).in_(ids)
                )
            )
            tags_of: dict[int, set[str]] = defaultdict(set)
            for story_id, tag in tagged:
                tags_of[story_id].add(tag)
        return [
            Earlier(at=row.first_seen_at, titles=titles[row.id], tags=frozenset(tags_of[row.id]))
            for row in found
        ]
