"""What Telegram takes and refuses when a bot sends."""

from typing import Any

import pytest

from .clients import Bot, make_world

ROW = [{"text": "x", "callback_data": "x"}]


@pytest.fixture
def bot() -> Bot:
    world = make_world()
    world.add_user(7, "Ada")
    world.say(7, "/start")
    return Bot(world)


@pytest.mark.parametrize(
    ("values", "description"),
    [
        ({"chat_id": 7}, "Bad Request: message text is empty"),
        ({"chat_id": 7, "text": " \n "}, "Bad Request: text must be non-empty"),
        (
            {"chat_id": 7, "text": "<b></b>", "parse_mode": "HTML"},
            "Bad Request: text must be non-empty",
        ),
        ({"text": "x"}, "Bad Request: chat_id is empty"),
        ({"chat_id": 0, "text": "x"}, "Bad Request: chat not found"),
        ({"chat_id": 8, "text": "x"}, "Bad Request: chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "Bad Request: chat not found"),
        ({"chat_id": "soon", "text": "x"}, "Bad Request: chat not found"),
        ({"chat_id": 7, "text": "🗞" * 2049}, "Bad Request: message is too long"),
        (
            {"chat_id": 7, "text": "<foo>", "parse_mode": "html"},
            'Bad Request: can\'t parse entities: Unsupported start tag "foo" at byte offset 0',
        ),
        (
            {"chat_id": 7, "text": "x", "message_thread_id": 5},
            "Bad Request: message thread not found",
        ),
        (
            {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 99}},
            "Bad Request: message to be replied not found",
        ),
        (
            {"chat_id": 7, "text": "x", "reply_parameters": {"quote": "y"}},
            'Bad Request: can\'t find field "message_id"',
        ),
        (
            {"chat_id": 7, "text": "x", "link_preview_options": {"is_disabled": "yes"}},
            'Bad Request: field "is_disabled" must be of type Boolean',
        ),
        (
            {"chat_id": 7, "text": "x", "link_preview_options": {"url": "nowhere"}},
            "Bad Request: WEBPAGE_URL_INVALID",
        ),
        (
            {"chat_id": 7, "text": "x", "link_preview_options": "{"},
            "Bad Request: can't parse link preview options JSON object",
        ),
        (
            {
                "chat_id": 7,
                "text": "x",
                "entities": [{"type": "text_link", "offset": 0, "length": 1, "url": ""}],
            },
            "Bad Request: entity URL '' is invalid: URL host is empty",
        ),
        (
            {"chat_id": 7, "text": "x", "entities": "{}"},
            "Bad Request: expected an Array of MessageEntity",
        ),
    ],
)
async def test_what_cannot_be_sent_is_refused_in_telegrams_words(
    bot: Bot, values: dict[str, Any], description: str
) -> None:
    assert await bot.refusal("sendMessage", **values) == (400, description)
    assert len(bot.world.messages(7)) == 1


