"""Who changes their clock or their times: no local date and time comes twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.core.audience import (
    ChatId,
    Had,
    Preferences,
    QuietHours,
    Review,
    Schedule,
    Subscriber,
    SubscriberId,
)
from bot.core.due import change_schedule

MINUTE = timedelta(minutes=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


BERLIN = Schedule(timezone="Europe/Berlin", times=(480, 1080))
PERSON = Subscriber(
    id=SubscriberId(1),
    chat_id=ChatId(1),
    preferences=Preferences(language="en"),
    schedule=BERLIN,
    next_digest_at=utc("2026-11-23 17:00"),
    last_digest_at=utc("2026-11-23 07:00"),
    created_at=utc("2026-11-01 00:00"),
)
"""Has had Monday's digest of 08:00, and not yet that of 18:00."""
LOS_ANGELES, NEW_YORK, TOKYO = [
    replace(BERLIN, timezone=name)
    for name in ("America/Los_Angeles", "America/New_York", "Asia/Tokyo")
]


@pytest.mark.parametrize(
    ("journey", "expected"),
    [
        ([LOS_ANGELES], "2026-11-24 02:00"),
        ([NEW_YORK, LOS_ANGELES], "2026-11-24 02:00"),
        ([TOKYO], "2026-11-23 23:00"),
        ([TOKYO, BERLIN], "2026-11-23 17:00"),
        ([replace(NEW_YORK, times=(480,))], "2026-11-24 13:00"),
        (
            [replace(NEW_YORK, times=(480,)), replace(LOS_ANGELES, times=(480,))],
            "2026-11-24 16:00",
        ),
        ([replace(NEW_YORK, times=(540,))], "2026-11-23 14:00"),
        ([replace(BERLIN, quiet=QuietHours(start=60, end=840))], "2026-11-23 17:00"),
    ],
)
def test_a_local_date_and_time_comes_once_on_whatever_clock(
    journey: list[Schedule], expected: str
) -> None:
    person, now = PERSON, utc("2026-11-23 12:00")
    for schedule in journey:
        person = change_schedule(person, schedule, now)
        now += MINUTE

    assert person.next_digest_at == utc(expected)
    assert person.schedule == journey[-1]


def test_what_is_had_after_a_journey_counts_by_the_new_clock() -> None:
    person = change_schedule(PERSON, NEW_YORK, utc("2026-11-23 12:00"))
    last = person.next_digest_at
    assert last == utc("2026-11-23 23:00")
    person = replace(person, last_digest_at=last, next_digest_at=utc("2026-11-24 13:00"))

    person = change_schedule(person, LOS_ANGELES, utc("2026-11-23 23:30"))

    assert person.next_digest_at == utc("2026-11-24 16:00")
    assert person.had == Had(slot=last, local=datetime(2026, 11, 23, 18))  # noqa: DTZ001 - local


def test_a_digest_that_no_slot_was_set_for_counts_as_the_minute_it_came() -> None:
    person = replace(PERSON, schedule=replace(BERLIN, weekdays=1 << 6))
    person = replace(person, last_digest_at=utc("2026-11-26 07:00"))

    person = change_schedule(person, NEW_YORK, utc("2026-11-26 12:00"))

    assert person.had is not None
    assert person.had.local == datetime(2026, 11, 26, 8)  # noqa: DTZ001 - local
    assert person.next_digest_at == utc("2026-11-26 23:00")


def test_a_journey_turns_nothing_on_and_moves_the_review() -> None:
    review = Review(weekday=0, minutes=1200)
    off = replace(PERSON, next_digest_at=None, review=review)
    off = replace(off, next_review_at=utc("2026-11-23 19:00"))

    moved = change_schedule(off, NEW_YORK, utc("2026-11-23 12:00"))

    assert (moved.next_digest_at, moved.next_review_at) == (None, utc("2026-11-24 01:00"))
    on = change_schedule(moved, NEW_YORK, utc("2026-11-23 12:01"), turn_on=True)
    assert on.next_digest_at == utc("2026-11-23 23:00")
