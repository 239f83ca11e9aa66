"""Rows to articles: whoever needs whole articles loads them here."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.news import Article

from .tables import ArticleRow, SourceRow

_ARTICLE: tuple[Any, ...] = (
    col(ArticleRow.id),
    col(ArticleRow.story_id),
    col(ArticleRow.source_id),
    col(SourceRow.publisher),
    col(SourceRow.reputation),
    col(SourceRow.is_primary),
    col(ArticleRow.url),
    col(ArticleRow.title),
    col(ArticleRow.text),
    col(ArticleRow.language),
    col(ArticleRow.author),
    col(ArticleRow.published_at),
    col(ArticleRow.first_seen_at),
    col(ArticleRow.is_full_text),
    col(ArticleRow.is_paywalled),
    col(ArticleRow.copy_of),
)


async def load_articles(
    connection: AsyncConnection, condition: ColumnElement[bool]
) -> list[Article]:
    """Return the articles that meet `condition`, oldest publication first."""
    rows = await connection.execute(
        select(*_ARTICLE)
        .join(SourceRow, col(SourceRow.id) == ArticleRow.source_id)
        .where(condition)
        .order_by(col(ArticleRow.published_at), col(ArticleRow.id))
    )
    return [Article(**row) for row in rows.mappings()]
