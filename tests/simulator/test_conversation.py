"""A person and a bot talk; every answer is one that real client libraries accept."""

from typing import Any

from aiogram.types import CallbackQuery, Message, Update, User

from .clients import Bot, make_world

BUTTON = {"inline_keyboard": [[{"text": "Open", "callback_data": "o:1"}]]}


async def test_the_bot_reads_what_a_person_types_and_answers_it() -> None:
    world = make_world()
    bot = Bot(world)
    ada = world.add_user(7, "Ada", "en")
    world.say(ada.id, "/start s_1")

    updates = await bot.ok("getUpdates", timeout=0)
    sent = await bot.ok("sendMessage", chat_id=7, text="<b>Hi</b> Ada", parse_mode="HTML")

    message = Update.model_validate(updates[0]).message
    assert message is not None
    assert (message.text, message.chat.id) == ("/start s_1", 7)
    assert [e.model_dump(exclude_none=True) for e in message.entities or []] == [
        {"type": "bot_command", "offset": 0, "length": 6}
    ]
    assert Message.model_validate(sent).html_text == "<b>Hi</b> Ada"
    assert [m["text"] for m in world.messages(7)] == ["/start s_1", "Hi Ada"]


async def test_a_confirmed_update_never_comes_again() -> None:
    world = make_world()
    bot = Bot(world)
    world.add_user(7)
    world.say(7, "one")
    world.say(7, "two")

    first = await bot.ok("getUpdates", limit=1)
    again = await bot.ok("getUpdates", limit=1)
    rest = await bot.ok("getUpdates", offset=first[0]["update_id"] + 1)

    assert first == again
    assert [u["message"]["text"] for u in rest] == ["two"]
    assert await bot.ok("getUpdates", offset=rest[0]["update_id"] + 1) == []


async def test_a_pressed_button_is_answered_once_and_the_message_edited() -> None:
    world = make_world()
    bot = Bot(world)
    world.add_user(7)
    world.say(7, "/latest")
    sent = await bot.ok("sendMessage", chat_id=7, text="List", reply_markup=BUTTON)
    world.press(7, sent["message_id"], "o:1")

    update: dict[str, Any] = (await bot.ok("getUpdates"))[-1]
    query = Update.model_validate(update).callback_query
    assert isinstance(query, CallbackQuery)
    edited = await bot.ok(
        "editMessageText", chat_id=7, message_id=sent["message_id"], text="Story"
    )
    answered = await bot.ok("answerCallbackQuery", callback_query_id=query.id)
    again = await bot.refusal("answerCallbackQuery", callback_query_id=query.id)

    assert query.data == "o:1"
    assert isinstance(query.message, Message)
    assert query.message.text == "List"
    assert edited["text"] == "Story"
    assert "reply_markup" not in edited
    assert edited["edit_date"] == edited["date"]
    assert answered is True
    assert again == (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )


async def test_the_bot_knows_itself() -> None:
    me = User.model_validate(await Bot(make_world()).ok("getMe"))

    assert (me.id, me.is_bot, me.username) == (123456, True, "tidings_bot")
    assert me.supports_inline_queries is True
