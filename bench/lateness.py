"""Tell when everybody has their digest: `python -m bench.lateness [--subscribers N] [--rates R]`.

Simulated: `--subscribers` people are due at 08:00. The product plans their digests while its gate
and lane send them, all on a clock that jumps from one thing that happens to the next, so an hour
takes minutes. Telegram answers after 80 ms. The database is real, and takes no simulated time.
Compared with the arithmetic of the limit: the last is due (N - 1) / rate after the first.
Exit status 1 where the median or the last is more than 2 % off.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bench.lane import open_lane
from bench.planning import DUE, SLOT, fill
from bench.virtual import ANSWER_SECONDS, WorkingClock, timeless
from bot.commands.terminal import open_progress, show_json, show_table
from data.store import open_store
from jobs.deliver import IDLE
from jobs.digest import plan_digests
from tests.factories import bench

TOLERANCE = 0.02
FIRST_WITHIN = 1.5
"""Seconds in which the first digest leaves; an empty outbox is looked at once a second."""
WISHES = 200


class Telegram:
    """Takes every message, and notes when."""

    def __init__(self, clock: WorkingClock, advance: Callable[[], None]) -> None:
        self._clock = clock
        self._advance = advance
        self.took_at: list[float] = []

    async def post(self, method: str, body: bytes, **_: object) -> tuple[int, bytes]:
        del method, body
        self.took_at.append((self._clock.now() - SLOT).total_seconds())
        self._advance()
        await self._clock.sleep(ANSWER_SECONDS)
        return 200, b'{"ok":true,"result":{"message_id":%d}}' % len(self.took_at)


async def send(database: Path, rate: float, subscribers: int) -> list[float]:
    """Plan and deliver; return the seconds after 08:00 at which each digest was taken."""
    clock = WorkingClock(SLOT)
    with open_progress() as progress:
        task = progress.add_task(f"{rate:g}/s", total=subscribers)
        telegram = Telegram(clock, partial(progress.advance, task))
        async with open_store(f"sqlite:///{database}") as opened:
            store = timeless(opened, clock)
            services = replace(bench(store).services, clock=clock)

            async def deliver() -> None:
                courier = open_lane(store, clock, telegram, owner="bench", per_second=rate)
                async with asyncio.TaskGroup() as group:
                    planning = group.create_task(plan_digests(services))
                    while not planning.done():
                        await courier.deliver()
                        await clock.sleep(IDLE)  # as `Courier.run` looks again
                    await courier.deliver()

            await clock.play(deliver())
    return telegram.took_at


def against_the_limit(took_at: list[float], rate: float) -> list[dict[str, Any]]:
    count = len(took_at)
    return [
        {
            "per s": rate,
            "of": count,
            "who": who,
            "got it after s": round(took_at[index], 1),
            "the limit allows s": round(index / rate, 1),
            "off by %": round(100 * (took_at[index] * rate / index - 1), 2) if index else "",
        }
        for who, index in (("first", 0), ("median", count // 2), ("last", count - 1))
    ]


def is_on_time(row: dict[str, Any]) -> bool:
    allowed: float = row["the limit allows s"]
    late: float = row["got it after s"] - allowed
    return abs(late) <= max(TOLERANCE * allowed, FIRST_WITHIN)


async def run(subscribers: int, rates: list[float]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for rate in rates:
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "tidings.db"
            await fill(database, round(subscribers / DUE), WISHES)
            rows += against_the_limit(sorted(await send(database, rate, subscribers)), rate)
    return rows


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--subscribers", type=int, default=100_000)
    arguments.add_argument("--rates", type=float, nargs="+", default=[28.0, 1000.0])
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    rows = asyncio.run(run(given.subscribers, given.rates))
    if given.json:
        show_json(rows)
    else:
        columns = [name if name == "who" else f"{name}#" for name in rows[0]]
        show_table(columns, [tuple(row.values()) for row in rows])
    sys.exit(not all(map(is_on_time, rows)))


if __name__ == "__main__":
    main()
