"""Measure how digests are planned: `python -m bench.planning [--subscribers N ...]`.

For each N a fresh SQLite file gets N subscribers, two in five of them due at 08:00, with
`--wishes` different preferences in five zones. The product's own job plans two days: the first
alone, the second while somebody changes their settings every 20 ms, as they did for a while
before (idle). Processor time is that of the whole process. On the second day it holds those
changes, too; planning is what remains without them, each taken for what it cost before. Memory
is what the process holds itself; resident are also the pages of the database's file that are
mapped into it. `bare` is sqlite3 alone, writing the same rows into a copy of the file: one digest
for all, nobody asked who they are, no settings looked at. Rows of subscribers are written
straight into the file; all else goes through the product. Each N has a process of its own.
People wait for the disk, too: with TMPDIR in memory (/dev/shm) the table tells what they wait for
besides.
"""

import argparse
import asyncio
import gc
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from bench.virtual import MovedClock
from bot.commands.terminal import show_json, show_table
from bot.core.audience import Effect, Preferences, Rule, RuleKind, Schedule, SubscriberId
from bot.services import Services
from data.engine import WRITER_PRAGMAS, open_engines
from data.migrate import migrate
from data.preferences import store_preferences
from data.schedules import store_schedule
from data.store import Store, open_store
from jobs.digest import plan_digests
from tests.data import given
from tests.factories import bench

T = TypeVar("T")
SLOT = datetime(2026, 3, 2, 0, tzinfo=UTC)
"""08:00 in China, Singapore and the west of Australia."""
ZONES = ("Asia/Shanghai", "Asia/Singapore", "Asia/Taipei", "Asia/Manila", "Australia/Perth")
STORIES = 120
TAGS = ("chips", "policy", "research", "robotics", "open-source")
DUE = 0.4


