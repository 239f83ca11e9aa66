"""The days, months and quarters that reports in English and Chinese name.

Two reports of one event name the same quarter and days near each other; years are left out, as
most reports leave them out.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import regex

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NEAR = 3
"""Days between reports of one event: it is dated by when it was, or by when it was told."""
_MONTH = 31
_YEAR = 12 * _MONTH
_NAMES = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun[e.]?|Jul[y.]?"
    r"|Aug(?:ust|\.)?|Sep(?:tember|t?\.?)|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_LONG = (
    r"January|February|April|June|July|August|September|October|November|December"
    r"|(?<=\b(?:in|by|since|until|from|of|late|early|last|next|this)[\s-])(?:March|May)"
)
_DAYS = regex.compile(
    rf"\b(?P<month>{_NAMES})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]?\d|%)"
    rf"|\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_NAMES})\b"
    rf"|\b(?P<month>{_LONG})\b"
    r"|(?<!\d)(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day>\d{1,2})\s?[日号])?"
)
_QUARTERS = regex.compile(
    r"\b(?P<nth>first|second|third|fourth|last)[\s-](?:fiscal[\s-])?quarter"
    r"|\bq(?P<nth>[1-4])\b|\b(?P<nth>[1-4])q\b|(?P<nth>[一二三四1-4])财?季",
    regex.IGNORECASE,
)
_NTH = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "4"} | dict(
    zip("一二三四", "1234", strict=True)
)


class Span(NamedTuple):
    """The first and the last day of a time, counted in a year of twelve months of 31 days."""

    first: int
    last: int


def days(text: str) -> Iterator[Span]:
    """Yield the days that a text names, and the months without a day."""
    for match in _DAYS.finditer(text):
        month = match["month"]
        place = int(month) - 1 if month.isdigit() else _MONTHS.index(month[:3].lower())
        day = int(match["day"] or 0)
        if day <= _MONTH:
            start = place * _MONTH
            yield Span(start + (day or 1), start + (day or _MONTH))


def quarters(text: str) -> Iterator[str]:
    """Yield the quarters of a year that a text names, as `1` to `4`."""
    for match in _QUARTERS.finditer(text):
        nth = match["nth"].lower()
        yield _NTH.get(nth, nth)


def are_apart(some: Collection[Span], others: Collection[Span]) -> bool:
    """Tell whether both name days and none of the one lies near one of the other."""
    return bool(some and others) and not any(
        _distance(one, other) <= _NEAR for one in some for other in others
    )


def _distance(one: Span, other: Span) -> int:
    return min(
        max(0, one.first - other.last - turn, other.first + turn - one.last)
        for turn in (-_YEAR, 0, _YEAR)
    )
