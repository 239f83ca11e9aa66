"""Clocks of other days: one that runs, and one that jumps, over a database that is real."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import fields, replace
from datetime import datetime
from typing import Any, TypeVar

from bot.adapters.clock import SystemClock
from data.due_slot import DueSlot
from data.store import Store
from tests.fakes import VirtualClock

T = TypeVar("T")

ANSWER_SECONDS = 0.08
"""What Telegram takes to answer."""


class MovedClock(SystemClock):
    """Runs like the computer's clock, from another moment on."""

    def __init__(self, moment: datetime) -> None:
        self._ahead = moment - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead


class WorkingClock(VirtualClock):
    """A virtual clock that stands still while something real goes on."""

    def __init__(self, moment: datetime) -> None:
        super().__init__(moment)
        self._working = 0
        self._is_done = asyncio.Event()

    async def during(self, work: Awaitable[T]) -> T:
        """Do something in real time."""
        self._working += 1
        try:
            return await work
        finally:
            self._working -= 1
            self._is_done.set()

    async def _settle(self) -> None:
        await self._idle()
        while self._working:
            self._is_done.clear()
            await self._is_done.wait()
            await self._idle()

    async def _idle(self) -> None:
        """Let everything else have its turn until nothing is left to do; asyncio tells nobody."""
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]  # noqa: SLF001
        await asyncio.sleep(0)
        while ready:  # noqa: ASYNC110 - no event says so
            await asyncio.sleep(0)


class _Timeless:
    """A part of the store whose methods take no simulated time."""

    def __init__(self, part: object, clock: WorkingClock) -> None:
        self._part = part
        self._clock = clock

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._part, name)

        def work(*given: Any, **named: Any) -> Any:
            begun = method(*given, **named)
            if isinstance(begun, AsyncIterator):
                return self._one_by_one(begun)
            return self._clock.during(begun)

        return work

    async def _one_by_one(self, found: AsyncIterator[Any]) -> AsyncIterator[Any]:
        while True:
            try:
                one = await self._clock.during(anext(found))
            except StopAsyncIteration:
                return
            yield _Timeless(one, self._clock) if isinstance(one, DueSlot) else one


def timeless(store: Store, clock: WorkingClock) -> Store:
    """Return the store, for whose work the clock waits."""
    parts: dict[str, Any] = {
        field.name: _Timeless(getattr(store, field.name), clock) for field in fields(store)
    }
    return replace(store, **parts)
