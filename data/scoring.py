"""What scores need beside the stories: the curves of each day, and a forum's attention."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlmodel import col

from bot.core.attention import Attention
from bot.core.calibration import PRIOR, Calibration, Curve
from bot.core.news import Facts, Scores, StoryId

from .engine import Database
from .story_loading import scores_of
from .tables import ArticleRow, AttentionRow, CalibrationRow, StoryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A story to ask a forum about."""

    id: StoryId
    urls: tuple[str, ...]
    """Of its articles, the leading one first."""
    updated_at: datetime
    scores: Scores


class Scoring:
    """The curves, and what a forum says."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def calibration(self, version: int) -> Calibration:
        """Return the newest curves for scores of `version`, the shipped ones where none are."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(CalibrationRow)
                .where(col(CalibrationRow.score_version) == version)
                .order_by(col(CalibrationRow.made_at).desc())
                .limit(1)
            )
            row = rows.first()
        if row is None:
            return PRIOR
        quantiles = {curve: tuple(row.quantiles[curve]) for curve in Curve}
        return Calibration(quantiles=quantiles, stories=row.stories)

    async def keep_calibration(
        self, calibration: Calibration, version: int, now: datetime
    ) -> None:
        """Store new curves; from now on they count."""
        row = CalibrationRow(
            score_version=version,
            made_at=now,
            stories=calibration.stories,
            quantiles={curve.value: list(marks) for curve, marks in calibration.quantiles.items()},
        )
        async with self._database.writing() as session:
            session.add(row)

    async def facts_since(self, since: datetime, version: int) -> list[Facts]:
        """Return the facts of the stories first seen since `since` with scores of `version`."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(StoryRow.facts)).where(
                    col(StoryRow.first_seen_at) >= since,
                    col(StoryRow.ready_at).is_not(None),
                    col(StoryRow.score_version) == version,
                )
            )
            return list(rows.scalars())

    async def requeue_other_versions(self, since: datetime, version: int, now: datetime) -> int:
        """Queue for enrichment what was scored by other rules since `since`; return how many."""
        async with self._database.core_writing() as connection:
            found = await connection.execute(
                update(StoryRow)
                .where(
                    col(StoryRow.first_seen_at) >= since,
                    col(StoryRow.ready_at).is_not(None),
                    col(StoryRow.score_version) != version,
                    col(StoryRow.stale_at).is_(None),
                )
                .values(stale_at=now)
            )
            return found.rowcount

    async def to_watch(self, since: datetime, now: datetime, limit: int) -> list[Watched]:
        """Return stories updated since `since` that it is time to ask about, best first."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(StoryRow)
                .outerjoin(AttentionRow, col(AttentionRow.story_id) == StoryRow.id)
                .where(
                    col(StoryRow.updated_at) >= since,
                    col(StoryRow.ready_at).is_not(None),
                    or_(col(AttentionRow.next_at).is_(None), col(AttentionRow.next_at) <= now),
                )
                .order_by(col(StoryRow.total).desc(), col(StoryRow.id))
                .limit(limit)
            )
            stories = list(rows)
            urls = await connection.execute(
                select(col(ArticleRow.story_id), col(ArticleRow.id), col(ArticleRow.url))
                .where(col(ArticleRow.story_id).in_([row.id for row in stories]))
                .order_by(col(ArticleRow.published_at), col(ArticleRow.id))
            )
            found = list(urls)
        return [
            Watched(
                id=StoryId(row.id),
                urls=tuple(
                    url.url
                    for url in sorted(found, key=lambda url: url.id != row.lead_id)
                    if url.story_id == row.id
                ),
                updated_at=row.updated_at,
                scores=scores_of(row),
            )
            for row in stories
        ]

    async def keep_attention(
        self, found: Sequence[tuple[StoryId, Attention | None, datetime]], now: datetime
    ) -> None:
        """Store what was found of each story, and when to ask again."""
        async with self._database.core_writing() as connection:
            for story_id, attention, next_at in found:
                values = {
                    "points": attention.points if attention else None,
                    "comments": attention.comments if attention else None,
                    "asked_at": now,
                    "next_at": next_at,
                }
                await connection.execute(
                    self._database.insert(AttentionRow)
                    .values(story_id=story_id, **values)
                    .on_conflict_do_update(index_elements=["story_id"], set_=values)
                )
