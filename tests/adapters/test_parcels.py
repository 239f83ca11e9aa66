"""A parcel leaves once, with its chat put before what many share."""

import json

import pytest

from bot.core.audience import ChatId, SubscriberId
from bot.core.outgoing import Message, Parcel, ParcelId, ParcelKind
from bot.errors import (
    DeliveryError,
    MovedError,
    NotSentError,
    RejectedError,
    ThrottledError,
    UnconfirmedError,
)
from tests.fakes import NOON

from .answering import SENT, refused, speaking

HELLO = Message(html="hello")


def parcel(
    chat_id: int,
    *,
    thread_id: int = 0,
    is_silent: bool = False,
    replaces: int = 0,
    message: str = '{"text": "digest"}',
) -> Parcel:
    return Parcel(
        id=ParcelId(1),
        kind=ParcelKind.DIGEST,
        subscriber_id=SubscriberId(1),
        chat_id=ChatId(chat_id),
        thread_id=thread_id,
        is_silent=is_silent,
        slot=NOON,
        part=0,
        attempts=1,
        owner="one",
        message=message,
        replaces=replaces,
    )


async def test_a_parcel_is_announced_right_before_its_request() -> None:
    messenger, api, _ = speaking(SENT)
    before: list[int] = []

    async def note() -> None:
        before.append(len(api.calls))

    assert await messenger.send_parcel(parcel(-9), before=note) == 42
    assert before == [0]
    assert json.loads(api.calls[0][1]) == {"chat_id": -9, "text": "digest"}


async def test_a_parcel_is_sent_once_whatever_happens() -> None:
    for answer in (NotSentError(0, "x"), UnconfirmedError(0, "x")):
        messenger, api, _ = speaking(answer)

        with pytest.raises(type(answer)) as caught:
            await messenger.send_parcel(parcel(7))

        assert caught.value.chat_id == 7
        assert len(api.calls) == 1


async def test_a_moved_group_tells_its_new_id() -> None:
    messenger, _, _ = speaking(
        refused(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100123)
    )

    with pytest.raises(MovedError) as caught:
        await messenger.send_parcel(parcel(-9))

    assert caught.value.new_chat_id == -100123


async def test_a_429_for_a_parcel_closes_the_gate_for_the_next() -> None:
    messenger, _, clock = speaking(refused(429, "Too Many Requests", retry_after=9), SENT)

    with pytest.raises(ThrottledError):
        await messenger.send_parcel(parcel(7))
    await messenger.send_parcel(parcel(8))

    assert clock.monotonic() >= 9


async def test_parcels_are_paid_for_where_the_operator_wants_it() -> None:
    messenger, api, _ = speaking(SENT, pays=True)

    await messenger.send_parcel(parcel(7))
    await messenger.send(7, HELLO)

    assert json.loads(api.calls[0][1])["allow_paid_broadcast"] is True
    assert "allow_paid_broadcast" not in json.loads(api.calls[1][1])


async def test_a_parcel_says_where_it_goes_and_whether_it_rings() -> None:
    messenger, api, _ = speaking(SENT)

    await messenger.send_parcel(parcel(-9, thread_id=3, is_silent=True))

    assert json.loads(api.calls[0][1]) == {
        "chat_id": -9,
        "message_thread_id": 3,
        "disable_notification": True,
        "text": "digest",
    }


async def test_a_parcel_that_replaces_a_message_edits_it() -> None:
    messenger, api, _ = speaking(SENT, pays=True)

    assert await messenger.send_parcel(parcel(7, thread_id=3, replaces=42)) == 42

    assert api.calls[0][0] == "editMessageText"
    assert json.loads(api.calls[0][1]) == {"chat_id": 7, "message_id": 42, "text": "digest"}


async def test_an_edit_that_changes_nothing_is_done() -> None:
    messenger, _, _ = speaking(refused(400, "Bad Request: message is not modified: same"))

    assert await messenger.send_parcel(parcel(7, replaces=42)) == 42
    with pytest.raises(RejectedError):
        await messenger.send_parcel(parcel(7))


async def test_an_answer_in_another_shape_tells_the_message_all_the_same() -> None:
    messenger, _, _ = speaking((200, b'{"result": {"date": 1, "message_id": 42}, "ok": true}'))

    assert await messenger.send_parcel(parcel(7)) == 42


@pytest.mark.parametrize(
    "result",
    [b"true", b"{}", b'{"message_id":"x"}', b'{"message_id":null}', b"[]", b'{"message_id":1%b}'],
)
async def test_what_telegram_took_is_sent_whatever_its_answer_leaves_out(result: bytes) -> None:
    body = b'{"ok":true,"result":%b}' % result.replace(b"%b", b"0" * 30)
    messenger, _, _ = speaking((200, body))

    assert await messenger.send_parcel(parcel(7)) == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"ok":true,"result":{"message_', UnconfirmedError),
        (b"<html>Log in to the network</html>", UnconfirmedError),
        (b'{"login": "please"}', UnconfirmedError),
        (b'{"ok":false,"error_code":429,"parameters":{"retry_after":3}}', ThrottledError),
        (b'{"ok":false,"error_code":500,"description":"Internal"}', UnconfirmedError),
        (b'{"ok":false,"error_code":400,"description":"Bad Request: no"}', RejectedError),
    ],
)
async def test_an_answer_with_the_wrong_number_says_what_it_means(
    body: bytes, kind: type[DeliveryError]
) -> None:
    messenger, _, _ = speaking((200, body))

    with pytest.raises(kind):
        await messenger.send_parcel(parcel(7))


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("9", 9),
        ("null", 5),
        ("-3", 5),
        ("0", 5),
        ('"9"', 5),
        ("1" + "0" * 12, 86_400),
        ("9" * 400, 5),
    ],
)
async def test_a_429_is_obeyed_for_a_day_at_most(asked: str, seconds: float) -> None:
    body = b'{"ok":false,"error_code":429,"parameters":{"retry_after":%b}}' % asked.encode()
    messenger, _, clock = speaking((429, body), SENT)

    with pytest.raises(ThrottledError) as caught:
        await messenger.send_parcel(parcel(7))
    await messenger.send_parcel(parcel(8))

    assert caught.value.retry_after == seconds
    assert clock.monotonic() == pytest.approx(seconds, abs=0.1)


async def test_a_group_that_moved_to_nowhere_is_refused() -> None:
    messenger, _, _ = speaking(refused(400, "Bad Request: upgraded", migrate_to_chat_id=10**30))

    with pytest.raises(RejectedError):
        await messenger.send_parcel(parcel(-9))
