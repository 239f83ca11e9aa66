"""Inline mode: queries on their way, their answers, and the server's cache of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import BadRequestError
from .params import Json

_ANSWER_SECONDS = 30
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass(slots=True, kw_only=True)
class InlineQuery:
    """What a person typed after the bot's name, and what came back."""

    id: str
    user_id: int
    query: str
    offset: str
    asked_at: float
    answer: Json | None = None
    """`results`, `next_offset`, `button` once the bot has answered."""
    contents: dict[str, Json] = field(default_factory=dict[str, Json])
    """The message each result becomes, by result id."""
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self) -> Json:
        """Return the answer once it is there."""
        await self._answered.wait()
        return self.answer or {}

    def settle(self, answer: Json, contents: dict[str, Json]) -> None:
        """Take the bot's answer."""
        self.answer, self.contents = answer, contents
        self._answered.set()


@dataclass(slots=True)
class _Cached:
    until: float
    answer: Json
    contents: dict[str, Json]


@dataclass(slots=True)
class InlineDesk:
    """All inline queries; an answer is kept for others as long as the bot allows."""

    now: Callable[[], float]
    queries: dict[str, InlineQuery] = field(default_factory=dict[str, InlineQuery])
    """Unanswered ones by id."""
    latest: dict[int, InlineQuery] = field(default_factory=dict[int, InlineQuery])
    """The last one of every person: its results are on their screen."""
    _cache: dict[tuple[int, str, str], _Cached] = field(
        default_factory=dict[tuple[int, str, str], _Cached]
    )

    def open(self, query: InlineQuery) -> bool:
        """Put a query on a person's screen; tell whether the bot has to be asked."""
        self.latest[query.user_id] = query
        for owner in (query.user_id, 0):
            cached = self._cache.get((owner, query.query, query.offset))
            if cached is not None and cached.until > self.now():
                query.settle(cached.answer, cached.contents)
                return False
        self.queries[query.id] = query
        return True

    def answer(
        self,
        query_id: str,
        answer: Json,
        contents: dict[str, Json],
        *,
        cache_seconds: int,
        is_personal: bool,
    ) -> None:
        """Settle a query; raises BadRequestError where it is unknown, answered or too old."""
        query = self.queries.pop(query_id, None)
        if query is None or self.now() - query.asked_at > _ANSWER_SECONDS:
            raise BadRequestError(TOO_OLD)
        query.settle(answer, contents)
        if cache_seconds > 0:
            owner = query.user_id if is_personal else 0
            self._cache[owner, query.query, query.offset] = _Cached(
                self.now() + cache_seconds, answer, contents
            )
