"""The page's side: what a person sees and does over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest

from bot.simulator.api import create_simulator
from bot.simulator.world import World

from .clients import TOKEN, Bot
from .pages import post


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
