"""Ctrl-C and SIGTERM end a program that is still starting, in order and without a traceback."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from bot.commands.serving import open_unless_stopped

ROOT = Path(__file__).parents[2]
INTERRUPTED_AT_AN_IMPORT = """
import os, signal, sys
from bot.__main__ import main

class Interruption:
    def find_spec(self, name, path, target=None):
        if name == "bot.cli":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interruption())
main()
"""


def test_ctrl_c_while_modules_are_imported_ends_without_a_word() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", INTERRUPTED_AT_AN_IMPORT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_while_everything_opens_closes_what_is_open(number: signal.Signals) -> None:
    closed = []

    @asynccontextmanager
    async def opening() -> AsyncIterator[str]:
        try:
            os.kill(os.getpid(), number)
            await asyncio.Event().wait()
            yield "open"
        finally:
            closed.append("closed")

    async with AsyncExitStack() as stack:
        assert await open_unless_stopped(stack, opening()) is None

    assert closed == ["closed"]


async def test_a_time_that_runs_out_while_everything_opens_is_no_signal() -> None:
    @asynccontextmanager
    async def opening() -> AsyncIterator[str]:
        raise TimeoutError
        yield "open"

    async with AsyncExitStack() as stack:
        with pytest.raises(TimeoutError):
            await open_unless_stopped(stack, opening())
