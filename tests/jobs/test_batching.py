"""Writes that many wait for are committed together."""

import asyncio

import pytest

from bot.errors import StoreError
from jobs.batching import GroupCommit
from tests.fakes import FixedClock


async def test_writes_that_come_together_are_committed_together() -> None:
    written: list[list[int]] = []
    gate = asyncio.Event()

    async def write(items: list[int]) -> None:
        await gate.wait()
        written.append(items)

    commit = GroupCommit(write, FixedClock())
    async with asyncio.TaskGroup() as group:
        for number in range(5):
            group.create_task(commit.add(number))
        await asyncio.sleep(0)
        group.create_task(commit.add(5))
        gate.set()

    assert sorted(number for batch in written for number in batch) == list(range(6))
    assert len(written) <= 2


async def test_a_failed_write_fails_for_all_that_were_in_it() -> None:
    async def write(items: list[int]) -> None:
        raise StoreError(f"{len(items)} lost")

    commit = GroupCommit(write, FixedClock())
    results = await asyncio.gather(
        *(commit.add(number) for number in range(3)), return_exceptions=True
    )

    assert all(isinstance(result, StoreError) for result in results)


async def test_those_who_wait_for_a_write_that_is_cancelled_do_not_take_it_for_done() -> None:
    written: list[list[int]] = []
    gate = asyncio.Event()

    async def write(items: list[int]) -> None:
        await gate.wait()
        written.append(items)

    commit = GroupCommit(write, FixedClock())

    async def wait_for(number: int) -> None:
        with pytest.raises(InterruptedError):
            await commit.add(number)

    async with asyncio.TaskGroup() as group:
        group.create_task(commit.add(0))
        await asyncio.sleep(0)
        writer = group.create_task(commit.add(1))
        group.create_task(wait_for(2))
        await asyncio.sleep(0)
        writer.cancel()
        await asyncio.sleep(0)
        gate.set()
    await commit.add(3)

    assert written == [[0], [3]]
