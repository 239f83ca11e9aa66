"""Three readers of feeds that give the same rows, for `bench.feeds`."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import fastfeedparser
import feedparser

from bot.core.feeds import FeedReadError, parse_feed

Row: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[bytes], list[Row]]
_ADDRESS = "https://feed.example/feed.xml"


def read_ours(body: bytes) -> list[Row]:
    return [
        {
            "title": entry.title,
            "link": entry.url,
            "id": entry.guid,
            "date": entry.published_at,
            "body60": entry.content or entry.summary,
        }
        for entry in parse_feed(body, url=_ADDRESS, limit=100_000).entries
    ]


def read_feedparser(body: bytes) -> list[Row]:
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    return [
        {
            "title": entry.get("title", ""),
            "link": entry.get("link", ""),
            "id": entry.get("id", ""),
            "date": _moment(entry.get("published_parsed") or entry.get("updated_parsed")),
            "body60": (entry.get("content") or [{}])[0].get("value") or entry.get("summary", ""),
        }
        for entry in parsed.entries
    ]


def read_fastfeedparser(body: bytes) -> list[Row]:
    return [
        {
            "title": entry.get("title", ""),
            "link": entry.get("link", ""),
            "id": entry.get("id", ""),
            "date": _parsed(entry.get("published")),
            "body60": (entry.get("content") or [{}])[0].get("value")
            or entry.get("description", ""),
        }
        for entry in fastfeedparser.parse(body).entries
    ]


READERS: dict[str, tuple[Reader, tuple[type[Exception], ...]]] = {
    "ours": (read_ours, (FeedReadError,)),
    "feedparser": (read_feedparser, (Exception,)),
    "fastfeedparser": (read_fastfeedparser, (Exception,)),
}


def _moment(parts: time.struct_time | None) -> datetime | None:
    return datetime(*parts[:6], tzinfo=UTC) if parts else None


def _parsed(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
