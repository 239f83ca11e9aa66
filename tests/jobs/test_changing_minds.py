"""People who change when digests come, at any moment around one, on a real database."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.audience import ChatId, QuietHours, Schedule, Subscriber
from bot.core.due import is_over
from jobs.digest import plan_digests
from tests.data import given as stored
from tests.factories import Bench

DAY = timedelta(days=1)
_chats = count(1000)

TIMES = st.sampled_from([(480,), (420, 480), (60, 480, 1380), (720, 1110), (1380,)])
QUIET = st.sampled_from([None, QuietHours(start=1320, end=420), QuietHours(start=450, end=540)])
CHANGES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict, times=TIMES),
    st.builds(dict, quiet=QUIET),
    st.builds(dict, weekdays=st.sampled_from([127, 0b1010101, 0b0101010])),
    st.builds(dict, pause=st.sampled_from([0, 1])),
    st.builds(dict, is_silent=st.booleans()),
)
STEPS = st.lists(
    st.one_of(st.sampled_from([1, 20, 60, 60, 300, 700]), CHANGES, st.just("plan")),
    min_size=10,
    max_size=30,
)
"""Minutes that pass, changes of the schedule, and runs of the planner."""


class Slot(NamedTuple):
    """What a digest is set for, in UTC."""

    day: date
    minutes: int

    def moment(self, schedule: Schedule) -> datetime | None:
        """Return when it comes by a schedule; None where that does not want it."""
        if not schedule.weekdays >> self.day.weekday() & 1 or self.minutes not in schedule.times:
            return None
        day, minutes, quiet = *self, schedule.quiet
        if quiet is not None and quiet.contain(minutes):
            day, minutes = day + (minutes >= quiet.end) * DAY, quiet.end
        moment = datetime.combine(day, time(*divmod(minutes, 60)), UTC)
        paused = schedule.paused_until
        return None if paused is not None and moment < paused else moment


def come(schedule: Schedule, begin: datetime, end: datetime) -> set[Slot]:
    """Return what comes after one moment and not after another."""
    days = (begin.date() + number * DAY for number in range(-2, (end - begin).days + 3))
    slots = {Slot(day, minutes) for day in days for minutes in schedule.times}
    return {
        slot
        for slot in slots
        if (moment := slot.moment(schedule)) is not None and begin < moment <= end
    }


def caught_up(owed: set[Slot], schedule: Schedule, now: datetime) -> set[Slot]:
    """Return what is not let go because its day is over."""
    return {slot for slot in owed if (at := slot.moment(schedule)) and not is_over(at, "UTC", now)}


async def person(desk: Bench, chat_id: ChatId) -> Subscriber:
    found = await desk.store.audience.get(chat_id)
    assert found is not None
    return found


@settings(max_examples=10)
@given(steps=STEPS)
async def test_no_digest_is_lost_or_doubled_by_a_change(desk: Bench, steps: list[Any]) -> None:
    chat_id = ChatId(next(_chats))
    made = await stored.subscriber(desk.store, chat_id, due=None)
    audience, schedule = desk.store.audience, Schedule(timezone="UTC")
    await audience.reschedule(made.id, schedule, desk.clock.now(), turn_on=True)
    had: set[Slot] = set()
    owed: set[Slot] = set()
    for step in [*steps, "plan"]:
        now = desk.clock.now()
        if isinstance(step, int):
            desk.clock.advance(60 * step)
            owed |= come(schedule, now, desk.clock.now()) - had
        elif isinstance(step, dict):
            owed = caught_up(owed, schedule, now)
            schedule = replace(schedule, **_change(step, now))
            await audience.reschedule(made.id, schedule, now)
            owed = {slot for slot in owed if (at := slot.moment(schedule)) and at <= now}
        else:
            before = (await person(desk, chat_id)).last_digest_at
            await plan_digests(desk.services)
            after = (await person(desk, chat_id)).last_digest_at
            assert after != before or not caught_up(owed, schedule, now)
            if after is not None and after != before:
                got = come(schedule, after - timedelta.resolution, after)
                assert not got & had
                had |= got
            owed.clear()
    await audience.set_next_digest(made.id, None)


def _change(step: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {"paused_until": now + step["pause"] * DAY} if "pause" in step else step
