"""Answers at a million stored articles and a hundred people asking at once.

    uv run python -m bench.answers [--articles 1000000] [--database FILE] [--json]

Own time is what we take: from the update as JSON through python-telegram-bot, our middleware,
handlers, store (SQLite), renderer and messenger to a stand-in for Telegram that answers at once,
and until the update is done with. A hundred people of five languages ask, either all the same or
each something else. "Alone" is the CPU of one update after the other. Before each asked "cold",
and before each hundred, all answers are too old; stories that did not change are still known, but
"first". "Within a second" they come at random moments of one second, each timed from its moment to
the end of its answer, and "busy" is the CPU time of that second. "At once" they come in one
moment, and CPU is that of the whole hundred: the most that anybody would wait on an idle machine.
"Load" is how many processes wanted the cores meanwhile. The time that the event loop's thread was
ready to run while others had the processor (Linux, schedstat) is left out; what SQLite's threads
waited is in it, and grows with the load.

The archive is made up: words and pairs of Han drawn with Zipf's law, 2.5 articles a story. It is
built once (some minutes) and kept where --database says.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Update

from bench.archive import SEED, build, han_pairs
from bench.withheld import Withheld
from bot.adapters.charts import ChartPainter
from bot.adapters.clock import SystemClock
from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.app import Runtime
from bot.commands.serving import spare_what_stays
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.running import build_telegram
from bot.services import Services, Writers
from bot.settings import Settings
from data.curated import curated_tags
from data.memory import MAX_AGE
from data.migrate import migrate
from data.store import open_store
from handlers.telegram.context import TelegramApp
from jobs.ingest import Ingest
from tests.conversations.talk import vocabulary
from tests.fakes import FakeFetcher, InlineReader

PEOPLE = 100
ROUNDS = 3
MINUTE = timedelta(minutes=1)
TOKEN = "1:bench"  # noqa: S105 - opens nothing
LANGUAGES = ("en", "zh-hans", "es", "de", "ja")
Ask = Callable[[int], str]
"""What a person types."""
_WORDS = [f"w{number:x}ord" for number in range(PEOPLE + 1)]
_PAIRS = han_pairs(random.Random(SEED))  # noqa: S311 - those of the archive
_TAGS = Taxonomy.load(curated_tags()).keys()
ASKED: dict[str, tuple[str, Ask]] = {
    "/latest": ("/latest", lambda person: f"/latest {1 + person % 20}"),
    "/tag": ("/tag chips", lambda person: f"/tag {_TAGS[person % len(_TAGS)]}"),
    "/search, one word": ("/search model", lambda person: f"/search {_WORDS[person]}"),
    "/search, two words": (
        "/search chip export",
        lambda person: f"/search model {_WORDS[person]}",
    ),
    "/search, Chinese": ("/search 芯片", lambda person: f"/search {_PAIRS[person]}"),
    "/search, filters": (
        "/search tag:chips since:30d min:50 model",
        lambda person: f"/search tag:{_TAGS[person % len(_TAGS)]} min:50 {_WORDS[person]}",
    ),
    "/search, misspelt": (
        "/search modle expert",
        lambda person: f"/search modle {_WORDS[person]}",
    ),
    "inline": ("@chip", lambda person: f"@{_WORDS[person]}"),
    "inline, Chinese": ("@芯片", lambda person: f"@{_PAIRS[person]}"),
}
"""By what is asked: what all ask alike, and what each asks of their own."""


class BenchClock(SystemClock):
    """A clock that can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.rested = 0.0

    def now(self) -> datetime:
        return super().now() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.rested

    def rest(self) -> None:
        """Let Telegram's limit of messages a chat be over: its wait is not our own time."""
        self.rested += 60

    def make_cold(self) -> None:
        """Let answers be too old, and what was worded for a minute."""
        self.ahead += max(2 * MAX_AGE, MINUTE)


class InstantApi:
    """A Telegram that takes everything at once."""

    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self.answers = 0

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        timeout: float = 20.0,  # noqa: ASYNC109 - as the port says
    ) -> tuple[int, bytes]:
        del body, content_type, timeout
        if method == "getMe":
            me = {"id": 1, "is_bot": True, "first_name": "B", "username": "tidings_bot"}
            return 200, json.dumps({"ok": True, "result": me}).encode()
        self.answers += method.startswith(("send", "answer"))
        result = {"message_id": next(self._ids), "date": 0, "chat": {"id": 1, "type": "private"}}
        return 200, json.dumps({"ok": True, "result": result}).encode()


