"""What people type for a time of day or a time zone."""

import re
from functools import cache
from unicodedata import combining, normalize
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from .cities import CITIES, ZONE_OF_LANGUAGE

_HALF_DAY = 12
_DAY = 24
_HOUR = 60
MAX_TIMES = 6
"""Digests in a day."""

# Parts of the day, each with the hours that it puts after noon ("晚上8点" is 20:00).
_AFTER_NOON = {
    "凌晨|清晨|清早|早晨|早上|上午|早": range(0),
    "中午|正午": range(1, 4),
    "下午|傍晚|pm|p": range(1, 12),
    "晚上|今晚|夜里|夜晚|晚": range(5, 12),
    "半夜|午夜|深夜": range(9, 12),
    "am|a": range(0),
}
_PARTS = {part: late for parts, late in _AFTER_NOON.items() for part in parts.split("|")}
_TWELVE_IS_MIDNIGHT = frozenset(
    ["凌晨", "晚上", "今晚", "夜里", "夜晚", "晚", "半夜", "午夜", "深夜", "am", "a"]
)
_WORDS = {"noon": 12 * _HOUR, "midday": 12 * _HOUR, "midnight": 0, "正午": 12 * _HOUR, "午夜": 0}
_SPOKEN_MINUTES = {"半": 30, "1刻": 15, "3刻": 45}

_CHINESE_NUMBER = re.compile("[二三四五]?十[一二三四五六七八九]?|[零〇一二两三四五六七八九]")
_CHINESE_DIGITS = {digit: n for n, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TIME = re.compile(
    rf"(?P<part>{'|'.join(part for part in _PARTS if not part.isascii())})?"
    r"(?P<hour>[0-9]{1,2})"
    r"(?:[:.h](?P<minute>[0-9]{2})|h|[点點时時](?:(?P<said>[0-9]{1,2})分?|(?P<spoken>半|[13]刻)|整|钟)?)?"
    r"(?P<half>[ap]m?)?"
)
_FOUR_DIGITS = re.compile("(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})")

_OFFSET = re.compile(r"(?:utc|gmt)?([+-])([0-9]{1,2})(?::?([0-9]{2}))?")
_WHOLE_OFFSETS = {f"{hours:+d}:00": f"Etc/GMT{-hours:+d}" for hours in range(-12, 15) if hours}
# Zones that keep one offset all year stand in for offsets that are no whole hours; those of
# Newfoundland, Lord Howe and Chatham have no such zone and are asked for by name.
_OFFSETS = _WHOLE_OFFSETS | {
    "+0:00": "UTC",
    "-0:00": "UTC",
    "-9:30": "Pacific/Marquesas",
    "+3:30": "Asia/Tehran",
    "+4:30": "Asia/Kabul",
    "+5:30": "Asia/Kolkata",
    "+5:45": "Asia/Kathmandu",
    "+6:30": "Asia/Yangon",
    "+8:45": "Australia/Eucla",
    "+9:30": "Australia/Darwin",
}
_NO_PLACES = frozenset({"Etc", "US", "Canada", "Mexico", "Brazil", "Chile"})
_LIKELY = 70.0


def parse_time(text: str) -> int | None:
    """Read a time of day as minutes after midnight; None where it is none.

    `8`, `08:00`, `8.30pm`, `20h30`, `2030`, `noon`, `晚上8点半`, full-width digits.
    """
    typed = re.sub(r"\s+", "", normalize("NFKC", text).casefold()).replace(".m.", "m")
    if typed in _WORDS:
        return _WORDS[typed]
    typed = _CHINESE_NUMBER.sub(_in_digits, typed)
    match = _FOUR_DIGITS.fullmatch(typed) or _TIME.fullmatch(typed)
    if match is None:
        return None
    found = match.groupdict("")
    hour = int(found["hour"])
    half = found.get("half", "")
    if half and not 1 <= hour <= _HALF_DAY:
        return None
    hour = _on_the_clock(hour, half or found.get("part", ""))
    minute = int(found["minute"] or found.get("said") or 0)
    minute = _SPOKEN_MINUTES.get(found.get("spoken", ""), minute)
    return hour * _HOUR + minute if hour < _DAY and minute < _HOUR else None


def parse_times(text: str) -> tuple[int, ...] | None:
    """Read one to six times of day, ascending and distinct; None where one of them is none."""
    whole = parse_time(text)
    if whole is not None:
        return (whole,)
    minutes = [parse_time(part) for part in re.split(r"[\s,;/+、，；和]+", text.strip())]
    times = {minute for minute in minutes if minute is not None}
    return tuple(sorted(times)) if None not in minutes and len(times) <= MAX_TIMES else None


def parse_zone(text: str) -> str | None:
    """Read a time zone: IANA name, offset (`+8`, `UTC+05:30`), or city in English or Chinese."""
    typed = re.sub(r"\s+", "", normalize("NFKC", text).casefold()).replace("−", "-")
    if match := _OFFSET.fullmatch(typed):
        sign, hours, minutes = match.groups("00")
        return _OFFSETS.get(f"{sign}{int(hours)}:{minutes}")
    return _zones().get(fold_place(text))


def suggest_zones(text: str, limit: int = 3) -> tuple[str, ...]:
    """Return the zones whose names look most like what was typed, best first."""
    zones = _zones()
    likely = process.extract(
        fold_place(text), list(zones), scorer=fuzz.ratio, score_cutoff=_LIKELY, limit=limit * 4
    )
    return tuple(dict.fromkeys(zones[name] for name, _, _ in likely))[:limit]


def guess_zone(language_code: str | None) -> str:
    """Guess the zone of a client that speaks `language_code`; UTC where nothing is known."""
    code = (language_code or "").replace("_", "-").lower()
    return ZONE_OF_LANGUAGE.get(code) or ZONE_OF_LANGUAGE.get(code.split("-")[0]) or "UTC"


def _in_digits(match: re.Match[str]) -> str:
    tens, ten, ones = match[0].rpartition("十")
    if not ten:
        return str(_CHINESE_DIGITS[ones])
    return str(10 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0))


def _on_the_clock(hour: int, part: str) -> int:
    """Bring an hour that was said with a part of the day to 0-23; a wrong one stays above that."""
    if hour == _DAY or (hour == _HALF_DAY and part in _TWELVE_IS_MIDNIGHT):
        return 0
    return hour + _HALF_DAY if hour in _PARTS.get(part, ()) else hour


def fold_place(text: str) -> str:
    """Return what is equal in all spellings of a place: no case, accents or punctuation."""
    letters = "".join(c for c in normalize("NFKD", text.casefold()) if not combining(c))
    words = re.sub(r"[\s_.-]+", " ", letters).strip()
    return words.removesuffix("市").removesuffix("时间") or words


@cache
def _zones() -> dict[str, str]:
    """Return every name we know, folded, with its zone; a city of our own list wins."""
    zones: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        region, *places = zone.split("/")
        zones.setdefault(fold_place(zone), zone)
        if places and region not in _NO_PLACES:
            zones.setdefault(fold_place(places[-1]), zone)
    for zone, names in CITIES:
        for name in (zone.rpartition("/")[2], *names.split(", ")):
            zones[fold_place(name)] = zone
    return zones
