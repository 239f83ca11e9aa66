"""The whole program in one process over loopback: the demo, a webhook, and an orderly end."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiohttp import ClientSession

from bot.adapters.clock import SystemClock
from bot.adapters.web import WebServer
from bot.app import open_runtime
from bot.commands.demo import demo
from bot.errors import ConfigError, NotSentError
from bot.running import keep_running
from bot.settings import Settings, load_settings
from bot.simulator.api import create_simulator
from bot.simulator.webhooks import WebhookSender, http_deliver
from bot.simulator.world import World
from tests.fakes import FixedClock

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("clean")]

TOKEN = "123456:running"  # noqa: S105 - opens nothing
PATIENCE = 40


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


async def eventually(check: Callable[[], Awaitable[Any]]) -> Any:
    """Return the first true answer of `check`; a connection that fails is no answer."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                if answer := await check():
                    return answer
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


@asynccontextmanager
async def simulated(world: World) -> AsyncIterator[str]:
    """Serve a simulated Telegram; yields its address."""
    server = WebServer("127.0.0.1", 0)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.run(create_simulator(world)))
        yield f"http://127.0.0.1:{server.port}"
        server.stop()


def world() -> World:
    return World(now=lambda: SystemClock().now().timestamp(), bot_token=TOKEN)


def settings_for(address: str, folder: Path, **given: object) -> Settings:
    return load_settings(
        telegram_token=TOKEN,
        telegram_api=address,
        state_dir=folder,
        **({"web_port": 0} | given),
    )


async def test_the_demo_shows_a_digest_by_the_clock_and_ends_cleanly() -> None:
    port = free_port()
    async with (
        asyncio.TaskGroup() as group,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as web,
    ):
        group.create_task(demo(port=port, opens_browser=False))
        early = {"first_name": "Ada", "language_code": "en", "time_zone": "Asia/Kolkata"}
        user = await eventually(lambda: web.post("/sim/users", json=early))
        who = {"user": user.json()["id"]}

        async def heard(words: str, who: dict[str, int] = who) -> bool:
            state = (await web.get("/sim/state", params=who)).json()
            return any(words in message.get("text", "") for message in state["messages"])

        await web.post("/sim/say", json=who | {"text": "/subscribe 8:00"})
        await eventually(lambda: heard("Your digest comes every day at 08:00 (Kolkata)"))
        seen = (await web.get("/sim/state", params=who)).json()
        ahead = who | {"next_event": seen["next_event"]}
        skipped = (await web.post("/sim/clock/skip", json=ahead)).json()
        twice = (await web.post("/sim/clock/skip", json=ahead)).json()
        await eventually(lambda: heard("Your digest ·"))
        ahead = who | {"next_event": skipped["next_event"]}
        again = (await web.post("/sim/clock/skip", json=ahead)).json()
        shared = await web.get("/s/1", follow_redirects=True)
        far = {"first_name": "B", "language_code": "en", "time_zone": "Asia/Tokyo"}
        stranger = {"user": (await web.post("/sim/users", json=far)).json()["id"]}
        nothing = await web.post("/sim/clock/skip", json=stranger | {"next_event": 0})
        await web.post("/sim/say", json=stranger | {"text": "/subscribe 8:00"})
        await eventually(lambda: heard("at 08:00 (Tokyo)", stranger))

        made = await web.post("/sim/chats/new", json=who | {"kind": "group", "title": "Readers"})
        there = who | {"chat": made.json()["id"]}
        await web.post("/sim/say", json=there | {"text": "/subscribe 9:00"})
        await eventually(lambda: heard("Your digest comes every day at 09:00", there))
        planned = (await web.get("/sim/state", params=there)).json()["next_event"]
        await web.post("/sim/clock/skip", json=there | {"next_event": planned})
        await eventually(lambda: heard("Your digest ·", there))
        forged = await web.get("/sim/state", params=stranger | {"chat": there["chat"]})

        await web.post("/sim/say", json=who | {"text": "/admin"})
        await eventually(lambda: heard("Operations"))
        await web.post("/sim/say", json=stranger | {"text": "/admin"})
        await eventually(lambda: heard("know /admin", stranger))

        signal.raise_signal(signal.SIGINT)

    assert skipped["next_event"] - skipped["time"] == pytest.approx(24 * 3600, abs=120)
    assert twice["next_event"] == skipped["next_event"]
    assert seen["bot"]["is_awake"]
    assert again["time"] - skipped["time"] == pytest.approx(24 * 3600, abs=120)
    assert not seen["is_over"]
    assert again["is_over"]  # the last of the sample news is out within a day
    assert shared.status_code == 200
    assert nothing.json()["next_event"] is None
    assert forged.status_code == 403


async def test_a_port_in_use_is_named() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as listener,
        pytest.raises(ConfigError, match="--port"),
    ):
        await demo(port=listener.getsockname()[1], opens_browser=False)


