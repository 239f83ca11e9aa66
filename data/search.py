"""Search: words, filters and both, best first.

Ranking every match of a common word would take half a second in a million stories, so the newest
matches are ranked: those with all words in a title, and those with all words anywhere.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.news import StoryId
from bot.core.query import Query
from bot.core.search import (
    Found,
    Hit,
    Match,
    Term,
    are_settled,
    correct,
    coverage,
    facet,
    latin_words,
    rank,
    read_terms,
    split_terms,
)

from .columns import EPOCH
from .engine import Database
from .search_index import SearchIndex
from .showing import load_stories
from .tables import StoryRow, TextRow

_HITS = 100
"""So many of the newest matches are ranked."""
_TITLE, _ANYWHERE = 1.0, 0.5
_SPELLED_STORIES = 2000
"""So many of the newest stories say how words are spelt."""
_SPELLING_AGE = timedelta(minutes=10)
_NEVER = datetime.max.replace(tzinfo=UTC)

# Built once: that costs as much as running them.
_NEWEST = (
    select(col(StoryRow.id), col(StoryRow.first_seen_at), col(StoryRow.total))
    .where(
        col(StoryRow.ready_at).is_not(None),
        col(StoryRow.total) >= bindparam("floor"),
        col(StoryRow.first_seen_at) >= bindparam("since"),
        col(StoryRow.first_seen_at) < bindparam("until"),
    )
    .limit(bindparam("most", type_=Integer))
)
_LISTED = _NEWEST.order_by(col(StoryRow.first_seen_at).desc(), col(StoryRow.id).desc())


@dataclass(slots=True)
class _Spelling:
    """The words of recent titles."""

    words: frozenset[str] = field(default_factory=frozenset)
    read_at: datetime | None = None


class Search:
    """Finds stories."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._index = SearchIndex(is_sqlite=database.is_sqlite)
        # By the index's own order, which FTS5 reads backwards and stops.
        self._matching = (
            _NEWEST.join(self._index.table, self._index.key == col(StoryRow.id))
            .where(self._index.is_met)
            .order_by(self._index.key.desc())
        )
        self._spelling = _Spelling()

    async def find(self, query: Query, now: datetime, *, offset: int, limit: int) -> Found:
        """Return a page of what meets `query`.

        Where nothing holds all words, the tag that they name is meant, or misspelt ones are
        corrected; where that does not help, the stories that hold most of them are found.
        """
        async with self._database.core_reading() as connection:
            needed = offset + limit + 1
            hits = await self._exact(connection, query, now, needed)
            tag, corrected, is_loose = "", "", False
            if not hits and query.named:  # no story needs to speak the language of its tags
                tagged = replace(query, words="", tags=(*query.tags, query.named))
                hits = await self._exact(connection, tagged, now, needed)
                tag = query.named if hits else ""
            if not hits and read_terms(query.words):
                spelling = await self._read_spelling(connection, now)
                if corrected := correct(query.words, spelling):
                    query = replace(query, words=corrected)
                    hits = await self._exact(connection, query, now, needed)
                if not hits:
                    hits = await self._loose(connection, query)
                    is_loose = bool(hits)
            ids = rank(hits, now)[offset:needed]
            stories = await load_stories(connection, ids[:limit])
        return Found(
            stories=tuple(stories),
            is_more=len(ids) > limit,
            tag=tag,
            corrected=corrected if hits else "",
            is_loose=is_loose,
        )

    async def _exact(
        self, connection: AsyncConnection, query: Query, now: datetime, needed: int
    ) -> list[Hit]:
        """Return the stories that hold all words, the first `needed` of them in any case."""
        terms, facets = read_terms(query.words), _facets(query)
        if not terms:
            is_nothing_asked = query == Query(words=query.words)
            match = Match(facets=facets)
            return [] if is_nothing_asked else await self._hits(connection, query, match, _TITLE)
        match = Match(terms=terms, facets=facets)
        found = await self._hits(connection, query, replace(match, in_title=True), _TITLE)
        if are_settled(found, now, needed, _ANYWHERE):
            return found
        return found + await self._hits(connection, query, match, _ANYWHERE)

    async def _loose(self, connection: AsyncConnection, query: Query) -> list[Hit]:
        """Return the stories that hold some of the words, the more the better."""
        terms = split_terms(read_terms(query.words))
        if not terms:
            return []
        match = Match(terms=terms, facets=_facets(query), is_any=True)
        hits = await self._hits(connection, query, match, 0)
        relevance = await self._coverage(connection, terms, [hit.story_id for hit in hits])
        # Squared, so that two of three words outweigh any age.
        return [hit._replace(relevance=relevance[hit.story_id] ** 2) for hit in hits]

    async def _hits(
        self, connection: AsyncConnection, query: Query, match: Match, relevance: float
    ) -> list[Hit]:
        bound: dict[str, object] = {
            "floor": query.floor,
            "since": query.since or EPOCH,
            "until": query.until or _NEVER,
            "most": _HITS,
        }
        statement = _LISTED
        if match.terms or match.facets:
            statement, bound["match"] = self._matching, self._index.expression(match)
        rows = await connection.execute(statement, bound)
        return [Hit(StoryId(key), at, total, relevance) for key, at, total in rows]

    async def _coverage(
        self, connection: AsyncConnection, terms: tuple[Term, ...], ids: list[StoryId]
    ) -> dict[int, float]:
        rows = await connection.execute(
            select(col(TextRow.story_id), col(TextRow.title), col(TextRow.summary)).where(
                col(TextRow.story_id).in_(ids)
            )
        )
        best: dict[int, float] = dict.fromkeys(ids, 0.0)
        for key, title, summary in rows:
            best[key] = max(best[key], coverage(terms, f"{title}\n{summary}"))
        return best

    async def _read_spelling(self, connection: AsyncConnection, now: datetime) -> frozenset[str]:
        """Return the words of the newest titles, at most _SPELLING_AGE old."""
        spelling = self._spelling
        if spelling.read_at is None or now - spelling.read_at > _SPELLING_AGE:
            newest = (
                select(col(StoryRow.id))
                .where(col(StoryRow.ready_at).is_not(None))
                .order_by(col(StoryRow.first_seen_at).desc(), col(StoryRow.id).desc())
                .limit(_SPELLED_STORIES)
            )
            titles = await connection.execute(
                select(col(TextRow.title)).where(col(TextRow.story_id).in_(newest))
            )
            words = frozenset(word for title in titles.scalars() for word in latin_words(title))
            spelling = self._spelling = _Spelling(words, now)
        return spelling.words


def _facets(query: Query) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = [(facet("tag", key),) for key in query.tags]
    if query.publishers:
        groups.append(tuple(facet("by", name) for name in query.publishers))
    if query.language:
        groups.append((facet("in", query.language),))
    return tuple(groups)
