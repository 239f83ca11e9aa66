"""What persons can do, and what no real client could."""

from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bot.simulator.webhooks import http_deliver
from bot.simulator.world import PlayerError, World

from .clients import TOKEN, Bot, make_world


@pytest.fixture
def world() -> World:
    world = make_world()
    world.add_user(7, "Ada", username="ada")
    return world


async def test_a_place_comes_as_a_location(world: World) -> None:
    world.send_location(7, 52.5, 13.4)

    [update] = await Bot(world).ok("getUpdates")
    assert update["message"]["location"] == {"latitude": 52.5, "longitude": 13.4}
    assert update["message"]["chat"]["username"] == "ada"


def test_strangers_and_missing_messages_are_mistakes_of_the_test(world: World) -> None:
    with pytest.raises(PlayerError, match="there is no user 8"):
        world.say(8, "x")
    with pytest.raises(PlayerError, match="there is no message 5"):
        world.press(7, 5, "x")
    with pytest.raises(PlayerError, match="empty"):
        world.say(7, "\n")


async def test_any_data_can_be_pressed_because_clients_can_be_tampered_with(world: World) -> None:
    message = world.say(7, "/start")
    world.press(7, message["message_id"], "not ours\N{NO-BREAK SPACE}")

    update = (await Bot(world).ok("getUpdates"))[-1]
    assert update["callback_query"]["data"] == "not ours\N{NO-BREAK SPACE}"


def test_each_person_gets_a_number_of_their_own(world: World) -> None:
    one, two = world.add_user(), world.add_user()

    assert len({one.id, two.id, 7}) == 3


async def test_a_bench_can_count_without_keeping() -> None:
    world = World(now=lambda: 0.0, bot_token=TOKEN, keep_calls=False)

    await Bot(world).ok("getMe")

    assert world.calls == []
    assert world.record.counts == {("getMe", 200): 1}


async def test_what_happens_in_a_group_without_the_bot_stays_there(world: World) -> None:
    group = world.create_group("Others", 7, kind="supergroup")
    world.say(7, "/latest", group.id)
    world.add_topic(group.id, "Topic", 7)
    world.set_member(group.id, 7, "member", by=7)
    basic = world.create_group("Old", 7)
    world.migrate(basic.id, 7)

    assert await Bot(world).ok("getUpdates") == []


async def test_topics_and_silent_joins_reach_administrators(world: World) -> None:
    group = world.create_group("News", 7, kind="supergroup", is_forum=True)
    world.add_bot_to_group(group.id, 7, is_administrator=True)
    thread = world.add_topic(group.id, "Chips", 7)

    messages = [u["message"] for u in await Bot(world).ok("getUpdates") if "message" in u]
    assert messages[-1]["forum_topic_created"]["name"] == "Chips"
    assert messages[-1]["message_thread_id"] == thread


async def test_protected_content_is_marked(world: World) -> None:
    world.say(7, "/start")
    bot = Bot(world)

    sent = await bot.ok(
        "sendMessage", chat_id=7, text="x", protect_content=True, disable_web_page_preview="true"
    )

    assert sent["has_protected_content"] is True
    assert sent["link_preview_options"] == {"is_disabled": True}


async def test_a_service_message_cannot_be_copied(world: World) -> None:
    group = world.create_group("News", 7)
    world.add_bot_to_group(group.id, 7)
    joined = world.messages(group.id)[0]["message_id"]

    assert await Bot(world).refusal(
        "copyMessage", chat_id=group.id, from_chat_id=group.id, message_id=joined
    ) == (400, "Bad Request: message can't be copied")


async def test_given_entities_are_shown_and_broken_ones_refused(world: World) -> None:
    world.say(7, "/start")
    bot = Bot(world)
    link = {"type": "text_link", "offset": 0, "length": 1, "url": "a.de"}

    sent = await bot.ok("sendMessage", chat_id=7, text="x", entities=[link])

    assert sent["entities"] == [link | {"url": "http://a.de/"}]
    for broken, missing in (({}, "type"), ({"type": "bold"}, "offset")):
        assert await bot.refusal("sendMessage", chat_id=7, text="x", entities=[broken]) == (
            400,
            f"Bad Request: can't parse MessageEntity: Can't find field \"{missing}\"",
        )


