"""What operators do to stories: correct their words, take one back, and restore it."""

from datetime import datetime

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.amending import Word
from bot.core.news import Origin, Retraction, StoryId

from .amending import say_word
from .engine import Database
from .search_index import SearchIndex
from .story_loading import survivor
from .story_words import index_words
from .tables import AmendmentRow, StoryRow, StoryTagRow, TextRow


class Editing:
    """Everything operators may change about stories."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(is_sqlite=database.is_sqlite)

    async def correct(
        self,
        story_id: StoryId,
        language: str,
        now: datetime,
        *,
        title: str = "",
        summary: str = "",
        is_told: bool = False,
    ) -> bool:
        """Store a title, a summary or both in one language; tell whether that could be done.

        Messages that were sent are changed; those who had the story are told where `is_told`.
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
            await self._say(session, story_id, Word.CORRECTION, now, is_told=is_told)
            return True

    async def retract(self, story_id: StoryId, reason: str, now: datetime) -> bool:
        """Take a story out of every list, search and digest; tell whether it was shown before.

        Messages that were sent say so, and those who had the story are told.
        """
        async with self._database.writing() as session:
            story_id = await survivor(await session.connection(), story_id)
            story = await session.get(StoryRow, story_id, with_for_update=True)
            if story is None or story.ready_at is None:
                return False
            story.ready_at = story.stale_at = None
            story.retracted_at, story.retraction = now, reason
            await session.exec(delete(StoryTagRow).where(col(StoryTagRow.story_id) == story_id))
            await self._say(session, story_id, Word.RETRACTION, now, is_told=True)
            return True

    async def restore(self, story_id: StoryId, now: datetime) -> bool:
        """Undo a retraction; tell whether there was one. The next enrichment shows the story.

        Messages that were sent tell it again, and those who heard of the retraction are told.
        """
        async with self._database.writing() as session:
            story_id = await survivor(await session.connection(), story_id)
            story = await session.get(StoryRow, story_id, with_for_update=True)
            if story is None or story.retracted_at is None:
                return False
            story.retracted_at, story.retraction = None, ""
            story.stale_at = now
            await self._say(session, story_id, Word.RESTORATION, now, is_told=True)
            return True

    async def tell(self, story_id: StoryId, now: datetime) -> bool:
        """Have those who had a corrected story told of it, once; tell whether that is new."""
        async with self._database.writing() as session:
            connection = await session.connection()
            story_id = await survivor(connection, story_id)
            row = await session.get(AmendmentRow, story_id, with_for_update=True)
            if row is None or row.word != Word.CORRECTION or row.is_told:
                return False
            await self._say(session, story_id, Word.CORRECTION, now, is_told=True)
            return True

    async def _say(
        self, session: AsyncSession, story_id: StoryId, word: Word, now: datetime, *, is_told: bool
    ) -> None:
        await session.flush()
        await say_word(
            await session.connection(), self._database, story_id, word, now, is_told=is_told
        )

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
