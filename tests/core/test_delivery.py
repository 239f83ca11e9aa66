from datetime import UTC, datetime, timedelta

import pytest

from bot.core.audience import ChatId, SubscriberId
from bot.core.delivery import FIRST_WAIT, GIVE_UP_AGE, LONGEST_WAIT, Outcome, decide_next
from bot.core.outgoing import Closing, Parcel, ParcelId, ParcelKind, ParcelState

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def parcel(
    *,
    attempts: int = 1,
    slot: datetime = NOW,
    kind: ParcelKind = ParcelKind.DIGEST,
    replaces: int = 0,
) -> Parcel:
    return Parcel(
        id=ParcelId(7),
        subscriber_id=SubscriberId(1),
        chat_id=ChatId(2),
        thread_id=0,
        is_silent=False,
        slot=slot,
        part=0,
        attempts=attempts,
        message='{"text":"news"}',
        owner="one",
        kind=kind,
        replaces=replaces,
    )


@pytest.mark.parametrize(
    ("outcome", "state", "closes"),
    [
        (Outcome.SENT, ParcelState.SENT, Closing.NOTHING),
        (Outcome.UNREACHABLE, ParcelState.CLOSED, Closing.CHAT),
        (Outcome.SILENCED, ParcelState.CLOSED, Closing.NOTHING),
        (Outcome.TOPIC_CLOSED, ParcelState.CLOSED, Closing.TOPIC),
        (Outcome.REJECTED, ParcelState.PARKED, Closing.NOTHING),
        (Outcome.UNCONFIRMED, ParcelState.UNCONFIRMED, Closing.NOTHING),
    ],
)
def test_a_final_outcome_is_never_tried_again(
    outcome: Outcome, state: ParcelState, closes: Closing
) -> None:
    result = decide_next(parcel(), outcome, NOW, message_id=5, error="why")
    assert (result.parcel_id, result.state, result.retry_at) == (7, state, None)
    assert (result.telegram_message_id, result.error) == (5, "why")
    assert result.closes is closes


def test_a_throttled_parcel_waits_as_long_as_telegram_asks() -> None:
    result = decide_next(parcel(), Outcome.THROTTLED, NOW, retry_after=33.0)
    assert (result.state, result.retry_at) == (ParcelState.QUEUED, NOW + timedelta(seconds=33))


def test_a_throttled_parcel_is_never_tried_again_at_once() -> None:
    result = decide_next(parcel(), Outcome.THROTTLED, NOW, retry_after=0.0)
    assert result.retry_at == NOW + timedelta(seconds=1)


def test_an_endless_wait_is_no_wait() -> None:
    result = decide_next(parcel(), Outcome.THROTTLED, NOW, retry_after=1e300)
    assert result.state is ParcelState.PARKED


@pytest.mark.parametrize(
    ("attempts", "wait"),
    [
        (1, FIRST_WAIT),
        (2, FIRST_WAIT * 2),
        (4, FIRST_WAIT * 8),
        (9, LONGEST_WAIT),
        (500, LONGEST_WAIT),
    ],
)
def test_waits_double_up_to_a_bound(attempts: int, wait: timedelta) -> None:
    result = decide_next(parcel(attempts=attempts), Outcome.NOT_SENT, NOW)
    assert result.retry_at == NOW + wait


def test_a_parcel_follows_a_moved_group_at_once_and_then_more_slowly() -> None:
    assert decide_next(parcel(), Outcome.MOVED, NOW).retry_at == NOW
    assert decide_next(parcel(attempts=2), Outcome.MOVED, NOW).retry_at == NOW + FIRST_WAIT * 2


def test_old_news_is_parked_with_the_reason() -> None:
    old = parcel(attempts=9, slot=NOW - GIVE_UP_AGE)
    result = decide_next(old, Outcome.NOT_SENT, NOW, error="no route")
    assert result.state is ParcelState.PARKED
    assert result.error == "gave up after 9 tries: no route"
    assert decide_next(old, Outcome.NOT_SENT, NOW).error == "gave up after 9 tries: not sent"


def test_an_alert_in_doubt_is_sent_once_more_where_the_operator_allows_it() -> None:
    alert = parcel(kind=ParcelKind.ALERT)
    allowed = decide_next(alert, Outcome.UNCONFIRMED, NOW, resend_alerts=True)
    assert (allowed.state, allowed.retry_at) == (ParcelState.QUEUED, NOW + FIRST_WAIT)
    assert decide_next(alert, Outcome.UNCONFIRMED, NOW).state is ParcelState.UNCONFIRMED


@pytest.mark.parametrize(
    "other", [parcel(), parcel(kind=ParcelKind.ALERT, attempts=2)], ids=["digest", "second try"]
)
def test_nothing_else_in_doubt_is_sent_again(other: Parcel) -> None:
    result = decide_next(other, Outcome.UNCONFIRMED, NOW, resend_alerts=True)
    assert result.state is ParcelState.UNCONFIRMED


def test_an_edit_in_doubt_is_tried_again_and_keeps_its_message() -> None:
    result = decide_next(parcel(replaces=9), Outcome.UNCONFIRMED, NOW)
    assert (result.state, result.telegram_message_id) == (ParcelState.QUEUED, 9)


def test_an_edit_of_a_deleted_message_is_done_with() -> None:
    result = decide_next(parcel(replaces=9), Outcome.REJECTED, NOW, error="not found")
    assert (result.state, result.telegram_message_id) == (ParcelState.SENT, 9)