async def fill(path: Path, subscribers: int, wishes: int) -> None:
    url = f"sqlite:///{path}"
    migrate(url)
    async with open_engines(url) as database, database.core_writing() as connection:
        ids = [
            await store_preferences(connection, database, preferences)
            for preferences in different(wishes)
        ]
        schedules = [
            await store_schedule(connection, database, Schedule(timezone=zone)) for zone in ZONES
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
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.executemany(
            "INSERT INTO subscriber (id, chat_id, thread_id, kind, state, state_changed_at,"
            " preference_id, schedule_id, alerts_on, alert_threshold, alerts_a_day,"
            " next_digest_at, created_at)"
            " VALUES (?, ?, 0, 'private', 'active', 0, ?, ?, 0, 80, 3, ?, 0)",
            rows(subscribers, ids, schedules),
        )


def different(wishes: int) -> Iterator[Preferences]:
    for number in range(wishes):
        tag = TAGS[number % len(TAGS)]
        yield Preferences(
            language=("en", "zh-Hans")[number % 2],
            min_score=30 + number // 10,
            rules=frozenset({Rule(kind=RuleKind.TAG, value=tag, effect=Effect.MUTE)}),
        )


def rows(
    subscribers: int, preferences: list[int], schedules: list[int]
) -> Iterator[tuple[Any, ...]]:
    due, later = microseconds(SLOT), microseconds(SLOT + timedelta(days=30))
    for number in range(1, subscribers + 1):
        is_due = number * 7919 % 1000 < DUE * 1000
        yield (
            number,
            10_000_000 + number,
            preferences[number * 104_729 % len(preferences)],
            schedules[number % len(schedules)],
            due if is_due else later,
        )


def microseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * 1_000_000


def plan_barely(path: Path) -> float:
    """Write the rows of the first day with sqlite3 alone; return its processor time in seconds."""
    copy = path.with_name("bare.db")
    shutil.copy(path, copy)
    slot, after = microseconds(SLOT), 0
    with closing(sqlite3.connect(copy, isolation_level=None)) as raw:
        for pragma in WRITER_PRAGMAS:
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("INSERT INTO digest (id, hash, planned_at) VALUES (1, '', 0)")
        raw.execute("INSERT INTO digest_part (digest_id, part, fields) VALUES (1, 0, '{}')")
        used = time.process_time()
        while True:
            found = raw.execute(
                "SELECT id FROM subscriber WHERE state = 'active'"
                " AND next_digest_at = ? AND next_digest_at IS NOT NULL AND id > ?"
                " ORDER BY id LIMIT 500",
                (slot, after),
            ).fetchall()
            if not found:
                break
            first, after = found[0][0], found[-1][0]
            raw.execute("BEGIN IMMEDIATE")
            raw.execute(
                "INSERT INTO parcel (digest_id, subscriber_id, kind, slot, part, state,"
                " not_before, turn, attempts, owner, telegram_message_id, error)"
                " SELECT 1, id, 'digest', ?1, 0, 'queued', ?1, id / 256, 0, '', 0, ''"
                " FROM subscriber WHERE id BETWEEN ?2 AND ?3 AND next_digest_at = ?1",
                (slot, first, after),
            )
            raw.execute(
                "UPDATE subscriber SET past_id = 1, last_digest_at = ?1, next_digest_at = ?4"
                " WHERE id BETWEEN ?2 AND ?3 AND next_digest_at = ?1",
                (slot, first, after, microseconds(SLOT + timedelta(days=1))),
            )
            raw.execute("COMMIT")
        used = time.process_time() - used
    for file in path.parent.glob("bare.db*"):
        file.unlink()
    return used


@dataclass
class Watch:
    """What is seen while the job runs."""

    own: int = 0
    """The most memory of its own that the process held, in kB."""
    used: float = 0
    """Seconds of the process's processor time."""
    writes: list[float] = field(default_factory=list)
    """Seconds each change of settings took."""
    is_over: bool = False

    async def run(self, store: Store, subscribers: int, *, is_writing: bool) -> None:
        """Write every 20 ms, as people do, to those who are not due; look every 200 ms."""
        number, turn, began = 1, 0, time.process_time()
        while not self.is_over:
            turn += 1
            if turn % 10 == 1:
                self.own = max(self.own, memory("RssAnon"))
            number = number * 48_271 % subscribers + 1
            if is_writing and number * 7919 % 1000 >= DUE * 1000:
                start = time.perf_counter()
                later = SLOT + timedelta(days=30)
                await store.audience.set_next_digest(SubscriberId(number), later)
                self.writes.append(time.perf_counter() - start)
            await asyncio.sleep(0.02)
        self.used = time.process_time() - began

    def without(self, other: "Watch") -> float:
        """Return the processor time without writes, of which another saw only those."""
        return self.used - other.used * len(self.writes) / max(len(other.writes), 1)

    def write(self, share: float) -> float:
        """Return the milliseconds within which a share of the writes was done."""
        ranked = sorted(self.writes)
        return round(ranked[int(len(ranked) * share)] * 1000, 1)


def memory(name: str) -> int:
    """Return a figure of /proc/self/status, in kB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{name}:")[2].split()[0])


async def watched(
    work: Awaitable[T], store: Store, subscribers: int, **how: bool
) -> tuple[T, Watch]:
    """Do some work while watching."""
    watch = Watch()
    task = asyncio.create_task(  # noqa: TID251 - ends below
        watch.run(store, subscribers, **how)
    )
    try:
        return await work, watch
    finally:
        # Not cancelled: what is cut off in the middle of a write never ends once the store closes.
        watch.is_over = True
        await task


async def plan_day(services: Services, day: int) -> int:
    """Have the product's own job plan what is due on a day; return for how many it was."""
    clock = MovedClock(SLOT + timedelta(days=day, seconds=5))
    return await plan_digests(replace(services, clock=clock))


async def measure(path: Path, subscribers: int) -> list[dict[str, Any]]:
    found = []
    gc.freeze()  # as `tidings run` does
    async with open_store(f"sqlite:///{path}") as store:
        services = bench(store).services
        for day in range(2):
            idle = Watch()
            if day:
                _, idle = await watched(asyncio.sleep(5), store, subscribers, is_writing=True)
            start = time.perf_counter()
            work = plan_day(services, day)
            planned, watch = await watched(work, store, subscribers, is_writing=bool(day))
            seconds = time.perf_counter() - start
            found.append(
                {
                    "subscribers": subscribers,
                    "day": day + 1,
                    "planned": planned,
                    "s": round(seconds, 1),
                    "CPU s": round(watch.used, 1),
                    "µs each": round(seconds / planned * 1e6, 1),
                    "µs CPU each": round(watch.used / planned * 1e6, 1),
                    "µs planning": round(watch.without(idle) / planned * 1e6, 1),
                    "own MB": watch.own // 1024,
                    "resident MB": memory("VmHWM") // 1024,
                    "writes": len(watch.writes),
                    "p50 ms": watch.write(0.5) if day else "",
                    "p99 ms": watch.write(0.99) if day else "",
                    "idle p50 ms": idle.write(0.5) if day else "",
                    "idle p99 ms": idle.write(0.99) if day else "",
                    "load": round(os.getloadavg()[0], 1),
                }
            )
    return found


def measure_fresh(subscribers: int, wishes: int) -> list[dict[str, Any]]:
    """Fill a file and measure what is done with it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tidings.db"
        # In a process of its own, whose memory is not ours.
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            other.submit(fill_now, path, subscribers, wishes).result()
            bare = other.submit(plan_barely, path).result()
        table = asyncio.run(measure(path, subscribers))
    for row in table:
        each = bare / row["planned"] * 1e6
        row |= {"bare µs": round(each, 1), "ratio": round(row["µs planning"] / each, 2)}
    return table


def fill_now(path: Path, subscribers: int, wishes: int) -> None:
    asyncio.run(fill(path, subscribers, wishes))


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
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            table += other.submit(measure_fresh, subscribers, given_.wishes).result()
    if given_.json:
        show_json(table)
    else:
        show_table([f"{name}#" for name in table[0]], [tuple(row.values()) for row in table])


if __name__ == "__main__":
    main()
