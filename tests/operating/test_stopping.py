"""SIGTERM in the middle of sending: what is on the wire ends, nothing new begins."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.adapters.clock import SystemClock
from bot.core.outgoing import ParcelState
from bot.running import DRAIN_SECONDS
from bot.simulator.api import create_simulator
from bot.simulator.world import World
from data.store import open_store
from tests.data import given

from .conftest import TOKEN
from .desk import Operator, eventually, serving

pytestmark = pytest.mark.enable_socket

IN_FLIGHT = 28
"""Within what the simulator takes in a second."""
PEOPLE = range(1001, 1041)


@dataclass
class SlowTelegram:
    """Takes messages at once, and answers when it is told to."""

    app: ASGIApp
    waiting: int = 0
    _answers: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_message = scope["type"] == "http" and scope["path"].endswith("/sendMessage")
        await self.app(scope, receive, self._late(send) if is_message else send)

    def answer(self) -> None:
        """Let all answers go, from another thread."""
        assert self._loop is not None
        self._loop.call_soon_threadsafe(self._answers.set)

    def _late(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def wait(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._loop = asyncio.get_running_loop()
                self.waiting += 1
                await self._answers.wait()
            await send(message)

        return wait


async def queue_for_all(url: str) -> None:
    now = SystemClock().now()
    async with open_store(url) as store:
        people = [await given.subscriber(store, chat_id, due=now) for chat_id in PEOPLE]
        await given.plan(store, [given.digest(*people, slot=now, following=now + given.DAY)], now)


async def left_over(url: str) -> tuple[dict[ParcelState, int], set[int]]:
    """Return what is not done with, and whom the next process would send something."""
    later = SystemClock().now() + given.HOUR
    async with open_store(url) as store:
        depths = await store.outbox.depths()
        await store.outbox.release()
        await store.outbox.reap(later)
        claimed = await given.claim(store, at=later, limit=len(PEOPLE))
    return {state: count for state, count in depths.items() if count}, {
        parcel.chat_id for parcel in claimed
    }


def test_sigterm_drains_what_is_in_flight_and_begins_nothing_more(
    world: World, sqlite_url: str, tmp_path: Path
) -> None:
    sources = tmp_path / "sources.toml"
    sources.write_text(
        '[[source]]\nurl = "http://127.0.0.1:9/feed"\ntitle = "T"\npublisher = "P"\n'
        'language = "en"\n'
    )
    for chat_id in PEOPLE:
        world.add_user(chat_id, has_started=True)
    asyncio.run(queue_for_all(sqlite_url))
    telegram = SlowTelegram(create_simulator(world))
    with serving(telegram) as address:
        operator = Operator(
            tmp_path,
            TIDINGS_TELEGRAM_TOKEN=TOKEN,
            TIDINGS_TELEGRAM_API=address,
            TIDINGS_SOURCES_FILE=str(sources),
            TIDINGS_SENDS_PER_SECOND=str(IN_FLIGHT),
            TIDINGS_WEB_PORT="0",
        )
        with operator.running("run") as process:
            eventually(lambda: telegram.waiting == IN_FLIGHT, "messages in flight")
            process.send_signal(signal.SIGTERM)
            eventually(lambda: "stopping" in operator.log.read_text(), "the end begins")
            telegram.answer()
            code = process.wait(timeout=DRAIN_SECONDS + 5)

    depths, next_ones = asyncio.run(left_over(sqlite_url))
    got = {chat_id for chat_id in PEOPLE if world.record.deliveries[chat_id]}
    assert code == 0
    assert depths == {ParcelState.QUEUED: len(PEOPLE) - IN_FLIGHT}
    assert world.record.deliveries.total() == len(got) == IN_FLIGHT
    assert next_ones == set(PEOPLE) - got
