"""APScheduler, behind a typed face; the only module that imports it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)


class Scheduler:
    """Runs coroutines again and again, one run of each at a time.

    A run that is late is run once when it can be, however late; nothing is remembered between
    two starts, because every job finds its work in the database.
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )
        self._running: set[asyncio.Task[None]] = set()

    def repeat(
        self,
        name: str,
        every: timedelta,
        run: Callable[[], Awaitable[object]],
        *,
        first_at: datetime,
    ) -> None:
        """Call `run` at `first_at` and every so often from then on."""

        async def once() -> None:
            task = asyncio.current_task()
            if task is not None:
                self._running.add(task)
                task.add_done_callback(self._running.discard)
            try:
                await run()
            except Exception:  # the boundary of a job: logged, and the next run starts afresh
                log.exception("job failed", extra={"facts": {"job": name}})

        trigger = IntervalTrigger(seconds=every.total_seconds(), timezone="UTC")
        self._scheduler.add_job(once, trigger, id=name, name=name, next_run_time=first_at)

    def start(self) -> None:
        """Start the clockwork."""
        self._scheduler.start()

    async def stop(self, grace: float) -> None:
        """Start no more runs; give those that run `grace` seconds, then cancel them."""
        self._scheduler.pause()
        if self._running:
            await asyncio.wait(self._running, timeout=grace)
        for task in self._running:
            task.cancel()
        if self._running:
            await asyncio.wait(self._running)
        self._scheduler.shutdown(wait=False)
