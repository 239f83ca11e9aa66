"""What is stored of stories: for enrichment, for digests, for what a reader likes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.news import (
    Candidate,
    Scores,
    StoryId,
    StoryMaterial,
)

from .article_loading import load_articles
from .tables import ArticleRow, SourceRow, StoryRow, StoryTagRow, TextRow

_Groups = defaultdict[int, list[Any]]


async def survivors(
    connection: AsyncConnection, ids: Collection[StoryId]
) -> dict[StoryId, StoryId]:
    """Return for each known id the story that goes on: itself, or the one it was merged into."""
    rows = await connection.execute(
        select(col(StoryRow.id), func.coalesce(col(StoryRow.merged_into), col(StoryRow.id))).where(
            col(StoryRow.id).in_(ids)
        )
    )
    return {StoryId(old): StoryId(new) for old, new in rows}


async def survivor(connection: AsyncConnection, story_id: StoryId) -> StoryId:
    """Return the story that goes on for `story_id`; an unknown number as it is."""
    return (await survivors(connection, (story_id,))).get(story_id, story_id)


async def load_materials(connection: AsyncConnection, chosen: Select[Any]) -> list[StoryMaterial]:
    """Return all that is stored about the stories whose ids `chosen` selects, in its order."""
    ids = list((await connection.execute(chosen)).scalars())
    rows = await connection.execute(
        select(
            col(StoryRow.id),
            col(StoryRow.first_seen_at),
            col(StoryRow.facts),
            col(StoryRow.revision),
        ).where(col(StoryRow.id).in_(ids))
    )
    stories = {row.id: row for row in rows}
    articles = await load_articles(connection, col(ArticleRow.story_id).in_(ids))
    of_story = _grouped((article.story_id, article) for article in articles)
    return [
        StoryMaterial(
            id=story_id,
            first_seen_at=stories[story_id].first_seen_at,
            articles=tuple(of_story[story_id]),
            before=stories[story_id].facts,
            revision=stories[story_id].revision,
        )
        for story_id in ids
    ]


async def load_candidates(
    connection: AsyncConnection, since: datetime, until: datetime
) -> list[Candidate]:
    """Return the stories first seen since `since` and ready by `until`, best first."""
    is_meant = (
        col(StoryRow.first_seen_at) >= since,
        col(StoryRow.ready_at).is_not(None),
        col(StoryRow.ready_at) <= until,
    )
    chosen = select(col(StoryRow.id)).where(*is_meant)
    stories = await connection.execute(
        select(
            col(StoryRow.id),
            col(StoryRow.total),
            col(StoryRow.hot),
            col(StoryRow.quality),
            col(StoryRow.impact),
            col(StoryRow.facts),
            col(StoryRow.ready_at),
            col(StoryRow.updated_at),
        )
        .where(*is_meant)
        .order_by(col(StoryRow.total).desc(), col(StoryRow.id).desc())
    )
    tags = await connection.execute(
        select(col(StoryTagRow.story_id), col(StoryTagRow.tag)).where(
            col(StoryTagRow.story_id).in_(chosen)
        )
    )
    texts = await connection.execute(
        select(col(TextRow.story_id), col(TextRow.title)).where(col(TextRow.story_id).in_(chosen))
    )
    articles = await connection.execute(
        select(
            col(ArticleRow.story_id),
            col(SourceRow.publisher),
            col(ArticleRow.title),
            col(ArticleRow.first_seen_at),
        )
        .join(SourceRow, col(SourceRow.id) == ArticleRow.source_id)
        .where(col(ArticleRow.story_id).in_(chosen))
    )
    titles: _Groups = defaultdict(list)
    publishers: _Groups = defaultdict(list)
    for story_id, title in texts:
        titles[story_id].append(title)
    seen: _Groups = defaultdict(list)
    for story_id, publisher, title, first_seen_at in articles:
        publishers[story_id].append(publisher)
        seen[story_id].append(first_seen_at)
        titles[story_id].append(title)
    tag_keys = _grouped((row.story_id, row.tag) for row in tags)
    return [
        Candidate(
            id=row.id,
            total=row.total,
            hot=row.hot,
            quality=row.quality,
            impact=row.impact,
            event=str(row.facts.get("event", "")),
            ready_at=row.ready_at,
            updated_at=row.updated_at,
            grown_at=max(seen[row.id]) if len(seen[row.id]) > 1 else None,
            tags=frozenset(tag_keys[row.id]),
            publishers=frozenset(publishers[row.id]),
            words="\n".join(dict.fromkeys(titles[row.id])).casefold(),
        )
        for row in stories
    ]


class Features(NamedTuple):
    """What a story is about, who tells it and what kind of event it is."""

    tags: frozenset[str]
    publishers: frozenset[str]
    event: str


async def load_features(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, Features]:
    """Return the features of stories, however old."""
    stories = await connection.execute(
        select(col(StoryRow.id), col(StoryRow.facts)).where(col(StoryRow.id).in_(ids))
    )
    tags = await connection.execute(
        select(col(StoryTagRow.story_id), col(StoryTagRow.tag)).where(
            col(StoryTagRow.story_id).in_(ids)
        )
    )
    publishers = await connection.execute(
        select(col(ArticleRow.story_id), col(SourceRow.publisher))
        .join(SourceRow, col(SourceRow.id) == ArticleRow.source_id)
        .where(col(ArticleRow.story_id).in_(ids))
    )
    tags_of = _grouped((row.story_id, row.tag) for row in tags)
    publishers_of = _grouped((row.story_id, row.publisher) for row in publishers)
    return {
        row.id: Features(
            frozenset(tags_of[row.id]),
            frozenset(publishers_of[row.id]),
            str(row.facts.get("event", "")),
        )
        for row in stories
    }


def scores_of(row: Row[Any]) -> Scores:
    """Return the scores of a story's row."""
    return Scores(
        hot=row.hot,
        hot_peak=row.hot_peak,
        quality=row.quality,
        impact=row.impact,
        total=row.total,
        version=row.score_version,
        facts=row.facts,
    )


def score_values(scores: Scores) -> dict[str, Any]:
    """Return the columns that keep `scores`."""
    return {
        "hot": scores.hot,
        "hot_peak": scores.hot_peak,
        "quality": scores.quality,
        "impact": scores.impact,
        "total": scores.total,
        "score_version": scores.version,
        "facts": dict(scores.facts),
    }


def _grouped(pairs: Iterable[tuple[int, Any]]) -> _Groups:
    groups: _Groups = defaultdict(list)
    for story_id, value in pairs:
        groups[story_id].append(value)
    return groups
