"""What articles said before their sources corrected them."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.intake import ArticleVersion
from bot.core.news import ArticleDraft, ArticleId, StoryId

from .columns import storable
from .tables import ArticleRow, ArticleVersionRow

MOST_VERSIONS = 20
"""Kept of one article, the newest; some feeds rewrite an entry every hour."""


async def keep_version(
    connection: AsyncConnection, article_id: ArticleId, draft: ArticleDraft, now: datetime
) -> None:
    """Put aside what an article says now, if `draft` is going to say something else."""
    rows = await connection.execute(
        select(col(ArticleRow.title), col(ArticleRow.text)).where(col(ArticleRow.id) == article_id)
    )
    before = rows.first()
    if before is None or tuple(before) == (storable(draft.title), storable(draft.text)):
        return
    await connection.execute(
        insert(ArticleVersionRow).values(
            article_id=article_id, replaced_at=now, title=before.title, text=before.text
        )
    )
    is_of_article = col(ArticleVersionRow.article_id) == article_id
    kept = (
        select(col(ArticleVersionRow.id))
        .where(is_of_article)
        .order_by(col(ArticleVersionRow.id).desc())
        .limit(MOST_VERSIONS)
    )
    await connection.execute(
        delete(ArticleVersionRow).where(is_of_article, col(ArticleVersionRow.id).not_in(kept))
    )


async def load_versions(connection: AsyncConnection, story_id: StoryId) -> list[ArticleVersion]:
    """Return what the articles of a story said before, oldest first."""
    rows = await connection.execute(
        select(
            col(ArticleVersionRow.article_id),
            col(ArticleVersionRow.replaced_at),
            col(ArticleVersionRow.title),
            col(ArticleVersionRow.text),
        )
        .join(ArticleRow, col(ArticleRow.id) == ArticleVersionRow.article_id)
        .where(col(ArticleRow.story_id) == story_id)
        .order_by(col(ArticleVersionRow.id))
    )
    return [ArticleVersion(**row) for row in rows.mappings()]
