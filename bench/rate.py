"""Hold Telegram's limits while people ask: `python -m bench.rate [--seconds N]`.

Simulated time: the digests of `--parcels` people are due and go out through the product's gate
and lane, to the simulator, which enforces 30 messages a second, one a second in a private chat
(three at once) and twenty a minute in a group, and answers 429 beyond that. Meanwhile other
people, and groups, ask for /latest again and again, now and then twice at once; the product's own
handlers answer through the same gate. The clock jumps from one thing that happens to the next and
stands still while the database works, so waiting is what the gate makes people wait, and the
80 ms of an answer. Exit status 1 where one request was answered with 429.
"""

import argparse
import asyncio
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from telegram import Update

from bench.planning import DUE, SLOT, fill, microseconds
from bench.virtual import ANSWER_SECONDS, WorkingClock, timeless
from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.app import Runtime
from bot.commands.terminal import open_progress, show_json, show_table
from bot.core.outgoing import ParcelState
from bot.ports import Clock
from bot.running import build_telegram
from bot.settings import Settings
from bot.simulator.api import create_simulator
from bot.simulator.world import World
from data.store import Store, open_store
from handlers.telegram.context import TelegramApp
from jobs.deliver import Courier
from jobs.digest import plan_digests
from jobs.ingest import Ingest
from tests.factories import bench, vocabulary
from tests.transport import AsgiApi

TOKEN = "123456:rate"  # noqa: S105 - opens nothing
WISHES = 200
PER_SECOND = 28
FIRST_ASKER = 1_000_000_000
ASK_EVERY = (2.0, 4.0)
"""Seconds from an answer to the person's next question."""
GROUP_ASKS_EVERY = (3.5, 5.0)
"""Rarer, since a group may have twenty messages a minute and nobody could answer more."""
TWICE = 0.1
"""The share of questions that are asked twice at once."""


class DistantApi:
    """The simulator, some way off."""

    def __init__(self, world: World, clock: WorkingClock) -> None:
        self._api = AsgiApi(create_simulator(world), TOKEN)
        self._clock = clock

    async def post(self, method: str, body: bytes, **named: Any) -> tuple[int, bytes]:
        answer = await self._clock.during(self._api.post(method, body, **named))
        await self._clock.sleep(ANSWER_SECONDS)
        return answer


@dataclass
class Asker:
    """Somebody who asks for /latest in some chat until the time is over."""

    app: TelegramApp
    world: World
    clock: Clock
    who: int
    chat_id: int
    took: list[float] = field(default_factory=list[float])

    async def ask_until(self, end: float) -> None:
        every = ASK_EVERY if self.chat_id > 0 else GROUP_ASKS_EVERY
        dice = random.Random(self.chat_id)  # noqa: S311 - repeatable, not secret
        while (now := self.clock.monotonic()) < end:
            await self.clock.sleep(min(dice.uniform(*every), end - now))
            for _ in range(2 if dice.random() < TWICE else 1):
                self.took.append(await self._ask())

    async def _ask(self) -> float:
        started = self.clock.monotonic()
        self.world.say(self.who, "/latest", self.chat_id)
        asked = Update.de_json(self.world.updates.pending.pop(), self.app.bot)
        await self.app.process_update(asked)
        return self.clock.monotonic() - started


def populate(world: World, database: Path, people: int, groups: int) -> list[tuple[int, int]]:
    """Let everybody who is due have started the bot; return who asks, and in which chat."""
    with sqlite3.connect(database) as raw:
        for (chat_id,) in raw.execute(
            "SELECT chat_id FROM subscriber WHERE next_digest_at = ?", [microseconds(SLOT)]
        ):
            world.add_user(chat_id, has_started=True)
    asking: list[tuple[int, int]] = []
    for who in range(FIRST_ASKER, FIRST_ASKER + people):
        world.add_user(who, has_started=True)
        asking.append((who, who))
    for who, _ in asking[:groups]:
        group = world.create_group("Readers", who, kind="supergroup")
        world.add_bot_to_group(group.id, who)
        asking.append((who, group.id))
    return asking


