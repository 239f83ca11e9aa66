"""A slot that has come: who waits for it, and what becomes of them."""

import secrets
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    bindparam,
    func,
    select,
)
from sqlmodel import col

from bot.core.audience import PastId
from bot.core.outgoing import Move, Portion, Stretch

from .asking import Question
from .columns import UTCDateTime
from .due import WAITING, Readers
from .engine import Database
from .fates import CLEARING, ENDING, deciding, moving
from .planning import CLOCKS_APART, place_of, queueing_moved
from .prepared import Prepared
from .tables import SubscriberRow

_Order: TypeAlias = tuple[Prepared, Mapping[str, Any]]

_MOST_FATES = 10_000
"""Kept at once; with more, all are decided anew."""
_ONE = SubscriberRow
_SLOT = bindparam("slot", type_=UTCDateTime())
_AFTER = bindparam("after", type_=BigInteger())
_UNTIL = bindparam("until", type_=BigInteger())
_MOST = bindparam("most", type_=Integer())


class DueSlot:
    """One slot while it is planned.

    What becomes of those who are alike is decided once, and holds for all of them who follow.
    """

    def __init__(self, database: Database, readers: Readers, at: datetime, now: datetime) -> None:
        """`now` is when the stories were chosen that are given."""
        self.at = at
        self._database = database
        self._readers = readers
        self._now = now
        self._run = secrets.randbits(62)
        self._steps: set[PastId] = set()
        self._fates: Counter[bool] = Counter()
        """How many were decided, by whether they are late."""

    async def stretch(self, after: int, limit: int) -> Stretch | None:
        """Return where the next `limit` after an id are who wait; None where nobody does.

        What was planned before is brought from SQLite's log into its file.
        """
        if after:
            await self._database.checkpoint()
        (row,) = await self._database.ask(_LAST, slot=self.at, after=after, most=limit)
        return None if row.id is None else Stretch(after, row.id)

    async def read(self, stretch: Stretch, limit: int) -> Portion:
        """Return the first of a stretch who still wait, at most `limit`."""
        return await self._readers.read(self.at, stretch, limit)

    def give(
        self, stretch: Stretch, moves: Sequence[Move] = (), *, most: int
    ) -> AsyncIterator[int]:
        """Queue digests for those of a stretch who get one, and move them to their next slot.

        `moves` are new, for here and what follows; without them it is what was decided before.
        Each turn is a transaction among at most `most` who wait, and yields how many were moved.
        Left out are those whose slot is another by now (another process planned it), who are no
        longer of the kin they were (they changed their settings, or were shown something), whose
        chat is closed, who had this slot before, and whose digest holds a story that was
        retracted since stories were chosen.
        """
        return self._carry_out(stretch, moves, most, is_late=False)

    def pass_over(
        self, stretch: Stretch, moves: Sequence[Move] = (), *, most: int
    ) -> AsyncIterator[int]:
        """Move those who get nothing to their next slot, as `give` does others."""
        return self._carry_out(stretch, moves, most, is_late=True)

    async def forget(self) -> None:
        """Forget what was decided, at the end."""
        if self._fates:
            await self._database.write_at_once(self._end())

    async def _carry_out(
        self, stretch: Stretch, moves: Sequence[Move], most: int, *, is_late: bool
    ) -> AsyncIterator[int]:
        if not (moves or is_late in self._fates):
            return
        dialect = self._database.writer.dialect
        orders = self._decide(moves, is_late=is_late)
        steps = {step for _, step, _ in moves if step is not None} or self._steps
        move, queue = moving(dialect, is_late=is_late), queueing_moved(dialect)
        chosen = {} if is_late else {"steps": steps, "since": self._now - CLOCKS_APART}
        edges = await self._database.ask(_EDGES, slot=self.at, **stretch._asdict(), most=most)
        after = stretch.after
        for until in (*(row.id for row in edges if row.id < stretch.until), stretch.until):
            within = {"after": after, "until": until}
            turn: list[_Order] = [(move, {"slot": self.at, "run": self._run, **chosen, **within})]
            if not is_late:
                turn.append((queue, {**place_of(self.at), "steps": steps, **within}))
            counts = await self._database.write_at_once(*orders, *turn)
            yield counts[len(orders)]
            orders, after = [], until

    def _decide(self, moves: Sequence[Move], *, is_late: bool) -> list[_Order]:
        """Return what keeps the fates of kin."""
        if not moves:
            return []
        orders = []
        if sum(self._fates.values()) + len(moves) > _MOST_FATES:
            orders.append(self._end())
        if not self._fates:
            # One that is alive after all decides once more what it finds undecided.
            orders.append((CLEARING, {"now": self._now}))
        self._fates[is_late] += len(moves)
        self._steps.update(step for _, step, _ in moves if step is not None)
        keep = deciding(self._database.writer.dialect)
        return [*orders, (keep.statement, keep.values(moves, self._run))]

    def _end(self) -> _Order:
        """Return what forgets all fates."""
        self._steps.clear()
        self._fates.clear()
        return ENDING, {"run": self._run}


def _waits(after: ColumnElement[int]) -> tuple[ColumnElement[bool], ...]:
    return *WAITING, col(_ONE.next_digest_at) == _SLOT, col(_ONE.id) > after


def _nth(after: ColumnElement[int]) -> Select[int]:
    """Find the last of the next `most` who wait."""
    found = select(col(_ONE.id)).where(*_waits(after)).order_by(col(_ONE.id))
    return found.limit(1).offset(_MOST - 1)


def _last() -> Select[int]:
    """Find the last of the next `most` who wait, or of all where fewer do."""
    newest = select(func.max(col(_ONE.id))).where(*_waits(_AFTER))
    found = func.coalesce(_nth(_AFTER).scalar_subquery(), newest.scalar_subquery())
    return select(found.label("id"))


def _edges() -> Select[int]:
    """Step from edge to edge in the index; a number for each who waits costs ten times as much."""

    def step(after: ColumnElement[int]) -> ScalarSelect[int]:
        return _nth(after).where(col(_ONE.id) <= _UNTIL).scalar_subquery()

    edges = select(step(_AFTER).label("id")).cte("edge", recursive=True)
    edges = edges.union_all(select(step(edges.c.id)).where(edges.c.id.is_not(None)))
    return select(edges.c.id).where(edges.c.id.is_not(None))


_LAST = Question(_last())
_EDGES = Question(_edges())
