from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.core.audience import QuietHours, Review, Schedule
from bot.core.due import (
    is_quiet,
    local_date,
    next_after_change,
    next_due,
    next_loud,
    next_review,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "after", "expected"),
    [
        (Schedule(timezone="Europe/Berlin"), "2026-11-23 06:59", "2026-11-23 07:00"),
        (Schedule(timezone="Europe/Berlin"), "2026-11-23 07:00", "2026-11-24 07:00"),
        (Schedule(timezone="Asia/Shanghai"), "2026-11-23 12:00", "2026-11-24 00:00"),
        (Schedule(timezone="UTC", times=(480, 1200)), "2026-11-23 08:00", "2026-11-23 20:00"),
        (Schedule(timezone="UTC", weekdays=0b0000001), "2026-11-23 09:00", "2026-11-30 08:00"),
        (Schedule(timezone="UTC", weekdays=0b1000000), "2026-11-23 09:00", "2026-11-29 08:00"),
        (
            Schedule(timezone="Pacific/Kiritimati", times=(0,)),
            "2026-11-23 09:59",
            "2026-11-23 10:00",
        ),
        (
            Schedule(timezone="Pacific/Pago_Pago", times=(1439,)),
            "2026-11-23 10:58",
            "2026-11-23 10:59",
        ),
    ],
)
def test_the_next_slot_is_the_first_one_later(
    schedule: Schedule, after: str, expected: str
) -> None:
    assert next_due(schedule, utc(after)) == utc(expected)


def test_a_time_that_the_clock_skips_comes_an_hour_later() -> None:
    schedule = Schedule(timezone="Europe/Berlin", times=(150,))
    assert next_due(schedule, utc("2026-03-28 12:00")) == utc("2026-03-29 01:30")


def test_a_time_that_happens_twice_counts_the_first_time_only() -> None:
    schedule = Schedule(timezone="Europe/Berlin", times=(150,))
    first = next_due(schedule, utc("2026-10-24 12:00"))
    assert first == utc("2026-10-25 00:30")
    assert next_due(schedule, first) == utc("2026-10-26 01:30")


def test_a_skipped_time_and_the_time_it_lands_on_are_one_slot() -> None:
    schedule = Schedule(timezone="Europe/Berlin", times=(150, 210))
    first = next_due(schedule, utc("2026-03-28 12:00"))
    assert next_due(schedule, first) == utc("2026-03-30 00:30")


def test_a_day_that_a_country_skipped_is_no_obstacle() -> None:
    schedule = Schedule(timezone="Pacific/Apia")
    assert next_due(schedule, utc("2011-12-29 18:00")) == utc("2011-12-30 18:00")


def test_the_local_date_is_the_readers() -> None:
    assert local_date(utc("2026-11-23 20:00"), "Asia/Shanghai") == date(2026, 11, 24)


MINUTE = timedelta(minutes=1)
NIGHT = QuietHours(start=22 * 60, end=7 * 60)


@pytest.mark.parametrize(
    ("schedule", "after", "expected"),
    [
        (Schedule(timezone="UTC", quiet=NIGHT), "2026-11-23 07:30", "2026-11-23 08:00"),
        (
            Schedule(timezone="UTC", times=(330,), quiet=NIGHT),
            "2026-11-23 01:00",
            "2026-11-23 07:00",
        ),
        (
            Schedule(timezone="UTC", times=(1380,), quiet=NIGHT),
            "2026-11-23 08:00",
            "2026-11-24 07:00",
        ),
        (
            Schedule(timezone="UTC", times=(1320,), quiet=NIGHT),
            "2026-11-23 08:00",
            "2026-11-24 07:00",
        ),
        (
            Schedule(timezone="UTC", times=(420,), quiet=NIGHT),
            "2026-11-23 06:00",
            "2026-11-23 07:00",
        ),
        (
            Schedule(timezone="UTC", times=(780,), quiet=QuietHours(start=720, end=840)),
            "2026-11-23 08:00",
            "2026-11-23 14:00",
        ),
    ],
)
def test_a_slot_in_the_quiet_hours_comes_at_their_end(
    schedule: Schedule, after: str, expected: str
) -> None:
    assert next_due(schedule, utc(after)) == utc(expected)


def test_slots_that_the_quiet_hours_hold_back_become_one() -> None:
    schedule = Schedule(timezone="UTC", times=(60, 120, 1380), quiet=NIGHT)
    first = next_due(schedule, utc("2026-11-23 12:00"))
    assert first == utc("2026-11-24 07:00")
    assert next_due(schedule, first) == utc("2026-11-25 07:00")


def test_a_held_back_slot_counts_for_the_weekday_it_was_set_for() -> None:
    sunday_night = Schedule(timezone="UTC", times=(1380,), weekdays=0b1000000, quiet=NIGHT)
    assert next_due(sunday_night, utc("2026-11-23 06:00")) == utc("2026-11-23 07:00")