def quantile(values: list[float], share: float) -> float:
    return round(sorted(values)[int((len(values) - 1) * share)], 3)


def open_bot(store: Store, world: World, clock: WorkingClock, folder: Path) -> Runtime:
    gateway = Gateway(DistantApi(world, clock), Gate(clock, PER_SECOND))
    services = replace(
        bench(timeless(store, clock)).services,
        clock=clock,
        messenger=TelegramMessenger(gateway, clock),
        bot_username=world.bot.username,
    )
    return Runtime(
        settings=Settings(telegram_token=TOKEN, state_dir=folder, _env_file=None),
        services=services,
        gateway=gateway,
        ingest=Ingest(services, vocabulary()),
    )


async def pass_time(clock: Clock, seconds: float) -> None:
    with open_progress() as progress:
        for _ in progress.track(range(round(seconds))):
            await clock.sleep(1)


async def send_and_answer(
    runtime: Runtime, world: World, asking: list[tuple[int, int]], seconds: float
) -> list[Asker]:
    """Plan and deliver what is due, with people asking, for some time."""
    services = runtime.services
    await plan_digests(services)
    courier = Courier(services, "bench", per_second=PER_SECOND)
    async with build_telegram(runtime) as app:
        askers = [Asker(app, world, services.clock, who, chat) for who, chat in asking]
        end = services.clock.monotonic() + seconds
        async with asyncio.TaskGroup() as group:
            group.create_task(courier.deliver())
            for asker in askers:
                group.create_task(asker.ask_until(end))
            await pass_time(services.clock, seconds)
            courier.stop()
    return askers


async def run(seconds: float, parcels: int, people: int, groups: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "tidings.db"
        await fill(database, round(parcels / DUE), WISHES)
        clock = WorkingClock(SLOT)
        world = World(now=lambda: clock.now().timestamp(), bot_token=TOKEN, keep_calls=False)
        asking = populate(world, database, people, groups)
        async with open_store(f"sqlite:///{database}") as store:
            runtime = open_bot(store, world, clock, Path(folder))
            askers = await clock.play(send_and_answer(runtime, world, asking, seconds))
            waiting = (await store.outbox.depths())[ParcelState.QUEUED]
    private = [one for asker in askers if asker.chat_id > 0 for one in asker.took]
    grouped = [one for asker in askers if asker.chat_id < 0 for one in asker.took]
    statuses = Counter[int]()
    for (_, status), count in world.record.counts.items():
        statuses[status] += count
    answers = sum(world.record.deliveries[asker.chat_id] for asker in askers)
    sent = world.record.deliveries.total()
    return {
        "simulated seconds": round(seconds),
        "messages": sent,
        "messages a second": round(sent / seconds, 2),
        "parcels sent": sent - answers,
        "parcels that wait at the end": waiting,
        "people's questions": len(private),
        "their p50 s": quantile(private, 0.5),
        "their p99 s": quantile(private, 0.99),
        "their slowest s": quantile(private, 1),
        "groups' questions": len(grouped),
        "groups' p99 s": quantile(grouped, 0.99),
        **{f"HTTP {status}": count for status, count in sorted(statuses.items())},
        "HTTP 429": statuses[429],
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seconds", type=float, default=600)
    arguments.add_argument("--parcels", type=int, default=100_000)
    arguments.add_argument("--people", type=int, default=10)
    arguments.add_argument("--groups", type=int, default=3)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    found = asyncio.run(run(given.seconds, given.parcels, given.people, given.groups))
    if given.json:
        show_json(found)
    else:
        show_table(("What", "How many#"), found.items())
    sys.exit(bool(found["HTTP 429"]))


if __name__ == "__main__":
    main()
