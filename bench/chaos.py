"""Deliver through failures and kills: `python -m bench.chaos [--parcels N] [--kills K]`.

A stand-in for Telegram on loopback fails one request in ten: 429, 500, 502 with a page, a
connection cut before or after the message was taken, no answer at all, 403, and a group that
moved (`--faults` names fewer). The product's courier runs in a process of its own, which is
killed with SIGKILL at random moments and started again; with `--couriers 2` two of them share
the database, and with `--gently` they get SIGTERM and finish what is in flight. What was on the
wire then is taken from the outbox and reaped as the lease would.
At the end every parcel is compared with what the stand-in took. Exit status 1 where one was lost
or came twice, or where the unconfirmed are not exactly those whose answer nobody got.
"""

import argparse
import asyncio
import json
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.lane import open_lane
from bot.adapters.clock import SystemClock
from bot.adapters.telegram_http import AiohttpApi
from bot.commands.terminal import show_json, show_table
from bot.core.audience import ChatId, ChatKind
from bot.core.outgoing import PlannedDigest, Recipients, Step
from data.migrate import migrate
from data.store import open_store

PER_SECOND = 1000.0
FIRST_CHAT = 10_000_000
MOVED = -1_000_000_000_000
KINDS = ("429", "500", "502", "cut before", "cut after", "hang", "403", "moved")
IN_DOUBT = frozenset({"500", "502", "cut before", "cut after", "hang"})
SHARE = 0.1


@dataclass
class StandIn:
    """Takes messages, and fails as it likes."""

    dice: random.Random
    kinds: tuple[str, ...] = KINDS
    taken: Counter[int] = field(default_factory=Counter[int])
    in_doubt: set[int] = field(default_factory=set[int])
    refused: set[int] = field(default_factory=set[int])
    faults: Counter[str] = field(default_factory=Counter[str])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = next(
                    int(line.split(b":")[1])
                    for line in head.split(b"\r\n")
                    if line.lower().startswith(b"content-length")
                )
                chat_id = json.loads(await reader.readexactly(length))["chat_id"]
                if not await self._answer(chat_id, writer):
                    return
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            return  # it went, or the bench is over while it waits for an answer
        finally:
            writer.close()

    async def _answer(self, chat_id: int, writer: asyncio.StreamWriter) -> bool:
        person = chat_id if chat_id > 0 else MOVED - chat_id
        await asyncio.sleep(self.dice.uniform(0.02, 0.08))
        fault = self.dice.choice(self.kinds) if self.dice.random() < SHARE else ""
        if fault == "moved" and chat_id < 0:
            fault = ""
        self.faults[fault or "none"] += 1
        if fault in {"", "cut after"}:
            self.taken[person] += 1
        if fault in IN_DOUBT:
            self.in_doubt.add(person)
        if fault == "403":
            self.refused.add(person)
        if fault == "hang":
            await asyncio.sleep(60)
        if fault in {"hang", "cut before", "cut after"}:
            writer.transport.abort()
            return False
        status, body = _ANSWERS[fault](person)
        writer.write(
            b"HTTP/1.1 %d X\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
            % (status, len(body), body)
        )
        await writer.drain()
        return True


def _refusal(status: int, text: str, **parameters: int) -> tuple[int, bytes]:
    answer = {"ok": False, "error_code": status, "description": text, "parameters": parameters}
    return status, json.dumps(answer).encode()


_ANSWERS: dict[str, Any] = {
    "": lambda _: (200, b'{"ok":true,"result":{"message_id":7,"date":1}}'),
    "429": lambda _: _refusal(429, "Too Many Requests: retry after 1", retry_after=1),
    "500": lambda _: _refusal(500, "Internal Server Error"),
    "502": lambda _: (502, b"<html><body>502 Bad Gateway</body></html>"),
    "403": lambda _: _refusal(403, "Forbidden: bot was blocked by the user"),
    "moved": lambda person: _refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        migrate_to_chat_id=MOVED - person,
    ),
}


async def deliver(url: str, port: int) -> None:
    """Run the product's courier until it is killed."""
    async with open_store(url) as store, AiohttpApi(f"http://127.0.0.1:{port}", "1:x") as api:
        owner = f"chaos-{time.time_ns()}"
        await store.outbox.release()
        courier = open_lane(store, SystemClock(), api, owner=owner, per_second=PER_SECOND)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, courier.stop)
        await courier.run()


async def end(child: asyncio.subprocess.Process, *, gently: bool) -> float:
    """End a courier; return how many seconds it took."""
    started = time.perf_counter()
    if child.returncode is None:
        child.send_signal(signal.SIGTERM if gently else signal.SIGKILL)
    await child.wait()
    return time.perf_counter() - started


