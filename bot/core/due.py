"""When the next digest comes, in the subscriber's own clock."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from .audience import QuietHours, Review, Schedule

# A slot that a clock change or the quiet hours push into the next day belongs to the day before,
# and a week may hold one wanted weekday only: a day back and nine ahead always hold the next.
_DAYS = range(-1, 10)
LATE = timedelta(hours=2)
"""A slot is still served this long after it, even if midnight lies between."""


def local_date(moment: datetime, timezone: str) -> date:
    """Return the calendar date of `moment` in a zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()


@lru_cache(maxsize=4096)  # In the minute when everybody is due, the same is asked all the time.
def next_due(schedule: Schedule, after: datetime) -> datetime:
    """Return the first slot later than `after` and not before the pause ends, in UTC.

    A local time that a clock change skips comes as much later as the clock jumps (02:30 becomes
    03:30); a local time that happens twice counts the first time. Both are what PEP 495 gives
    for `fold=0`. A slot in the quiet hours comes at their end, so several may become one; it
    still counts for the weekday it was set for.
    """
    zone = ZoneInfo(schedule.timezone)
    earliest = max(after, schedule.paused_until or after)
    today = local_date(earliest, schedule.timezone)
    days = [today + timedelta(days=offset) for offset in _DAYS]
    slots = (
        _moment(*_after_quiet(day, minutes, schedule.quiet), zone)
        for day in days
        if schedule.weekdays >> day.weekday() & 1
        for minutes in schedule.times
    )
    return min(slot for slot in slots if slot > after and slot >= earliest)


def is_over(slot: datetime, timezone: str, now: datetime, patience: timedelta = LATE) -> bool:
    """Tell whether a slot belongs to a day that is over, so that it is not caught up any more."""
    return now - slot > patience and local_date(slot, timezone) != local_date(now, timezone)


def next_after_change(schedule: Schedule, waiting: datetime | None, now: datetime) -> datetime:
    """Return the first slot after a change of the schedule at `now`.

    `waiting` is the slot until then. One that has come and was not planned yet still comes, where
    the new schedule has it, too: whoever changes a setting right then loses no digest.
    """
    if waiting is not None and waiting <= now and not is_over(waiting, schedule.timezone, now):
        return next_due(schedule, waiting - timedelta.resolution)
    return next_due(schedule, now)


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


def _after_quiet(day: date, minutes: int, quiet: QuietHours | None) -> tuple[date, int]:
    """Return the day and minute at which something set for `minutes` may come."""
    if quiet is None or not quiet.contain(minutes):
        return day, minutes
    return day + timedelta(days=minutes >= quiet.end), quiet.end


def _moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    local = datetime(day.year, day.month, day.day, *divmod(minutes, 60), tzinfo=zone)
    return local.astimezone(UTC)
