"""Groups, channels and topics; who blocks, kicks and moves."""

from typing import Any

import pytest
from aiogram.types import ChatFullInfo, Update
from aiogram.types.chat_member_administrator import ChatMemberAdministrator
from pydantic import TypeAdapter

from bot.simulator.people import Chat
from bot.simulator.world import PlayerError, World

from .clients import Bot, make_world


@pytest.fixture
def world() -> World:
    world = make_world()
    world.add_user(7, "Ada")
    world.add_user(8, "Bo")
    return world


@pytest.fixture
def group(world: World) -> Chat:
    group = world.create_group("News", 7, kind="supergroup", is_forum=True, members=(8,))
    world.add_bot_to_group(group.id, 7)
    return group


async def updates(bot: Bot, **values: Any) -> list[Update]:
    return [Update.model_validate(u) for u in await bot.ok("getUpdates", **values)]


async def refused(bot: Bot, chat_id: int | str) -> tuple[int, str]:
    return await bot.refusal("sendMessage", chat_id=chat_id, text="x")


async def test_a_person_who_blocks_is_lost_until_they_unblock(world: World) -> None:
    bot = Bot(world)
    world.say(7, "/start")
    world.block(7)
    world.block(7)

    assert await refused(bot, 7) == (403, "Forbidden: bot was blocked by the user")
    with pytest.raises(PlayerError):
        world.say(7, "hello")
    world.unblock(7)
    await bot.ok("sendMessage", chat_id=7, text="x")
    changes = [u.my_chat_member for u in await updates(bot) if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "kicked"),
        ("kicked", "member"),
    ]
    assert {c.chat.type for c in changes} == {"private"}


async def test_a_deleted_account_cannot_be_written_to(world: World) -> None:
    world.say(7, "/start")
    world.deactivate(7)

    assert await refused(Bot(world), 7) == (403, "Forbidden: user is deactivated")


async def test_a_person_met_in_a_group_cannot_be_addressed_first(
    world: World, group: Chat
) -> None:
    assert group.id < 0
    assert await refused(Bot(world), 8) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("kicked", "Forbidden: bot was kicked from the supergroup chat"),
        ("left", "Forbidden: bot is not a member of the supergroup chat"),
    ],
)
async def test_a_group_the_bot_has_left_is_closed(
    world: World, group: Chat, status: str, answer: str
) -> None:
    world.set_bot_status(group.id, 7, status)

    assert await refused(Bot(world), group.id) == (403, answer)


async def test_a_group_may_silence_those_who_are_no_administrators(
    world: World, group: Chat
) -> None:
    group.may_post = False
    bot = Bot(world)

    assert await refused(bot, group.id) == (
        400,
        "Bad Request: not enough rights to send text messages to the chat",
    )
    world.set_bot_status(group.id, 7, "administrator")
    await bot.ok("sendMessage", chat_id=group.id, text="x")


async def test_a_channel_takes_posts_of_administrators_only(world: World) -> None:
    channel = world.create_group("News", 7, kind="channel", username="ainews")
    bot = Bot(world)

    assert await refused(bot, "@AiNews") == (
        403,
        "Forbidden: bot is not a member of the channel chat",
    )
    world.add_bot_to_group(channel.id, 7)
    post = await bot.ok("sendMessage", chat_id="@ainews", text="x")
    assert post["sender_chat"]["id"] == channel.id
    assert "from" not in post
    edited = await bot.ok(
        "editMessageText", chat_id=channel.id, message_id=post["message_id"], text="y"
    )
    assert edited["text"] == "y"
    world.set_bot_status(channel.id, 7, "member")
    assert await refused(bot, channel.id) == (
        400,
        "Bad Request: need administrator rights in the channel chat",
    )


async def test_a_group_that_grows_up_leaves_its_new_address(world: World) -> None:
    old = world.create_group("News", 7)
    world.add_bot_to_group(old.id, 7)
    new = world.migrate(old.id, 7)
    bot = Bot(world)

    status, answer = await bot.call("sendMessage", chat_id=old.id, text="x")

    assert (status, answer["description"], answer["parameters"]) == (
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new.id},
    )
    await bot.ok("sendMessage", chat_id=new.id, text="x")
    moves = [u.message for u in await updates(bot) if u.message]
    assert [(m.migrate_to_chat_id, m.migrate_from_chat_id) for m in moves[1:]] == [
        (new.id, None),
        (None, old.id),
    ]


