"""A message with a rich form is offered in it, and goes out in HTML where that is refused."""

import json

import pytest

from bot.core.outgoing import Button, Message, Parcel, message_fields
from bot.errors import RejectedError, ThrottledError, UnconfirmedError

from .answering import SENT, refused, speaking
from .test_parcels import parcel

RICH = Message(
    html="plain",
    rich="<h4>rich</h4>",
    keyboard=((Button(text="1", data="o1"),),),
    preview_url="https://news.example/",
)
KEYBOARD = {"inline_keyboard": [[{"text": "1", "callback_data": "o1"}]]}
AS_RICH = {"rich_message": {"html": "<h4>rich</h4>"}, "reply_markup": KEYBOARD}
AS_HTML = {
    "text": "plain",
    "parse_mode": "HTML",
    "link_preview_options": {"url": "https://news.example/", "prefer_small_media": True},
    "reply_markup": KEYBOARD,
}
TOO_LONG = refused(400, "Bad Request: RICH_MESSAGE_TEXT_TOO_LONG")
TOO_OLD = refused(404, "Not Found: method not found")


def rich_parcel(chat_id: int = 7, *, replaces: int = 0) -> Parcel:
    return parcel(chat_id, replaces=replaces, message=json.dumps(message_fields(RICH)))


async def test_a_rich_parcel_is_sent_as_one_message_with_its_buttons() -> None:
    messenger, api, _ = speaking(SENT, pays=True)

    assert await messenger.send_parcel(rich_parcel()) == 42

    ((method, body, _),) = api.calls
    assert method == "sendRichMessage"
    assert json.loads(body) == {"chat_id": 7, "allow_paid_broadcast": True} | AS_RICH


@pytest.mark.parametrize("answer", [TOO_LONG, TOO_OLD])
async def test_a_refused_rich_parcel_goes_out_in_html_and_is_announced_once(
    answer: tuple[int, bytes],
) -> None:
    messenger, api, _ = speaking(answer, SENT)
    announced: list[int] = []

    async def note() -> None:
        announced.append(len(api.calls))

    assert await messenger.send_parcel(rich_parcel(), before=note) == 42

    assert [method for method, *_ in api.calls] == ["sendRichMessage", "sendMessage"]
    assert json.loads(api.calls[1][1]) == {"chat_id": 7} | AS_HTML
    assert announced == [0]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (UnconfirmedError(0, "timeout"), UnconfirmedError),
        (refused(500, "Internal Server Error"), UnconfirmedError),
        (refused(429, "Too Many Requests", retry_after=9), ThrottledError),
    ],
)
async def test_a_rich_parcel_that_may_have_arrived_or_has_to_wait_is_not_sent_in_html(
    answer: tuple[int, bytes] | UnconfirmedError, error: type[Exception]
) -> None:
    messenger, api, _ = speaking(answer)

    with pytest.raises(error):
        await messenger.send_parcel(rich_parcel())

    assert [method for method, *_ in api.calls] == ["sendRichMessage"]


async def test_a_server_that_does_not_know_rich_messages_is_asked_once() -> None:
    messenger, api, _ = speaking(TOO_OLD, SENT, SENT, SENT)

    await messenger.send_parcel(rich_parcel(7))
    await messenger.send_parcel(rich_parcel(8))
    await messenger.send(9, RICH)

    tried = [method for method, *_ in api.calls]
    assert tried == ["sendRichMessage", "sendMessage", "sendMessage", "sendMessage"]


async def test_a_refused_text_says_nothing_about_the_next() -> None:
    messenger, api, _ = speaking(TOO_LONG, SENT, SENT)

    await messenger.send_parcel(rich_parcel(7))
    await messenger.send_parcel(rich_parcel(8))

    tried = [method for method, *_ in api.calls]
    assert tried == ["sendRichMessage", "sendMessage", "sendRichMessage"]


async def test_what_is_refused_in_both_forms_is_rejected() -> None:
    messenger, _, _ = speaking(TOO_LONG, refused(400, "Bad Request: BUTTON_DATA_INVALID"))

    with pytest.raises(RejectedError):
        await messenger.send_parcel(rich_parcel())


async def test_a_person_who_asks_gets_the_rich_form_or_the_plain_one() -> None:
    messenger, api, _ = speaking(SENT, TOO_LONG, SENT)

    assert await messenger.send(7, RICH, thread_id=3) == 42
    assert await messenger.send(8, RICH) == 42

    assert json.loads(api.calls[0][1]) == {"chat_id": 7, "message_thread_id": 3} | AS_RICH
    assert json.loads(api.calls[2][1]) == {"chat_id": 8} | AS_HTML


async def test_an_edit_keeps_a_message_rich_or_makes_it_plain() -> None:
    messenger, api, _ = speaking(SENT, refused(400, "Bad Request: message text is empty"), SENT)
    at = {"chat_id": 7, "message_id": 42}

    await messenger.send_parcel(rich_parcel(replaces=42))
    await messenger.edit(7, 42, RICH)

    assert [method for method, *_ in api.calls] == ["editMessageText"] * 3
    assert [json.loads(body) for _, body, _ in api.calls] == [
        at | AS_RICH,
        at | AS_RICH,
        at | AS_HTML,
    ]


async def test_an_edit_to_what_is_there_already_leaves_it_rich() -> None:
    same = refused(400, "Bad Request: message is not modified: same")
    messenger, api, _ = speaking(same, same)

    assert await messenger.send_parcel(rich_parcel(replaces=42)) == 42
    await messenger.edit(7, 42, RICH)

    assert len(api.calls) == 2
