"""What the bot says about itself, by language and scope."""

from typing import Any

import pytest
from aiogram.types import BotCommand

from .clients import Bot, make_world

HELP = {"command": "help", "description": "Show help"}
HILFE = {"command": "help", "description": "Hilfe zeigen"}


async def test_commands_are_kept_by_scope_and_language() -> None:
    world = make_world()
    world.add_user(7, has_started=True)
    private = world.chats[7]
    bot = Bot(world)
    groups = {"type": "all_group_chats"}
    await bot.ok("setMyCommands", commands=[HELP | {"command": "/Help".lower()}])
    await bot.ok("setMyCommands", commands=[HILFE], language_code="de")
    await bot.ok("setMyCommands", commands=[], scope=groups)

    [command] = await bot.ok("getMyCommands")
    assert BotCommand.model_validate(command).command == "help"
    assert await bot.ok("getMyCommands", language_code="de") == [HILFE]
    assert await bot.ok("getMyCommands", scope=groups) == []
    assert world.profile.commands_of(private, 7, "de-AT") == [HILFE]
    assert world.profile.commands_of(private, 7, "fr") == [HELP]
    mine = HELP | {"command": "admin"}
    await bot.ok("setMyCommands", commands=[mine], scope={"type": "chat", "chat_id": 7})
    assert world.profile.commands_of(private, 7, "de") == [mine]
    await bot.ok("deleteMyCommands", scope={"type": "chat", "chat_id": 7})
    await bot.ok("deleteMyCommands", language_code="de")
    assert world.profile.commands_of(private, 7, "de") == [HELP]


async def test_a_group_shows_each_the_commands_of_the_narrowest_scope() -> None:
    world = make_world()
    for person in (7, 8, 9):
        world.add_user(person, has_started=True)
    group = world.create_group("G", 7, kind="supergroup", chat_id=-1, members=(8, 9))
    channel = world.create_group("C", 7, kind="channel")
    world.add_bot_to_group(-1, 7)
    bot = Bot(world)

    def seen_by(person: int) -> list[str]:
        return [one["command"] for one in world.profile.commands_of(group, person, "en")]

    async def set_for(command: str, **scope: Any) -> None:
        named = [HELP | {"command": command}]
        await bot.ok("setMyCommands", commands=named, scope=scope)

    await set_for("anybody", type="default")
    await set_for("person", type="all_private_chats")
    assert seen_by(8) == ["anybody"]
    await set_for("groups", type="all_group_chats")
    await set_for("administrators", type="all_chat_administrators")
    assert (seen_by(7), seen_by(8)) == (["administrators"], ["groups"])
    await set_for("here", type="chat", chat_id=-1)
    await set_for("ruler", type="chat_administrators", chat_id=-1)
    await set_for("mine", type="chat_member", chat_id=-1, user_id=9)
    assert [seen_by(person) for person in (7, 8, 9)] == [["ruler"], ["here"], ["mine"]]
    assert world.profile.commands_of(channel, 7, "en") == []


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"commands": [HELP | {"command": "Hélp"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [HELP | {"command": "x" * 33}]}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [HELP | {"description": " "}]},
            "command description must be non-empty",
        ),
        (
            {"commands": [HELP | {"description": "x" * 257}]},
            "command description length must not exceed 256",
        ),
        ({"commands": ["x"]}, "can't parse BotCommand: Can't find field \"command\""),
        ({"commands": [HELP] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [HELP], "language_code": "zh-Hans"}, "invalid language code specified"),
        (
            {"commands": [HELP], "scope": {"type": "everybody"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [HELP], "scope": {"type": "chat", "chat_id": 8}}, "chat not found"),
        ({"commands": [HELP], "scope": "[]"}, "object expected as bot command scope"),
    ],
)
async def test_commands_telegram_would_not_list_are_refused(
    values: dict[str, Any], reason: str
) -> None:
    answer = await Bot(make_world()).refusal("setMyCommands", **values)

    assert answer == (400, f"Bad Request: {reason}")


@pytest.mark.parametrize(
    ("method", "name", "limit"),
    [
        ("Name", "name", 64),
        ("Description", "description", 512),
        ("ShortDescription", "short_description", 120),
    ],
)
async def test_texts_about_the_bot_fall_back_to_the_one_for_all(
    method: str, name: str, limit: int
) -> None:
    bot = Bot(make_world())
    await bot.ok(f"setMy{method}", **{name: "for all"})
    await bot.ok(f"setMy{method}", **{name: "中文"}, language_code="zh")

    assert await bot.ok(f"getMy{method}", language_code="zh") == {name: "中文"}
    assert await bot.ok(f"getMy{method}", language_code="fr") == {name: "for all"}
    assert (await bot.refusal(f"setMy{method}", **{name: "x" * (limit + 1)}))[0] == 400


async def test_a_menu_button_is_kept_for_one_chat_or_for_all() -> None:
    world = make_world()
    world.add_user(7, has_started=True)
    bot = Bot(world)

    assert await bot.ok("getChatMenuButton") == {"type": "commands"}
    await bot.ok("setChatMenuButton", menu_button={"type": "default"})
    await bot.ok("setChatMenuButton", chat_id=7, menu_button={"type": "commands"})
    assert await bot.ok("getChatMenuButton") == {"type": "default"}
    assert await bot.ok("getChatMenuButton", chat_id=7) == {"type": "commands"}
    assert (await bot.refusal("setChatMenuButton", menu_button={"type": "x"}))[0] == 400
