"""Jobs repeat, a failing one comes again, and stopping is orderly."""

import asyncio
from datetime import timedelta

import pytest

from bot.adapters.clock import SystemClock
from bot.adapters.scheduler import Scheduler

OFTEN = timedelta(milliseconds=10)


async def test_a_failing_job_is_logged_and_runs_again(caplog: pytest.LogCaptureFixture) -> None:
    scheduler = Scheduler()
    again = asyncio.Event()
    runs = 0

    async def fail() -> None:
        nonlocal runs
        runs += 1
        if runs == 2:
            again.set()
        raise ValueError("broken")

    scheduler.repeat("fail", OFTEN, fail, first_at=SystemClock().now())
    scheduler.start()
    await asyncio.wait_for(again.wait(), 5)
    await scheduler.stop(grace=1)

    failures = [record for record in caplog.records if record.getMessage() == "job failed"]
    assert len(failures) >= 2
    assert failures[0].__dict__["facts"] == {"job": "fail"}


async def test_stopping_waits_for_what_runs() -> None:
    scheduler = Scheduler()
    begun = asyncio.Event()
    ended = False

    async def work() -> None:
        nonlocal ended
        begun.set()
        for _ in range(10):
            await asyncio.sleep(0)
        ended = True

    scheduler.repeat("work", timedelta(hours=1), work, first_at=SystemClock().now())
    scheduler.start()
    await asyncio.wait_for(begun.wait(), 5)
    await scheduler.stop(grace=5)

    assert ended


async def test_stopping_ends_what_takes_too_long() -> None:
    scheduler = Scheduler()
    begun = asyncio.Event()
    was_cancelled = False

    async def work() -> None:
        nonlocal was_cancelled
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            was_cancelled = True
            raise

    scheduler.repeat("work", timedelta(hours=1), work, first_at=SystemClock().now())
    scheduler.start()
    await asyncio.wait_for(begun.wait(), 5)
    await scheduler.stop(grace=0.01)

    assert was_cancelled
