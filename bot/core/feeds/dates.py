"""Dates as feeds write them: ISO 8601, RFC 822, Chinese, and what people make of those.

No library: those that guess take the missing parts from today's date, and this part of the
program has no clock.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

_LONGEST_DATE = 100
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar janvier januari janv ene enero gen gennaio янв",
            "feb februar février fevrier februari févr febr febrero febbraio fev fevereiro фев",
            "mar märz mars mär mrz maart maa marzo março março мар",
            "apr avril avr abr abril aprile апр",
            "may mai mei mayo mag maggio maio май мая",
            "jun juni juin junio giu giugno junho июн",
            "jul juli juillet juil julio lug luglio julho июл",
            "aug août aout augustus ago agosto авг",
            "sep sept set septembre septiembre settembre setembro сен",
            "oct okt oktober octobre octubre ott ottobre out outubro окт",
            "nov novembre noviembre novembro ноя",
            "dec dez dezember décembre decembre diciembre dic dicembre dezembro déc дек",
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december"
)
_MONTHS |= {name: number for number, name in enumerate(_ENGLISH_MONTHS.split(), start=1)}

# Hours from UTC; the American ones are RFC 822's own.
_ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "met": 1,
    "cest": 2, "mest": 2, "eet": 2, "sast": 2, "eest": 3, "msk": 3, "ist": 5.5, "hkt": 8,
    "sgt": 8, "awst": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
    "ast": -4, "adt": -3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "brt": -3, "art": -3,
}  # fmt: skip
_CHINA_HOURS = 8

_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:(?:[-/.]|\s?月\s?)(\d{1,2})日?)?(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?=$|[T\s_-])")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]{1,3}([^\W\d_]{3,10})\.?,?[\s-]{1,3}(\d{4}|\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"([^\W\d_]{3,10})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(?:[^\d]{0,3}\s)?(\d{4})(?!\d)"
)
_ASCTIME = re.compile(r"([A-Za-z]{3})\s{1,2}(\d{1,2})\s(?=[\d:]{8}\s(?:\S{1,6}\s)?(\d{4})$)")
_AMERICAN = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_GERMAN = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<![\d:])(\d{1,2})\s?[:：时h.]\s?(\d{1,2})(?:\s?[:：分.]\s?(\d{1,2})(?:[.,](\d{1,9}))?)?[秒分]?"
    r"(?:\s?([AaPp])\.?[Mm]\b)?"
)
_COMPACT_TIME = re.compile(r"T(\d\d)(\d\d)(\d\d)?(?:[.,](\d{1,9}))?")
_CHINESE_HALF = re.compile(r"(上午|下午|晚上|凌晨)")
_OFFSET = re.compile(r"\s{0,3}(?:GMT|UTC|UT)?\s?([+-])\s?(\d{1,2}):?(\d{2})?(?!\d)", re.IGNORECASE)
_ZONE_NAME = re.compile(r"\s{0,3}\(?([A-Za-z]{1,4})\b")
_TIMESTAMP = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d{1,6})?")


def parse_date(text: str, *, is_chinese: bool = False) -> datetime | None:
    """Read a date; None where it is none or never was.

    A time without a zone is UTC, but Beijing time where `is_chinese`, as is CST there.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST_DATE:
        return None
    if timestamp := _TIMESTAMP.fullmatch(text):
        return datetime.fromtimestamp(int(timestamp[1]), UTC)
    day = _day(text)
    if day is None:
        return None
    year, month, day_of_month, written = day
    time, after = _clock(text, written)
    offset = _offset(text, after, is_chinese=is_chinese) if after >= 0 else timedelta()
    try:
        midnight = datetime(year, month, day_of_month, tzinfo=UTC)
        moment = midnight + time - offset
    except (ValueError, OverflowError):
        return None
    # Year 1 is how some programs write "none".
    return moment if moment.year > 1 else None


def is_local_midnight(text: str) -> bool:
    """Tell whether a date that can be read is midnight in its own zone, which mostly means a day.

    So is one without an hour.
    """
    day = _day(text.strip())
    return day is not None and not _clock(text.strip(), day[3])[0]


def _day(text: str) -> tuple[int, int, int, re.Match[str]] | None:
    """Return year, month, day and where they are written."""
    if match := _YEAR_FIRST.search(text) or _COMPACT.match(text):
        return int(match[1]), int(match[2]), int(match[3] or 1), match
    if (match := _DAY_FIRST.search(text)) and (month := _month(match[2])):
        year = int(match[3])
        century = 0 if year > 99 else 2000 if year < 70 else 1900  # noqa: PLR2004 - RFC 2822, 4.3
        return century + year, month, int(match[1]), match
    match = _ASCTIME.search(text) or _MONTH_FIRST.search(text)
    if match and (month := _month(match[1])):
        return int(match[3]), month, int(match[2]), match
    if match := _AMERICAN.search(text):
        first, second = int(match[1]), int(match[2])
        month, day = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004 - months
        return int(match[3]), month, day, match
    if match := _GERMAN.search(text):
        return int(match[3]), int(match[2]), int(match[1]), match
    return None


def _month(name: str) -> int:
    name = name.lower()
    return _MONTHS.get(name) or _MONTHS.get(name[:3]) or 0


def _clock(text: str, day: re.Match[str]) -> tuple[timedelta, int]:
    """Return the time since midnight and where the zone may begin (-1 without a time).

    The time follows the date; where it does not, it may stand before it.
    """
    compact = _COMPACT_TIME.match(text, day.end())
    if compact:
        return _time(compact.group(1, 2, 3, 4), ""), compact.end()
    match = _TIME.search(text, day.end()) or _TIME.search(text, 0, day.start())
    if match is None:
        return timedelta(), -1
    half = (match[5] or "").lower()
    chinese = _CHINESE_HALF.search(text)
    if chinese:
        half = "p" if chinese[1] in {"下午", "晚上"} else "a"
    return _time(match.group(1, 2, 3, 4), half), match.end()


def _time(parts: tuple[str | Any, ...], half: str) -> timedelta:
    hour, minute, second, fraction = parts
    hours = int(hour)
    if half and hours <= 12:  # noqa: PLR2004 - 13:00 PM is 13:00
        hours = hours % 12 + (12 if half == "p" else 0)
    return timedelta(
        hours=hours,
        minutes=int(minute),
        seconds=int(second or 0),
        microseconds=int((fraction or "0")[:6].ljust(6, "0")),
    )


def _offset(text: str, start: int, *, is_chinese: bool) -> timedelta:
    """Return how far the zone is ahead of UTC."""
    if match := _OFFSET.match(text, start):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return -offset if match[1] == "-" else offset
    name = _ZONE_NAME.match(text, start)
    zone = name[1].lower() if name else ""
    is_beijing = is_chinese and zone in {"", "cst"}
    return timedelta(hours=_CHINA_HOURS if is_beijing else _ZONES.get(zone, 0))
