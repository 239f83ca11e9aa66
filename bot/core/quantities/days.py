"""Days of the week, and days that are told from the day of writing: "on Friday", 昨天."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import regex

from .model import Quantity

_WEEK = 7
_SOME_DAY = 7
"""Told as some day near the text's own, which may be any day of the week."""
_NEWS_ZONES = (timedelta(hours=-8), timedelta(), timedelta(hours=9))
"""From the Pacific coast of America to Japan: what day it is where an article was written."""
_NEAR = 15
"""Days before and after an article in which a day of the month is one date."""
_HAN_UNIT = "一二两三四五六七八九十几半\\d"


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Patterns of one language."""

    week: Sequence[str]
    """Monday to Sunday."""
    weekend: str
    nearby: Mapping[int, str]
    """Days from the day of writing."""
    before: str = r"(?<!\p{L})"
    after: str = r"(?!\p{L})"
    flags: int = 0

    def pattern(self) -> "regex.Pattern[str]":
        """Return one pattern; the group that matched says which day."""
        groups = [f"(?P<w{day}>{words})" for day, words in enumerate(self.week)]
        groups.append(f"(?P<end>{self.weekend})")
        groups += [f"(?P<n{days + _WEEK}>{words})" for days, words in self.nearby.items()]
        return regex.compile(f"{self.before}(?:{'|'.join(groups)}){self.after}", self.flags)


_HAN_WEEK = [  # (周|星期|礼拜)四, 木曜日, 5日（木）
    rf"(?:(?<![{_HAN_UNIT}]个?)周|(?<!《)星期|礼拜){day}(?![次个轮遍围届])|{other}曜日?|(?<=日\s?[（(]){other}(?=[）)・])"
    for day, other in zip("一二三四五六日", "月火水木金土日", strict=True)
]
_HAN_WEEK[-1] += "|(?:星期|礼拜)天"
_GERMAN_HOURS = r"(?:s|e|en)?(?:(?:vor|nach)?mittags?|abends?|morgens?|nachts?)?"
_WEDNESDAY = (
    r"(?<=(?:^|[.!?]\s)в\s)среду|(?<=\bв\s(?:(?:эту|прошлую|минувшую|следующую)\s)?)среду"
    r"(?=\s*[,.;:—–(\d]|\s(?:утром|дн[её]м|вечером|ночью|\p{L}+л(?:а|о|и|ся|ась|ись)?(?!\p{L})))"
)
"""In Russian, where "в среду" is also "into an environment"."""
_CALENDARS = {
    "en": _Calendar(
        week=(
            r"Mon(?:days?|\.)", r"Tue(?:sdays?|s?\.)", r"Wed(?:nesdays?|\.)",
            r"Thu(?:rsdays?|(?:rs?)?\.)", r"Fri(?:days?|\.)", r"Sat(?:urdays?|\.(?=\s\p{Lu}|,))",
            r"(?<!Mail on )Sundays?(?!\s(?:Times|Telegraph|Mail|Mirror|Express))",
        ),
        weekend="weekends?",
        nearby={
            -1: "[Yy]esterday|[Ll]ast night", 0: "[Tt]oday|[Tt]onight|[Tt]his (?:morning|evening)",
            1: "[Tt]omorrow", _SOME_DAY: "(?:[Tt]h(?:is|at) (?:week|day)|[Ss]ame day)",
        },
        before=r"(?<!\p{L}|(?:Black|Good|Cyber|Super|Patch|Palm|Holy|Ash|Giving)\s)",
    ),
    "zh": _Calendar(
        week=_HAN_WEEK,
        weekend=r"周末|(?<![一两三每])周六日",
        nearby={
            -2: "前天|一昨日|おととい", -1: "昨[天日晚夜]|きのう", 1: "明[天日晚]|あした|あす",
            0: "今[天日晚早晨]|本日|きょう|即日",
            _SOME_DAY: "[本这]周(?![一二三四五六日末])|[当同][天日]|今週",
        },
        before="",
        after="",
    ),
    "de": _Calendar(
        week=[
            f"(?:{day}){_GERMAN_HOURS}"
            for day in (
                "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag|Sonnabend",
                "Sonntag",
            )
        ],
        weekend="Wochenendes?",
        nearby={
            -2: "vorgestern", -1: "gestern", 0: "heute", 1: "morgen",
            _SOME_DAY: "(?:diese|dieser|jenem) (?:woche|tag)|am selben tag",
        },
        flags=regex.IGNORECASE,
    ),
    "fr": _Calendar(
        week=(
            "lundis?", "mardis?", "mercredis?", "jeudis?", "vendredis?", "samedis?", "dimanches?",
        ),
        weekend="week-?ends?|fin de semaine",
        nearby={
            -2: "avant-hier", -1: "(?<!avant-)hier", 0: "aujourd['’]hui", 1: "demain",
            _SOME_DAY: "cette semaine|ce jour-là|le jour même|le même jour",
        },
        flags=regex.IGNORECASE,
    ),
    "es": _Calendar(
        week=(
            "lunes", "martes", "mi[ée]rcoles", "jueves", "viernes", "s[áa]bados?", "domingos?",
        ),
        weekend="fin(?:es)? de semana",
        nearby={
            -2: "anteayer", -1: "[Aa]yer|[Aa]noche", 0: "[Hh]oy", 1: "[Mm]añana",
            _SOME_DAY: "[Ee]sta semana|[Ee]se (?:mismo )?día|[Ee]l mismo día",
        },
    ),
    "ru": _Calendar(
        week=(
            r"понедельник\p{L}{0,3}", r"вторник\p{L}{0,3}",
            _WEDNESDAY,
            r"четверг\p{L}{0,3}", "пятниц(?:а|у|ы|е|ей|ам|ах)", "суббот(?:а|у|ы|е|ой|ам|ах)",
            "воскресень[еяю]",
        ),
        weekend=r"выходны[ехм]\p{L}?",
        nearby={
            -2: "позавчера", -1: "вчера", 0: "сегодня", 1: "завтра",
            _SOME_DAY: "на этой неделе|в тот же день|в этот день",
        },
        flags=regex.IGNORECASE,
    ),
}  # fmt: skip
_PATTERNS = {language: calendar.pattern() for language, calendar in _CALENDARS.items()}
_PATTERNS["ja"] = _PATTERNS["zh"]


def days(text: str, language: str) -> Iterator[Quantity]:
    """Yield days of the week, which are claims, and days told from today, which are none.

    Chinese and Japanese are given in simplified characters. A language that is not known is read
    by nothing: its days are words like others.
    """
    pattern = _PATTERNS.get(language[:2])
    for match in pattern.finditer(text) if pattern else ():
        group = str(match.lastgroup)
        if group == "end":
            yield _day("weekday", 5, match, is_claim=False)
            yield _day("weekday", 6, match, is_claim=False)
        elif group[0] == "w":
            yield _day("weekday", int(group[1:]), match, is_claim=True)
        else:
            yield _day("nearby", int(group[1:]) - _WEEK, match, is_claim=False)


def in_years(told: Sequence[Quantity], written_at: datetime) -> list[Quantity]:
    """Return what a text of that moment tells, each date with the years that it can be in.

    A date without a year is in that which the text gives with the same day, or else in that of the
    text or one beside it; a day known by its date ("9/11") claims none and stays open.
    """
    given: dict[tuple[str, float], frozenset[int]] = {}
    for one in told:
        key = one.kind, one.value
        given[key] = given.get(key, frozenset()) | one.years
    near = frozenset(range(written_at.year - 1, written_at.year + 2))
    return [
        replace(one, years=given[one.kind, one.value] or near)
        if one.kind in {"date", "month"} and one.is_claim and not one.years
        else one
        for one in told
    ]


def dated(told: Sequence[Quantity], written_at: datetime) -> list[Quantity]:
    """Return what a text of that moment also says, by the calendar.

    "Yesterday" is a day of the week and a date, and so is each of these the other.
    """
    today = _today(written_at)
    return [same for one in told for day in _meant(one, today) for same in _both(day)]


def dateline(told: Sequence[Quantity], written_at: datetime) -> list[Quantity]:
    """Return an article's own date, and its day of the week where it tells no other."""
    today = _today(written_at)
    is_told = any(
        one.kind == "weekday" or (one.kind == "nearby" and one.value != _SOME_DAY) for one in told
    )
    found = [same for day in today for same in _both(day)[is_told:]]
    return [*found, _given("year", today[0].year)]


