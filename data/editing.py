"""What operators do to stories: correct their words, and take one back."""

from datetime import datetime

from sqlmodel import col, delete, select

from bot.core.news import Origin, Retraction, StoryId

from .engine import Database
from .search_index import SearchIndex
from .story_loading import survivor
from .story_words import index_words
from .tables import StoryRow, StoryTagRow, TextRow


class Editing:
    """Everything operators may change about stories."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(is_sqlite=database.is_sqlite)

    async def correct(
        self, story_id: StoryId, language: str, *, title: str = "", summary: str = ""
    ) -> bool:
        """Store a title, a summary or both in one language; tell whether that could be done.

        What is not given stays as it was. The analysis goes: nothing that was written before
        stands beside a correction, and enrichment never writes over it. It cannot be done where
        the story is not shown, or has no text yet in that language and only half of one is given.
        """
        async with self._database.writing() as session:
            story_id = await survivor(await session.connection(), story_id)
            story = await session.get(StoryRow, story_id, with_for_update=True)
            if story is None or story.ready_at is None:
                return False
            row = await session.get(TextRow, (story_id, language))
            title = title or (row.title if row else "")
            summary = summary or (row.summary if row else "")
            if not title or not summary:
                return False
            if row is not None:
                await session.delete(row)
                await session.flush()
            session.add(
                TextRow(
                    story_id=story_id,
                    language=language,
                    title=title,
                    summary=summary,
                    analysis="",
                    origin=Origin.CORRECTION,
                )
            )
            await session.flush()
            await index_words(session, self._index, story_id)
            return True

    async def retract(self, story_id: StoryId, reason: str, now: datetime) -> bool:
        """Take a story out of every list, search and digest; tell whether it was shown before."""
        async with self._database.writing() as session:
            story_id = await survivor(await session.connection(), story_id)
            story = await session.get(StoryRow, story_id, with_for_update=True)
            if story is None or story.ready_at is None:
                return False
            story.ready_at = story.stale_at = None
            story.retracted_at, story.retraction = now, reason
            await session.exec(delete(StoryTagRow).where(col(StoryTagRow.story_id) == story_id))
            return True

    async def retraction(self, story_id: StoryId) -> Retraction | None:
        """Return why a story was taken back, None where it was not."""
        async with self._database.reading() as session:
            story_id = await survivor(await session.connection(), story_id)
            rows = await session.exec(
                select(StoryRow.retraction, StoryRow.retracted_at).where(
                    StoryRow.id == story_id, col(StoryRow.retracted_at).is_not(None)
                )
            )
            found = rows.first()
            if found is None or found[1] is None:
                return None
            return Retraction(reason=found[0], at=found[1])
