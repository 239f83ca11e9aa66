"""Deliver through failures and kills: `python -m bench.chaos [--parcels N] [--kills K]`.

A stand-in for Telegram on loopback fails one request in ten: 429, 500, 502 with a page, a
connection cut before or after the message was taken, no answer at all, 403, and a group that
moved (`--faults` names fewer). The product's courier runs in a process of its own, which is
killed with SIGKILL at random moments and started again; with `--couriers 2` two of them share
the database, and with `--gently` they get SIGTERM and finish what is in flight. What is being
sent when they die is reaped as the lease would. The database is a new SQLite file, or an empty
one of `--database`.

At the end the outbox is compared with what the stand-in knows. Ambiguous are the messages whose
answer it lost, and those it had in hand when their sender was killed: all of these must be
unconfirmed. Unconfirmed may beside them be only what was being sent at a kill and had been
answered right before, or had not reached the stand-in yet. Exit status 1 where a parcel was
lost, came twice, or is ambiguous on one side only.
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, text

from bench.lane import open_lane
from bench.stand_in import KINDS, MOVED, StandIn
from bot.adapters.clock import SystemClock
from bot.adapters.telegram_http import AiohttpApi
from bot.commands.terminal import show_json, show_table
from bot.core.audience import ChatId, ChatKind
from bot.core.outgoing import Move, Step
from data.engine import database_url
from data.migrate import migrate
from data.store import open_store
from data.tables import METADATA

PER_SECOND = 1000.0
FIRST_CHAT = 10_000_000
OPEN = ("queued", "leased", "sending")
FAULTS = ("lost", "came twice", "ambiguous, not unconfirmed", "unconfirmed without a reason")


async def deliver(url: str, port: int) -> None:
    """Run the product's courier until it is killed."""
    async with open_store(url) as store, AiohttpApi(f"http://127.0.0.1:{port}", "1:x") as api:
        owner = f"chaos-{time.time_ns()}"
        await store.outbox.release()
        courier = open_lane(store, SystemClock(), api, owner=owner, per_second=PER_SECOND)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, courier.stop)
        await courier.run()


async def end(children: list[asyncio.subprocess.Process], number: signal.Signals) -> float:
    """End the couriers; return how many seconds it took."""
    started = time.perf_counter()
    for child in children:
        if child.returncode is None:
            child.send_signal(number)
    await asyncio.gather(*(child.wait() for child in children))
    return time.perf_counter() - started


async def queue(url: str, raw: Engine, parcels: int) -> None:
    """Plan one digest for everybody, by the product."""
    now = SystemClock().now()
    async with open_store(url) as store:
        one = await store.audience.ensure(
            ChatId(FIRST_CHAT),
            kind=ChatKind.PRIVATE,
            language="en",
            timezone="UTC",
            now=now,
        )
        await store.audience.set_next_digest(one.id, now)
        columns = {column.name for column in METADATA.tables["subscriber"].columns}
        listed = ", ".join(sorted(columns - {"id", "chat_id"}))
        with raw.begin() as connection:
            connection.execute(
                text(
                    f"INSERT INTO subscriber (chat_id, {listed})"  # noqa: S608 - our own columns
                    f" SELECT :chat_id, {listed} FROM subscriber WHERE id = {one.id}"
                ),
                [{"chat_id": FIRST_CHAT + number} for number in range(1, parcels)],
            )
        messages = ({"text": "digest"},)
        (step,) = await store.outbox.store([Step(past=None, story_ids=(), messages=messages)], now)
        async for slot in store.outbox.due(now, history_since=now):
            stretch = await slot.stretch(0, parcels)
            if stretch is None:
                raise RuntimeError("nobody waits for the slot")
            portion = await slot.read(stretch, parcels)
            moves = [Move(kin, step, now + timedelta(days=1)) for kin in portion.kin.values()]
            async for _ in slot.give(stretch, moves, most=1000):
                pass


