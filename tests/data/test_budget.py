"""The day's tokens are never passed, however many programs reserve at once."""

import asyncio
import sys

import pytest

from data.store import open_store

from .given import NOW

LIMIT = 10_000
_ASKED, _TIMES = 600, 15
"""Tokens of one request, and requests of one program: two ask for more than twice the limit."""

PROGRAM = """
import asyncio, sys
from datetime import datetime
from data.store import open_store

async def main(url, now, asked, times, limit):
    async with open_store(url) as store:
        sys.stdout.write("ready\\n")
        sys.stdout.flush()
        sys.stdin.readline()
        got = await asyncio.gather(
            *(store.models.reserve(asked, limit, now) for _ in range(times))
        )
        print(sum(got))

url, now, *numbers = sys.argv[1:]
asyncio.run(main(url, datetime.fromisoformat(now), *map(int, numbers)))
"""


async def begin(url: str) -> asyncio.subprocess.Process:
    arguments = (url, NOW.isoformat(), str(_ASKED), str(_TIMES), str(LIMIT))
    program = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        PROGRAM,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert program.stdout is not None
    assert await program.stdout.readline() == b"ready\n"
    return program


@pytest.mark.enable_socket
async def test_two_programs_that_reserve_at_once_stay_within_the_limit(database_url: str) -> None:
    programs = await asyncio.gather(*(begin(database_url) for _ in range(2)))

    answers = await asyncio.gather(*(program.communicate(b"go\n") for program in programs))

    granted = [int(out) for out, _ in answers]
    assert sum(granted) == LIMIT // _ASKED
    async with open_store(database_url) as store:
        assert await store.models.spent(NOW) == sum(granted) * _ASKED


async def test_what_was_not_used_can_be_reserved_again(database_url: str) -> None:
    async with open_store(database_url) as one, open_store(database_url) as other:
        assert await one.models.reserve(LIMIT, LIMIT, NOW)
        assert not await other.models.reserve(1, LIMIT, NOW)
        await one.models.settle(LIMIT, 9_000, NOW)

        assert not await other.models.reserve(1_001, LIMIT, NOW)
        assert await other.models.reserve(1_000, LIMIT, NOW)
