"""Measure how digests are planned: `python -m bench.planning [--subscribers N ...]`.

For each N a fresh SQLite file gets N subscribers, two in five of them due at 08:00, with
`--wishes` different preferences in five zones. The product's own job plans two days: the first
alone, the second while somebody changes their settings every 20 ms. Processor time is that of the
whole process, which on the second day includes those changes. Peak memory is the resident set.
Rows of subscribers are written straight into the file, since people come one by one; all else
goes through the product.
"""

import argparse
import asyncio
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.adapters.clock import SystemClock
from bot.commands.terminal import show_json, show_table
from bot.core.audience import Effect, Preferences, Rule, RuleKind, SubscriberId
from data.engine import open_engines
from data.migrate import migrate
from data.preferences import store_preferences
from data.store import Store, open_store
from jobs.digest import plan_digests
from tests.data import given
from tests.factories import bench

SLOT = datetime(2026, 3, 2, 0, tzinfo=UTC)
"""08:00 in China, Singapore and the west of Australia."""
ZONES = ("Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Asia/Manila", "Australia/Perth")
STORIES = 120
TAGS = ("chips", "policy", "research", "robotics", "open-source")
DUE = 0.4


class MovedClock(SystemClock):
    """Runs like the computer's clock, from another moment on."""

    def __init__(self, moment: datetime) -> None:
        self._ahead = moment - super().now()

    def now(self) -> datetime:
        return super().now() + self._ahead


async def fill(path: Path, subscribers: int, wishes: int) -> None:
    url = f"sqlite:///{path}"
    migrate(url)
    async with open_engines(url) as database, database.core_writing() as connection:
        ids = [
            await store_preferences(connection, database, preferences)
            for preferences in different(wishes)
        ]
    async with open_store(url) as store:
        for number in range(STORIES):
            await given.story(
                store,
                f"Company {number} ships product {number * 7 % 101}",
                total=30 + number * 37 % 60,
                tags=(TAGS[number % len(TAGS)],),
                at=SLOT - timedelta(minutes=10 + number),
            )
    with sqlite3.connect(path) as raw:
        raw.executemany(
            "INSERT INTO subscriber (id, chat_id, thread_id, kind, state, state_changed_at,"
            " preference_id, timezone, times, weekdays, quiet_lets_breaking, is_silent, alerts_on,"
            " alert_threshold, alerts_a_day, next_digest_at, created_at)"
            " VALUES (?, ?, 0, 'private', 'active', 0, ?, ?, '[480]', 127, 0, 0, 0, 80, 3, ?, 0)",
            rows(subscribers, ids),
        )


def different(wishes: int) -> Iterator[Preferences]:
    for number in range(wishes):
        tag = TAGS[number % len(TAGS)]
        yield Preferences(
            language=("en", "zh-Hans")[number % 2],
            min_score=30 + number // 10,
            rules=frozenset({Rule(kind=RuleKind.TAG, value=tag, effect=Effect.MUTE)}),
        )


def rows(subscribers: int, preferences: list[int]) -> Iterator[tuple[Any, ...]]:
    due, later = microseconds(SLOT), microseconds(SLOT + timedelta(days=30))
    for number in range(1, subscribers + 1):
        is_due = number * 7919 % 1000 < DUE * 1000
        yield (
            number,
            10_000_000 + number,
            preferences[number * 104_729 % len(preferences)],
            ZONES[number % len(ZONES)],
            due if is_due else later,
        )


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


async def change_settings(store: Store, subscribers: int, took: list[float]) -> None:
    """Write as people do, every 20 ms, to those who are not due."""
    number = 1
    while True:
        number = number * 48_271 % subscribers + 1
        if number * 7919 % 1000 >= DUE * 1000:
            start = time.perf_counter()
            await store.audience.set_next_digest(SubscriberId(number), SLOT + timedelta(days=30))
            took.append(time.perf_counter() - start)
        await asyncio.sleep(0.02)


async def plan_day(store: Store, day: int, took: list[float] | None, subscribers: int) -> Any:
    services = replace(
        bench(store).services, clock=MovedClock(SLOT + timedelta(days=day, seconds=5))
    )
    writer = (
        asyncio.create_task(change_settings(store, subscribers, took))  # noqa: TID251 - ends below
        if took is not None
        else None
    )
    start, used = time.perf_counter(), time.process_time()
    planned = await plan_digests(services)
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    if writer:
        writer.cancel()
    return planned, seconds, cpu


async def measure(subscribers: int, wishes: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tidings.db"
        await fill(path, subscribers, wishes)
        found = []
        async with open_store(f"sqlite:///{path}") as store:
            for day in range(2):
                took: list[float] | None = [] if day else None
                planned, seconds, cpu = await plan_day(store, day, took, subscribers)
                took = sorted(took or [0.0])
                found.append(
                    {
                        "subscribers": subscribers,
                        "day": day + 1,
                        "planned": planned,
                        "s": round(seconds, 1),
                        "CPU s": round(cpu, 1),
                        "µs CPU each": round(cpu / planned * 1e6, 1),
                        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                        "write p50 ms": round(took[len(took) // 2] * 1000, 1) if day else "",
                        "write p99 ms": round(took[len(took) * 99 // 100] * 1000, 1)
                        if day
                        else "",
                        "writes": len(took) if day else "",
                    }
                )
        return found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--subscribers", type=int, nargs="+", default=[10_000, 100_000, 1_000_000]
    )
    arguments.add_argument("--wishes", type=int, default=200)
    arguments.add_argument("--json", action="store_true")
    given_ = arguments.parse_args()
    table: list[dict[str, Any]] = []
    for subscribers in given_.subscribers:
        table += asyncio.run(measure(subscribers, given_.wishes))
    if given_.json:
        show_json(table)
    else:
        show_table([f"{name}#" for name in table[0]], [tuple(row.values()) for row in table])


if __name__ == "__main__":
    main()
