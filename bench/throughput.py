"""Measure what sending costs: `python -m bench.throughput [--parcels N] [--slices N]`.

Digests are planned by the product in SQLite and sent to a Bot API on loopback, in a process of
its own (bench.loopback), that answers each with the Message the simulator would return. Compared
by the CPU time of this process:

- `lane`: the product's lane, from claim to record, with its database;
- `aiohttp`: a bare aiohttp loop that posts the same bodies, ready made;
- `python-telegram-bot`, `aiogram`: the same messages by `Bot.send_message`, out of the box.

They take turns in short slices, so that whatever else the machine does strikes all alike, and
each keeps its connections. At the end the lane is paced at 1000/s with answers after 80 ms.
"""

import argparse
import asyncio
import gc
import json
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any, TypeAlias

import aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, TCPConnector
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions

from bench.lane import open_lane
from bench.loopback import loopback
from bench.planning import DUE, SLOT, fill, plan_day
from bench.virtual import MovedClock
from bot.adapters.telegram_http import AiohttpApi
from bot.commands.terminal import show_json, show_table
from bot.ports import BotApi
from bot.simulator.api import create_simulator
from bot.simulator.world import World
from data.store import Store, open_store
from tests.factories import bench
from tests.transport import AsgiApi

TOKEN = "123456:AAthroughput"  # noqa: S105 - opens nothing
WISHES = 200
IN_FLIGHT = 100
UNPACED = 1e6
"""Parcels a second; the gate never holds one back."""
PACE = 1000.0
PACED_ANSWERS = 0.08
"""Seconds."""
SLOWER = 10
"""The libraries send a tenth as many; they would take most of the time."""

Json: TypeAlias = dict[str, Any]
Slice: TypeAlias = Callable[[], Awaitable[int]]
"""Sends some messages; returns how many."""


def messages(database: Path) -> list[Json]:
    """Return the parameters of the planned messages."""
    with sqlite3.connect(database) as raw:
        rows = raw.execute(
            "SELECT chat_id, fields FROM parcel JOIN subscriber ON subscriber.id = subscriber_id"
            " JOIN digest_part ON digest_part.digest_id = parcel.digest_id"
            " AND digest_part.part = parcel.part ORDER BY turn"
        )
        return [{"chat_id": chat_id, **json.loads(fields)} for chat_id, fields in rows]


def queue_again(database: Path) -> None:
    """Make the planned parcels as if they had never been sent."""
    with sqlite3.connect(database, timeout=30) as raw:
        raw.execute(
            "UPDATE parcel SET state = 'queued', owner = '', attempts = 0, sent_at = NULL,"
            " telegram_message_id = 0, not_before = slot"
        )


async def deliver(store: Store, api: BotApi, per_second: float) -> int:
    """Send all that is queued through the product; return how many were sent."""
    clock = MovedClock(SLOT + timedelta(minutes=1))
    tally = await open_lane(store, clock, api, owner="bench", per_second=per_second).deliver()
    if set(tally) != {"sent"}:
        raise RuntimeError(tally)
    return tally.total()


async def send_all(send: Callable[[Any], Awaitable[object]], items: list[Any]) -> int:
    """Send with IN_FLIGHT at a time."""
    left = iter(items)

    async def work() -> None:
        for item in left:
            await send(item)

    await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
    return len(items)


@asynccontextmanager
async def bare_aiohttp(items: list[Json], port: int) -> AsyncIterator[Slice]:
    """Post ready bodies and read `ok` of the answers."""
    url = f"http://127.0.0.1:{port}/bot{TOKEN}/sendMessage"
    headers = {"Content-Type": "application/json"}
    bodies = [json.dumps(item, ensure_ascii=False).encode() for item in items]
    async with ClientSession(connector=TCPConnector(limit=0)) as session:

        async def send(body: bytes) -> None:
            async with session.post(url, data=body, headers=headers) as response:
                if not json.loads(await response.read())["ok"]:
                    raise RuntimeError(response)

        yield lambda: send_all(send, bodies)


@asynccontextmanager
async def python_telegram_bot(items: list[Json], port: int) -> AsyncIterator[Slice]:
    """Send with its default transport."""
    async with Bot(TOKEN, base_url=f"http://127.0.0.1:{port}/bot") as bot:
        ready = [
            item
            | {
                "link_preview_options": LinkPreviewOptions(**item["link_preview_options"]),
                "reply_markup": InlineKeyboardMarkup.de_json(item["reply_markup"], bot),
            }
            for item in items[::SLOWER]
        ]
        yield lambda: send_all(lambda item: bot.send_message(**item), ready)


@asynccontextmanager
async def with_aiogram(items: list[Json], port: int) -> AsyncIterator[Slice]:
    """Send with its default session."""
    types = aiogram.types
    session = AiohttpSession(api=TelegramAPIServer.from_base(f"http://127.0.0.1:{port}"))
    ready = [
        item
        | {
            "link_preview_options": types.LinkPreviewOptions(**item["link_preview_options"]),
            "reply_markup": types.InlineKeyboardMarkup.model_validate(item["reply_markup"]),
        }
        for item in items[::SLOWER]
    ]
    async with aiogram.Bot(TOKEN, session=session) as bot:
        yield lambda: send_all(lambda item: bot.send_message(**item), ready)