def states(raw: Engine) -> defaultdict[str, set[int]]:
    """Return the people by the state of their parcel."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    with raw.connect() as connection:
        for state, chat_id in connection.execute(
            text(
                "SELECT parcel.state, chat_id FROM parcel"
                " JOIN subscriber ON subscriber.id = subscriber_id"
            )
        ):
            found[state].add(chat_id if chat_id > 0 else MOVED - chat_id)
    return found


@dataclass
class Lives:
    """What was seen of the couriers."""

    ends_took: list[float] = field(default_factory=list[float])
    """Seconds."""
    cut_off: set[int] = field(default_factory=set[int])
    """Whose parcels were being sent, by the database, when a courier was killed."""


async def live(given: argparse.Namespace, url: str, raw: Engine, stand_in: StandIn) -> Lives:
    """Start couriers and end them, until all is sent."""
    lives = Lives()
    server = await asyncio.start_server(stand_in.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for life in range(given.kills + 1):
        children = [
            await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bench.chaos", "--child", url, "--port", str(port)
            )
            for _ in range(given.couriers)
        ]
        left = given.parcels * (given.kills - life) // (given.kills + 1)
        while True:
            await asyncio.sleep(0.2)
            waiting = await asyncio.to_thread(states, raw)
            if sum(len(waiting[state]) for state in OPEN) <= left or any(
                child.returncode is not None for child in children
            ):
                break
        if life < given.kills:
            await asyncio.sleep(stand_in.dice.uniform(0, 0.5))
            # In the pause that a 429 asks for there would be nothing to lose.
            for _ in range(400):
                if stand_in.has_something_in_hand():
                    break
                await asyncio.sleep(0.005)
        if not given.gently:
            stand_in.note_kill()
        number = signal.SIGTERM if given.gently else signal.SIGKILL
        lives.ends_took.append(await end(children, number))
        await asyncio.sleep(0.2)
        lives.cut_off |= (await asyncio.to_thread(states, raw))["sending"]
        async with open_store(url) as store:
            await store.outbox.reap(SystemClock().now() + timedelta(minutes=1))
    server.close()
    return lives


async def run(given: argparse.Namespace) -> dict[str, Any]:
    """Send everything through failures and kills; return what the outbox and the stand-in say."""
    dice = random.Random(given.seed)  # noqa: S311 - repeatable, not secret
    stand_in = StandIn(dice, tuple(given.faults))
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder) / 'tidings.db'}"
        migrate(url)
        raw = create_engine(database_url(url, is_async=False))
        await queue(url, raw, given.parcels)
        started = time.perf_counter()
        lives = await live(given, url, raw, stand_in)
        seconds = time.perf_counter() - started
        ends = states(raw)
        raw.dispose()
    return {
        "parcels": given.parcels,
        "kills": given.kills,
        "s": round(seconds, 1),
        "slowest end of a courier s": round(max(lives.ends_took), 1),
        **compare(ends, stand_in, lives, given.parcels),
        **{f"answers: {name}": count for name, count in sorted(stand_in.faults.items())},
    }


def compare(
    ends: defaultdict[str, set[int]], stand_in: StandIn, lives: Lives, parcels: int
) -> dict[str, int]:
    """Compare the outbox with what the stand-in knows."""
    sent, unconfirmed, taken = ends["sent"], ends["unconfirmed"], set(stand_in.taken)
    everybody = {FIRST_CHAT + number for number in range(parcels)}
    lost = (everybody - taken - unconfirmed - ends["closed"]) | (sent - taken)
    ambiguous = stand_in.in_doubt | stand_in.held
    answered = (unconfirmed - ambiguous) & lives.cut_off & stand_in.just_answered
    unseen = (unconfirmed - ambiguous) & lives.cut_off - answered - taken
    return {
        "sent": len(sent),
        "closed (403)": len(ends["closed"]),
        "lost": len(lost),
        "came twice": sum(count > 1 for count in stand_in.taken.values()),
        "unconfirmed, by the outbox": len(unconfirmed),
        "ambiguous, by the stand-in": len(ambiguous),
        "- it lost their answer": len(stand_in.in_doubt),
        "- in its hands at a kill": len(stand_in.held - stand_in.in_doubt),
        "answered right before a kill": len(answered),
        "killed before their request arrived": len(unseen),
        "ambiguous, not unconfirmed": len(ambiguous - unconfirmed),
        "unconfirmed without a reason": len(unconfirmed - ambiguous - answered - unseen),
        "unconfirmed that arrived": len(unconfirmed & taken),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parcels", type=int, default=20_000)
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--faults", nargs="+", choices=KINDS, default=KINDS)
    arguments.add_argument("--couriers", type=int, default=1, help="at a time, on one database")
    arguments.add_argument("--gently", action="store_true", help="end them with SIGTERM")
    arguments.add_argument("--database", default="", help="URL of an empty one")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--child", default="", help=argparse.SUPPRESS)
    arguments.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.child:
        asyncio.run(deliver(given.child, given.port))
        return
    found = asyncio.run(run(given))
    if given.json:
        show_json(found)
    else:
        show_table(("What", "How many#"), found.items())
    sys.exit(any(found[fault] for fault in FAULTS))


if __name__ == "__main__":
    main()
