"""A made-up archive of news, by bulk inserts: for measuring, never for showing."""

import itertools
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.adapters.clock import SystemClock
from bot.core.search import Indexed, facet
from bot.core.tags import Taxonomy
from data.curated import curated_tags

NOW = SystemClock().now()
PER_STORY = 2.5
SPAN = timedelta(days=365)
SEED = 1


def words() -> list[str]:
    """Return words, common ones first, each as often as Zipf's law says."""
    known = ("model", "chip", "export", "agent", "open", "weights", "robot", "policy", "fund")
    return [*known, *(f"w{number:x}ord" for number in range(50_000))]


def han_pairs(chosen: random.Random) -> list[str]:
    """Return words of two Han characters, common ones first."""
    han = [chr(0x4E00 + number) for number in range(3000)]
    known = ["芯片", "出口", "模型", "开源"]
    return known + ["".join(chosen.sample(han, 2)) for _ in range(20_000)]


def build(path: Path, articles: int) -> None:
    """Fill a migrated database by bulk inserts."""
    chosen = random.Random(SEED)  # noqa: S311 - made-up news
    stories = int(articles / PER_STORY)
    vocabulary_ = words()
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(vocabulary_))))
    pairs = han_pairs(chosen)
    han_weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(pairs))))
    tags = Taxonomy.load(curated_tags()).keys()
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    start = (NOW - SPAN - epoch) // timedelta(microseconds=1)
    step = SPAN // timedelta(microseconds=1) // stories

    def rows() -> Iterator[tuple[Any, ...]]:
        for number in range(1, stories + 1):
            english = " ".join(chosen.choices(vocabulary_, cum_weights=weights, k=30))
            chinese = "".join(chosen.choices(pairs, cum_weights=han_weights, k=30))
            yield (
                number,
                start + number * step,
                chosen.randint(10, 95),
                chosen.sample(tags, 3),
                english[:60],
                f"{english}.",
                chinese[:20],
                f"{chinese}。",
            )

    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")

    for number in range(1, 101):
        insert(
            connection,
            "source",
            {
                "id": number,
                "url": f"https://s{number}.example",
                "listed_url": f"https://s{number}.example",
                "title": f"Source {number}",
                "publisher": f"Publisher {number}",
                "language": "en",
                "reputation": 0.5,
                "home": "",
                "origin": "list",
                "is_active": 1,
                "added_at": start,
                "next_fetch_at": start,
            },
        )

    article = itertools.count(1)
    for number, at, total, its_tags, title, summary, zh_title, zh_summary in rows():
        first = None
        for _ in range(2 + number % 2):
            key = next(article)
            first = first or key
            insert(
                connection,
                "article",
                {
                    "id": key,
                    "story_id": number,
                    "source_id": 1 + key % 100,
                    "guid": f"g{key}",
                    "url": f"https://a.example/{key}",
                    "canonical_url": f"https://a.example/{key}",
                    "language": "en",
                    "published_at": at,
                    "first_seen_at": at,
                    "content_hash": f"{key}",
                    "title": title,
                    "text": summary,
                },
            )
        insert(
            connection,
            "story",
            {
                "id": number,
                "language": "en",
                "first_seen_at": at,
                "updated_at": at,
                "ready_at": at,
                "lead_id": first,
                "revision": 1,
                "hot": total,
                "hot_peak": total,
                "quality": total,
                "impact": total,
                "total": total,
                "facts": "{}",
            },
        )
        for language, its_title, its_summary in (
            ("en", title, summary),
            ("zh-Hans", zh_title, zh_summary),
        ):
            insert(
                connection,
                "text",
                {
                    "story_id": number,
                    "language": language,
                    "title": its_title,
                    "summary": its_summary,
                    "analysis": its_summary,
                    "origin": "extract",
                },
            )
        for position, tag in enumerate(its_tags):
            insert(
                connection,
                "story_tag",
                {
                    "story_id": number,
                    "tag": tag,
                    "position": position,
                    "first_seen_at": at,
                    "total": total,
                },
            )
        indexed = Indexed(
            titles=(title, zh_title),
            bodies=(summary, zh_summary),
            facets=(*(facet("tag", tag) for tag in its_tags), "inen", "inzh", "inzhhans"),
        ).columns()
        connection.execute(
            "INSERT INTO story_search (rowid, title, body, facets) VALUES (?, ?, ?, ?)",
            (number, *indexed),
        )
        if number % 20_000 == 0:
            connection.commit()
            print(f"\r{number:,} of {stories:,} stories", end="", flush=True)
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()
    print()


_STATEMENTS: dict[str, tuple[str, dict[str, object]]] = {}


def insert(connection: sqlite3.Connection, table: str, values: dict[str, object]) -> None:
    """Insert a row; columns that must not be empty and are not given get a zero or nothing."""
    if table not in _STATEMENTS:
        given: dict[str, object] = {}
        for _, name, kind, is_needed, default, key in connection.execute(
            f"PRAGMA table_info({table})"
        ):
            if name not in values and is_needed and default is None and not key:
                is_text = "CHAR" in kind.upper() or "TEXT" in kind.upper()
                given[name] = "" if is_text else "{}" if "JSON" in kind.upper() else 0
        names = [*values, *given]
        marks = ", ".join(f":{name}" for name in names)
        _STATEMENTS[table] = (
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
            given,
        )
    statement, given = _STATEMENTS[table]
    connection.execute(statement, {**given, **values})
