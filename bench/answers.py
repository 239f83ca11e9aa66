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
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from telegram import Update

from bot.adapters.charts import ChartPainter
from bot.adapters.clock import SystemClock
from bot.adapters.gateway import Gateway
from bot.adapters.messenger import TelegramMessenger
from bot.adapters.ratelimit import Gate
from bot.app import Runtime
from bot.core.search import Indexed, facet
from bot.core.tags import Taxonomy
from bot.i18n.catalog import open_translator
from bot.running import build_telegram
from bot.services import Services
from bot.settings import Settings
from data.curated import curated_tags
from data.migrate import migrate
from data.store import open_store
from jobs.ingest import Ingest
from tests.conversations.talk import vocabulary
from tests.fakes import FakeFetcher, InlineReader

NOW = SystemClock().now()
PEOPLE = 100
ROUNDS = 5
PER_STORY = 2.5
SPAN = timedelta(days=365)
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


def words() -> list[str]:
    """Return words, common ones first, each as often as Zipf's law says."""
    known = ("model", "chip", "export", "agent", "open", "weights", "robot", "policy", "fund")
    return [*known, *(f"w{number:x}ord" for number in range(50_000))]


def build(path: Path, articles: int) -> None:
    """Fill a migrated database by bulk inserts."""
    chosen = random.Random(1)  # noqa: S311 - made-up news
    stories = int(articles / PER_STORY)
    vocabulary_ = words()
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(vocabulary_))))
    han = [chr(0x4E00 + number) for number in range(3000)]
    pairs = ["芯片", "出口", "模型", "开源"]
    pairs += ["".join(chosen.sample(han, 2)) for _ in range(20_000)]
    han_weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(pairs))))
    tags = Taxonomy.load(curated_tags()).keys()
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    start = (NOW - SPAN - epoch) // timedelta(microseconds=1)
    step = SPAN // timedelta(microseconds=1) // stories

    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(1, stories + 1):
            english = " ".join(chosen.choices(vocabulary_, cum_weights=weights, k=30))
            chinese = "".join(chosen.choices(pairs, cum_weights=han_weights, k=30))
            yield (
                number,
                start + number * step,
                chosen.randint(10, 95),
                chosen.sample(tags, 3),
                english[:60],
                f"{english}.",
                chinese[:20],
                f"{chinese}。",
            )

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")

    for number in range(1, 101):
        insert(
            connection,
            "source",
            {
                "id": number,
                "url": f"https://s{number}.example",
                "listed_url": f"https://s{number}.example",
                "title": f"Source {number}",
                "publisher": f"Publisher {number}",
                "language": "en",
                "reputation": 0.5,
                "home": "",
                "origin": "list",
                "is_active": 1,
                "added_at": start,
                "next_fetch_at": start,
            },
        )

    article = itertools.count(1)
    for number, at, total, its_tags, title, summary, zh_title, zh_summary in rows():
        first = None
        for _ in range(2 + number % 2):
            key = next(article)
            first = first or key
            insert(
                connection,
                "article",
                {
                    "id": key,
                    "story_id": number,
                    "source_id": 1 + key % 100,
                    "guid": f"g{key}",
                    "url": f"https://a.example/{key}",
                    "canonical_url": f"https://a.example/{key}",
                    "language": "en",
                    "published_at": at,
                    "first_seen_at": at,
                    "content_hash": f"{key}",
                    "title": title,
                    "text": summary,
                },
            )
        insert(
            connection,
            "story",
            {
                "id": number,
                "language": "en",
                "first_seen_at": at,
                "updated_at": at,
                "ready_at": at,
                "lead_id": first,
                "revision": 1,
                "hot": total,
                "hot_peak": total,
                "quality": total,
                "impact": total,
                "total": total,
                "facts": "{}",
            },
        )
        for language, its_title, its_summary in (
            ("en", title, summary),
            ("zh-Hans", zh_title, zh_summary),
        ):
            insert(
                connection,
                "text",
                {
                    "story_id": number,
                    "language": language,
                    "title": its_title,
                    "summary": its_summary,
                    "analysis": its_summary,
                    "origin": "extract",
                },
            )
        for position, tag in enumerate(its_tags):
            insert(
                connection,
                "story_tag",
                {
                    "story_id": number,
                    "tag": tag,
                    "position": position,
                    "first_seen_at": at,
                    "total": total,
                },
            )
        indexed = Indexed(
            titles=(title, zh_title),
            bodies=(summary, zh_summary),
            facets=(*(facet("tag", tag) for tag in its_tags), "inen", "inzh", "inzhhans"),
        ).columns()
        connection.execute(
            "INSERT INTO story_search (rowid, title, body, facets) VALUES (?, ?, ?, ?)",
            (number, *indexed),
        )
        if number % 20_000 == 0:
            connection.commit()
            print(f"\r{number:,} of {stories:,} stories", end="", flush=True)
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    print()


_STATEMENTS: dict[str, tuple[str, dict[str, object]]] = {}


def insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Insert a row; columns that must not be empty and are not given get a zero or nothing."""
    if table not in _STATEMENTS:
        given: dict[str, object] = {}
        for _, name, kind, is_needed, default, key in connection.execute(
            f"PRAGMA table_info({table})"
        ):
            if name not in values and is_needed and default is None and not key:
                is_text = "CHAR" in kind.upper() or "TEXT" in kind.upper()
                given[name] = "" if is_text else "{}" if "JSON" in kind.upper() else 0
        names = [*values, *given]
        marks = ", ".join(f":{name}" for name in names)
        _STATEMENTS[table] = (
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
            given,
        )
    statement, given = _STATEMENTS[table]
    connection.execute(statement, {**given, **values})


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
        if not path.exists():
            migrate(f"sqlite:///{path}")
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
