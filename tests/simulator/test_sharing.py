"""Keyboards in the place of a person's own, and what is shared by their buttons."""

from typing import Any

import httpx
import pytest

from bot.simulator.world import World

from .clients import Bot
from .pages import Clock, post

RIGHTS = dict.fromkeys(
    (
        *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
        *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
        *("can_post_stories", "can_edit_stories", "can_delete_stories"),
    ),
    False,
)
WISH = {
    "request_id": 5,
    "chat_is_channel": True,
    "user_administrator_rights": RIGHTS,
    "bot_administrator_rights": RIGHTS,
}
KEYBOARD = {
    "keyboard": [["Hello", {"text": "Here", "request_location": True}]],
    "one_time_keyboard": True,
}


async def state_of(page: httpx.AsyncClient, user: int) -> Any:
    return (await page.get("/sim/state", params={"user": user})).json()


async def test_a_keyboard_stays_until_the_bot_takes_it_away(
    page: httpx.AsyncClient, world: World
) -> None:
    bot = Bot(world)
    world.add_user(7, has_started=True)
    sent = await bot.ok("sendMessage", chat_id=7, text="x", reply_markup=KEYBOARD)
    await bot.ok("sendMessage", chat_id=7, text="y")

    keyboard = (await state_of(page, 7))["keyboard"]

    assert keyboard["keyboard"][0] == [
        {"text": "Hello"},
        {"text": "Here", "request_location": True},
    ]
    assert keyboard["one_time_keyboard"]
    assert "reply_markup" not in sent
    await bot.ok("sendMessage", chat_id=7, text="z", reply_markup={"remove_keyboard": True})
    assert (await state_of(page, 7))["keyboard"] is None


async def test_a_place_is_shared(page: httpx.AsyncClient, world: World) -> None:
    world.add_user(7)

    await post(page, "location", user=7, latitude=52.5, longitude=-13)

    (update,) = await Bot(world).ok("getUpdates")
    assert update["message"]["location"] == {"latitude": 52.5, "longitude": -13}


async def test_a_channel_is_shared_and_the_bot_gets_its_rights(
    page: httpx.AsyncClient, world: World
) -> None:
    bot = Bot(world)
    world.add_user(7, has_started=True)
    markup = {"keyboard": [[{"text": "Channel", "request_chat": WISH}]]}
    await bot.ok("sendMessage", chat_id=7, text="x", reply_markup=markup)
    channel = world.create_group("AI daily", 7, kind="channel").id

    for _ in range(2):
        await post(page, "share-chat", user=7, request_id=5, chat=channel)

    added, *shared = await bot.ok("getUpdates")
    assert added["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert [one["message"]["chat_shared"] for one in shared] == 2 * [
        {"request_id": 5, "chat_id": channel}
    ]


@pytest.mark.parametrize(
    ("path", "values", "status"),
    [
        ("location", {"user": 7, "latitude": 91, "longitude": 0}, 400),
        ("location", {"user": 7, "latitude": 0, "longitude": "0"}, 400),
        ("location", {"user": 7, "latitude": True, "longitude": 0}, 400),
        ("location", {"user": 99, "latitude": 0, "longitude": 0}, 409),
        ("share-chat", {"user": 7, "request_id": 6, "chat": 1}, 409),
        ("share-chat", {"user": 7, "request_id": 5, "chat": -1}, 409),
        ("share-chat", {"user": 8, "request_id": 5, "chat": 1}, 409),
    ],
)
async def test_nobody_shares_what_is_not_asked_for_or_not_theirs(
    page: httpx.AsyncClient, world: World, path: str, values: Any, status: int
) -> None:
    world.add_user(7, has_started=True)
    world.add_user(8)
    world.create_group("Hers", 8, kind="channel", chat_id=-1)
    markup = {"keyboard": [["Hi"], [{"text": "Channel", "request_chat": WISH}]]}
    await Bot(world).ok("sendMessage", chat_id=7, text="x", reply_markup=markup)

    response = await page.post(f"/sim/{path}", json=values)

    assert (response.status_code, list(response.json())) == (status, ["error"])
    assert await Bot(world).ok("getUpdates") == []


async def test_the_program_around_hears_where_a_new_person_is(
    page: httpx.AsyncClient, clock: Clock
) -> None:
    person = await post(
        page, "users", first_name="Mei", language_code="zh-hans", time_zone="Asia/Shanghai"
    )
    await post(page, "users", first_name="Ada", language_code="en")

    assert clock.arrived == [(person["id"], "zh-hans", "Asia/Shanghai")]
