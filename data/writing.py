"""Stories that wait for a model or translator, and what came back for them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlmodel import col
from sqlmodel import select as select_rows

from bot.core.audience import DEFAULT_FLOOR
from bot.core.news import Origin, Scores, StoryId, Text
from bot.core.writing import Assignment, Demand, Report

from .engine import Database
from .search_index import SearchIndex
from .showing import load_stories
from .story_loading import load_materials, score_values
from .story_words import index_words
from .tables import (
    PreferenceRow,
    StoryRow,
    StoryTagRow,
    SubscriberRow,
    TextRow,
    WritingRow,
)
from .texts import text_row


class Writing:
    """The queue of stories to be written about; a story stays in it until a text passes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(is_sqlite=database.is_sqlite)

    async def demand(self) -> Demand:
        """Return what active subscribers want; with none, what a new one would."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(
                    func.min(col(PreferenceRow.min_score)),
                    col(PreferenceRow.language),
                    col(PreferenceRow.second_language),
                )
                .join(SubscriberRow, col(SubscriberRow.preference_id) == PreferenceRow.id)
                .where(col(SubscriberRow.next_digest_at).is_not(None))
                .group_by(col(PreferenceRow.language), col(PreferenceRow.second_language))
            )
            wanted = list(rows)
        return Demand(
            floor=min((row[0] for row in wanted), default=DEFAULT_FLOOR),
            languages=frozenset(language for row in wanted for language in row[1:] if language),
        )

    async def due(
        self, demand: Demand, now: datetime, *, age: timedelta, limit: int
    ) -> list[Assignment]:
        """Return stories that can reach a digest and were not written about as they stand.

        Best first; those that failed are left alone until their time has come.
        """
        story, writing = StoryRow, WritingRow
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(story.id), col(writing.attempts), col(writing.revision))
                .outerjoin(writing, col(writing.story_id) == col(story.id))
                .where(
                    col(story.ready_at).is_not(None),
                    col(story.stale_at).is_(None),
                    col(story.total) >= demand.floor,
                    col(story.first_seen_at) >= now - age,
                    or_(
                        col(writing.story_id).is_(None),
                        col(writing.revision) != col(story.revision),
                        (col(writing.is_done).is_(False)) & (col(writing.next_try_at) <= now),
                    ),
                )
                .order_by(col(story.total).desc(), col(story.id).desc())
                .limit(limit)
            )
            attempts = {row.id: (row.revision, row.attempts) for row in rows}
            chosen = select(col(story.id)).where(col(story.id).in_(attempts))
            materials = await load_materials(connection, chosen)
            shown = {s.id: s for s in await load_stories(connection, list(attempts))}
        found = []
        for material in materials:
            if told := shown.get(material.id):
                revision, tried = attempts[material.id]
                found.append(
                    Assignment(
                        material=material,
                        scores=told.scores,
                        texts=told.texts,
                        language=told.language,
                        attempts=tried if revision == material.revision else 0,
                    )
                )
        return sorted(found, key=lambda one: -one.scores.total)

    async def save(
        self,
        assignment: Assignment,
        texts: Sequence[Text],
        scores: Scores,
        report: Report,
        *,
        next_try_at: datetime,
        now: datetime,
    ) -> bool:
        """Put new texts and scores in place; what an operator corrected stays as it is.

        False, and nothing is stored, where the story changed meanwhile or was taken back.
        """
        material = assignment.material
        async with self._database.writing() as session:
            rows = await session.exec(
                select_rows(StoryRow).where(StoryRow.id == material.id).with_for_update()
            )
            story = rows.first()
            if (
                story is None
                or story.retracted_at is not None
                or story.revision != material.revision
                or story.stale_at is not None
            ):
                return False
            for column, value in score_values(scores).items():
                setattr(story, column, value)
            corrected = set(
                await session.exec(
                    select_rows(TextRow.language).where(
                        TextRow.story_id == story.id, TextRow.origin == Origin.CORRECTION
                    )
                )
            )
            fresh = [text for text in texts if text.language not in corrected]
            await session.exec(
                delete(TextRow).where(
                    col(TextRow.story_id) == story.id,
                    col(TextRow.language).in_([text.language for text in fresh]),
                )
            )
            session.add_all(text_row(material.id, text) for text in fresh)
            tags = await session.exec(
                select_rows(StoryTagRow).where(StoryTagRow.story_id == story.id)
            )
            for tag in tags:
                tag.total = scores.total
            await session.flush()
            if fresh:
                await index_words(session, self._index, material.id)
            facts = report.as_facts()
            facts["origins"] |= dict.fromkeys(corrected, str(Origin.CORRECTION))
            await session.merge(
                WritingRow(
                    story_id=material.id,
                    revision=material.revision,
                    is_done=not report.is_waiting,
                    attempts=assignment.attempts + report.is_waiting,
                    next_try_at=next_try_at,
                    at=now,
                    report=facts,
                )
            )
            return True

    async def report(self, story_id: StoryId) -> dict[str, Any]:
        """Return what was checked for a story and how it went; empty where nothing was."""
        async with self._database.reading() as session:
            row = await session.get(WritingRow, story_id)
            if row is None:
                return {}
            return {
                "at": row.at.isoformat(timespec="seconds"),
                "attempts": row.attempts,
                "next_try_at": row.next_try_at.isoformat(timespec="seconds"),
                **row.report,
            }
