"""From the raw fields of any format to an entry, cleaned the same way for all."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.core.days import is_day
from bot.core.feeds.dates import is_local_midnight, parse_date
from bot.core.news import Entry
from bot.core.text import han_ratio, plain
from bot.core.urls import resolve

T = TypeVar("T")

_LONGEST_LINE = 1000
_LONGEST_MARKUP_LINE = 10_000
_ADDRESS = re.compile(r"<?[\w.+-]{1,64}@[\w.-]{1,255}>?")
_SHOWN = re.compile(r"<img\s[^<>]{0,1000}?\bsrc\s?=\s?[\"']([^\"'<>\s]{1,2000})")
_HEAD = 20_000
_MOST_CATEGORIES = 50
_MOSTLY_HAN = 0.3


class FeedReadError(ValueError):
    """What was given is no feed, or too broken to read; the message says why."""


@dataclass(slots=True)
class RawEntry:
    """One item before cleaning; every list is in the order of preference."""

    base: str = ""
    guid: str = ""
    is_permalink: bool = False
    links: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)


def line(text: str) -> str:
    """Return one line of plain text of a sane length."""
    return plain(text[:_LONGEST_MARKUP_LINE])[:_LONGEST_LINE].rstrip()


def newest(items: Sequence[T], limit: int, date: Callable[[T], Iterable[str]]) -> Sequence[T]:
    """Return at most `limit` items: the first, but the last where the oldest come first.

    Only the dates of the first and of the last one are read.
    """
    if len(items) <= limit:
        return items
    first, last = (_first_date(date(item), chinese=False)[0] for item in (items[0], items[-1]))
    return items[-limit:] if first and last and first < last else items[:limit]


def is_chinese(language: str, titles: Iterable[str]) -> bool:
    """Tell whether a feed is Chinese, by what it says or else by its titles."""
    if language:
        return language.lower().startswith("zh")
    return han_ratio(" ".join(titles)) > _MOSTLY_HAN


def finish(raws: Sequence[RawEntry], *, language: str) -> tuple[Entry, ...]:
    """Clean the entries of one feed."""
    chinese = is_chinese(language, (title for raw in raws for title in raw.titles[:1]))
    return tuple(_finish(raw, chinese=chinese) for raw in raws)


def _finish(raw: RawEntry, *, chinese: bool) -> Entry:
    guid = raw.guid.strip()
    links = [*raw.links, guid] if raw.is_permalink else raw.links
    url = next(filter(None, (resolve(raw.base, link) for link in links)), "")
    title = next(filter(None, map(line, raw.titles)), "")
    summary = next((text for text in raw.summaries if text.strip()), "").strip()
    published, is_midnight = _first_date(raw.published, chinese=chinese)
    updated, is_midnight_updated = _first_date(raw.updated, chinese=chinese)
    return Entry(
        guid=guid or url or title,
        url=url,
        title=title,
        author=", ".join(dict.fromkeys(filter(None, map(_person, raw.authors))))[
            :_LONGEST_LINE
        ].rstrip(),
        published_at=published or updated,
        updated_at=updated,
        is_midnight=is_midnight if published else is_midnight_updated,
        summary=summary,
        content=next((text for text in raw.contents if text.strip()), "").strip(),
        categories=tuple(
            dict.fromkeys(filter(None, map(line, raw.categories[:_MOST_CATEGORIES])))
        ),
        image_url=_image(raw),
    )


def _image(raw: RawEntry) -> str:
    """Return the address of the entry's picture, else of the first one in its markup."""
    named = next(filter(None, (resolve(raw.base, image) for image in raw.images)), "")
    if named:
        return named
    found = (_SHOWN.search(markup, 0, _HEAD) for markup in (*raw.contents, *raw.summaries))
    shown = (resolve(raw.base, html.unescape(match[1])) for match in found if match)
    return next(filter(None, shown), "")


def _first_date(texts: Iterable[str], *, chinese: bool) -> tuple[datetime | None, bool]:
    """Return the first text that is a date, as one, and whether it is midnight in another zone."""
    for text in texts:
        date = parse_date(text, is_chinese=chinese)
        if date is not None:
            return date, is_local_midnight(text) and not is_day(date)
    return None, False


def _person(text: str) -> str:
    """Return the name in `ann@example.com (Ann Lee)` or `Ann Lee <ann@example.com>`.

    The address itself where there is nothing else.
    """
    if "@" not in text:
        return line(text)
    text = text[:_LONGEST_LINE]
    return line(_ADDRESS.sub(" ", text)).strip(" ()[]") or line(text.strip(" <>"))
