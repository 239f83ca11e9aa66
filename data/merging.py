"""Stories that turn out to be one, and stories that turn out to be two.

A merged story's row stays and points at the one that goes on, so that old links, numbers and the
history of what was sent still lead somewhere; what readers said about it is copied over. Because
nothing of it is lost, splitting off the same articles brings it back under its old number, and who
was sent it before is not sent it again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, literal, select, true, union, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel, col, func

from bot.core.news import ArticleId, StoryId

from .articles import begin_story
from .engine import Database
from .story_loading import survivors
from .tables import (
    METADATA,
    ArticleRow,
    BookmarkRow,
    DigestStoryRow,
    FeedbackRow,
    HeldAlertRow,
    ReadingRow,
    StoryRow,
    StoryTagRow,
)

_MERGED = "merged"
"""The entry of an article's `why` that says what became of it after it was placed."""


async def merge_stories(
    database: Database,
    connection: AsyncConnection,
    kept: StoryId,
    other: StoryId,
    now: datetime,
    *,
    by_hand: bool,
    embedding: float | None = None,
) -> bool:
    """Move what `other` has into `kept`; tell whether there were two stories to merge.

    `embedding` is how alike vectors say they are, where they were asked.
    """
    found = await survivors(connection, (kept, other))
    into, gone = found.get(kept), found.get(other)
    if into is None or gone is None or into == gone:
        return False
    # First the row, so that an article on its way in waits here and then follows.
    await connection.execute(
        update(StoryRow)
        .where((col(StoryRow.id) == gone) | (col(StoryRow.merged_into) == gone))
        .values(merged_into=into, ready_at=None, stale_at=None)
    )
    moved = {"story": gone, **_reason(now, by_hand=by_hand, embedding=embedding)}
    await _move_articles(connection, gone, into, moved)
    await connection.execute(delete(StoryTagRow).where(col(StoryTagRow.story_id) == gone))
    for table in (BookmarkRow, FeedbackRow, HeldAlertRow, ReadingRow):
        await _copy(database, connection, table, gone, into)
    readers = select(func.count()).where(col(ReadingRow.story_id) == into).scalar_subquery()
    await connection.execute(
        update(StoryRow)
        .where(col(StoryRow.id) == into)
        .values(
            stale_at=now,
            revision=col(StoryRow.revision) + 1,
            readers=readers,
            is_settled=true() if by_hand else col(StoryRow.is_settled),
        )
    )
    return True


async def split_story(
    connection: AsyncConnection,
    story_id: StoryId,
    ids: Collection[ArticleId],
    now: datetime,
    *,
    by_hand: bool,
    embedding: float | None = None,
) -> StoryId | None:
    """Take articles out of a story into one of their own; return that, None where it cannot be.

    It cannot where one of them is not the story's, or where the story would be left without any.
    `embedding` is how alike vectors say they and the others are, where they were asked.
    """
    rows = await connection.execute(
        select(
            col(ArticleRow.id),
            col(ArticleRow.language),
            col(ArticleRow.published_at),
            col(ArticleRow.why),
        )
        .where(col(ArticleRow.story_id) == story_id)
        .order_by(col(ArticleRow.published_at), col(ArticleRow.id))
    )
    articles = rows.all()
    taken = [row for row in articles if row.id in ids]
    if not taken or len(taken) < len(set(ids)) or len(taken) == len(articles):
        return None
    left = [row for row in articles if row.id not in ids]
    fresh = await _revive(connection, taken, left, now)
    if fresh is None:
        fresh = await begin_story(connection, taken[0].language, taken[0].published_at, now)
    moved = {"split_from": story_id, **_reason(now, by_hand=by_hand, embedding=embedding)}
    for row in taken:
        why = {**row.why, _MERGED: moved}
        await connection.execute(
            update(ArticleRow).where(col(ArticleRow.id) == row.id).values(story_id=fresh, why=why)
        )
    await connection.execute(
        update(StoryRow)
        .where(col(StoryRow.id) == story_id)
        .values(stale_at=now, revision=col(StoryRow.revision) + 1)
    )
    if by_hand:
        await connection.execute(
            update(StoryRow).where(col(StoryRow.id).in_((story_id, fresh))).values(is_settled=True)
        )
    return fresh


async def settled_stories(
    connection: AsyncConnection, ids: Collection[StoryId]
) -> frozenset[StoryId]:
    """Return those of `ids` that an operator put together."""
    rows = await connection.execute(
        select(col(StoryRow.id)).where(col(StoryRow.id).in_(ids), col(StoryRow.is_settled))
    )
    return frozenset(StoryId(story_id) for story_id in rows.scalars())


async def shown_stories(
    connection: AsyncConnection, ids: Collection[StoryId]
) -> frozenset[StoryId]:
    """Return those of `ids` that somebody was sent, opened, kept or spoke about."""
    tables = (DigestStoryRow, ReadingRow, BookmarkRow, FeedbackRow)
    rows = await connection.execute(
        union(*(select(col(one.story_id)).where(col(one.story_id).in_(ids)) for one in tables))
    )
    return frozenset(StoryId(story_id) for story_id in rows.scalars())


def _reason(now: datetime, *, by_hand: bool, embedding: float | None) -> dict[str, Any]:
    asked = {} if embedding is None else {"embedding": round(embedding, 2)}
    return {"at": now.isoformat(), "by_hand": by_hand, **asked}


async def _move_articles(
    connection: AsyncConnection, gone: StoryId, into: StoryId, moved: dict[str, Any]
) -> None:
    rows = await connection.execute(
        select(col(ArticleRow.id), col(ArticleRow.why)).where(col(ArticleRow.story_id) == gone)
    )
    for article_id, why in rows.all():
        reason = {**why, _MERGED: moved}
        await connection.execute(
            update(ArticleRow)
            .where(col(ArticleRow.id) == article_id)
            .values(story_id=into, why=reason)
        )


async def _copy(
    database: Database,
    connection: AsyncConnection,
    table: type[SQLModel],
    gone: StoryId,
    into: StoryId,
) -> None:
    columns = METADATA.tables[str(table.__tablename__)].columns
    values = [literal(into) if one.name == "story_id" else one for one in columns]
    await connection.execute(
        database.insert(table)
        .from_select(
            [one.name for one in columns], select(*values).where(columns.story_id == gone)
        )
        .on_conflict_do_nothing()
    )


async def _revive(
    connection: AsyncConnection, taken: Sequence[Any], left: Sequence[Any], now: datetime
) -> StoryId | None:
    """Bring back the merged story that all of `taken` and none of `left` come from."""
    origins = {row.why.get(_MERGED, {}).get("story") for row in taken}
    others = {row.why.get(_MERGED, {}).get("story") for row in left}
    if len(origins) > 1 or origins <= others or None in origins:
        return None
    revived = await connection.execute(
        update(StoryRow)
        .where(
            col(StoryRow.id).in_(origins),
            col(StoryRow.merged_into).is_not(None),
        )
        .values(merged_into=None, stale_at=now, revision=col(StoryRow.revision) + 1)
        .returning(col(StoryRow.id))
    )
    story_id = revived.scalar()
    return None if story_id is None else StoryId(story_id)
