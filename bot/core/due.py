"""When the next digest comes, in the subscriber's own clock."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .audience import Had, QuietHours, Review, Schedule, Subscriber

# A slot that a clock change or the quiet hours push into the next day belongs to the day before,
# and a week may hold one wanted weekday only: a day back and nine ahead always hold the next.
_DAYS = range(-1, 10)
LATE = timedelta(hours=2)
"""A slot is still served this long after it, even if midnight lies between."""
_TODAY = timedelta(hours=26)
"""Longer than any day."""


def local_date(moment: datetime, timezone: str) -> date:
    """Return the calendar date of `moment` in a zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()


@lru_cache(maxsize=4096)  # In the minute when everybody is due, the same is asked all the time.
def next_due(schedule: Schedule, after: datetime, had: datetime | None = None) -> datetime:
    """Return the first slot later than `after` and not before the pause ends, in UTC.

    A local time that a clock change skips comes as much later as the clock jumps (02:30 becomes
    03:30); a local time that happens twice counts the first time. Both are what PEP 495 gives
    for `fold=0`. A slot in the quiet hours comes at their end, so several may become one; it
    still counts for the weekday it was set for. None is set for a local date and time up to `had`.
    """
    earliest = max(after, schedule.paused_until or after)
    today = local_date(earliest, schedule.timezone)
    if had is not None:
        today = max(today, had.date())
    return min(
        slot
        for slot, local in _slots(schedule, today)
        if slot > after and slot >= earliest and (had is None or local > had)
    )


def is_over(slot: datetime, timezone: str, now: datetime, patience: timedelta = LATE) -> bool:
    """Tell whether a slot belongs to a day that is over, so that it is not caught up any more."""
    return now - slot > patience and local_date(slot, timezone) != local_date(now, timezone)


def next_open(
    schedule: Schedule, after: datetime, now: datetime, patience: timedelta = LATE
) -> datetime:
    """Return the first slot later than `after` that is not over; it may have come before `now`."""
    # Slots of today and those that patience is for are not older than that.
    slot = max(after, now - max(patience, _TODAY))
    while is_over(slot := next_due(schedule, slot), schedule.timezone, now, patience):
        pass
    return slot


def change_schedule(
    subscriber: Subscriber, schedule: Schedule, now: datetime, *, turn_on: bool = False
) -> Subscriber:
    """Return a subscriber by another schedule; digests that are off stay off unless turned on.

    No digest comes twice for one local date and time: what was had by another clock counts.
    """
    before, had = subscriber.schedule, _last_had(subscriber)
    slot = review_slot = None
    if turn_on or subscriber.is_subscribed:
        local = had.local if had else None
        slot = next_after_change(before, schedule, subscriber.next_digest_at, now, local)
    if (review := subscriber.review) is not None:
        weeks = weekly(before, review), weekly(schedule, review)
        review_slot = next_after_change(*weeks, subscriber.next_review_at, now)
    return replace(
        subscriber, schedule=schedule, had=had, next_digest_at=slot, next_review_at=review_slot
    )


def next_after_change(
    before: Schedule,
    schedule: Schedule,
    waiting: datetime | None,
    now: datetime,
    had: datetime | None = None,
) -> datetime:
    """Return the first slot after a change of the schedule at `now`, later than `had`.

    `waiting` is the slot until then. One that has come and was not planned yet still comes, where
    the new schedule has it, too: whoever changes a setting right then loses no digest. On a clock
    further east it has come as well, and stays the moment it was.
    """
    if waiting is not None and is_over(waiting, before.timezone, now):
        waiting = next_open(before, waiting, now)
    if waiting is None or waiting > now or is_over(waiting, schedule.timezone, now):
        return next_due(schedule, now, had)
    local = _last_come(before, waiting)
    there = local.replace(tzinfo=ZoneInfo(schedule.timezone)).astimezone(UTC)
    return max(waiting, next_due(schedule, min(waiting, there) - timedelta.resolution, had))


def _last_had(subscriber: Subscriber) -> Had | None:
    """Return the last digest somebody had, by the clock that they had it by."""
    last, had = subscriber.last_digest_at, subscriber.had
    if last is None or (had is not None and last <= had.slot):
        return had
    return Had(slot=last, local=_last_come(subscriber.schedule, last))


def _last_come(schedule: Schedule, moment: datetime) -> datetime:
    """Return the local date and time of the last slot that had come at a moment.

    Where no slot of these days had, the moment counts as one.
    """
    local = moment.astimezone(ZoneInfo(schedule.timezone)).replace(tzinfo=None)
    come = (set_for for slot, set_for in _slots(schedule, local.date()) if slot <= moment)
    return max(come, default=local)


def weekly(schedule: Schedule, review: Review) -> Schedule:
    """Return by which schedule a weekly review comes: its own day and time, the rest the same."""
    return replace(schedule, times=(review.minutes,), weekdays=1 << review.weekday)


def next_review(schedule: Schedule, review: Review | None, after: datetime) -> datetime | None:
    """Return the first weekly review later than `after`, as `next_due` counts; None for none."""
    return None if review is None else next_due(weekly(schedule, review), after)


def is_quiet(schedule: Schedule, moment: datetime) -> bool:
    """Tell whether `moment` lies in the quiet hours."""
    local = moment.astimezone(ZoneInfo(schedule.timezone))
    return schedule.quiet is not None and schedule.quiet.contain(local.hour * 60 + local.minute)


def next_loud(schedule: Schedule, moment: datetime) -> datetime:
    """Return the first time from `moment` on at which no pause and no quiet hours hold."""
    earliest = max(moment, schedule.paused_until or moment)
    if schedule.quiet is None or not is_quiet(schedule, earliest):
        return earliest
    zone = ZoneInfo(schedule.timezone)
    local = earliest.astimezone(zone)
    day, minutes = _after_quiet(local.date(), local.hour * 60 + local.minute, schedule.quiet)
    return max(_moment(day, minutes, zone), earliest)


def _slots(schedule: Schedule, today: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the slots around a day, each with the local date and time it was set for."""
    zone = ZoneInfo(schedule.timezone)
    for offset in _DAYS:
        day = today + timedelta(days=offset)
        if schedule.weekdays >> day.weekday() & 1:
            for minutes in schedule.times:
                slot = _moment(*_after_quiet(day, minutes, schedule.quiet), zone)
                yield slot, datetime.combine(day, time(*divmod(minutes, 60)))


def _after_quiet(day: date, minutes: int, quiet: QuietHours | None) -> tuple[date, int]:
    """Return the day and minute at which something set for `minutes` may come."""
    if quiet is None or not quiet.contain(minutes):
        return day, minutes
    return day + timedelta(days=minutes >= quiet.end), quiet.end


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    local = datetime(day.year, day.month, day.day, *divmod(minutes, 60), tzinfo=zone)
    return local.astimezone(UTC)
