"""When the next digest comes, in the subscriber's own clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from .audience import Schedule

# A slot that a clock change pushes into the next day belongs to the day before, and a week may
# hold one wanted weekday only: a day back and nine ahead always hold the next slot.
_DAYS = range(-1, 10)


def local_date(moment: datetime, timezone: str) -> date:
    """Return the calendar date of `moment` in a zone."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def next_due(schedule: Schedule, after: datetime) -> datetime:
    """Return the first slot strictly later than `after`, in UTC.

    A local time that a clock change skips comes as much later as the clock jumps (02:30 becomes
    03:30); a local time that happens twice counts the first time. Both are what PEP 495 gives
    for `fold=0`.
    """
    zone = ZoneInfo(schedule.timezone)
    today = local_date(after, schedule.timezone)
    days = [today + timedelta(days=offset) for offset in _DAYS]
    slots = (
        datetime(day.year, day.month, day.day, *divmod(minutes, 60), tzinfo=zone).astimezone(UTC)
        for day in days
        if schedule.weekdays >> day.weekday() & 1
        for minutes in schedule.times
    )
    return min(slot for slot in slots if slot > after)
