"""How fast is too fast, and what goes wrong by plan."""

import json
from typing import Any

import pytest

from bot.errors import UnconfirmedError
from bot.simulator.faults import Fault, FaultKind, Faults
from bot.simulator.limits import Limits, Rate
from bot.simulator.world import World

from .clients import Bot, Ticker, make_world


def world_of(clock: Ticker, limits: Limits, users: int = 1) -> World:
    world = make_world(clock, limits=limits)
    for user_id in range(1, users + 1):
        world.add_user(user_id, has_started=True)
    return world


async def statuses(bot: Bot, chats: list[int]) -> list[int]:
    return [(await bot.call("sendMessage", chat_id=chat, text="x"))[0] for chat in chats]


async def test_a_private_chat_takes_a_small_burst_then_one_message_a_second() -> None:
    clock = Ticker()
    bot = Bot(world_of(clock, Limits()))

    assert await statuses(bot, [1, 1, 1, 1]) == [200, 200, 200, 429]
    clock.at += 1
    assert await statuses(bot, [1, 1]) == [200, 429]


async def test_a_group_takes_twenty_messages_a_minute() -> None:
    clock = Ticker()
    world = world_of(clock, Limits())
    group = world.create_group("News", 1)
    world.add_bot_to_group(group.id, 1)
    bot = Bot(world)

    assert await statuses(bot, [group.id] * 21) == [200] * 20 + [429]
    status, answer = await bot.call("sendMessage", chat_id=group.id, text="x")
    assert (status, answer) == (
        429,
        {
            "ok": False,
            "error_code": 429,
            "description": "Too Many Requests: retry after 3",
            "parameters": {"retry_after": 3},
        },
    )
    clock.at += 3
    assert await statuses(bot, [group.id]) == [200]


async def test_thirty_messages_a_second_go_to_all_chats_together() -> None:
    clock = Ticker()
    bot = Bot(world_of(clock, Limits(), users=40))

    assert await statuses(bot, list(range(1, 41))) == [200] * 30 + [429] * 10
    clock.at += 0.5
    assert await statuses(bot, list(range(1, 21))) == [200] * 15 + [429] * 5


async def test_each_limit_can_be_switched_off_or_changed() -> None:
    only_overall = Bot(world_of(Ticker(), Limits(private=None, group=None, overall=Rate(1, 2))))
    none = Bot(world_of(Ticker(), Limits.off()))

    assert await statuses(only_overall, [1, 1, 1]) == [200, 200, 429]
    assert await statuses(none, [1] * 50) == [200] * 50


async def test_edits_and_refused_messages_cost_nothing() -> None:
    bot = Bot(world_of(Ticker(), Limits(private=Rate(1, 1))))

    assert (await bot.refusal("sendMessage", chat_id=1, text="<x>", parse_mode="HTML"))[0] == 400
    sent = await bot.ok("sendMessage", chat_id=1, text="x")
    for text in "abc":
        await bot.ok("editMessageText", chat_id=1, message_id=sent["message_id"], text=text)


@pytest.mark.parametrize(
    ("kind", "status", "start"),
    [
        ("throttled", 429, b'{"ok":false,"error_code":429,"description":"Too Many Requests'),
        ("server_error", 500, b'{"ok":false,"error_code":500'),
        ("bad_gateway", 502, b"<html>"),
        ("forbidden", 403, b'{"ok":false,"error_code":403,"description":"Forbidden: bot was bl'),
    ],
)
async def test_a_fault_strikes_once_and_only_sending(kind: str, status: int, start: bytes) -> None:
    world = world_of(Ticker(), Limits.off())
    world.fail_next(kind)
    bot = Bot(world)

    await bot.ok("getMe")
    got, body = await bot.api.post("sendMessage", json.dumps({"chat_id": 1, "text": "x"}).encode())
    await bot.ok("sendMessage", chat_id=1, text="y")

    assert (got, body.startswith(start)) == (status, True)
    assert [m["text"] for m in world.messages(1)] == ["y"]


@pytest.mark.parametrize("kind", ["reset", "hang"])
@pytest.mark.parametrize("is_late", [False, True])
async def test_a_lost_answer_says_nothing_about_the_message(kind: str, *, is_late: bool) -> None:
    world = world_of(Ticker(), Limits.off())
    world.fail_next(kind, is_late=is_late)

    with pytest.raises(UnconfirmedError):
        await Bot(world).call("sendMessage", chat_id=1, text="x")

    assert len(world.messages(1)) == is_late


def test_the_same_seed_strikes_the_same_requests() -> None:
    def struck(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.add(Fault(kind=FaultKind.RESET, times=-1, share=0.3))
        return [faults.strike("sendMessage") is not None for _ in range(200)]

    assert struck(1) == struck(1)
    assert struck(1) != struck(2)
    assert 40 < sum(struck(1)) < 80


async def test_calls_are_counted_by_method_and_status() -> None:
    world = world_of(Ticker(), Limits(private=Rate(1, 1)))
    bot = Bot(world)
    world.fail_next("reset", method="getMe")
    await statuses(bot, [1, 1, 2])
    with pytest.raises(UnconfirmedError):
        await bot.call("getMe")

    expected: dict[Any, int] = {
        ("sendMessage", 200): 1,
        ("sendMessage", 429): 1,
        ("sendMessage", 400): 1,
        ("getMe", 0): 1,
    }
    assert world.record.counts == expected
    assert world.record.deliveries == {1: 1}
    assert [call.error for call in world.calls][1:3] == [
        "Too Many Requests: retry after 1",
        "Bad Request: chat not found",
    ]
