"""`tidings run`, started as an operator starts it, over real HTTP and real long polling."""

import asyncio
import re
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx
import pytest

from bot.adapters.clock import SystemClock
from bot.core.audience import ChatId
from bot.simulator.world import World
from data.store import open_store

from .desk import Json, Operator, Person, eventually

pytestmark = pytest.mark.enable_socket

CROWD = 10
STRUCK = 4
"""Digests that have arrived when the program is killed."""


def test_a_person_reads_searches_subscribes_and_shares(
    operator: Operator, web: httpx.Client
) -> None:
    with operator.running("run"):
        ada = Person(web, "Ada", "en")
        eventually(lambda: "1 ·" in ada.ask("/latest 3")["text"], "stories in /latest")
        latest, tagged = ada.ask("/latest 3"), ada.ask("/tag 芯片")
        digest, share = ada.ask("/digest"), ada.ask("/share 1")
        link = re.search(r"https://t\.me/tidings_bot\?start=(s_1)", share["text"])
        assert link is not None
        title = ada.ask("/story 1")["text"].partition("\n")[0]
        opened, plain = ada.ask(f"/start {link[1]}"), ada.ask("/start")

    assert latest["text"].startswith("Latest stories")
    assert tagged["text"].startswith("#chips")
    assert digest["text"].startswith("Your digest")
    assert title in opened["text"]
    assert title not in plain["text"]


def test_killed_while_sending_everybody_has_the_digest_exactly_once(
    operator: Operator, web: httpx.Client, world: World, tmp_path: Path
) -> None:
    with operator.running("run"):
        crowd = [Person(web, f"Reader {number}", "en") for number in range(CROWD)]
        eventually(lambda: "1 ·" in crowd[0].ask("/latest")["text"], "stories")
        for person in crowd:
            person.say("/subscribe 8:00")
        for person in crowd:
            eventually(partial(_told, person, "Your digest comes"), "a subscription")
    asyncio.run(_make_due(tmp_path, crowd))
    before = world.record.deliveries.total()

    operator.environment["TIDINGS_SENDS_PER_SECOND"] = "3"
    with operator.running("run") as process:
        # The next request is a third of a second away, so nothing is on the wire just now.
        eventually(lambda: world.record.deliveries.total() >= before + STRUCK, "some digests")
        process.kill()
        process.wait(timeout=10)
    del operator.environment["TIDINGS_SENDS_PER_SECOND"]
    struck = sum(len(_told(person, "Your digest ·")) for person in crowd)
    with operator.running("run"):
        for person in crowd:
            eventually(partial(_told, person, "Your digest ·"), "a digest")
        counts = [len(_told(person, "Your digest ·")) for person in crowd]

    assert struck == STRUCK
    assert counts == [1] * CROWD


def _told(person: Person, beginning: str) -> list[Json]:
    return [m for m in person.answers() if m["text"].startswith(beginning)]


async def _make_due(state: Path, crowd: list[Person]) -> None:
    """Bring everybody's next slot to a minute ago, as if the program had been down over it."""
    slot = SystemClock().now() - timedelta(minutes=1)
    async with open_store(f"sqlite:///{state / 'tidings.db'}") as store:
        for person in crowd:
            subscriber = await store.audience.get(ChatId(person.id))
            assert subscriber is not None
            await store.audience.set_next_digest(subscriber.id, slot)
