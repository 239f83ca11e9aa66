"""Edits and deletions, and what Telegram says against them."""

from typing import Any

import pytest

from .clients import Bot, Ticker, make_world

BUTTON = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


@pytest.fixture
def clock() -> Ticker:
    return Ticker()


@pytest.fixture
def bot(clock: Ticker) -> Bot:
    world = make_world(clock)
    world.add_user(7)
    world.say(7, "/start")
    return Bot(world)


async def send(bot: Bot, **values: Any) -> int:
    message = await bot.ok("sendMessage", **({"chat_id": 7, "text": "x"} | values))
    message_id: int = message["message_id"]
    return message_id


async def test_the_same_content_again_is_refused(bot: Bot) -> None:
    message_id = await send(bot, text="<b>x</b>", parse_mode="HTML", reply_markup=BUTTON)
    same = {"chat_id": 7, "message_id": message_id, "text": " <b>x</b>", "parse_mode": "HTML"}

    assert await bot.refusal("editMessageText", **same, reply_markup=BUTTON) == (400, SAME)
    edited = await bot.ok("editMessageText", **same)
    assert "reply_markup" not in edited
    assert await bot.refusal("editMessageReplyMarkup", chat_id=7, message_id=message_id) == (
        400,
        SAME,
    )


async def test_buttons_change_without_the_text_and_without_an_edit_mark(bot: Bot) -> None:
    message_id = await send(bot)

    edited = await bot.ok(
        "editMessageReplyMarkup", chat_id=7, message_id=message_id, reply_markup=BUTTON
    )

    assert edited["reply_markup"] == BUTTON
    assert "edit_date" not in edited


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"message_id": 99, "text": "x"}, "message to edit not found"),
        ({"text": "x"}, "message identifier is not specified"),
        ({"message_id": 1, "text": "x"}, "message can't be edited"),
        ({"message_id": 1}, "message text is empty"),
        ({"inline_message_id": "x", "text": "x"}, "MESSAGE_ID_INVALID"),
    ],
)
async def test_what_cannot_be_edited_is_refused(
    bot: Bot, values: dict[str, Any], reason: str
) -> None:
    asked = bot.world.messages(7)[0]["message_id"]
    if values.get("message_id") == 1:
        values = values | {"message_id": asked}

    answer = await bot.refusal("editMessageText", chat_id=7, **values)

    assert answer == (400, f"Bad Request: {reason}")


async def test_an_edit_may_not_be_longer_than_a_message(bot: Bot) -> None:
    message_id = await send(bot)

    assert await bot.refusal(
        "editMessageText", chat_id=7, message_id=message_id, text="x" * 4097
    ) == (400, "Bad Request: message is too long")


async def test_a_deleted_message_is_gone(bot: Bot) -> None:
    message_id = await send(bot)

    assert await bot.ok("deleteMessage", chat_id=7, message_id=message_id) is True
    assert await bot.refusal("deleteMessage", chat_id=7, message_id=message_id) == (
        400,
        "Bad Request: message to delete not found",
    )
    assert len(bot.world.messages(7)) == 1


async def test_messages_older_than_two_days_stay(bot: Bot, clock: Ticker) -> None:
    message_id = await send(bot)
    clock.at += 48 * 3600 + 1

    assert await bot.refusal("deleteMessage", chat_id=7, message_id=message_id) == (
        400,
        "Bad Request: message can't be deleted for everyone",
    )


async def test_many_are_deleted_at_once_and_unknown_ones_skipped(bot: Bot) -> None:
    ids = [await send(bot), await send(bot)]

    assert await bot.ok("deleteMessages", chat_id=7, message_ids=[*ids, 99]) is True
    assert len(bot.world.messages(7)) == 1
    assert await bot.refusal("deleteMessages", chat_id=7, message_ids=[]) == (
        400,
        "Bad Request: message identifiers are not specified",
    )
    assert await bot.refusal("deleteMessages", chat_id=7, message_ids=[1] * 101) == (
        400,
        "Bad Request: too many messages to delete",
    )


async def test_a_callback_answer_may_be_short_only_and_soon(bot: Bot, clock: Ticker) -> None:
    message_id = await send(bot, reply_markup=BUTTON)
    long = bot.world.press(7, message_id, "x")
    late = bot.world.press(7, message_id, "x")

    assert await bot.refusal("answerCallbackQuery", callback_query_id=long, text="x" * 201) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )
    clock.at += 61
    assert await bot.refusal("answerCallbackQuery", callback_query_id=late) == (
        400,
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    )


async def test_a_callback_answer_opens_nothing_but_the_bot_itself(bot: Bot) -> None:
    message_id = await send(bot, reply_markup=BUTTON)
    foreign, own = (bot.world.press(7, message_id, "x") for _ in range(2))

    assert await bot.refusal(
        "answerCallbackQuery", callback_query_id=foreign, url="https://a.de"
    ) == (400, "Bad Request: URL_INVALID")
    url = "https://t.me/tidings_bot?start=s_1"
    assert await bot.ok("answerCallbackQuery", callback_query_id=own, url=url) is True