def keyboard(*buttons: Any) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (keyboard({"text": "x", "callback_data": "芯" * 22}), "BUTTON_DATA_INVALID"),
        (
            keyboard({"text": "x", "callback_data": ""}),
            (
                "can't parse inline keyboard button: "
                "Text buttons are unallowed in the inline keyboard"
            ),
        ),
        (
            keyboard({"callback_data": "x"}),
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            keyboard({"text": 5, "callback_data": "x"}),
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            keyboard("x"),
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
        ),
        (
            keyboard({"text": "x", "url": "not-a-url"}),
            "inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            keyboard({"text": "x", "url": "ftp://a.de"}),
            "inline keyboard button URL 'ftp://a.de' is invalid: Unsupported URL protocol",
        ),
        (
            keyboard({"text": "x", "web_app": {"url": "http://a.de"}}),
            (
                "inline keyboard button Web App URL 'http://a.de' is invalid: "
                "Only HTTPS links are allowed"
            ),
        ),
        (keyboard({"text": "x", "copy_text": {"text": ""}}), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard({"text": "x", "copy_text": {"text": "y" * 257}}), "BUTTON_COPY_TEXT_INVALID"),
        (keyboard({"text": "x", "pay": True}), "BUTTON_TYPE_INVALID"),
        (keyboard({"text": "x", "url": "a.de", "callback_data": "x"}), "BUTTON_TYPE_INVALID"),
        (keyboard(*ROW * 9), "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [ROW] * 101}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": "x"}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": ["x"]}, "can't parse inline keyboard: Field must be of type Array"),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
        ({"keyboard": "x"}, 'field "keyboard" must be of type Array'),
        ([], "object expected as reply markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)
async def test_buttons_telegram_would_not_show_are_refused(
    bot: Bot, markup: Any, reason: str
) -> None:
    answer = await bot.refusal("sendMessage", chat_id=7, text="x", reply_markup=markup)

    assert answer == (400, f"Bad Request: {reason}")


async def test_all_kinds_of_buttons_a_digest_needs_are_shown(bot: Bot) -> None:
    buttons = [
        {"text": "Open", "callback_data": "x" * 64, "style": "primary"},
        {"text": "Original", "url": "https://a.de/x"},
        {"text": "Copy", "copy_text": {"text": "https://t.me/x"}},
        {"text": "Share", "switch_inline_query": ""},
    ]

    sent = await bot.ok("sendMessage", chat_id=7, text="x", reply_markup=keyboard(*buttons))

    assert sent["reply_markup"] == {"inline_keyboard": [buttons]}


async def test_a_text_of_4096_units_after_parsing_fits(bot: Bot) -> None:
    html = f"<b>{'&amp;' * 4094}</b>🗞"

    sent = await bot.ok("sendMessage", chat_id="7", text=html, parse_mode="HTML")

    assert sent["text"] == "&" * 4094 + "🗞"


async def test_a_copy_has_the_content_and_no_author(bot: Bot) -> None:
    sent = await bot.ok("sendMessage", chat_id=7, text="<b>x</b>", parse_mode="HTML")

    copied = await bot.ok("copyMessage", chat_id=7, from_chat_id=7, message_id=sent["message_id"])

    assert list(copied) == ["message_id"]
    copy = bot.world.messages(7)[-1]
    assert (copy["text"], copy["entities"]) == (sent["text"], sent["entities"])
    assert await bot.refusal("copyMessage", chat_id=7, from_chat_id=7, message_id=99) == (
        400,
        "Bad Request: message to copy not found",
    )


async def test_a_reply_carries_what_it_answers(bot: Bot) -> None:
    asked = bot.world.messages(7)[0]

    sent = await bot.ok(
        "sendMessage", chat_id=7, text="x", reply_parameters={"message_id": asked["message_id"]}
    )
    lone = await bot.ok(
        "sendMessage",
        chat_id=7,
        text="x",
        reply_parameters={"message_id": 99, "allow_sending_without_reply": True},
    )

    assert sent["reply_to_message"] == asked
    assert "reply_to_message" not in lone


async def test_unknown_methods_and_foreign_tokens_get_nothing(bot: Bot) -> None:
    assert await bot.refusal("sendNothing") == (404, "Not Found: method not found")
    bot.api._path = "/bot1:other"  # noqa: SLF001 - a token that is not this bot's
    assert await bot.refusal("getMe") == (401, "Unauthorized")


async def test_only_known_actions_are_shown(bot: Bot) -> None:
    assert await bot.ok("sendChatAction", chat_id=7, action="typing") is True
    assert await bot.refusal("sendChatAction", chat_id=7, action="thinking") == (
        400,
        "Bad Request: wrong parameter action in request",
    )


async def test_method_names_and_forms_are_taken_as_telegram_takes_them(bot: Bot) -> None:
    status, body = await bot.api.post(
        "SENDMESSAGE",
        b"chat_id=7&text=a%2Bb&link_preview_options=%7B%22is_disabled%22%3Atrue%7D",
        content_type="application/x-www-form-urlencoded",
    )

    assert (status, b'"text":"a+b"' in body) == (200, True)
    assert bot.world.messages(7)[-1]["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff"])
async def test_a_body_that_is_no_object_is_refused(bot: Bot, body: bytes) -> None:
    status, answer = await bot.api.post("sendMessage", body)

    assert (status, b"can't parse JSON object" in answer) == (400, True)