def _today(moment: datetime) -> list[date]:
    return sorted({(moment + zone).date() for zone in _NEWS_ZONES})


def _meant(one: Quantity, today: Sequence[date]) -> Iterator[date]:
    """Yield the dates that a quantity of an article can mean."""
    value = int(one.value)
    if one.kind == "nearby" and value != _SOME_DAY:
        yield from (day + timedelta(value) for day in today)
    elif one.kind == "weekday":
        last = today[-1] - timedelta((today[-1].weekday() - value) % _WEEK)
        yield from (last, last + timedelta(_WEEK))
    elif one.kind in {"date", "day"}:
        month, day_of_month = divmod(value, 100)
        near = (today[0] + timedelta(days) for days in range(-_NEAR, _NEAR))
        yield from (
            day
            for day in near
            if day.day == day_of_month
            and month in {0, day.month}
            and (not one.years or day.year in one.years)
        )


def _both(day: date) -> list[Quantity]:
    """Return a date as a day of the week and as a date."""
    return [
        _given("weekday", day.weekday()),
        replace(_given("date", 100 * day.month + day.day), years=frozenset({day.year})),
    ]


def _given(kind: str, value: float) -> Quantity:
    return Quantity(kind=kind, value=value, about="", is_claim=True, text="", start=0)


def _day(kind: str, value: int, match: "regex.Match[str]", *, is_claim: bool) -> Quantity:
    return Quantity(
        kind=kind,
        value=float(value),
        about="",
        is_claim=is_claim,
        text=match[0],
        start=match.start(),
    )
