"""Telegram's answers become our errors, by one table."""

import json

import pytest

from bot.adapters.refusals import refusal
from bot.core.outgoing import Button, Message
from bot.errors import (
    DeliveryError,
    NotSentError,
    RejectedError,
    SilencedError,
    ThrottledError,
    TopicClosedError,
    UnconfirmedError,
    UnreachableError,
)

from .answering import SENT, refused, speaking

DONE = (200, b'{"ok":true,"result":true}')
HELLO = Message(html="hello")


@pytest.mark.parametrize(
    ("status", "text", "kind"),
    [
        (403, "Forbidden: bot was blocked by the user", UnreachableError),
        (403, "Forbidden: user is deactivated", UnreachableError),
        (403, "Forbidden: bot was kicked from the supergroup chat", UnreachableError),
        (403, "Forbidden: something new", UnreachableError),
        (
            403,
            "Forbidden: not enough rights to send text messages to the chat",
            SilencedError,
        ),
        (403, "Forbidden: CHAT_WRITE_FORBIDDEN", SilencedError),
        (400, "Bad Request: chat not found", UnreachableError),
        (
            400,
            "Bad Request: not enough rights to send text messages to the chat",
            SilencedError,
        ),
        (400, "Bad Request: not enough rights to send photos to the chat", RejectedError),
        (400, "Bad Request: have no rights to send a message", SilencedError),
        (400, "Bad Request: group chat was deactivated", UnreachableError),
        (400, "Bad Request: CHAT_WRITE_FORBIDDEN", SilencedError),
        (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", SilencedError),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", SilencedError),
        (400, "Bad Request: CHAT_RESTRICTED", SilencedError),
        (400, "Bad Request: CHANNEL_INVALID", UnreachableError),
        (400, "Bad Request: can't parse entities: unclosed tag", RejectedError),
        (400, "Bad Request: message is too long", RejectedError),
        (400, "Bad Request: message thread not found", TopicClosedError),
        (400, "Bad Request: TOPIC_CLOSED", TopicClosedError),
        (413, "Request Entity Too Large", RejectedError),
        (401, "Unauthorized", NotSentError),
        (404, "Not Found", NotSentError),
        (404, "Not Found: method not found", RejectedError),
        (409, "Conflict: terminated by other getUpdates request", NotSentError),
        (500, "Internal Server Error", UnconfirmedError),
    ],
)
def test_every_refusal_has_its_error(status: int, text: str, kind: type[DeliveryError]) -> None:
    error = refusal(7, status, {"ok": False, "description": text})

    assert type(error) is kind
    assert error.chat_id == 7


def test_a_page_of_a_proxy_leaves_it_open_whether_it_arrived() -> None:
    assert isinstance(refusal(7, 502, {}), UnconfirmedError)
    assert isinstance(refusal(7, 200, {}), UnconfirmedError)
    assert isinstance(refusal(7, 400, {}), UnconfirmedError)


async def test_a_message_is_sent_as_html_into_its_topic() -> None:
    messenger, api, _ = speaking(SENT)

    assert await messenger.send(7, HELLO, thread_id=3) == 42

    method, body, _ = api.calls[0]
    assert method == "sendMessage"
    assert json.loads(body) == {
        "chat_id": 7,
        "message_thread_id": 3,
        "text": "hello",
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }


async def test_an_answer_waits_out_a_short_429() -> None:
    messenger, api, clock = speaking(refused(429, "Too Many Requests", retry_after=3), SENT)

    assert await messenger.send(7, HELLO) == 42

    assert len(api.calls) == 2
    assert clock.monotonic() >= 3


async def test_an_answer_does_not_wait_out_a_long_429() -> None:
    messenger, api, _ = speaking(refused(429, "Too Many Requests", retry_after=600))

    with pytest.raises(ThrottledError) as caught:
        await messenger.send(7, HELLO)

    assert caught.value.retry_after == 600
    assert len(api.calls) == 1


async def test_an_answer_that_was_not_sent_is_sent_again() -> None:
    messenger, api, _ = speaking(NotSentError(0, "no connection"), SENT)

    assert await messenger.send(7, HELLO) == 42
    assert len(api.calls) == 2


async def test_an_answer_is_not_tried_for_ever() -> None:
    messenger, api, _ = speaking(NotSentError(0, "no connection"))

    with pytest.raises(NotSentError) as caught:
        await messenger.send(7, HELLO)

    assert caught.value.chat_id == 7
    assert len(api.calls) == 3


async def test_an_answer_that_may_have_arrived_is_not_sent_again() -> None:
    messenger, api, _ = speaking(UnconfirmedError(0, "no answer"))

    with pytest.raises(UnconfirmedError):
        await messenger.send(7, HELLO)

    assert len(api.calls) == 1


async def test_the_same_content_again_is_no_error() -> None:
    messenger, api, _ = speaking(refused(400, "Bad Request: message is not modified: specified"))

    await messenger.edit(7, 5, HELLO)

    assert json.loads(api.calls[0][1])["message_id"] == 5


async def test_the_buttons_of_a_message_change_alone() -> None:
    messenger, api, _ = speaking(refused(400, "Bad Request: message is not modified: specified"))

    await messenger.edit_keyboard(7, 5, ((Button(text="A", data="a"),),))

    method, body, _ = api.calls[0]
    assert method == "editMessageReplyMarkup"
    assert json.loads(body) == {
        "chat_id": 7,
        "message_id": 5,
        "reply_markup": {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]},
    }


async def test_an_edit_that_fails_otherwise_is_an_error() -> None:
    messenger, _, _ = speaking(refused(400, "Bad Request: message to edit not found"))

    with pytest.raises(RejectedError):
        await messenger.edit(7, 5, HELLO)


async def test_an_expired_button_is_no_error() -> None:
    messenger, api, _ = speaking(
        refused(400, "Bad Request: query is too old and response timeout expired")
    )

    await messenger.answer_callback("q1", "Saved.", alert=True)

    assert json.loads(api.calls[0][1]) == {
        "callback_query_id": "q1",
        "text": "Saved.",
        "show_alert": True,
    }


async def test_a_query_that_is_refused_otherwise_is_an_error() -> None:
    messenger, _, _ = speaking(refused(400, "Bad Request: MESSAGE_TOO_LONG"))

    with pytest.raises(RejectedError):
        await messenger.answer_callback("q1", "long")


async def test_inline_results_go_out_with_their_offset() -> None:
    messenger, api, _ = speaking(DONE)

    await messenger.answer_inline("q1", [{"id": "1"}], cache_seconds=30, next_offset="20")

    fields = json.loads(api.calls[0][1])
    assert fields["results"] == [{"id": "1"}]
    assert fields["next_offset"] == "20"
    assert fields["cache_time"] == 30
