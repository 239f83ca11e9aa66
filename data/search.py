"""Search: words, filters and both, best first.

Ranking every match of a common word would take half a second in a million stories, so the newest
matches are ranked: those with all words in a title, and those with all words anywhere.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Integer, Select, bindparam, select
from sqlmodel import col

from bot.core.news import StoryId
from bot.core.query import Query
from bot.core.search import (
    Found,
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
    weigh,
)

from .asking import Question
from .columns import EPOCH, MICROSECOND, among, microseconds, rows_as_json
from .engine import Database
from .search_index import SearchIndex
from .showing import find_stories
from .tables import StoryRow, TextRow

_STAGES = (20, 80)
"""So many of the newest matches are ranked, the second lot only where it can change the page."""
_TITLE, _ANYWHERE = 1.0, 0.5
_SPELLED_STORIES = 2000
"""So many of the newest stories say how words are spelt."""
_SPELLING_AGE = timedelta(minutes=10)
_NEVER = datetime.max.replace(tzinfo=UTC)
_DAY = timedelta(days=1) / MICROSECOND
_LAST = 2**63 - 1
_OUT_OF_ORDER = 4
"""Days by which a story may be newer than one of a higher number: one that was taken out of
another is as old as its articles (`bot.core.cluster` looks three days back)."""


# What stories are ranked by.
_RANKED = (
    select(
        col(StoryRow.id),
        microseconds(col(StoryRow.first_seen_at)).label("at"),
        col(StoryRow.total),
    )
    .where(
        col(StoryRow.ready_at).is_not(None),
        col(StoryRow.total) >= bindparam("floor"),
        col(StoryRow.first_seen_at) >= bindparam("since"),
        col(StoryRow.first_seen_at) < bindparam("until"),
    )
    .limit(bindparam("most", type_=Integer()))
)


def _asked(hits: Select[*tuple[Any, ...]]) -> Question:
    """Ask for hits as one value, so that SQLite finds all of them outside the interpreter."""
    found = hits.subquery()
    return Question(select(rows_as_json(*found.c).label("hits")).select_from(found))


_LISTED = _asked(_RANKED.order_by(col(StoryRow.first_seen_at).desc(), col(StoryRow.id).desc()))
_TEXTS = Question(
    select(col(TextRow.story_id), col(TextRow.title), col(TextRow.summary)).where(
        among(col(TextRow.story_id), "ids")
    )
)
_TITLES = Question(
    select(rows_as_json(col(TextRow.title)).label("titles")).where(
        col(TextRow.story_id).in_(
            select(col(StoryRow.id))
            .where(col(StoryRow.ready_at).is_not(None))
            .order_by(col(StoryRow.first_seen_at).desc(), col(StoryRow.id).desc())
            .limit(_SPELLED_STORIES)
        )
    )
)


class _Hit(NamedTuple):
    """A story that matches; a search weighs some hundreds of them."""

    story_id: StoryId
    days: float
    """How old it is."""
    total: int


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
        key = self._index.key
        self._matching = _asked(
            _RANKED.join(self._index.table, key == col(StoryRow.id))
            .where(self._index.is_met, key < bindparam("before", type_=BigInteger()))
            .order_by(key.desc())
        )
        self._spelling = _Spelling()
        self._reading = asyncio.Lock()

    async def find(self, query: Query, now: datetime, *, offset: int, limit: int) -> Found:
        """Return a page of what meets `query`.

        Where nothing holds all words, the tag that they name is meant, or misspelt ones are
        corrected; where that does not help, the stories that hold most of them are found.
        """
        needed = offset + limit + 1
        found = await self._exact(query, now, needed)
        tag, corrected, is_loose = "", "", False
        if not found and query.named:  # no story needs to speak the language of its tags
            tagged = replace(query, words="", tags=(*query.tags, query.named))
            found = await self._exact(tagged, now, needed)
            tag = query.named if found else ""
        if not found and read_terms(query.words):
            if corrected := correct(query.words, await self._read_spelling(now)):
                query = replace(query, words=corrected)
                found = await self._exact(query, now, needed)
            if not found:
                found = await self._loose(query, now)
                is_loose = bool(found)
        ids = rank(found)[offset:needed]
        stories = await find_stories(self._database, ids[:limit])
        return Found(
            stories=tuple(stories),
            is_more=len(ids) > limit,
            tag=tag,
            corrected=corrected if found else "",
            is_loose=is_loose,
        )

    async def _exact(self, query: Query, now: datetime, needed: int) -> dict[StoryId, float]:
        """Weigh the stories that hold all words, the first `needed` of them in any case."""
        terms, facets = read_terms(query.words), _facets(query)
        weights: dict[StoryId, float] = {}
        if not (terms or facets):
            if query != Query(words=query.words):
                for hit in await self._listed(query, now):
                    weights[hit.story_id] = weigh(_TITLE, hit.days, hit.total)
            return weights
        match = Match(terms=terms, facets=facets)
        parts = [(_TITLE, replace(match, in_title=True))]
        if terms:
            parts.append((_ANYWHERE, match))
        for relevance, part in parts:
            before, days = _LAST, 0.0
            for most in _STAGES:
                if are_settled(weights.values(), needed, relevance, days):
                    break
                hits = await self._hits(query, part, now, before=before, most=most)
                for hit in hits:
                    weights.setdefault(hit.story_id, weigh(relevance, hit.days, hit.total))
                if len(hits) < most:
                    break
                before, days, _ = min(hits)
                days -= _OUT_OF_ORDER
        return weights

    async def _loose(self, query: Query, now: datetime) -> dict[StoryId, float]:
        """Weigh the stories that hold some of the words, the more the better."""
        terms = split_terms(read_terms(query.words))
        if not terms:
            return {}
        match = Match(terms=terms, facets=_facets(query), is_any=True)
        hits = await self._hits(query, match, now, most=sum(_STAGES))
        relevance = await self._coverage(terms, [hit.story_id for hit in hits])
        # Squared, so that two of three words outweigh any age.
        return {
            hit.story_id: weigh(relevance[hit.story_id] ** 2, hit.days, hit.total) for hit in hits
        }

    async def _hits(
        self, query: Query, match: Match, now: datetime, *, before: int = _LAST, most: int
    ) -> list[_Hit]:
        """Return the newest matches of a number below `before`, in no order."""
        bound = _bounds(query) | {"match": self._index.expression(match)}
        found = await self._database.ask(self._matching, before=before, most=most, **bound)
        return _read(found, now)

    async def _listed(self, query: Query, now: datetime) -> list[_Hit]:
        """Return the newest of what is asked for by date and score alone."""
        return _read(await self._database.ask(_LISTED, most=sum(_STAGES), **_bounds(query)), now)

    async def _coverage(self, terms: tuple[Term, ...], ids: list[StoryId]) -> dict[StoryId, float]:
        best: dict[StoryId, float] = dict.fromkeys(ids, 0.0)
        for row in await self._database.ask(_TEXTS, ids=ids):
            covered = coverage(terms, f"{row.title}\n{row.summary}")
            best[row.story_id] = max(best[row.story_id], covered)
        return best

    async def _read_spelling(self, now: datetime) -> frozenset[str]:
        """Return the words of the newest titles, at most _SPELLING_AGE old."""
        async with self._reading:  # who asks meanwhile waits for it
            spelling = self._spelling
            if spelling.read_at is None or now - spelling.read_at > _SPELLING_AGE:
                (row,) = await self._database.ask(_TITLES)
                titles = "\n".join(title for (title,) in row.titles or ())
                spelling = self._spelling = _Spelling(frozenset(latin_words(titles)), now)
            return spelling.words


def _bounds(query: Query) -> dict[str, Any]:
    return {
        "floor": query.floor,
        "since": query.since or EPOCH,
        "until": query.until or _NEVER,
    }


def _read(found: Sequence[Any], now: datetime) -> list[_Hit]:
    """Return the hits of the only row of an answer to `_asked`."""
    (row,) = found
    until = (now - EPOCH) / MICROSECOND
    return [_Hit(StoryId(key), (until - at) / _DAY, total) for key, at, total in row.hits or ()]


def _facets(query: Query) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[str, ...]] = [(facet("tag", key),) for key in query.tags]
    if query.publishers:
        groups.append(tuple(facet("by", name) for name in query.publishers))
    if query.language:
        groups.append((facet("in", query.language),))
    return tuple(groups)
