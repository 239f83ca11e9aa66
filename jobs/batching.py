"""Writes that many tasks wait for, committed together."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.ports import Clock

T = TypeVar("T")

PAUSE = 0.025
"""Seconds from one commit to the next at the soonest: a commit costs as much as tens of items."""


class _Batch(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []
        self.is_over = asyncio.Event()
        # Stays where the write is cancelled: nobody may take it for done.
        self.error: Exception | None = InterruptedError("the write did not end")


class GroupCommit(Generic[T]):
    """Collects what comes while a write is under way, and for PAUSE after it, into the next one.

    Alone, an item is written at once; under load one commit carries many. There is no timer and
    no task of its own: whoever comes first writes for all that come until it is their turn.
    """

    def __init__(self, write: Callable[[list[T]], Awaitable[None]], clock: Clock) -> None:
        self._write = write
        self._clock = clock
        self._turn = asyncio.Lock()
        self._next_at = clock.monotonic()
        self._open: _Batch[T] | None = None

    async def add(self, item: T) -> None:
        """Return once `item` is written; raises what the write raised."""
        batch = self._open
        if batch is not None:
            batch.items.append(item)
            await batch.is_over.wait()
        else:
            batch = self._open = _Batch()
            batch.items.append(item)
            await self._write_for_all(batch)
        if batch.error is not None:
            raise batch.error

    async def _write_for_all(self, batch: _Batch[T]) -> None:
        try:
            async with self._turn:
                if (wait := self._next_at - self._clock.monotonic()) > 0:
                    await self._clock.sleep(wait)
                self._open = None
                await self._write(batch.items)
                self._next_at = self._clock.monotonic() + PAUSE
            batch.error = None
        except Exception as error:  # noqa: BLE001 - every waiter raises it
            batch.error = error
        finally:
            if self._open is batch:
                self._open = None
            batch.is_over.set()
