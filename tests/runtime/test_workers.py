"""Several processes share one PostgreSQL: what is due is done once, by whoever has its turn."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest

from bot.app import open_runtime
from bot.running import keep_working
from bot.simulator.world import World
from data.store import Store, open_store
from tests.data import given

from .test_running import eventually, settings_for, simulated, world

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("clean")]

PEOPLE = range(1, 41)


async def people_who_wait(store: Store) -> None:
    now = given.NOW
    people = [await given.subscriber(store, chat_id, due=now) for chat_id in PEOPLE]
    await given.plan(store, [given.digest(*people, slot=now)], now)


def digests(telegram: World, chat_id: int) -> int:
    return sum(message.get("text") == "part 0" for message in telegram.messages(chat_id))


async def test_two_workers_send_everything_once_and_the_second_goes_on_alone(
    postgresql_url: str, tmp_path: Path
) -> None:
    telegram, stops = world(), (asyncio.Event(), asyncio.Event())
    for chat_id in PEOPLE:
        telegram.add_user(chat_id, "Ada", "en")
        telegram.say(chat_id, "/start")

    async def has(count: int) -> bool:
        return sum(digests(telegram, chat_id) for chat_id in PEOPLE) >= count

    async with simulated(telegram) as address, open_store(postgresql_url) as store:
        settings = settings_for(
            address, tmp_path, database_url=postgresql_url, sends_per_second=28
        )
        await people_who_wait(store)
        async with (
            open_runtime(settings, with_telegram=True, seeds=[]) as one,
            open_runtime(settings, with_telegram=True, seeds=[]) as other,
            asyncio.TaskGroup() as group,
        ):
            first = group.create_task(keep_working(one, stops[0]))
            group.create_task(keep_working(other, stops[1]))
            await eventually(lambda: has(5))
            stops[0].set()
            await first
            await eventually(lambda: has(len(PEOPLE)))
            stops[1].set()

    assert Counter(digests(telegram, chat_id) for chat_id in PEOPLE) == {1: len(PEOPLE)}
