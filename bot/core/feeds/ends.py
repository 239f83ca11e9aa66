"""A feed that is longer than is read and begins with its oldest entries: its end is the news."""

import re

from bot.core.news import Feed

_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)


def is_oldest_first(feed: Feed) -> bool:
    """Tell whether the first entry of a feed is dated before its last."""
    dates = [entry.published_at for entry in feed.entries if entry.published_at]
    return len(dates) > 1 and dates[0] < dates[-1]


def with_end(beginning: bytes, end: bytes) -> bytes:
    """Return what stands before a feed's first entry, with the entries that its end holds whole.

    Empty where either part shows none: only XML has them, in encodings with ASCII tags.
    """
    first, last = _ITEM.search(beginning), _ITEM.search(end)
    return beginning[: first.start()] + end[last.start() :] if first and last else b""
