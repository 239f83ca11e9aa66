"""Writes that many tasks wait for, committed together."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True, eq=False)
class _Batch(Generic[T]):
    items: list[T] = field(default_factory=list)
    is_written: bool = False
    error: Exception | None = None


class GroupCommit(Generic[T]):
    """Collects what comes while a write is under way into the next one.

    Alone, an item is written at once; under load one commit carries many. There is no timer and
    no task of its own: whoever holds the lock writes for all that wait.
    """

    def __init__(self, write: Callable[[list[T]], Awaitable[None]]) -> None:
        self._write = write
        self._lock = asyncio.Lock()
        self._open: _Batch[T] = _Batch()

    async def add(self, item: T) -> None:
        """Return once `item` is written; raises what the write raised."""
        batch = self._open
        batch.items.append(item)
        async with self._lock:
            if not batch.is_written:
                self._open = _Batch()
                batch.is_written = True
                # Stays where the write is cancelled: nobody may take it for done.
                batch.error = InterruptedError("the write did not end")
                try:
                    await self._write(batch.items)
                except Exception as error:  # noqa: BLE001 - every waiter raises it below
                    batch.error = error
                else:
                    batch.error = None
        if batch.error is not None:
            raise batch.error
