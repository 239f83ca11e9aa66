"""Ages, times, days, zones, languages and lists as a reader's language writes them.

Babel's traps: short ages fail or carry a minus sign in many languages, and ages are rounded up,
so that 23 hours 50 minutes would read "1 day ago". Ages are floored and written in full here.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import (
    format_interval,
    format_skeleton,
    format_timedelta,
    get_day_names,
)

from bot.core.audience import EVERY_DAY

from .catalog import Translator
from .cities import city_of

_UNITS = (*(timedelta(days=n) for n in (365, 30, 7, 1)), timedelta(hours=1), timedelta(minutes=1))
_DAY = 24
_WORKDAYS = 0b0011111
_WEEKEND = 0b1100000


def age(t: Translator, then: datetime, now: datetime) -> str:
    """Say how long ago `then` was ("5 days ago"); less than a minute is "just now"."""
    passed = now - then
    unit = next((unit for unit in _UNITS if passed >= unit), None)
    if unit is None:
        return t("just now")
    return _ago(t.locale, passed // unit * unit)


@lru_cache(maxsize=2000)  # Babel takes longer than all else in a line about a story
def _ago(locale: Locale, floored: timedelta) -> str:
    return format_timedelta(-floored, add_direction=True, threshold=1, locale=locale)


def within(t: Translator, span: timedelta) -> str:
    """Say "within 3 hours", or days where they are whole or two and more; begun ones count."""
    hours = max(1, -(-span // timedelta(hours=1)))
    if hours % _DAY and hours < 2 * _DAY:
        return t.plural("within {count} hour", "within {count} hours", hours)
    return t.plural("within {count} day", "within {count} days", -(-hours // _DAY))


def span(t: Translator, length: timedelta) -> str:
    """Write a length of time in its largest unit that is there twice: "90 sec", "40 min"."""
    return format_timedelta(length, threshold=2, format="short", locale=t.locale)


def clock(minutes: int) -> str:
    """Write minutes after midnight as `08:00`, the same in every language."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def clocks(t: Translator, times: Sequence[int]) -> str:
    """Write several times of day as a list."""
    return listing(t, [clock(minutes) for minutes in times])


def day(t: Translator, at: datetime, timezone: str) -> str:
    """Write a date without its year ("Tue, Nov 24")."""
    return format_skeleton("MMMEd", at, tzinfo=ZoneInfo(timezone), locale=t.locale)


def days(t: Translator, first: datetime, last: datetime, timezone: str) -> str:
    """Write a span of local dates without their year ("Nov 23 – 29")."""
    return format_interval(first, last, "MMMd", tzinfo=ZoneInfo(timezone), locale=t.locale)


def moment(t: Translator, at: datetime, now: datetime, timezone: str) -> str:
    """Write a local date and time, the date as "today" or "tomorrow" where it is that."""
    zone = ZoneInfo(timezone)
    local = at.astimezone(zone)
    time = f"{local:%H:%M}"
    days = (local.date() - now.astimezone(zone).date()).days
    if days == -1:
        return t("yesterday at {time}", time=time)
    if days == 0:
        return t("today at {time}", time=time)
    if days == 1:
        return t("tomorrow at {time}", time=time)
    return t("{day} at {time}", day=day(t, at, timezone), time=time)


def weekdays(t: Translator, mask: int) -> str:
    """Name the days of a schedule; bit 0 is Monday."""
    if mask == EVERY_DAY:
        return t("every day")
    if mask == _WORKDAYS:
        return t("Monday to Friday")
    if mask == _WEEKEND:
        return t("at weekends")
    return listing(t, [weekday(t, number) for number in range(7) if mask >> number & 1])


def weekday(t: Translator, number: int) -> str:
    """Return the short name of a day of the week; 0 is Monday."""
    return str(get_day_names("abbreviated", "stand-alone", t.locale)[number])


def zone(t: Translator, timezone: str) -> str:
    """Name a time zone by its city, or by its offset where it has none."""
    if timezone.startswith("Etc/GMT"):
        hours = timezone[8:].strip("0") and timezone[8:]  # none in Etc/GMT, Etc/GMT0, Etc/GMT+0
        sign = "+" if "-" in timezone else "−"  # POSIX signs are the wrong way round
        return f"UTC{sign}{hours}" if hours else "UTC"
    return city_of(timezone, t.locale)


@lru_cache(maxsize=1000)
def language(t: Translator, code: str) -> str:
    """Name a BCP 47 language in the reader's language; an unknown code as it is."""
    try:
        tag = str(Locale.parse(code, sep="-"))
    except (UnknownLocaleError, ValueError):
        return code
    names = t.locale.languages
    return str(names.get(tag) or names.get(tag.partition("_")[0], code))


def listing(t: Translator, items: Sequence[str]) -> str:
    """Join items as "a, b, and c"."""
    return t.listed(items)
