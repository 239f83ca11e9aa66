"""Random journeys and changes of times, by a clock that plans each slot as it comes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.audience import ChatId, Preferences, Schedule, Subscriber, SubscriberId
from bot.core.due import change_schedule, next_due

START = datetime(2026, 10, 22, 12, tzinfo=UTC)
"""Clocks change on the 25th of October and the 1st of November."""
DAY = timedelta(days=1)
SCHEDULES = st.builds(
    Schedule,
    timezone=st.sampled_from(
        [
            "America/Los_Angeles",
            "America/New_York",
            "Asia/Tokyo",
            "Australia/Lord_Howe",
            "Etc/GMT+12",
            "Europe/Berlin",
            "Pacific/Auckland",
            "Pacific/Kiritimati",
        ]
    ),
    times=st.sets(st.sampled_from([60, 150, 480, 720, 1080]), min_size=1, max_size=3).map(
        lambda minutes: tuple(sorted(minutes))
    ),
    weekdays=st.sampled_from([127, 127, 0b1010101, 0b1000000]),
)
CHANGES = st.lists(st.tuples(st.integers(1, 60 * 60), SCHEDULES), min_size=1, max_size=8)
"""Minutes until each, and what is wanted from then on."""


class Slot(NamedTuple):
    """What a digest is set for."""

    day: date
    minutes: int

    def moment(self, timezone: str) -> datetime:
        local = datetime.combine(self.day, time(*divmod(self.minutes, 60)), ZoneInfo(timezone))
        return local.astimezone(UTC)


def slots(schedule: Schedule, begin: datetime, end: datetime) -> Iterator[Slot]:
    """Yield what comes from one moment to another, both excluded."""
    first = begin.date() - DAY
    for number in range((end - begin).days + 4):
        day = first + number * DAY
        for minutes in schedule.times:
            slot = Slot(day, minutes)
            is_wanted = schedule.weekdays >> day.weekday() & 1
            if is_wanted and begin < slot.moment(schedule.timezone) < end:
                yield slot


@given(SCHEDULES, CHANGES)
def test_nothing_comes_twice_and_nothing_is_lost_without_a_change(
    schedule: Schedule, changes: list[tuple[int, Schedule]]
) -> None:
    now = START
    person = Subscriber(
        id=SubscriberId(1),
        chat_id=ChatId(1),
        preferences=Preferences(language="en"),
        schedule=schedule,
        next_digest_at=next_due(schedule, now),
        created_at=now,
    )
    had: list[Slot] = []
    for wait, wanted in [*changes, (14 * 24 * 60, schedule)]:
        begin, before, zone = now, frozenset(had), person.schedule.timezone
        now += timedelta(minutes=wait)
        while person.next_digest_at is not None and person.next_digest_at <= now:
            moment = person.next_digest_at
            come = [
                slot
                for slot in slots(person.schedule, moment - DAY, moment + DAY)
                if slot.moment(zone) == moment
            ]
            assert come
            assert not {*come} & {*had}
            had += come
            following = next_due(person.schedule, moment)
            person = replace(person, last_digest_at=moment, next_digest_at=following)
        for slot in slots(person.schedule, begin, now):
            assert slot in had or (before and slot < max(before))
        person = change_schedule(person, wanted, now)
