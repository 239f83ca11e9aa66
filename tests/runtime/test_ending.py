"""The program ends in its time, whatever Telegram does."""

import asyncio
from functools import partial
from pathlib import Path

import pytest
from starlette.types import Receive, Scope, Send

from bot import running
from bot.adapters.web import WebServer
from bot.app import open_runtime
from bot.simulator.api import create_simulator

from .test_running import eventually, settings_for, world

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("clean")]


async def test_what_hangs_at_telegram_is_left_when_the_time_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "DRAIN_SECONDS", 0.3)
    telegram, stop, hangs, is_over = world(), asyncio.Event(), asyncio.Event(), asyncio.Event()
    simulator = create_simulator(telegram)
    asked: list[str] = []

    async def silent(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"].rpartition("/")[2])
        if hangs.is_set():
            await is_over.wait()
        await simulator(scope, receive, send)

    async def is_asked(method: str) -> bool:
        return method in asked

    server = WebServer("127.0.0.1", 0)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.run(silent))
        settings = settings_for(f"http://127.0.0.1:{server.port}", tmp_path)
        async with open_runtime(settings, with_telegram=True, seeds=[]) as runtime:
            ending = group.create_task(running.keep_running(runtime, stop))
            telegram.add_user(7, "Ada", "en")
            await eventually(partial(is_asked, "getUpdates"))
            hangs.set()  # while the bot's page is brought up to date
            asked.clear()
            telegram.say(7, "/help")
            await eventually(partial(is_asked, "sendMessage"))
            stop.set()
            async with asyncio.timeout(5):
                await ending
        is_over.set()
        server.stop()

    assert "getUpdates" in asked
