"""`tidings run` and `tidings worker`: the bot, or its jobs alone, until a signal ends them."""

import asyncio
import gc
import signal
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from functools import partial
from typing import TypeVar

from bot.app import Runtime, open_runtime
from bot.errors import ConfigError
from bot.running import keep_running, keep_working
from bot.settings import Settings

T = TypeVar("T")

_NEW_OBJECTS = 10_000
"""Made since the collector last looked; Python says 700, which are two answers."""


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    await _serve(open_runtime(settings, with_telegram=True, takes_sources=True), keep_running)


async def work(settings: Settings) -> None:
    """Do the jobs and deliver, beside `tidings run`, until SIGTERM or Ctrl-C."""
    if not settings.database_url.startswith("postgresql"):
        raise ConfigError("TIDINGS_DATABASE_URL: a worker needs the PostgreSQL of `tidings run`")
    await _serve(open_runtime(settings, with_telegram=True), keep_working)


async def _serve(
    opening: AbstractAsyncContextManager[Runtime],
    keep: Callable[[Runtime, asyncio.Event], Awaitable[None]],
) -> None:
    async with AsyncExitStack() as stack:
        runtime = await open_unless_stopped(stack, opening)
        if runtime is not None:
            stop = stop_signal()
            spare_what_stays()
            await keep(runtime, stop)


async def open_unless_stopped(
    stack: AsyncExitStack, opening: AbstractAsyncContextManager[T]
) -> T | None:
    """Open, on `stack`; return None where SIGTERM or Ctrl-C came first, and leave nothing open.

    It may have to wait for Telegram, or for the database while another process migrates it.
    """
    try:
        async with asyncio.timeout(None) as patience:
            _on_signal(partial(patience.reschedule, 0))
            return await stack.enter_async_context(opening)
    except TimeoutError:
        if not patience.expired():
            raise
        return None


def spare_what_stays() -> None:
    """Have the garbage collector pass over what was made by now, which stays to the end.

    Looking through the modules of a program this large stops everything for a third of a second,
    every few seconds where much is sent. Looking through what is under way finds nothing while
    many ask at once, so it comes less often than Python would have it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


def stop_signal() -> asyncio.Event:
    """Return an event that SIGTERM and Ctrl-C set."""
    stop = asyncio.Event()
    _on_signal(stop.set)
    return stop


def _on_signal(react: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, react)
