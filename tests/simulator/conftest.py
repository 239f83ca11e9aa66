"""A page in front of a simulated Telegram, for the tests that look through it."""

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.simulator.api import create_simulator
from bot.simulator.world import World

from .clients import Ticker, make_world
from .pages import ADA, EVE, LIN, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(Ticker())


@pytest.fixture
def world(clock: Clock) -> World:
    return make_world(clock.ticker)


@pytest.fixture
async def page(world: World, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_simulator(world, controls=clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator") as client:
        yield client


@pytest.fixture
def people(world: World) -> World:
    """Let Ada, Lin and Eve be there, who have all started the bot."""
    for person, name in ((ADA, "Ada"), (LIN, "Lin"), (EVE, "Eve")):
        world.add_user(person, name, has_started=True)
    return world
