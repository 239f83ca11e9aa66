"""Stories as they are shown: every list loads its own here, in one query for all of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.news import ArticleId, Mention, Origin, Story, StoryId, Text

from .columns import instant, rows_as_json
from .story_loading import scores_of
from .tables import ArticleRow, SourceRow, StoryRow, StoryTagRow, TextRow


def _as_json(*columns: Any, of: Any) -> Any:
    """Select the rows of a table that belong to a story as one value of its row."""
    return select(rows_as_json(*columns)).where(of == StoryRow.id).correlate(StoryRow)


_STORY = select(
    *map(
        col,
        (
            StoryRow.id,
            StoryRow.language,
            StoryRow.first_seen_at,
            StoryRow.updated_at,
            StoryRow.lead_id,
            StoryRow.hot,
            StoryRow.hot_peak,
            StoryRow.quality,
            StoryRow.impact,
            StoryRow.total,
            StoryRow.score_version,
            StoryRow.facts,
            StoryRow.readers,
            StoryRow.shares,
        ),
    ),
    _as_json(
        col(TextRow.language),
        col(TextRow.title),
        col(TextRow.summary),
        col(TextRow.analysis),
        col(TextRow.origin),
        of=col(TextRow.story_id),
    )
    .scalar_subquery()
    .label("texts"),
    _as_json(col(StoryTagRow.position), col(StoryTagRow.tag), of=col(StoryTagRow.story_id))
    .scalar_subquery()
    .label("tags"),
    _as_json(
        col(ArticleRow.published_at),
        col(ArticleRow.id),
        col(SourceRow.publisher),
        col(ArticleRow.title),
        col(ArticleRow.url),
        col(ArticleRow.language),
        col(ArticleRow.first_seen_at),
        of=col(ArticleRow.story_id),
    )
    .join(SourceRow, col(SourceRow.id) == ArticleRow.source_id)
    .scalar_subquery()
    .label("mentions"),
).where(col(StoryRow.id).in_(bindparam("ids", expanding=True)))
_READY = col(StoryRow.ready_at).is_not(None)
# Built once: building a statement costs as much as running it.
_READY_STORY = _STORY.where(_READY)
_READY_OR_RETRACTED_STORY = _STORY.where(_READY | col(StoryRow.retracted_at).is_not(None))


async def load_stories(
    connection: AsyncConnection, ids: Sequence[int], *, also_retracted: bool = False
) -> list[Story]:
    """Return the stories that are ready, in the order of `ids`."""
    if not ids:
        return []
    statement = _READY_OR_RETRACTED_STORY if also_retracted else _READY_STORY
    rows = await connection.execute(statement, {"ids": ids})
    found = {row.id: _story(row) for row in rows}
    return [found[story_id] for story_id in ids if story_id in found]


def _story(row: Row[Any]) -> Story:
    mentions = [_mention(*fields) for fields in row.mentions or ()]
    mentions.sort(
        key=lambda one: (one.article_id != row.lead_id, one.published_at, one.article_id)
    )
    return Story(
        id=StoryId(row.id),
        language=row.language,
        first_seen_at=row.first_seen_at,
        updated_at=row.updated_at,
        scores=scores_of(row),
        texts={fields[0]: _text(*fields) for fields in sorted(row.texts or ())},
        tags=tuple(tag for _, tag in sorted(row.tags or ())),
        mentions=tuple(mentions),
        readers=row.readers,
        shares=row.shares,
    )


def _text(language: str, title: str, summary: str, analysis: str, origin: str) -> Text:
    return Text(
        language=language,
        title=title,
        summary=summary,
        analysis=analysis,
        origin=Origin(origin),
    )


def _mention(  # noqa: PLR0917 - the columns of a row
    published_at: int | str,
    article_id: int,
    publisher: str,
    title: str,
    url: str,
    language: str,
    first_seen_at: int | str,
) -> Mention:
    return Mention(
        article_id=ArticleId(article_id),
        publisher=publisher,
        title=title,
        url=url,
        language=language,
        published_at=instant(published_at),
        first_seen_at=instant(first_seen_at),
    )
