"""The day that a page prints above its article, for pages that name none in their metadata."""

import re
from datetime import UTC, datetime
from itertools import islice

from bot.core.feeds.dates import parse_date
from bot.core.text import html_to_text

_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d){_YEAR}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日"
    rf"|(?<![\d/.-]){_YEAR}([-/.])\d{{1,2}}\1\d{{1,2}}(?!\d)"
    rf"|(?<![\d/.-])\d{{1,2}}([/.])\d{{1,2}}\2{_YEAR}(?!\d)"
    rf"|\b[A-Z][a-z]{{2,8}}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}\b"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.)?\s[^\W\d_]{{3,10}}\.?,?\s{_YEAR}\b"
)
_HEADLINE = re.compile(r"<h1\b", re.IGNORECASE)
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_PAGE = 1 << 19
_MOST_HEADLINES = 4
_NEAR = 400
_ABOVE = 2000
_JUST_ABOVE = 60
"""Characters above the headline, of markup and of text."""
_BELOW_MENUS = 1200
"""Characters after the headline, or from the top where there is none, in which a date is the
article's own."""


def printed_day(markup: str) -> datetime | None:
    """Return the first date below the headline of a page, else the last just above it.

    Dates further down are those of what the article tells, and years in a footer are none.
    """
    markup = markup[:_PAGE]
    headlines = list(islice(_HEADLINE.finditer(markup), _MOST_HEADLINES))
    starts = headlines or list(islice(_BODY.finditer(markup), 1))
    near = _NEAR if headlines else _BELOW_MENUS
    for start in starts:
        shown = html_to_text(markup[start.start() :][: _PAGE // 4])[:near]
        dates = (parse_date(match[0]) for match in _DATE.finditer(shown))
        if found := next(filter(None, dates), None):
            return _midnight(found)
    above = markup[: headlines[0].start()][-_ABOVE:].partition(">")[2] if headlines else ""
    dates = (parse_date(match[0]) for match in _DATE.finditer(html_to_text(above)[-_JUST_ABOVE:]))
    return next(map(_midnight, filter(None, [*dates][::-1])), None)


def _midnight(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