async def test_a_webhook_brings_updates(tmp_path: Path) -> None:
    telegram, port, stop = world(), free_port(), asyncio.Event()
    async with simulated(telegram) as address, ClientSession() as session:
        settings = settings_for(
            address, tmp_path, web_port=port, webhook_url=f"http://127.0.0.1:{port}/hook"
        )
        sender = WebhookSender(telegram, http_deliver(session), asyncio.sleep)
        async with (
            open_runtime(settings, with_telegram=True, seeds=[]) as runtime,
            asyncio.TaskGroup() as group,
        ):
            group.create_task(keep_running(runtime, stop))
            telegram.add_user(7, "Ada", "en")
            telegram.say(7, "/help")
            await sender.send_next()

            async def answered() -> bool:
                return len(telegram.messages(7)) > 1

            await eventually(answered)
            async with httpx.AsyncClient() as web:
                health = await web.get(f"http://127.0.0.1:{port}/healthz")
                forged = await web.post(f"http://127.0.0.1:{port}/hook", json={"update_id": 9})
            stop.set()

    assert health.status_code == 200
    assert forged.status_code == 403


async def test_webhook_calls_are_refused_before_the_last_answers_are_given(
    tmp_path: Path,
) -> None:
    telegram, port, stop = world(), free_port(), asyncio.Event()
    async with simulated(telegram) as address, ClientSession() as session:
        settings = settings_for(
            address, tmp_path, web_port=port, webhook_url=f"http://127.0.0.1:{port}/hook"
        )
        sender = WebhookSender(telegram, http_deliver(session), asyncio.sleep)
        async with (
            open_runtime(settings, with_telegram=True, seeds=[]) as runtime,
            asyncio.TaskGroup() as group,
        ):
            running = group.create_task(keep_running(runtime, stop))
            telegram.add_user(7, "Ada", "en")
            telegram.fail_next("throttled", retry_after=3)
            telegram.say(7, "/help")
            assert await sender.send_next()
            said = len(telegram.messages(7))
            stop.set()

            async def refused() -> bool:
                try:
                    _, writer = await asyncio.open_connection("127.0.0.1", port)
                except ConnectionError:  # refused, or reset where it had just been taken
                    return True
                writer.close()
                return False

            await eventually(refused)
            answered_by_then = len(telegram.messages(7)) - said
            await running

    assert answered_by_then == 0
    assert telegram.messages(7)[-1]["from"]["is_bot"]


async def test_a_webhook_address_that_telegram_refuses_is_named(tmp_path: Path) -> None:
    async with simulated(world()) as address:
        settings = settings_for(
            address,
            tmp_path,
            web_port=free_port(),
            webhook_url="https://news.example.org:9999/hook",
        )
        async with open_runtime(settings, with_telegram=True, seeds=[]) as runtime:
            with pytest.raises(ExceptionGroup) as caught:
                await keep_running(runtime, asyncio.Event())

    (error,) = caught.value.exceptions
    assert isinstance(error, ConfigError)
    assert str(error).startswith("TIDINGS_WEBHOOK_URL: https://news.example.org:9999/hook: ")
    assert "only on ports" in str(error)


async def test_an_outage_at_the_start_ends_in_our_own_error(tmp_path: Path) -> None:
    telegram = world()
    async with simulated(telegram) as address:
        settings = settings_for(address, tmp_path)
        async with open_runtime(settings, with_telegram=True, seeds=[]) as runtime:
            telegram.fail_next("server_error", method="getMe", times=9)
            with pytest.raises(ExceptionGroup) as caught:
                await keep_running(runtime, asyncio.Event())

    assert caught.group_contains(NotSentError)


async def test_a_token_that_telegram_does_not_know_is_named(tmp_path: Path) -> None:
    telegram = world()
    telegram.bot_token = "123456:other"  # noqa: S105 - opens nothing
    async with simulated(telegram) as address:
        with pytest.raises(ConfigError, match="TIDINGS_TELEGRAM_TOKEN"):
            async with open_runtime(settings_for(address, tmp_path), with_telegram=True, seeds=[]):
                pass


async def test_telegram_is_given_time_to_come_up(tmp_path: Path) -> None:
    clock = FixedClock()
    settings = settings_for(f"http://127.0.0.1:{free_port()}", tmp_path)

    with pytest.raises(NotSentError):
        async with open_runtime(settings, with_telegram=True, clock=clock, seeds=[]):
            pass

    assert clock.monotonic() == 15


async def test_a_webhook_needs_a_port(tmp_path: Path) -> None:
    async with simulated(world()) as address:
        settings = settings_for(address, tmp_path, webhook_url="http://127.0.0.1/hook")
        async with open_runtime(settings, with_telegram=True, seeds=[]) as runtime:
            with pytest.raises(ConfigError, match="TIDINGS_WEB_PORT"):
                await keep_running(runtime, asyncio.Event())


async def test_a_web_port_in_use_is_named(tmp_path: Path) -> None:
    async with simulated(world()) as address:
        with socket.create_server(("", 0)) as listener:
            settings = settings_for(address, tmp_path, web_port=listener.getsockname()[1])
            async with open_runtime(settings, with_telegram=True, seeds=[]) as runtime:
                with pytest.raises(ConfigError, match="TIDINGS_WEB_PORT"):
                    await keep_running(runtime, asyncio.Event())
