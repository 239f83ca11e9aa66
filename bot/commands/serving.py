"""`tidings run`: the bot, until a signal ends it."""

import asyncio
import signal

from bot.app import open_runtime
from bot.running import keep_running
from bot.settings import Settings


async def run(settings: Settings) -> None:
    """Run the bot until SIGTERM or Ctrl-C."""
    stop = stop_signal()
    async with open_runtime(settings, with_telegram=True, takes_sources=True) as runtime:
        await keep_running(runtime, stop)


def stop_signal() -> asyncio.Event:
    """Return an event that SIGTERM and Ctrl-C set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
