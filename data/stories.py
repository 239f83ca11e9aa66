"""Stories: what enrichment writes, and the lists people see.

Lists are ordered by (first_seen_at, id), both fixed once a story exists, so that a page never
shifts under a reader while new stories arrive.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlmodel import col, func
from sqlmodel import select as select_rows

from bot.core.audience import SubscriberId
from bot.core.enrichment import Enrichment
from bot.core.news import ArticleId, Candidate, Scores, Story, StoryId, StoryMaterial
from bot.core.trends import Trend, find_trends

from .asking import Question
from .engine import Database
from .listing import Cursor, latest_page, top_page
from .memory import UNLISTED
from .merging import merge_stories, settled_stories, shown_stories, split_story
from .search_index import SearchIndex
from .showing import load_stories
from .story_loading import (
    load_candidates,
    load_materials,
    score_values,
    scores_of,
    survivor,
    survivors,
)
from .story_words import replace_words
from .tables import ArticleRow, ReadingRow, SourceRow, StoryRow, StoryTagRow

_PUBLISHERS = Question(select(col(SourceRow.publisher)).where(col(SourceRow.is_active)).distinct())


class Stories:
    """Everything about stories that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(is_sqlite=database.is_sqlite)

    async def to_enrich(
        self, limit: int, *, without: Collection[StoryId] = ()
    ) -> list[StoryMaterial]:
        """Return stories that changed since they were enriched, newest first.

        Args:
            limit: how many at most.
            without: stories to leave out; they stay queued.
        """
        queued = select(col(StoryRow.id)).where(
            col(StoryRow.stale_at).is_not(None), col(StoryRow.retracted_at).is_(None)
        )
        if without:  # an empty list would cost a subquery
            queued = queued.where(col(StoryRow.id).not_in(without))
        async with self._database.core_reading() as connection:
            return await load_materials(
                connection,
                queued.order_by(col(StoryRow.first_seen_at).desc()).limit(limit),
            )

    async def save(self, enrichment: Enrichment, now: datetime) -> None:
        """Replace a story's scores, tags, texts and index; from now on it is shown.

        It stays queued where its articles changed after `enrichment.revision` was read.
        """
        async with self._database.writing() as session:
            rows = await session.exec(
                select_rows(StoryRow).where(StoryRow.id == enrichment.story_id).with_for_update()
            )
            story = rows.first()
            if story is None or story.merged_into is not None or story.retracted_at is not None:
                return
            for column, value in score_values(enrichment.scores).items():
                setattr(story, column, value)
            lead = await session.get(ArticleRow, enrichment.lead_id)
            story.lead_id = enrichment.lead_id
            story.language = lead.language if lead else story.language
            story.updated_at = enrichment.updated_at
            story.ready_at = story.ready_at or now
            story.scored_at = now
            if story.revision == enrichment.revision:
                story.stale_at = None
            await replace_words(session, self._index, story, enrichment)

    async def scores_since(self, since: datetime) -> list[tuple[StoryId, Scores, datetime]]:
        """Return id, scores and `updated_at` of the shown stories updated since `since`."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(StoryRow).where(
                    col(StoryRow.updated_at) >= since, col(StoryRow.ready_at).is_not(None)
                )
            )
            return [(StoryId(row.id), scores_of(row), row.updated_at) for row in rows]

    async def rescore(self, scores: Sequence[tuple[StoryId, Scores]], now: datetime) -> None:
        """Store scores computed again; `ready_at` and the enrichment queue stay as they are."""
        if not scores:
            return
        values = [
            {"key": story_id, "scored_at": now, **score_values(score)}
            for story_id, score in scores
        ]
        totals = [{"key": story_id, "total": score.total} for story_id, score in scores]
        async with self._database.core_writing() as connection:
            story = update(StoryRow).where(col(StoryRow.id) == bindparam("key"))
            await connection.execute(story, values)
            tag = update(StoryTagRow).where(col(StoryTagRow.story_id) == bindparam("key"))
            await connection.execute(tag, totals)

    async def get(self, story_id: StoryId) -> Story | None:
        """Return a story, None where there is none that is shown."""
        found = await self.many([story_id])
        return found[0] if found else None

    async def many(self, ids: Iterable[StoryId]) -> list[Story]:
        """Return the stories of `ids` that are shown, in that order.

        For one that was merged stands the story that goes on.
        """
        async with self._database.core_reading() as connection:
            wanted = list(dict.fromkeys(ids))
            going_on = await survivors(connection, wanted)
            found = [going_on[story_id] for story_id in wanted if story_id in going_on]
            return await load_stories(connection, list(dict.fromkeys(found)))

    async def merge(
        self,
        kept: StoryId,
        other: StoryId,
        now: datetime,
        *,
        by_hand: bool = True,
        embedding: float | None = None,
    ) -> bool:
        """Make two stories one, which keeps the first one's number; the other's leads there.

        Tells whether there were two; both may have been merged before. What is done `by_hand` no
        job undoes. `embedding` is kept as a reason: how alike vectors say the two are.
        """
        async with self._database.core_writing() as connection:
            return await merge_stories(
                self._database, connection, kept, other, now, by_hand=by_hand, embedding=embedding
            )

    async def split(
        self,
        story_id: StoryId,
        articles: Collection[ArticleId],
        now: datetime,
        *,
        by_hand: bool = True,
        embedding: float | None = None,
    ) -> StoryId | None:
        """Take articles out of a story; return the story they are now in.

        That is the old one where they had one before a merge. None, and nothing is changed, where
        one of them is not the story's, or where it would be left without any.
        """
        async with self._database.core_writing() as connection:
            return await split_story(
                connection, story_id, articles, now, by_hand=by_hand, embedding=embedding
            )

    async def settled(self, ids: Collection[StoryId]) -> frozenset[StoryId]:
        """Return those of `ids` that an operator merged or split."""
        async with self._database.core_reading() as connection:
            return await settled_stories(connection, ids)

    async def shown(self, ids: Collection[StoryId]) -> frozenset[StoryId]:
        """Return those of `ids` that some reader knows."""
        async with self._database.core_reading() as connection:
            return await shown_stories(connection, ids)

    async def latest(
        self, *, floor: int, tag: str = "", before: Cursor | None, limit: int
    ) -> list[Story]:
        """Return stories that meet `floor`, newest first, the page after `before`."""
        return await latest_page(self._database, tag=tag, floor=floor, before=before, limit=limit)

    async def top(self, *, since: datetime, tag: str = "", offset: int, limit: int) -> list[Story]:
        """Return stories first seen since `since`, best first."""
        return await top_page(self._database, tag=tag, since=since, offset=offset, limit=limit)

    async def tag_counts(self, since: datetime, until: datetime | None = None) -> dict[str, int]:
        """Return how many stories first seen in a period each tag has, most first."""
        count = func.count()
        async with self._database.reading() as session:
            rows = await session.exec(
                select_rows(StoryTagRow.tag, count)
                .where(
                    StoryTagRow.first_seen_at >= since,
                    *([StoryTagRow.first_seen_at < until] if until else []),
                )
                .group_by(StoryTagRow.tag)
                .order_by(count.desc(), StoryTagRow.tag)
            )
            return dict(rows.all())

    async def trends(self, now: datetime, half: timedelta) -> tuple[Trend, ...]:
        """Return the tags of the last two times `half`, compared where reading is that old."""
        middle, start = now - half, now - 2 * half
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(col(ArticleRow.first_seen_at)).order_by(col(ArticleRow.id)).limit(1)
            )
            began = found.scalar()
        return find_trends(
            await self.tag_counts(start, middle),
            await self.tag_counts(middle),
            is_comparable=began is not None and began <= start,
        )

    async def candidates(self, since: datetime, until: datetime) -> list[Candidate]:
        """Return the stories first seen since `since` and ready by `until`, best first.

        A story is never ready before it is first seen, so whoever gets `since` as the
        `history_since` of `outbox.due` knows every candidate that was delivered before.
        """
        async with self._database.core_reading() as connection:
            return await load_candidates(connection, since, until)

    async def record_reader(
        self, story_id: StoryId, subscriber_id: SubscriberId, now: datetime
    ) -> None:
        """Count a reader, each once."""
        async with self._database.core_writing() as connection:
            story_id = await survivor(connection, story_id)
            added = await connection.execute(
                self._database.insert(ReadingRow)
                .values(story_id=story_id, subscriber_id=subscriber_id, read_at=now)
                .on_conflict_do_nothing()
                .returning(col(ReadingRow.story_id))
            )
            if added.first() is not None:
                await connection.execute(
                    update(StoryRow)
                    .where(col(StoryRow.id) == story_id)
                    .values(readers=col(StoryRow.readers) + 1),
                    execution_options=UNLISTED,
                )

    async def record_card(
        self, story_id: StoryId, subscriber_id: SubscriberId, message_id: int
    ) -> None:
        """Remember which message is a reader's card, so that it can be corrected."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(ReadingRow)
                .where(
                    col(ReadingRow.story_id) == await survivor(connection, story_id),
                    col(ReadingRow.subscriber_id) == subscriber_id,
                )
                .values(message_id=message_id)
            )

    async def record_share(self, story_id: StoryId) -> None:
        """Count that somebody sent a story to others."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(StoryRow)
                .where(col(StoryRow.id) == story_id)
                .values(shares=col(StoryRow.shares) + 1),
                execution_options=UNLISTED,
            )

    async def publishers(self) -> list[str]:
        """Return the publishers of all active sources, in alphabetical order."""
        return sorted(row.publisher for row in await self._database.ask(_PUBLISHERS))