@pytest.mark.parametrize(
    ("link", "written"),
    [
        ("https://A.de:0443/x y#z ", "https://a.de:443/x%20y#z"),
        ("user@a.de?q", "http://user@a.de/?q"),
        ("https://[::1]/x", "https://[::1]/x"),
    ],
)
async def test_links_are_written_telegrams_way(world: World, link: str, written: str) -> None:
    world.say(7, "/start")
    html = f'<a href="{link}">x</a>'

    sent = await Bot(world).ok("sendMessage", chat_id=7, text=html, parse_mode="HTML")

    assert sent["entities"][0]["url"] == written


@pytest.mark.parametrize("link", ["a.de:99999", "a.de:x", "tg://", "tg://a b", "http://"])
async def test_links_that_lead_nowhere_are_no_buttons(world: World, link: str) -> None:
    world.say(7, "/start")
    markup = {"inline_keyboard": [[{"text": "x", "url": link}]]}

    answer = await Bot(world).refusal("sendMessage", chat_id=7, text="x", reply_markup=markup)

    assert answer[1].startswith(f"Bad Request: inline keyboard button URL '{link}' is invalid: ")


async def test_chosen_chat_buttons_keep_their_filter(world: World) -> None:
    world.say(7, "/start")
    button: dict[str, Any] = {
        "text": "x",
        "switch_inline_query_chosen_chat": {"allow_user_chats": True},
    }
    app: dict[str, Any] = {"text": "x", "web_app": {"url": "https://a.de/app"}}
    markup = {"inline_keyboard": [[button, app], []]}
    bot = Bot(world)

    sent = await bot.ok("sendMessage", chat_id=7, text="x", reply_markup=markup)

    assert sent["reply_markup"] == {"inline_keyboard": [[button, app]]}
    refused: list[dict[str, Any]] = [
        {"text": "x", "web_app": "https://a.de"},
        {"text": " ", "callback_data": "x"},
        {"text": "x", "callback_data": "x", "style": "loud"},
        {"text": "x", "web_app": {"url": "ftp://a.de"}},
    ]
    for broken in refused:
        markup = {"inline_keyboard": [[broken]]}
        assert (await bot.refusal("sendMessage", chat_id=7, text="x", reply_markup=markup))[
            0
        ] == 400
    plain = await bot.ok(
        "sendMessage", chat_id=7, text="x", reply_markup={"remove_keyboard": True}
    )
    assert "reply_markup" not in plain


async def test_the_webhook_is_switched_off_by_an_empty_address(world: World) -> None:
    bot = Bot(world)
    world.say(7, "old")
    await bot.ok("setWebhook", url="https://a.example.com", drop_pending_updates=True)
    assert (await bot.ok("getWebhookInfo"))["pending_update_count"] == 0
    await bot.ok("setWebhook", url="")

    assert (await bot.ok("getWebhookInfo"))["url"] == ""
    assert await bot.ok("logOut") is True


@pytest.mark.enable_socket
async def test_updates_travel_over_real_http() -> None:
    async def hook(request: web.Request) -> web.Response:
        is_ours = request.headers["X-Secret"] == "s" and await request.read() == b"{}"
        return web.Response(status=204 if is_ours else 400)

    app = web.Application()
    app.router.add_post("/hook", hook)
    async with TestServer(app) as server, ClientSession() as session:
        deliver = http_deliver(session)
        url = str(server.make_url("/hook"))
        assert await deliver(url, {"X-Secret": "s"}, b"{}") == 204
        await server.close()
        with pytest.raises(ConnectionError):
            await deliver(url, {"X-Secret": "s"}, b"{}")
