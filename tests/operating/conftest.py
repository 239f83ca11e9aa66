"""A simulated Telegram with sample news on loopback, for programs started as subprocesses."""

from collections.abc import Generator
from pathlib import Path

import httpx
import pytest

from bot.adapters.clock import SystemClock
from bot.simulator.api import create_simulator
from bot.simulator.world import World
from handlers.web.sample import sample_routes, sample_sources

from .desk import Operator, serving

TOKEN = "123456:operated"  # noqa: S105 - opens nothing


@pytest.fixture
def world() -> World:
    """Return the people and messages behind the simulated Telegram."""
    clock = SystemClock()
    return World(now=lambda: clock.now().timestamp(), bot_token=TOKEN)


@pytest.fixture
def telegram(world: World) -> Generator[str, None, None]:
    """Serve a simulated Telegram; yields its address."""
    clock = SystemClock()
    with serving(create_simulator(world, mounts=sample_routes(clock))) as address:
        yield address


@pytest.fixture
def web(telegram: str) -> Generator[httpx.Client, None, None]:
    """Reach the simulator as its web chat does."""
    with httpx.Client(base_url=telegram, timeout=20) as client:
        yield client


@pytest.fixture
def operator(telegram: str, tmp_path: Path) -> Operator:
    """Return somebody who runs the bot against the simulated Telegram."""
    sources = tmp_path / "sources.toml"
    sources.write_text(list_sources(telegram), encoding="utf-8")
    return Operator(
        tmp_path,
        TIDINGS_TELEGRAM_TOKEN=TOKEN,
        TIDINGS_TELEGRAM_API=telegram,
        TIDINGS_SOURCES_FILE=str(sources),
        TIDINGS_FETCH_PRIVATE_HOSTS="1",
        TIDINGS_WEB_PORT="0",
    )


def list_sources(telegram: str) -> str:
    """Return two of the sample feeds as an operator's list, one in each language."""
    return "\n".join(
        f'[[source]]\nurl = "{seed.url}"\ntitle = "{seed.title}"\n'
        f'publisher = "{seed.publisher}"\nlanguage = "{seed.language}"\n'
        for seed in sample_sources(telegram)
        if seed.publisher in {"The Model Relay", "灯台智讯"}
    )
