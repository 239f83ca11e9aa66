"""`tidings run` and `tidings worker`: the bot, or its jobs alone, until a signal ends them."""

import asyncio
import signal

from bot.app import open_runtime
from bot.errors import ConfigError
from bot.running import keep_running, keep_working
from bot.settings import Settings


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    stop = stop_signal()
    async with open_runtime(settings, with_telegram=True, takes_sources=True) as runtime:
        await keep_running(runtime, stop)


async def work(settings: Settings) -> None:
    """Do the jobs and deliver, beside `tidings run`, until SIGTERM or Ctrl-C."""
    if not settings.database_url.startswith("postgresql"):
        raise ConfigError("TIDINGS_DATABASE_URL: a worker needs the PostgreSQL of `tidings run`")
    stop = stop_signal()
    async with open_runtime(settings, with_telegram=True) as runtime:
        await keep_working(runtime, stop)


def stop_signal() -> asyncio.Event:
    """Return an event that SIGTERM and Ctrl-C set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
