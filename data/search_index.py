"""The full-text index of stories: one table, made by each database's own means."""

from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    insert,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.news import StoryId
from bot.core.search import Indexed, Match, fts5_query, tsquery, tsvector

from .columns import BigKey

# Known to no migration but their own: FTS5 keeps its rows in tables that SQLite makes itself.
_FTS5 = Table(
    "story_search",
    MetaData(),
    Column("rowid", BigKey),
    *(Column(name, Text) for name in ("title", "body", "facets")),
    Column("story_search", Text),
)
_TSVECTOR = Table("story_search", MetaData(), Column("story_id", BigKey), Column("words", Text))


class SearchIndex:
    """Finds stories by their words and by what they are."""

    def __init__(self, *, is_sqlite: bool) -> None:
        self._is_sqlite = is_sqlite
        self.table = _FTS5 if is_sqlite else _TSVECTOR
        self.key = self.table.c.rowid if is_sqlite else self.table.c.story_id

    async def put(self, session: AsyncSession, story_id: StoryId, indexed: Indexed) -> None:
        """Index a story, in the place of what it was indexed by before."""
        connection = await session.connection()
        await connection.execute(delete(self.table).where(self.key == story_id))
        await connection.execute(insert(self.table).values(self._row(story_id, indexed)))

    @property
    def is_met(self) -> ColumnElement[bool]:
        """Return the condition that a row of the index meets what is bound to `match`."""
        match = bindparam("match", type_=String)
        if self._is_sqlite:
            # FTS5's hidden column of the table's own name stands for all its columns.
            return self.table.c.story_search.op("MATCH")(match)
        return self.table.c.words.op("@@")(cast(match, TSQUERY))

    def expression(self, match: Match) -> str:
        """Return what to bind to `match`."""
        return fts5_query(match) if self._is_sqlite else tsquery(match)

    def _row(self, story_id: StoryId, indexed: Indexed) -> dict[str, Any]:
        title, body, facets = indexed.columns()
        if self._is_sqlite:
            return {"rowid": story_id, "title": title, "body": body, "facets": facets}
        return {"story_id": story_id, "words": cast(tsvector(title, body, facets), TSVECTOR)}
