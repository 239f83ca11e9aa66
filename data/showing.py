"""Stories as they are shown: every list loads its own here, in one query for all of them."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, Select, cast, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.news import ArticleId, Mention, Origin, Scores, Story, StoryId, Text

from .asking import Question
from .columns import Words, among, instant, json_of, microseconds, row_as_json, rows_as_json
from .engine import Database
from .tables import ArticleRow, SourceRow, StoryRow, StoryTagRow, TextRow

_KEPT = 1000
"""Stories kept as they were read; one takes some 10 kB."""
_LONGEST = 65_536
"""Characters of a story's row above which it is read each time, so that all kept have a bound."""


def _rows_of(own: Any, *columns: Any) -> Any:
    """Select the rows of a table that are a story's `own` as one value of its row."""
    rows = select(rows_as_json(*columns)).where(own).correlate(StoryRow)
    return rows.scalar_subquery()


# One value that is JSON, for reading many columns takes longer than what is in them.
_STORY = select(
    col(StoryRow.id),
    cast(
        json_of(
            row_as_json(
                col(StoryRow.id),
                col(StoryRow.language),
                microseconds(col(StoryRow.first_seen_at)),
                microseconds(col(StoryRow.updated_at)),
                col(StoryRow.lead_id),
                col(StoryRow.readers),
                col(StoryRow.shares),
            ),
            row_as_json(
                col(StoryRow.hot),
                col(StoryRow.hot_peak),
                col(StoryRow.quality),
                col(StoryRow.impact),
                col(StoryRow.total),
                col(StoryRow.score_version),
            ),
            col(StoryRow.facts),
            _rows_of(
                col(TextRow.story_id) == StoryRow.id,
                col(TextRow.language),
                col(TextRow.title),
                col(TextRow.summary),
                col(TextRow.analysis),
                col(TextRow.origin),
            ),
            _rows_of(
                col(StoryTagRow.story_id) == StoryRow.id,
                col(StoryTagRow.position),
                col(StoryTagRow.tag),
            ),
            _rows_of(
                (col(ArticleRow.story_id) == StoryRow.id)
                & (col(ArticleRow.source_id) == SourceRow.id),
                microseconds(col(ArticleRow.published_at)),
                col(ArticleRow.id),
                col(SourceRow.publisher),
                col(ArticleRow.title),
                col(ArticleRow.url),
                col(ArticleRow.language),
                microseconds(col(ArticleRow.first_seen_at)),
            ),
        ),
        Words,
    ).label("content"),
)
_READY = col(StoryRow.ready_at).is_not(None)
_CHOSEN = among(col(StoryRow.id), "ids")
_SHOWN = Question(_STORY.where(_CHOSEN, _READY))
_SHOWN_OR_RETRACTED = Question(
    _STORY.where(_CHOSEN, _READY | col(StoryRow.retracted_at).is_not(None))
)


def stories_in(page: Select[Any]) -> Question:
    """Ask for the stories whose ids a page selects, in no order."""
    return Question(_STORY.where(col(StoryRow.id).in_(page), _READY))


async def find_stories(database: Database, ids: Sequence[int]) -> list[Story]:
    """Return the stories that are ready, in the order of `ids`."""
    return _in_order(ids, await database.ask(_SHOWN, ids=ids)) if ids else []


async def load_stories(
    connection: AsyncConnection, ids: Sequence[int], *, also_retracted: bool = False
) -> list[Story]:
    """Return what `find_stories` does as a transaction sees it."""
    if not ids:
        return []
    question = _SHOWN_OR_RETRACTED if also_retracted else _SHOWN
    return _in_order(ids, await connection.execute(question.statement, {"ids": ids}))


def _in_order(ids: Sequence[int], rows: Iterable[Row[Any]]) -> list[Story]:
    found = {row.id: story_of(row) for row in rows}
    return [found[story_id] for story_id in ids if story_id in found]


def story_of(row: Row[Any]) -> Story:
    """Return the story of a row of `stories_in`."""
    return _kept(row.content) if len(row.content) <= _LONGEST else _read(row.content)


@lru_cache(maxsize=_KEPT)
def _kept(content: str) -> Story:
    """Return the story that `content` holds; what did not change is not read again."""
    return _read(content)


def _read(content: str) -> Story:
    own, scores, facts, texts, tags, mentions = json.loads(content)
    story_id, language, first_seen_at, updated_at, lead_id, readers, shares = own
    hot, hot_peak, quality, impact, total, version = scores
    told = [_mention(*fields) for fields in mentions or ()]
    told.sort(key=lambda one: (one.article_id != lead_id, one.published_at, one.article_id))
    return Story(
        id=StoryId(story_id),
        language=language,
        first_seen_at=instant(first_seen_at),
        updated_at=instant(updated_at),
        scores=Scores(
            hot=hot,
            hot_peak=hot_peak,
            quality=quality,
            impact=impact,
            total=total,
            version=version,
            facts=facts,
        ),
        texts={fields[0]: _text(*fields) for fields in sorted(texts or ())},
        tags=tuple(tag for _, tag in sorted(tags or ())),
        mentions=tuple(told),
        readers=readers,
        shares=shares,
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
    published_at: int,
    article_id: int,
    publisher: str,
    title: str,
    url: str,
    language: str,
    first_seen_at: int,
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
