"""Answers at a million stored articles and a hundred people asking at once.

    uv run python -m bench.answers [--articles 1000000] [--database FILE] [--json]

Each person's update goes through python-telegram-bot, our middleware, handlers, store (SQLite),
renderer and messenger to a stand-in for Telegram that answers at once; so what is measured is our
own time. "Alone" is one update after the other; "at once" is a burst of a hundred in one moment,
each timed from the burst's beginning to its answer. CPU is the whole process per answer. The peer
is SQLite itself: the statement that finds the page's stories, without anything around it.

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
from data.migrate import migrate
from data.store import open_store
from jobs.ingest import Ingest
from tests.conversations.talk import vocabulary
from tests.fakes import FakeFetcher, InlineReader

PEOPLE = 100
ROUNDS = 5
TOKEN = "1:bench"  # noqa: S105 - opens nothing
ASKED = {
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
    sender = {"id": person, "is_bot": False, "first_name": "P", "language_code": "en"}
    if typed.startswith("@"):
        query = {"id": str(number), "from": sender, "query": typed[1:], "offset": ""}
        return {"update_id": number, "inline_query": query}
    message: dict[str, Any] = {
        "message_id": number,
        "date": 0,
        "chat": {"id": person, "type": "private", "first_name": "P"},
        "from": sender,
        "text": typed,
    }
    command = typed.split(maxsplit=1)[0]
    message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(command)}]
    return {"update_id": number, "message": message}


async def measure(path: Path) -> list[dict[str, Any]]:
    api, clock = InstantApi(), SystemClock()
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
        numbers = itertools.count(1)

        async def ask(person: int, typed: str, began: float | None = None) -> float:
            update = Update.de_json(update_of(next(numbers), person, typed), app.bot)
            began = began or time.perf_counter()
            await app.process_update(update)
            return time.perf_counter() - began

        table = []
        async with app:
            for person in range(1, PEOPLE + 1):
                await ask(person, "/help")
            for name, typed in ASKED.items():
                await ask(1, typed)
                before, cpu = api.answers, time.process_time()
                alone = [await ask(person, typed) for person in range(1, PEOPLE + 1)]
                cpu = time.process_time() - cpu
                at_once: list[float] = []
                for _ in range(ROUNDS):
                    began = time.perf_counter()
                    at_once += await asyncio.gather(
                        *(ask(person, typed, began) for person in range(1, PEOPLE + 1))
                    )
                answered = api.answers - before
                table.append(
                    {
                        "asked": name,
                        "CPU ms": cpu / PEOPLE * 1000,
                        "alone p50": statistics.median(alone) * 1000,
                        "alone p99": quantile(alone) * 1000,
                        "at once p50": statistics.median(at_once) * 1000,
                        "at once p99": quantile(at_once) * 1000,
                        "answers": answered,
                    }
                )
        return table


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
    for row in table:
        cells = (f"{v:10.1f}" if isinstance(v, float) else f"{v!s:>22}" for v in row.values())
        print(" ".join(cells))
    print("columns:", ", ".join(table[0]))


if __name__ == "__main__":
    main()
