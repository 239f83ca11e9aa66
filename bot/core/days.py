"""Dates without an hour: told apart from moments, and kept as midnight UTC of their day.

Who dates by the day mostly writes midnight where it lives (00:00+08:00, which is 16:00 UTC), or
lets a program write one same time for all. Such a time is no hour at which anything happened.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta

DAY = timedelta(days=1)
_FEWEST = 3
"""Days that have to have one time before it is told from chance."""
_SHARE = 0.9
_HOUR = timedelta(hours=1)
_AHEAD = {"zh": timedelta(hours=8), "ja": timedelta(hours=9), "ko": timedelta(hours=9)}
"""How much earlier than in UTC a day begins where a language is spoken; elsewhere is too wide."""


def is_day(at: datetime) -> bool:
    """Tell whether a moment stands for its whole day."""
    return at.time() == time()


def day_of(at: datetime) -> datetime:
    """Return the day that a midnight somewhere stands for, as midnight UTC: the nearest one."""
    return floor(at + DAY / 2 - timedelta.resolution)


def floor(at: datetime) -> datetime:
    """Return the midnight UTC that began a day."""
    return datetime.combine(at.date(), time(), UTC)


def bounds(at: datetime, language: str) -> tuple[datetime, datetime]:
    """Return when something can have happened at the earliest and at the latest.

    `at` is its moment or its day, and `language` that of whoever dated it.
    """
    if not is_day(at):
        return at, at
    begin = at - _AHEAD.get(language.partition("-")[0], timedelta())
    return begin, begin + DAY - timedelta.resolution


def tell_days(moments: Iterable[datetime]) -> bool:
    """Tell whether the moments of a feed are days: nearly all at one time of several days.

    Where summer time moves it, at two times an hour apart.
    """
    known = list(moments)
    times = Counter(at - floor(at) for at in known)
    if not times:
        return False
    most, _ = times.most_common(1)[0]
    alike = [
        at for at in known if at - floor(at) in (most, (most + _HOUR) % DAY, (most - _HOUR) % DAY)
    ]
    several = len({at.date() for at in alike}) >= _FEWEST
    return several and not most.seconds % 60 and len(alike) >= _SHARE * len(known)