@dataclass
class Cost:
    """What one client's slices took."""

    parcels: int = 0
    cpu: float = 0.0
    each: list[float] = field(default_factory=list[float])

    async def add(self, send: Slice) -> None:
        used = time.process_time()
        sent = await send()
        took = time.process_time() - used
        self.parcels, self.cpu = self.parcels + sent, self.cpu + took
        self.each.append(took / sent)

    @property
    def mean(self) -> float:
        return self.cpu / self.parcels


async def plan(database: Path, parcels: int) -> None:
    """Have the product plan about `parcels` digests."""
    await fill(database, round(parcels / DUE), WISHES)
    async with open_store(f"sqlite:///{database}") as store:
        await plan_day(bench(store).services, 0)


async def message_for(item: Json) -> bytes:
    """Return the answer of the simulator to one message."""
    world = World(now=SLOT.timestamp, bot_token=TOKEN)
    world.add_user(item["chat_id"], has_started=True)
    api = AsgiApi(create_simulator(world), TOKEN)
    _, answer = await api.post("sendMessage", json.dumps(item).encode())
    return answer


async def compare(database: Path, port: int, slices: int) -> list[Json]:
    """Let the clients take turns; the first turn of each is a warm-up and does not count."""
    items = messages(database)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(f"sqlite:///{database}"))
        api = await stack.enter_async_context(AiohttpApi(f"http://127.0.0.1:{port}", TOKEN))
        clients: dict[str, Slice] = {"lane": lambda: deliver(store, api, UNPACED)}
        for name, client in {
            "aiohttp": bare_aiohttp,
            "python-telegram-bot": python_telegram_bot,
            "aiogram": with_aiogram,
        }.items():
            clients[name] = await stack.enter_async_context(client(items, port))
        costs = {name: Cost() for name in clients}
        gc.freeze()  # what one client keeps is not to be looked through in another's turn
        for number, (name, send) in enumerate(
            islice(cycle(clients.items()), (slices + 1) * len(clients))
        ):
            await (costs[name] if number >= len(clients) else Cost()).add(send)
            if name == "lane":
                queue_again(database)
    return [
        {
            "client": name,
            "sent": cost.parcels,
            "µs CPU each": round(cost.mean * 1e6),
            "fastest slice": round(min(cost.each) * 1e6),
            "slowest slice": round(max(cost.each) * 1e6),
            "parcels per CPU s": round(1 / cost.mean),
            "lane's rate to this": round(cost.mean / costs["lane"].mean, 2),
        }
        for name, cost in costs.items()
    ]


class Departures:
    """A Bot API that notes when the first and the newest request left for another."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self.first = self.newest = 0.0

    async def post(self, method: str, body: bytes, **options: Any) -> tuple[int, bytes]:
        self.newest = time.perf_counter()
        self.first = self.first or self.newest
        return await self._api.post(method, body, **options)


async def pace(database: Path, port: int) -> Json:
    """Send at PACE; return what was reached.

    N messages leave at a rate with N - 1 times its interval between the first and the last;
    reading the first portion before and waiting for the last answer after it are told apart.
    """
    async with (
        open_store(f"sqlite:///{database}") as store,
        AiohttpApi(f"http://127.0.0.1:{port}", TOKEN) as api,
    ):
        gc.freeze()  # as `tidings run` does
        started, used = time.perf_counter(), time.process_time()
        departures = Departures(api)
        sent = await deliver(store, departures, PACE)
        seconds, cpu = time.perf_counter() - started, time.process_time() - used
    return {
        "aimed at per s": PACE,
        "left per s": round((sent - 1) / (departures.newest - departures.first), 1),
        "from start to last answer, per s": round(sent / seconds),
        "core busy %": round(100 * cpu / seconds),
        "parcels": sent,
    }


async def run(parcels: int, slices: int, paced_parcels: int) -> tuple[list[Json], Json]:
    with tempfile.TemporaryDirectory() as folder:
        database, answer = Path(folder) / "tidings.db", Path(folder) / "answer.json"
        await plan(database, parcels)
        answer.write_bytes(await message_for(messages(database)[0]))
        async with loopback(answer, 0) as port:
            table = await compare(database, port, slices)
        database = Path(folder) / "paced.db"
        await plan(database, paced_parcels)
        async with loopback(answer, PACED_ANSWERS) as port:
            return table, await pace(database, port)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parcels", type=int, default=1000, help="of one slice")
    arguments.add_argument("--slices", type=int, default=10)
    arguments.add_argument("--paced-parcels", type=int, default=10_000)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    table, paced = asyncio.run(run(given.parcels, given.slices, given.paced_parcels))
    if given.json:
        show_json({"clients": table, "paced": paced})
    else:
        show_table(
            [name if name == "client" else f"{name}#" for name in table[0]],
            [tuple(row.values()) for row in table],
        )
        show_table([f"{name}#" for name in paced], [tuple(paced.values())])


if __name__ == "__main__":
    main()
