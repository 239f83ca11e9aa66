"""The stream of what happens on a person's screen."""

import asyncio
import json
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from bot.simulator.api import create_simulator
from bot.simulator.webchat import WebChat
from bot.simulator.world import World

from .clients import Bot
from .pages import DIGEST_AT, Clock, post


async def events_of(world: World, clock: Clock, user: int, count: int) -> list[tuple[str, Any]]:
    """Read the stream until `count` events came."""
    chat = WebChat(world, clock)
    found: list[tuple[str, Any]] = []
    # An endless response cannot be read over ASGITransport, so the stream is read at its source.
    async with aclosing(chat._stream(world.person(user), world.chats[user], 0)) as stream:  # noqa: SLF001 - as said
        while len(found) < count:
            chunk = await anext(stream)
            fields = dict(line.split(": ", 1) for line in chunk.strip().split("\n"))
            if "event" in fields:
                found.append((fields["event"], json.loads(fields["data"])))
    return found


async def test_the_stream_tells_all_that_happens(
    page: httpx.AsyncClient, world: World, clock: Clock
) -> None:
    bot = Bot(world)
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    await post(page, "say", user=user, text="/latest")
    await bot.ok("sendChatAction", chat_id=user, action="typing")
    sent = await bot.ok("sendMessage", chat_id=user, text="x")
    place = {"chat_id": user, "message_id": sent["message_id"]}
    await bot.ok("editMessageText", **place, text="y")
    query = world.press(user, sent["message_id"], "d")
    await bot.ok("answerCallbackQuery", callback_query_id=query, text="Saved", show_alert=True)
    await bot.ok("deleteMessage", **place)
    await bot.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])

    events = await events_of(world, clock, user, 7)

    assert [name for name, _ in events] == [
        "message",
        "action",
        "message",
        "edit",
        "callback_answer",
        "delete",
        "commands",
    ]
    data = [data for _, data in events]
    assert data[3]["text"] == "y"
    assert data[4] == {"id": query, "text": "Saved", "show_alert": True, "url": ""}
    assert data[5] == {"message_id": sent["message_id"]}
    assert data[6] == {"commands": [{"command": "a", "description": "b"}]}


async def test_the_stream_is_sent_as_events_and_ends_when_the_page_is_closed(
    page: httpx.AsyncClient, world: World, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.simulator.webchat._QUIET_SECONDS", 0.001)
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    world.say(user, "one")
    sent: list[Any] = []
    is_closed = asyncio.Event()

    async def receive() -> dict[str, Any]:
        await is_closed.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)
        if message.get("body") == b": still here\n\n":
            is_closed.set()

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/sim/events",
        "query_string": f"user={user}&after=0".encode(),
        "headers": [],
    }
    await create_simulator(world, controls=clock)(scope, receive, send)

    assert (b"content-type", b"text/event-stream; charset=utf-8") in sent[0]["headers"]
    bodies = [message["body"] for message in sent[1:]]
    assert bodies[0] == b": hello\n\n"
    assert bodies[1].startswith(b"id: 1\nevent: message\ndata: {")


async def test_the_page_hears_of_a_new_next_digest_with_the_answer(
    page: httpx.AsyncClient, world: World, clock: Clock
) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    chat = WebChat(world, clock)
    async with aclosing(chat._stream(world.person(user), world.chats[user], 0)) as stream:  # noqa: SLF001 - as above
        await anext(stream)
        world.say(user, "/subscribe")
        await anext(stream)
        clock.subscribers.add(user)

        assert (await anext(stream)).startswith("event: clock\n")


async def test_the_stream_goes_on_where_the_page_stopped(
    page: httpx.AsyncClient, world: World
) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    world.say(user, "one")
    cursor = (await page.get("/sim/state", params={"user": user})).json()["cursor"]
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(world.screens.wait(user, cursor))
        await asyncio.sleep(0)
        world.say(user, "two")

    assert [event.data["text"] for event in waiting.result()] == ["two"]


async def test_the_page_hears_when_the_bot_is_there(page: httpx.AsyncClient, world: World) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    before = (await page.get("/sim/state", params={"user": user})).json()

    bot = Bot(world)
    await bot.ok("getUpdates", timeout=0)
    await bot.ok("getUpdates", timeout=0)

    assert not before["bot"]["is_awake"]
    events = await world.screens.wait(user, before["cursor"])
    assert [(event.name, event.data) for event in events] == [("bot", {"is_awake": True})]
    assert (await page.get("/sim/state", params={"user": user})).json()["bot"]["is_awake"]


async def test_the_clock_skips_to_the_next_digest(
    page: httpx.AsyncClient, world: World, clock: Clock
) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    world.say(user, "/subscribe")
    clock.subscribers.add(user)

    before = await post(page, "clock/skip", user=user, next_event=DIGEST_AT - 60)
    assert before["time"] < DIGEST_AT
    assert not before["is_over"]
    assert await post(page, "clock/skip", user=user, next_event=DIGEST_AT) == {
        "time": DIGEST_AT,
        "next_event": DIGEST_AT,
        "is_over": True,
    }
    events = await events_of(world, clock, user, 3)
    assert events[-1] == ("clock", {"time": DIGEST_AT, "next_event": DIGEST_AT, "is_over": True})
