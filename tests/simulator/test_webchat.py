"""The page's side: what a person sees and does over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
import pytest

from bot.simulator.api import create_simulator
from bot.simulator.webchat import WebChat
from bot.simulator.world import World

from .clients import TOKEN, Bot, Ticker, make_world

DIGEST_AT = 1_800_003_600.0


class Clock:
    """Controls with one digest ahead of a subscriber."""

    def __init__(self, ticker: Ticker) -> None:
        self.ticker = ticker
        self.subscribers: set[int] = set()

    def now(self) -> float:
        return self.ticker.at

    async def next_event(self, chat_id: int) -> float | None:
        return DIGEST_AT if chat_id in self.subscribers else None

    async def skip(self, chat_id: int) -> float | None:
        event = await self.next_event(chat_id)
        if event is not None:
            self.ticker.at = event
        return event


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


async def post(page: httpx.AsyncClient, path: str, **values: Any) -> Any:
    response = await page.post(f"/sim/{path}", json=values)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_visitor_talks_to_the_bot(page: httpx.AsyncClient, world: World) -> None:
    bot = Bot(world)
    await bot.ok("setMyName", name="新闻", language_code="zh")
    commands = [{"command": "help", "description": "帮助"}]
    await bot.ok("setMyCommands", commands=commands, language_code="zh")
    user = (await post(page, "users", first_name=" 小明 ", language_code="zh-hans"))["id"]
    await post(page, "say", user=user, text="/start")
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "d"}]]}
    sent = await bot.ok("sendMessage", chat_id=user, text="你好", reply_markup=markup)
    pressed = await post(page, "press", user=user, message_id=sent["message_id"], data="d")

    state = (await page.get("/sim/state", params={"user": user})).json()

    assert state["bot"]["name"] == "新闻"
    assert state["user"] == {
        "id": user,
        "is_bot": False,
        "first_name": "小明",
        "language_code": "zh-hans",
    }
    assert state["commands"] == commands
    assert [m["text"] for m in state["messages"]] == ["/start", "你好"]
    assert (state["blocked"], state["time"], state["next_event"]) == (False, 1_800_000_000, None)
    assert (await bot.ok("getUpdates"))[-1]["callback_query"]["id"] == pressed["id"]


async def events_of(world: World, clock: Clock, user: int, count: int) -> list[tuple[str, Any]]:
    """Read the stream until `count` events came."""
    chat = WebChat(world, clock)
    found: list[tuple[str, Any]] = []
    # An endless response cannot be read over ASGITransport, so the stream is read at its source.
    async with aclosing(chat._stream(world.person(user), 0)) as stream:  # noqa: SLF001 - as said
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
    async with aclosing(chat._stream(world.person(user), 0)) as stream:  # noqa: SLF001 - as above
        await anext(stream)
        world.say(user, "/subscribe")
        await anext(stream)
        clock.subscribers.add(user)

        assert (await anext(stream)).startswith("event: clock\n")


async def test_a_bot_that_does_not_answer_is_not_waited_for(
    page: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.simulator.webchat._INLINE_SECONDS", 0.001)
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]

    response = await page.post("/sim/inline", json={"user": user, "query": "x"})

    assert (response.status_code, response.json()) == (408, {"error": "the bot did not answer"})


async def test_pictures_carry_an_address_of_their_own(
    page: httpx.AsyncClient, world: World
) -> None:
    world.add_user(7, has_started=True)
    await Bot(world).ok("sendPhoto", chat_id=7, photo="https://a.de/x.png")

    [message] = (await page.get("/sim/state", params={"user": 7})).json()["messages"]
    assert message["photo"][0]["url"].startswith("/sim/files/file-")


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


async def test_the_clock_skips_to_the_next_digest(
    page: httpx.AsyncClient, world: World, clock: Clock
) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    await page.get("/sim/state", params={"user": user})
    world.say(user, "/subscribe")
    clock.subscribers.add(user)

    assert await post(page, "clock/skip", user=user) == {
        "time": DIGEST_AT,
        "next_event": DIGEST_AT,
    }
    events = await events_of(world, clock, user, 2)
    assert events[-1] == ("clock", {"time": DIGEST_AT, "next_event": DIGEST_AT})


async def test_inline_results_come_as_the_bot_answers(
    page: httpx.AsyncClient, world: World
) -> None:
    bot = Bot(world)
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]
    result = {
        "type": "article",
        "id": "1",
        "title": "t",
        "input_message_content": {"message_text": "m"},
    }
    async with asyncio.TaskGroup() as tasks:
        asking = tasks.create_task(post(page, "inline", user=user, query="x"))
        [update] = await bot.ok("getUpdates", timeout=10)
        query_id = update["inline_query"]["id"]
        await bot.ok("answerInlineQuery", inline_query_id=query_id, results=[result])

    assert asking.result()["results"] == [result]
    chosen = await post(page, "choose", user=user, result_id="1")
    assert world.messages(user)[-1]["message_id"] == chosen["message_id"]


async def test_a_visitor_blocks_the_bot_and_changes_their_language(
    page: httpx.AsyncClient, world: World
) -> None:
    user = (await post(page, "users", first_name="Ada", language_code="en"))["id"]

    assert await post(page, "block", user=user, blocked=True) == {"blocked": True}
    refused = await page.post("/sim/say", json={"user": user, "text": "x"})
    assert (refused.status_code, refused.json()) == (
        409,
        {"error": "the bot is blocked; unblock it first"},
    )
    assert await post(page, "block", user=user, blocked=False) == {"blocked": False}
    await post(page, "language", user=user, language_code="de")
    assert world.person(user).language_code == "de"


@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("say", {"user": 99, "text": "x"}, 404),
        ("say", {"user": "1", "text": "x"}, 400),
        ("say", {"user": True, "text": "x"}, 400),
        ("say", {"text": "x"}, 400),
        ("say", [], 400),
        ("users", {"first_name": " ", "language_code": "en"}, 400),
        ("users", {"first_name": 5, "language_code": "en"}, 400),
        ("press", {"user": 7, "message_id": 99, "data": "x"}, 409),
        ("say", {"user": 7, "text": " "}, 409),
        ("choose", {"user": 7, "result_id": "x"}, 409),
    ],
)
async def test_senseless_requests_are_refused_as_json(
    page: httpx.AsyncClient, world: World, path: str, values: Any, status: int
) -> None:
    world.add_user(7)

    response = await page.post(f"/sim/{path}", json=values)

    assert response.status_code == status
    assert list(response.json()) == ["error"]


async def test_only_json_of_this_page_is_listened_to(page: httpx.AsyncClient) -> None:
    form = await page.post("/sim/users", data={"first_name": "x"})
    broken = await page.post(
        "/sim/users", content=b"{", headers={"Content-Type": "application/json"}
    )

    assert (form.status_code, broken.status_code) == (415, 400)
    for path in ("/sim/state", "/sim/events"):
        assert (await page.get(path)).status_code == 400
        assert (await page.get(path, params={"user": "99"})).status_code == 404


async def test_a_clock_nobody_controls_stands(world: World) -> None:
    world.add_user(7)
    transport = httpx.ASGITransport(app=create_simulator(world))
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator") as page:
        assert (await page.post("/sim/clock/skip", json={"user": 7})).status_code == 409
        state = (await page.get("/sim/state", params={"user": 7})).json()

    assert state["next_event"] is None


async def test_files_are_served_so_that_nothing_in_them_runs(
    page: httpx.AsyncClient, world: World
) -> None:
    world.add_user(7, has_started=True)
    body = (
        b'--b\r\nContent-Disposition: form-data; name="document"; filename="x.html"\r\n\r\n'
        b'<script>\r\n--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n7\r\n--b--\r\n'
    )
    await Bot(world).api.post("sendDocument", body, content_type="multipart/form-data; boundary=b")
    state = (await page.get("/sim/state", params={"user": 7})).json()
    document = state["messages"][0]["document"]

    file = await page.get(document["url"])

    assert file.content == b"<script>"
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert (await page.get("/sim/files/none")).status_code == 404
    download = f"/file/bot{TOKEN}/files/{document['file_id']}"
    assert (await page.get(download)).content == b"<script>"
    assert (await page.get(f"/file/bot1:x/files/{document['file_id']}")).status_code == 404


async def test_the_page_is_served_with_a_strict_policy(page: httpx.AsyncClient) -> None:
    index = await page.get("/")

    assert index.headers["content-type"] == "text/html; charset=utf-8"
    assert index.headers["content-security-policy"].startswith(
        "default-src 'self'; img-src 'self' data:;"
    )
    assert (
        (await page.get("/assets/chat.js")).headers["content-type"].startswith("text/javascript")
    )


@pytest.mark.parametrize(
    "name", ["none.js", "..%2fapi.py", "%2e%2e", ".hidden.js", "index", "a%00.js"]
)
async def test_nothing_but_the_pages_files_is_served(page: httpx.AsyncClient, name: str) -> None:
    assert (await page.get(f"/assets/{name}")).status_code == 404
