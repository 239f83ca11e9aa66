"""Check feed reading against the assertions that two other projects make about their test files.

    uv run python -m bench.suites --data DIR [--misses N]

`DIR/feeds` holds feedparser's self-checking suite (`tests/`: a comment says what to expect) and
gofeed's files beside the JSON it makes of them (`testdata/`). Only equalities about fields that we
have count; markup is compared as the text a reader sees. What we read differently on purpose (a
category's label before its term, identifiers as they stand) counts as a miss all the same.
"""

import argparse
import ast
import calendar
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.table import Table

from bot.core.feeds import FeedReadError, parse_feed
from bot.core.news import Entry, Feed
from bot.core.text import html_to_text

_EXPECT = re.compile(r"Expect:\s*(.*)")
_TYPE = re.compile(r"Header:\s*Content-Type:\s*(.*)", re.IGNORECASE)
_LOCATION = re.compile(r"Header:\s*Content-Location:\s*(.*)", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:entries\[(?P<entry>\d+)\]|feed)(?:\[|\.)'?(?P<key>\w+)'?\]?"
    r"(?P<rest>(?:\[0\](?:\['|\.)(?:value|term)(?:'\])?)?)"
)
_SERVER = "http://127.0.0.1:8097/"
_ENTRY_KEYS = {
    "title": "title",
    "link": "url",
    "id": "guid",
    "guid": "guid",
    "author": "author",
    "summary": "summary",
    "description": "summary",
    "content": "content",
    "published_parsed": "published_at",
    "updated_parsed": "updated_at",
    "publishedParsed": "published_at",
    "updatedParsed": "updated_at",
    "tags": "categories",
    "categories": "categories",
}
_FEED_KEYS = {"title": "title", "link": "home", "language": "language"}


class Claim(NamedTuple):
    """One equality."""

    entry: int | None
    key: str
    wanted: Any


@dataclass
class Tally:
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)


def feedparser_claims(text: str) -> Iterator[Claim]:
    """Yield what a file of feedparser's suite expects."""
    found = _EXPECT.search(text)
    try:
        tree = ast.parse(
            found[1].strip().removesuffix("-->").strip() if found else "0", mode="eval"
        ).body
    except SyntaxError:
        return
    is_and = isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And)
    for part in tree.values if is_and and isinstance(tree, ast.BoolOp) else [tree]:
        if not (isinstance(part, ast.Compare) and isinstance(part.ops[0], ast.Eq)):
            continue
        subject = _SUBJECT.fullmatch(ast.unparse(part.left))
        try:
            wanted = ast.literal_eval(part.comparators[0])
        except ValueError:
            continue
        if subject and (subject["key"] in {"content", "tags"}) == bool(subject["rest"]):
            entry = subject["entry"]
            yield Claim(int(entry) if entry else None, subject["key"], wanted)


def gofeed_claims(document: dict[str, Any]) -> Iterator[Claim]:
    """Yield what gofeed's JSON says."""
    for key in ("title", "language"):
        if document.get(key):
            yield Claim(None, key, document[key])
    for position, item in enumerate(document.get("items") or document.get("entries") or ()):
        for key, wanted in item.items():
            if isinstance(wanted, str) and wanted and key in _ENTRY_KEYS:
                yield Claim(position, key, wanted)
        if people := item.get("authors"):
            names = (person.get("name") or person.get("email") or "" for person in people)
            yield Claim(position, "author", ", ".join(names))


def check(feed: Feed | None, claim: Claim) -> tuple[bool, Any]:
    """Tell whether a claim holds, and what we have instead."""
    if feed is None or (claim.entry is not None and claim.entry >= len(feed.entries)):
        return False, None
    holder: Feed | Entry = feed if claim.entry is None else feed.entries[claim.entry]
    got = getattr(holder, (_FEED_KEYS if claim.entry is None else _ENTRY_KEYS)[claim.key])
    if claim.key.lower().endswith("parsed"):
        return _moment(claim.wanted) == (got and got.replace(microsecond=0)), got
    if claim.key == "tags":
        return bool(got) and got[0] == claim.wanted, got
    options = [got]
    if claim.key in {"summary", "description"} and isinstance(holder, Entry):
        options.append(holder.content)  # feedparser shows one as the other
    return _words(claim.wanted) in map(_words, options), got


def _moment(wanted: Any) -> datetime | None:
    if isinstance(wanted, str):
        return datetime.fromisoformat(wanted)
    return datetime.fromtimestamp(calendar.timegm(wanted), UTC) if wanted else None


def _words(markup: str | None) -> str:
    return " ".join(html_to_text(markup or "").split())


def _known(claims: Iterator[Claim]) -> list[Claim]:
    return [
        claim
        for claim in claims
        if claim.key in (_FEED_KEYS if claim.entry is None else _ENTRY_KEYS)
    ]


def _judge(
    tally: Tally,
    name: str,
    body: bytes,
    claims: list[Claim],
    *,
    content_type: str = "",
    url: str = "",
) -> None:
    try:
        feed = parse_feed(body, content_type=content_type, url=url)
    except FeedReadError:
        feed = None
    for claim in claims:
        key = claim.key if claim.entry is not None else f"feed {claim.key}"
        holds, got = check(feed, claim)
        tally.asked[key] += 1
        tally.right[key] += holds
        if not holds:
            tally.misses.append(f"{name}: {key} should be {claim.wanted!r}, is {got!r}")


def read_feedparsers(folder: Path) -> Tally:
    """Check every file of feedparser's suite."""
    tally = Tally()
    for file in sorted(folder.rglob("*.xml")):
        body = file.read_bytes()
        text = body.decode(
            "utf-16" if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace"
        )
        kind, place = _TYPE.search(text), _LOCATION.search(text)
        name = str(file.relative_to(folder))
        _judge(
            tally,
            name,
            body,
            _known(feedparser_claims(text)),
            content_type=kind[1].strip() if kind else "",
            url=place[1].strip() if place else _SERVER + name,
        )
    return tally


def read_gofeeds(folder: Path) -> Tally:
    """Check every feed beside which gofeed's answer lies."""
    tally = Tally()
    for file in sorted(folder.rglob("*.json")):
        feed = file.with_suffix(".xml")
        if feed.exists():
            claims = _known(gofeed_claims(json.loads(file.read_bytes())))
            _judge(tally, str(file.relative_to(folder)), feed.read_bytes(), claims)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--misses", type=int, default=0, help="how many to show")
    arguments = parser.parse_args()
    feeds: Path = arguments.data / "feeds"
    tallies = {
        "feedparser": read_feedparsers(feeds / "tests"),
        "gofeed": read_gofeeds(feeds / "testdata"),
    }
    console = Console(width=120)
    table = Table(title="Assertions of other projects that hold")
    for heading in ("suite", "field", "hold", "of"):
        table.add_column(heading, justify="right")
    for suite, tally in tallies.items():
        for key, count in sorted(tally.asked.items()):
            table.add_row(suite, key, f"{tally.right[key]}", f"{count}")
        table.add_row(suite, "all", f"{tally.right.total()}", f"{tally.asked.total()}")
    console.print(table)
    for tally in tallies.values():
        for miss in tally.misses[: arguments.misses]:
            console.print(miss, markup=False)


if __name__ == "__main__":
    main()
