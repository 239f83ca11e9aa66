"""What many people ask for at once is read once: answers kept while they are true, and gathering.

The archive's size hardly matters to an answer; reading and rendering the same page a hundred times
in one second does.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine, event
from sqlalchemy.sql.dml import UpdateBase

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MAX_AGE = timedelta(seconds=5)
"""How long an answer may miss what another process wrote, or be behind with its ages."""
MOST = 1000
"""Answers kept; a page of twenty stories takes some 20 kB."""
UNLISTED = {"is_unlisted": True}
"""Execution options of a statement that changes nothing lists show: counts of readers, shares."""

_SHOWN = frozenset({"story", "text", "story_tag", "article", "source"})
_CHANGED = "changes_stories"


class Generation:
    """Counts the transactions of this process that changed stories."""

    def __init__(self) -> None:
        self.number = 0

    def watch(self, writer: Engine) -> None:
        """Count whatever is written through `writer`; no writing method has to think of it."""

        @event.listens_for(writer, "before_execute")
        def note(
            connection: Connection,
            statement: Any,
            _many: Any,
            _one: Any,
            options: Mapping[str, Any],
        ) -> None:
            if isinstance(statement, UpdateBase) and not options.get("is_unlisted"):
                is_shown = getattr(statement.table, "name", "") in _SHOWN
                connection.info[_CHANGED] = connection.info.get(_CHANGED, False) or is_shown

        # When the connection comes back, its transaction is over: from now on readers see it.
        @event.listens_for(writer, "checkin")
        def count(_connection: Any, record: Any) -> None:
            self.number += record.info.pop(_CHANGED, False)


@dataclass(slots=True)
class _Kept:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    is_made: bool = False
    answer: Any = None


class Memory:
    """Answers made of stories, kept until a story changes or MAX_AGE has passed.

    All are forgotten together, so that one made of others is not older than they may be.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._began: tuple[int, datetime] | None = None

    async def recall(self, key: Hashable, now: datetime, make: Callable[[], Awaitable[V]]) -> V:
        """Return the answer kept under `key`, or make it; who asks meanwhile waits for it.

        `key` must hold all that the answer depends on beside the stories and the moment. `make`
        may recall others, but none that are made of this one.
        """
        self._forget(now)
        kept = self._kept.setdefault(key, _Kept())
        self._kept.move_to_end(key)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        async with kept.lock:
            if not kept.is_made:
                kept.answer = await make()
                kept.is_made = True
            answer: V = kept.answer
            return answer

    def _forget(self, now: datetime) -> None:
        """Begin anew where a story has changed since the first answer, or that is too old.

        An answer under way then is for those who asked before.
        """
        generation = self._generation.number
        if self._began is not None:
            before, began = self._began
            if before == generation and abs(now - began) <= MAX_AGE:
                return
        self._kept, self._began = OrderedDict(), (generation, now)


class Gathering(Generic[K, V]):
    """Looks things up for many at once: who comes while a look-up is under way joins the next.

    Nothing is kept: everybody gets what is stored after they asked.
    """

    def __init__(self, load: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._load = load
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._turn = asyncio.Lock()

    async def get(self, key: K) -> V | None:
        """Return what `load` finds under `key`, None where it finds nothing."""
        found = self._waiting.setdefault(key, asyncio.get_running_loop().create_future())
        async with self._turn:
            if not found.done():
                asked, self._waiting = self._waiting, {}
                try:
                    values = await self._load(asked.keys())
                except BaseException:
                    self._waiting = asked | self._waiting  # the others look for themselves
                    raise
                for one, future in asked.items():
                    future.set_result(values.get(one))
        return found.result()