def update_of(number: int, person: int, typed: str) -> dict[str, Any]:
    language = LANGUAGES[person * len(LANGUAGES) // (PEOPLE + 1)]
    sender = {"id": person, "is_bot": False, "first_name": "P", "language_code": language}
    if typed.startswith("@"):
        query = {"id": str(number), "from": sender, "query": typed[1:], "offset": ""}
        return {"update_id": number, "inline_query": query}
    message: dict[str, Any] = {
        "message_id": number,
        "date": 60 * number,  # slowly enough not to be slowed
        "chat": {"id": person, "type": "private", "first_name": "P"},
        "from": sender,
        "text": typed,
    }
    command = typed.split(maxsplit=1)[0]
    message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    return {"update_id": number, "message": message}


class Crowd:
    """A hundred people who ask."""

    def __init__(self, app: TelegramApp, api: InstantApi, clock: BenchClock) -> None:
        self._app, self._api, self._clock = app, api, clock
        self._numbers = itertools.count(1)
        self._random = random.Random(SEED)  # noqa: S311 - when people come

    async def ask(self, person: int, typed: str) -> None:
        update = update_of(next(self._numbers), person, typed)
        await self._app.process_update(Update.de_json(update, self._app.bot))

    async def one_by_one(self, typed: Ask, *, is_cold: bool) -> float:
        """Return the milliseconds of CPU that one answer takes."""
        self._clock.rest()
        began = time.process_time()
        for person in range(1, PEOPLE + 1):
            if is_cold:
                self._clock.make_cold()
            await self.ask(person, typed(person))
        return (time.process_time() - began) / PEOPLE * 1000

    async def together(self, typed: Ask, *, seconds: float) -> tuple[float, list[float]]:
        """Return the milliseconds of CPU of a hundred, and how long each of several waited."""
        times: list[float] = []
        spent = 0.0
        for _ in range(ROUNDS):
            self._clock.rest()
            self._clock.make_cold()
            moments = [self._random.random() * seconds for _ in range(PEOPLE)]
            with closing(Withheld()) as withheld:
                before, began = time.process_time(), withheld.note()
                times += await asyncio.gather(
                    *(
                        self._ask_at(began + moment, person, typed(person), withheld)
                        for person, moment in enumerate(moments, 1)
                    )
                )
            spent += time.process_time() - before
        return spent / ROUNDS * 1000, times

    async def _ask_at(self, moment: float, person: int, typed: str, withheld: Withheld) -> float:
        await asyncio.sleep(max(moment - time.perf_counter(), 0))
        withheld.note()
        await self.ask(person, typed)
        end = withheld.note()
        return end - moment - withheld.between(moment, end)

    async def row_of(self, name: str, alike: str, different: Ask) -> dict[str, Any]:
        before = self._api.answers
        row: dict[str, Any] = {
            "asked": name,
            "alone: first CPU": await self.one_by_one(different, is_cold=True),
            "alone: cold CPU": await self.one_by_one(different, is_cold=True),
            "alone: warm CPU": await self.one_by_one(lambda _: alike, is_cold=False),
        }
        asked = {"alike": lambda _: alike, "different": different}
        for kind, typed in asked.items():
            spent, times = await self.together(typed, seconds=1)
            row |= {f"within a second, {kind}: busy": spent} | quantiles(
                f"within a second, {kind}", times
            )
        for kind, typed in asked.items():
            spent, times = await self.together(typed, seconds=0)
            row |= {f"at once, {kind}: CPU": spent} | quantiles(f"at once, {kind}", times)
        if self._api.answers - before < PEOPLE * (3 + 4 * ROUNDS):
            raise SystemExit(f"{name}: not everybody was answered")
        return row | {"load": os.getloadavg()[0]}


async def measure(path: Path) -> list[dict[str, Any]]:
    api, clock = InstantApi(), BenchClock()
    gateway = Gateway(api, Gate(clock, 100_000))
    async with open_store(f"sqlite:///{path}") as store:
        services = Services(
            store=store,
            clock=clock,
            fetcher=FakeFetcher(),
            reader=InlineReader(),
            messenger=TelegramMessenger(gateway, clock),
            taxonomy=Taxonomy.load(curated_tags()),
            painter=ChartPainter(),
            translator=open_translator,
            writers=Writers(vocabulary=vocabulary()),
            bot_username="tidings_bot",
            public_url="",
        )
        runtime = Runtime(
            settings=Settings(telegram_token=TOKEN, state_dir=path.parent, _env_file=None),
            services=services,
            gateway=gateway,
            ingest=Ingest(services, vocabulary()),
        )
        app = build_telegram(runtime)
        crowd = Crowd(app, api, clock)
        async with app:
            spare_what_stays()  # as `tidings run` does
            await crowd.one_by_one(lambda _: "/help", is_cold=False)
            return [await crowd.row_of(name, *typed) for name, typed in ASKED.items()]


def quantiles(name: str, times: list[float]) -> dict[str, float]:
    """Return the median and the 99th percentile in milliseconds."""
    cuts = statistics.quantiles(times, n=100)
    return {f"{name}: p50": cuts[49] * 1000, f"{name}: p99": cuts[98] * 1000}


def show(table: list[dict[str, Any]]) -> None:
    """Print what the columns are and a line for each thing asked."""
    names = list(table[0])[1:]
    groups = [name.partition(": ")[0] for name in names]
    print(f"{'ms':20}", end="")
    for group, columns in itertools.groupby(groups):
        print(f"{group:>{9 * len(list(columns))}}", end="")
    print("\n" + " " * 20, *(f"{name.partition(': ')[2]:>8}" for name in names))
    for row in table:
        print(f"{row['asked']:20}", *(f"{row[name]:8.1f}" for name in names))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.database or Path(folder) / "archive.db"
        is_new = not path.exists()
        migrate(f"sqlite:///{path}")
        if is_new:
            build(path, arguments.articles)
        table = asyncio.run(measure(path))
    if arguments.json:
        print(json.dumps(table, indent=2))
        return
    show(table)


if __name__ == "__main__":
    main()
