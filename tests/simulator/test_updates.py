"""Long polling and webhooks."""

import asyncio
import json
from collections.abc import Mapping

import pytest

from bot.simulator.webhooks import WebhookSender
from bot.simulator.world import World

from .clients import Bot, make_world


@pytest.fixture
def world() -> World:
    world = make_world()
    world.add_user(7)
    return world


async def test_a_long_poll_wakes_when_somebody_speaks(world: World) -> None:
    bot = Bot(world)
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.ok("getUpdates", timeout=50))
        await asyncio.sleep(0)
        world.say(7, "hello")

    assert [u["message"]["text"] for u in poll.result()] == ["hello"]


async def test_a_second_poller_ends_the_first_one(world: World) -> None:
    bot = Bot(world)
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(bot.call("getUpdates", timeout=50))
        await asyncio.sleep(0)
        second = tasks.create_task(bot.call("getUpdates", timeout=50))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        world.say(7, "hello")

    status, answer = first.result()
    assert (status, answer["description"]) == (
        409,
        (
            "Conflict: terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        ),
    )
    assert second.result()[0] == 200


async def test_an_empty_poll_ends_after_its_timeout(world: World) -> None:
    assert await world.updates.poll(offset=0, limit=100, seconds=0.01) == []


async def test_a_negative_offset_keeps_the_last_ones(world: World) -> None:
    for text in "abc":
        world.say(7, text)

    assert [u["message"]["text"] for u in await Bot(world).ok("getUpdates", offset=-1)] == ["c"]


async def test_only_the_kinds_a_bot_asked_for_are_queued(world: World) -> None:
    bot = Bot(world)
    await bot.ok("getUpdates", allowed_updates=["callback_query"])
    world.say(7, "unseen")
    sent = await bot.ok("sendMessage", chat_id=7, text="x")
    world.press(7, sent["message_id"], "x")

    assert [list(u)[1] for u in await bot.ok("getUpdates")] == ["callback_query"]
    assert (await bot.ok("getWebhookInfo"))["allowed_updates"] == ["callback_query"]


class Receiver:
    """A bot's web server: answers with prepared statuses and keeps what it accepted."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.texts: list[str] = []
        self.secrets: list[str] = []
        self.waits: list[float] = []
        self.is_done = asyncio.Event()

    async def deliver(self, _url: str, headers: Mapping[str, str], body: bytes) -> int:
        status = self.statuses.pop(0) if self.statuses else 200
        if status == 0:
            raise ConnectionError("refused")
        self.secrets.append(headers.get("X-Telegram-Bot-Api-Secret-Token", ""))
        if status == 200:
            self.texts.append(json.loads(body)["message"]["text"])
        if len(self.texts) == 2:
            self.is_done.set()
        return status

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)


async def test_a_webhook_gets_every_update_in_order_until_it_accepts(world: World) -> None:
    bot = Bot(world)
    receiver = Receiver(0, 500, 200, 502)
    sender = WebhookSender(world, receiver.deliver, receiver.sleep)
    await bot.ok("setWebhook", url="https://bot.example.com/hook", secret_token="s3cret")  # noqa: S106 - a test's own
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(sender.run())
        await asyncio.sleep(0)
        world.say(7, "one")
        world.say(7, "two")
        await receiver.is_done.wait()
        running.cancel()

    assert receiver.texts == ["one", "two"]
    assert set(receiver.secrets) == {"s3cret"}
    assert receiver.waits == [1, 2, 1]
    info = await bot.ok("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"


async def test_polling_and_webhook_exclude_each_other(world: World) -> None:
    bot = Bot(world)
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(bot.refusal("getUpdates", timeout=50))
        await asyncio.sleep(0)
        await bot.ok("setWebhook", url="http://127.0.0.1:8443/hook")

    assert poll.result() == (409, "Conflict: terminated by setWebhook request")
    assert await bot.refusal("getUpdates") == (
        409,
        (
            "Conflict: can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        ),
    )
    world.say(7, "dropped")
    await bot.ok("deleteWebhook", drop_pending_updates=True)
    assert await bot.ok("getUpdates") == []


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("http://bot.example.com", "", "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://bot.example.com", "s p", "secret token contains unallowed characters"),
        ("https://bot.example.com", "s" * 257, "secret token is too long"),
    ],
)
async def test_a_bad_webhook_is_refused(world: World, url: str, secret: str, reason: str) -> None:
    answer = await Bot(world).refusal("setWebhook", url=url, secret_token=secret)

    assert answer == (400, f"Bad Request: {reason}")
