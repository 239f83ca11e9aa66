"""Rows that never change, kept in memory once they were read: preferences and schedules."""

from collections.abc import Awaitable, Callable, Collection
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from .engine import Database

V = TypeVar("V")

_MOST = 10_000
"""With more, all are read anew."""


class Known(Generic[V]):
    """What `load` returned before, by the ids of rows; what is committed never changes."""

    def __init__(
        self, load: Callable[[AsyncConnection, Collection[int]], Awaitable[dict[int, V]]]
    ) -> None:
        self._load = load
        self._known: dict[int, V] = {}

    async def load(self, database: Database, ids: AbstractSet[int]) -> dict[int, V]:
        """Return what stands in rows by their ids."""
        known = {key: self._known[key] for key in ids & self._known.keys()}
        if unknown := ids - known.keys():
            async with database.core_reading() as connection:
                found = await self._load(connection, unknown)
            self._known = (self._known if len(self._known) < _MOST else {}) | found
            known |= found
        return known