async def queue(url: str, path: Path, parcels: int) -> None:
    """Plan one digest for everybody, by the product."""
    migrate(url)
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
        with sqlite3.connect(path) as raw:
            names = [
                name
                for (name,) in raw.execute("SELECT name FROM pragma_table_info('subscriber')")
                if name not in {"id", "chat_id"}
            ]
            listed = ", ".join(names)
            raw.executemany(
                f"INSERT INTO subscriber (chat_id, {listed})"  # noqa: S608 - our own columns
                f" SELECT ?, {listed} FROM subscriber WHERE id = {one.id}",
                [(FIRST_CHAT + number,) for number in range(1, parcels)],
            )
            ids = tuple(number for (number,) in raw.execute("SELECT id FROM subscriber"))
        for start in range(0, len(ids), 1000):
            some = Recipients(
                ids=ids[start : start + 1000],
                slot=now,
                next_digest_at=now + timedelta(days=1),
            )
            step = Step(past=None, story_ids=(), messages=({"text": "digest"},))
            digest = PlannedDigest(step=step, recipients=(some,))
            await store.outbox.plan([digest], now)


def states(path: Path) -> dict[str, set[int]]:
    """Return the people by the state of their parcel."""
    found: dict[str, set[int]] = {}
    with sqlite3.connect(path, timeout=30) as raw:
        for state, chat_id in raw.execute(
            "SELECT parcel.state, chat_id FROM parcel"
            " JOIN subscriber ON subscriber.id = subscriber_id"
        ):
            found.setdefault(state, set()).add(chat_id if chat_id > 0 else MOVED - chat_id)
    return found


async def run(given: argparse.Namespace) -> dict[str, Any]:
    parcels, kills = given.parcels, given.kills
    dice = random.Random(given.seed)  # noqa: S311 - repeatable, not secret
    stand_in = StandIn(dice, tuple(given.faults))
    killed: set[int] = set()
    ends_took: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tidings.db"
        url = f"sqlite:///{path}"
        await queue(url, path, parcels)
        server = await asyncio.start_server(stand_in.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        started = time.perf_counter()
        for life in range(kills + 1):
            children = [
                await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bench.chaos", "--child", url, "--port", str(port)
                )
                for _ in range(given.couriers)
            ]
            left = parcels * (kills - life) // (kills + 1)
            while True:
                await asyncio.sleep(0.2)
                waiting = await asyncio.to_thread(states, path)
                open_ = sum(len(waiting.get(s, ())) for s in ("queued", "leased", "sending"))
                if open_ <= left or any(child.returncode is not None for child in children):
                    break
            if life < kills:
                await asyncio.sleep(dice.uniform(0, 0.5))
            ends_took += await asyncio.gather(*(end(one, gently=given.gently) for one in children))
            await asyncio.sleep(0.2)
            killed |= (await asyncio.to_thread(states, path)).get("sending", set())
            async with open_store(url) as store:
                await store.outbox.reap(SystemClock().now() + timedelta(minutes=1))
        seconds = time.perf_counter() - started
        server.close()
        ends = states(path)
    sent, unconfirmed = ends.get("sent", set()), ends.get("unconfirmed", set())
    in_doubt = (stand_in.in_doubt | killed) - sent
    everybody = {FIRST_CHAT + number for number in range(parcels)}
    lost = everybody - set(stand_in.taken) - unconfirmed - ends.get("closed", set())
    return {
        "parcels": parcels,
        "kills": kills,
        "s": round(seconds, 1),
        "sent": len(sent),
        "closed (403)": len(ends.get("closed", ())),
        "lost": len(lost | (sent - set(stand_in.taken))),
        "came twice": sum(count > 1 for count in stand_in.taken.values()),
        "slowest end of a courier s": round(max(ends_took), 1),
        "unconfirmed": len(unconfirmed),
        "in doubt by an answer": len(stand_in.in_doubt & unconfirmed),
        "in doubt by a kill": len(killed - stand_in.in_doubt),
        "unexplained": len(unconfirmed ^ in_doubt),
        "unconfirmed that arrived": len(unconfirmed & set(stand_in.taken)),
        **{f"answers: {name}": count for name, count in sorted(stand_in.faults.items())},
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parcels", type=int, default=20_000)
    arguments.add_argument("--kills", type=int, default=10)
    arguments.add_argument("--faults", nargs="+", choices=KINDS, default=KINDS)
    arguments.add_argument("--couriers", type=int, default=1, help="at a time, on one database")
    arguments.add_argument("--gently", action="store_true", help="end them with SIGTERM")
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
    sys.exit(bool(found["lost"] or found["came twice"] or found["unexplained"]))


if __name__ == "__main__":
    main()
