"""`tidings run` and `tidings worker`: the bot, or its jobs alone, until a signal ends them."""

import asyncio
import gc
import signal

from bot.app import open_runtime
from bot.errors import ConfigError
from bot.running import keep_running, keep_working
from bot.settings import Settings

_NEW_OBJECTS = 10_000
"""Made since the collector last looked; Python says 700, which are two answers."""


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    stop = stop_signal()
    async with open_runtime(settings, with_telegram=True, takes_sources=True) as runtime:
        spare_what_stays()
        await keep_running(runtime, stop)


async def work(settings: Settings) -> None:
    """Do the jobs and deliver, beside `tidings run`, until SIGTERM or Ctrl-C."""
    if not settings.database_url.startswith("postgresql"):
        raise ConfigError("TIDINGS_DATABASE_URL: a worker needs the PostgreSQL of `tidings run`")
    stop = stop_signal()
    async with open_runtime(settings, with_telegram=True) as runtime:
        spare_what_stays()
        await keep_working(runtime, stop)


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
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
