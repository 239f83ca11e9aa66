"""Answers at a million stored articles and a hundred people asking at once.

    uv run python -m bench.answers [--articles 1000000] [--database FILE] [--json]

Own time is what we take: from the update as JSON through python-telegram-bot, our middleware,
handlers, store (SQLite), renderer and messenger to a stand-in for Telegram that answers at once,
and until the update is done with. A hundred people of five languages ask. "Alone" is one update
after the other, "at once" a burst in one moment, each timed from the burst's beginning to the end
of its answer. "Cold": what was kept of earlier answers is too old, before each one asked alone and
before each burst. "Warm": it is not. The last rows ask a hundred different things, so that
everything is cold. CPU is that of the whole process, per answer and for a whole burst: the most
that anybody in it would wait on a machine that does nothing else.

The archive is made up: words and pairs of Han drawn with Zipf's law, 2.5 articles a story. It is
built once (some minutes) and kept where --database says.
"""

import argparse
import asyncio
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Update

from bench.archive import build
from bot.adapters.charts import ChartPainter
from bot.adapters.clock import SystemClock
from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.app import Runtime
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
TOKEN = "1:bench"  # noqa: S105 - opens nothing
LANGUAGES = ("en", "zh-hans", "es", "de", "ja")
Ask = Callable[[int], str]
"""What a person types."""
ASKED: dict[str, str] = {
    "/latest": "/latest",
    "/latest 20": "/latest 20",
    "/tag": "/tag chips",
    "/search common word": "/search model",
    "/search two words": "/search chip export",
    "/search Chinese": "/search 芯片",
    "/search filters": "/search tag:chips since:30d min:50 model",
    "/search misspelt": "/search modle expert",
    "inline": "@chip",
    "inline Chinese": "@芯片",
}
EACH_THEIR_OWN: dict[str, Ask] = {
    "/latest, all different": lambda person: f"/latest {1 + person % 20}",
    "/search, all different": lambda person: f"/search model w{person:x}ord",
    "inline, all different": lambda person: f"@w{person:x}ord",
}


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
        self.ahead += 2 * MAX_AGE


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


def always(typed: str) -> Ask:
    return lambda _: typed


class Crowd:
    """A hundred people who ask."""

    def __init__(self, app: TelegramApp, api: InstantApi, clock: BenchClock) -> None:
        self._app, self._api, self._clock = app, api, clock
        self._numbers = itertools.count(1)

    async def ask(self, person: int, typed: str, began: float | None = None) -> float:
        began = began or time.perf_counter()
        update = update_of(next(self._numbers), person, typed)
        await self._app.process_update(Update.de_json(update, self._app.bot))
        return time.perf_counter() - began

    async def one_by_one(self, typed: Ask, *, is_cold: bool) -> list[float]:
        times = []
        self._clock.rest()
        for person in range(1, PEOPLE + 1):
            if is_cold:
                self._clock.make_cold()
            times.append(await self.ask(person, typed(person)))
        return times

    async def bursts(self, typed: Ask, *, is_cold: bool) -> list[float]:
        times: list[float] = []
        for _ in range(ROUNDS):
            self._clock.rest()
            if is_cold:
                self._clock.make_cold()
            began, people = time.perf_counter(), range(1, PEOPLE + 1)
            times += await asyncio.gather(*(self.ask(one, typed(one), began) for one in people))
        return times

    async def row_of(self, name: str, typed: Ask, *, kinds: tuple[str, ...]) -> dict[str, Any]:
        await self.one_by_one(typed, is_cold=True)  # the database's own cache is warm
        row: dict[str, Any] = {"asked": name}
        for kind in kinds:
            before, began = self._api.answers, time.process_time()
            alone = await self.one_by_one(typed, is_cold=kind == "cold")
            between = time.process_time()
            at_once = await self.bursts(typed, is_cold=kind == "cold")
            row |= {
                f"{kind}: CPU": (between - began) / PEOPLE * 1000,
                f"{kind}: alone p50": statistics.median(alone) * 1000,
                f"{kind}: alone p99": quantile(alone) * 1000,
                f"{kind}: burst CPU": (time.process_time() - between) / ROUNDS * 1000,
                f"{kind}: at once p50": statistics.median(at_once) * 1000,
                f"{kind}: at once p99": quantile(at_once) * 1000,
            }
            if self._api.answers - before < PEOPLE * (1 + ROUNDS):
                raise SystemExit(f"{name}: not everybody was answered")
        return row


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
            await crowd.bursts(lambda _: "/help", is_cold=False)
            table = [
                await crowd.row_of(name, always(typed), kinds=("cold", "warm"))
                for name, typed in ASKED.items()
            ]
            return table + [
                await crowd.row_of(name, typed, kinds=("cold",))
                for name, typed in EACH_THEIR_OWN.items()
            ]


def quantile(times: list[float]) -> float:
    return statistics.quantiles(times, n=100)[98]


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
    names = list(table[0])[1:]
    print(f"{'ms':24}", *(f"{name:>18}" for name in names))
    for row in table:
        cells = (f"{row[name]:18.1f}" if name in row else f"{'':18}" for name in names)
        print(f"{row['asked']:24}", *cells)


if __name__ == "__main__":
    main()
