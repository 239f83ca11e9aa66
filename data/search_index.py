"""The full-text index of stories: one table, made by each database's own means."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Insert, MetaData, Table, Text, cast, delete, insert
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.news import StoryId
from bot.core.search import fts5_query, index_tokens, tsquery, tsvector

from .columns import BigKey
from .tables import StoryRow

# Known to no migration but its own: FTS5 keeps its rows in tables that SQLite makes itself.
_FTS5 = Table("story_search", MetaData(), Column("rowid", BigKey), Column("words", Text))
_TSVECTOR = Table("story_search", MetaData(), Column("story_id", BigKey), Column("words", Text))


class SearchIndex:
    """Finds stories by their words."""

    def __init__(self, *, is_sqlite: bool) -> None:
        self._is_sqlite = is_sqlite
        self._table = _FTS5 if is_sqlite else _TSVECTOR
        self._id = self._table.c.rowid if is_sqlite else self._table.c.story_id

    async def put(self, session: AsyncSession, story_id: StoryId, words: Iterable[str]) -> None:
        """Index a story by `words`, in the place of what it was indexed by before."""
        connection = await session.connection()
        await connection.execute(delete(self._table).where(self._id == story_id))
        await connection.execute(self._insertion(story_id, index_tokens("\n".join(words))))

    def find(self, query: str) -> tuple[Table, ColumnElement[bool], ColumnElement[bool]] | None:
        """Return a table to join StoryRow with, how, and what must hold; None for no words."""
        expression = fts5_query(query) if self._is_sqlite else tsquery(query)
        if not expression:
            return None
        words = self._table.c.words
        condition: ColumnElement[bool] = (
            words.op("MATCH")(expression)
            if self._is_sqlite
            else words.op("@@")(cast(expression, TSQUERY))
        )
        return self._table, self._id == col(StoryRow.id), condition

    def _insertion(self, story_id: StoryId, tokens: str) -> Insert:
        words: Any = tokens if self._is_sqlite else cast(tsvector(tokens), TSVECTOR)
        return insert(self._table).values({self._id: story_id, self._table.c.words: words})