async def test_joining_is_told_twice(world: World, group: Chat) -> None:
    got = await updates(Bot(world))

    assert got[0].my_chat_member is not None
    assert got[0].my_chat_member.new_chat_member.status == "member"
    assert got[1].message is not None
    assert [u.username for u in got[1].message.new_chat_members or []] == ["tidings_bot"]
    assert got[1].message.chat.id == group.id


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(
    world: World, group: Chat
) -> None:
    bot = Bot(world)
    sent = await bot.ok("sendMessage", chat_id=group.id, text="x")
    for text in (
        "hello",
        "/latest",
        "/latest@tidings_bot",
        "/latest@other_bot",
        "see @tidings_bot",
    ):
        world.say(8, text, group.id)
    world.say(8, "a reply", group.id, reply_to=sent["message_id"])

    heard = [u.message.text for u in await updates(bot) if u.message and u.message.text]
    assert heard == ["/latest", "/latest@tidings_bot", "a reply"]


async def test_an_administrator_hears_everything_and_channel_posts(world: World) -> None:
    channel = world.create_group("News", 7, kind="channel")
    world.add_bot_to_group(channel.id, 7)
    bot = Bot(world)
    world.say(7, "hello", channel.id)

    assert [u.channel_post.text for u in await updates(bot) if u.channel_post] == ["hello"]


async def test_a_topic_is_written_to_by_its_thread(world: World, group: Chat) -> None:
    thread = world.add_topic(group.id, "Chips", 7)
    bot = Bot(world)

    sent = await bot.ok("sendMessage", chat_id=group.id, message_thread_id=thread, text="x")
    world.say(8, "/latest", group.id, thread_id=thread)

    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)
    asked = (await updates(bot))[-1].message
    assert asked is not None
    assert asked.message_thread_id == thread
    world.close_topic(group.id, thread, 7)
    assert await bot.refusal(
        "sendMessage", chat_id=group.id, message_thread_id=thread, text="x"
    ) == (400, "Bad Request: TOPIC_CLOSED")
    world.reopen_topic(group.id, thread, 7)
    await bot.ok("sendMessage", chat_id=group.id, message_thread_id=thread, text="x")
    closed, reopened = [u.message for u in (await updates(bot))[-2:]]
    assert closed is not None
    assert reopened is not None
    assert (closed.forum_topic_closed is None, reopened.forum_topic_reopened is None) == (
        False,
        False,
    )


async def test_the_bot_can_ask_who_is_who(world: World, group: Chat) -> None:
    bot = Bot(world)
    world.set_bot_status(group.id, 7, "administrator")

    admins = await bot.ok("getChatAdministrators", chat_id=group.id)
    assert [(a["status"], a["user"]["id"]) for a in admins] == [
        ("creator", 7),
        ("administrator", 123456),
    ]
    TypeAdapter(ChatMemberAdministrator).validate_python(admins[1])
    assert (await bot.ok("getChatMember", chat_id=group.id, user_id=8))["status"] == "member"
    assert await bot.ok("getChatMemberCount", chat_id=group.id) == 3
    assert await bot.refusal("getChatMember", chat_id=group.id, user_id=99) == (
        400,
        "Bad Request: PARTICIPANT_ID_INVALID",
    )
    full = ChatFullInfo.model_validate(await bot.ok("getChat", chat_id=group.id))
    assert (full.title, full.is_forum) == ("News", True)
    world.say(7, "/start")
    assert (await bot.ok("getChat", chat_id=7))["first_name"] == "Ada"
    assert (await bot.ok("getChatMember", chat_id=7, user_id=7))["status"] == "member"
    assert await bot.ok("getChatMemberCount", chat_id=7) == 2
    assert await bot.refusal("getChatAdministrators", chat_id=7) == (
        400,
        "Bad Request: there are no administrators in the private chat",
    )


async def test_changes_of_others_come_to_administrators_who_ask(world: World, group: Chat) -> None:
    bot = Bot(world)
    world.set_bot_status(group.id, 7, "administrator")
    await bot.ok("getUpdates", allowed_updates=["chat_member"])
    world.set_member(group.id, 8, "administrator", by=7)
    world.set_member(group.id, 8, "restricted", by=7)

    changes = [u.chat_member for u in await updates(bot) if u.chat_member]
    assert [c.new_chat_member.status for c in changes] == ["administrator", "restricted"]


async def test_the_bot_leaves_groups_but_not_people(world: World, group: Chat) -> None:
    bot = Bot(world)
    world.say(7, "/start")

    assert await bot.ok("leaveChat", chat_id=group.id) is True
    assert (await refused(bot, group.id))[0] == 403
    assert await bot.refusal("leaveChat", chat_id=7) == (
        400,
        "Bad Request: chat member status can't be changed in private chats",
    )