@pytest.mark.parametrize(
    ("paused_until", "expected"),
    [
        ("2026-11-20 00:00", "2026-11-23 08:00"),
        ("2026-11-25 08:00", "2026-11-25 08:00"),
        ("2026-11-25 08:01", "2026-11-26 08:00"),
        ("2027-03-01 00:00", "2027-03-01 08:00"),
    ],
)
def test_nothing_is_due_before_the_pause_ends(paused_until: str, expected: str) -> None:
    schedule = Schedule(timezone="UTC", paused_until=utc(paused_until))
    assert next_due(schedule, utc("2026-11-23 07:00")) == utc(expected)


@pytest.mark.parametrize("moment", ["2026-11-23 21:00", "2026-11-23 23:00", "2026-11-24 05:59"])
def test_quiet_hours_are_those_of_the_local_clock(moment: str) -> None:
    assert is_quiet(Schedule(timezone="Europe/Berlin", quiet=NIGHT), utc(moment))
    assert not is_quiet(Schedule(timezone="Europe/Berlin"), utc(moment))


@pytest.mark.parametrize("moment", ["2026-11-23 20:59", "2026-11-24 06:00"])
def test_the_rest_of_the_day_is_not_quiet(moment: str) -> None:
    assert not is_quiet(Schedule(timezone="Europe/Berlin", quiet=NIGHT), utc(moment))


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23 12:00", "2026-11-23 12:00"),
        ("2026-11-23 22:00", "2026-11-24 06:00"),
        ("2026-11-24 02:00", "2026-11-24 06:00"),
    ],
)
def test_nobody_is_disturbed_before_the_quiet_hours_end(moment: str, expected: str) -> None:
    schedule = Schedule(timezone="Europe/Berlin", quiet=QuietHours(start=22 * 60, end=7 * 60))

    assert next_loud(schedule, utc(moment)) == utc(expected)


def test_nobody_is_disturbed_in_a_pause() -> None:
    schedule = Schedule(timezone="UTC", paused_until=utc("2026-11-25 03:00"))

    assert next_loud(schedule, utc("2026-11-23 12:00")) == utc("2026-11-25 03:00")


@pytest.mark.parametrize(
    ("change", "now", "expected"),
    [
        ({}, "2026-11-25 08:00", "2026-11-25 08:00"),
        ({"times": (480, 1080)}, "2026-11-25 08:20", "2026-11-25 08:00"),
        ({"times": (540,)}, "2026-11-25 08:20", "2026-11-25 09:00"),
        ({"weekdays": 0b1111011}, "2026-11-25 08:20", "2026-11-26 08:00"),
        ({"paused_until": utc("2026-11-27 09:00")}, "2026-11-25 08:20", "2026-11-28 08:00"),
        ({}, "2026-11-25 23:59", "2026-11-25 08:00"),
        ({}, "2026-11-26 07:00", "2026-11-26 08:00"),
        ({}, "2026-11-25 07:59", "2026-11-25 08:00"),
    ],
)
def test_a_slot_that_has_come_outlives_a_change_that_leaves_it(
    change: dict[str, Any], now: str, expected: str
) -> None:
    before = Schedule(timezone="UTC", times=(480,))
    schedule, slot = replace(before, **change), utc("2026-11-25 08:00")

    assert next_after_change(before, schedule, slot, utc(now)) == utc(expected)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"timezone": "Europe/Moscow"}, "2026-11-25 07:00"),
        ({"timezone": "Europe/Moscow", "weekdays": 0b1111011}, "2026-11-26 05:00"),
        ({"timezone": "America/New_York"}, "2026-11-25 13:00"),
        ({"quiet": QuietHours(start=60, end=540)}, "2026-11-25 08:00"),
    ],
)
def test_a_slot_that_has_come_outlives_a_journey(change: dict[str, Any], expected: str) -> None:
    berlin = Schedule(timezone="Europe/Berlin")
    slot = utc("2026-11-25 07:00")

    found = next_after_change(berlin, replace(berlin, **change), slot, slot + MINUTE)

    assert found == utc(expected)


def test_a_slot_that_quiet_hours_held_back_comes_though_they_end() -> None:
    late = Schedule(timezone="UTC", times=(1380,), quiet=NIGHT)
    slot = utc("2026-11-26 07:00")

    assert next_after_change(late, replace(late, quiet=None), slot, slot + MINUTE) == slot


def test_a_late_slot_outlives_a_change_after_midnight() -> None:
    schedule = Schedule(timezone="UTC", times=(1430,))
    slot = utc("2026-11-25 23:50")

    assert next_after_change(schedule, schedule, slot, utc("2026-11-26 00:10")) == slot
    assert next_after_change(
        schedule, schedule, None, utc("2026-11-26 00:10")
    ) == slot + timedelta(days=1)


def test_a_review_comes_on_its_own_day_at_its_own_time() -> None:
    schedule, sunday = Schedule(timezone="UTC"), Review(weekday=6, minutes=1080)

    assert next_review(schedule, sunday, utc("2026-11-23 08:00")) == utc("2026-11-29 18:00")
    assert next_review(schedule, None, utc("2026-11-23 08:00")) is None
