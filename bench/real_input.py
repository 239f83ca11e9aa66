"""Read real feeds from loopback, as an operator would, and explain every difference.

    uv run python -m bench.real_input --data DIR [--largest 40]

`DIR` holds `feeds-ai/` and `feeds/` with its `expected.jsonl` (how many entries each file has, by
an XPath reading, or by counting tags where the file is malformed). The files are served on
127.0.0.1, listed in a sources file, read by `tidings ingest`, and a digest is made of them.
Every entry that was read and not stored is named with the reason; what has none is a mistake.
"""

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.adapters.clock import SystemClock
from bot.core.feeds import parse_feed
from bot.core.intake import Item, take_items
from bot.core.news import Entry, Feed, Source
from data.store import Store, open_store

_ITEM = re.compile(rb"<(?:[a-z]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
SAME_ID, SAME_PAGE, EMPTY = "same id", "same page", "empty"
UNEXPLAINED = "unexplained"
_TYPES = {".json": "application/json", ".atom": "application/atom+xml"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return _TYPES.get(Path(path).suffix, "application/rss+xml")


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def choose(data: Path, largest: int) -> list[Path]:
    """Return the AI feeds and the largest of the others."""
    others = [path for path in (data / "feeds").iterdir() if path.suffix != ".jsonl"]
    files = [path for path in others if path.is_file()]
    files.sort(key=lambda path: (-path.stat().st_size, path.name))
    return sorted((data / "feeds-ai").iterdir()) + files[:largest]


def count_in_files(data: Path, files: list[Path]) -> dict[str, int]:
    """Return how many entries each file holds, by somebody else's reading."""
    lines = (data / "feeds" / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    expected = {row["file"]: row for row in map(json.loads, lines)}
    counts = {}
    for path in files:
        row: dict[str, Any] = expected.get(path.name, {})
        if row.get("oracle") is not None:
            counts[path.name] = len(row["oracle"])
        else:
            counts[path.name] = row.get("items_regex") or len(_ITEM.findall(path.read_bytes()))
    return counts


def tidings(state: Path, sources: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run one command of the product."""
    environment = {
        "PATH": os.environ["PATH"],  # noqa: TID251 - a subprocess needs the machine's own
        "TIDINGS_STATE_DIR": str(state),
        "TIDINGS_SOURCES_FILE": str(sources),
        "TIDINGS_FETCH_PRIVATE_HOSTS": "1",
    }
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def main() -> None:
    """Print the table of feeds, what is missing and why, and a digest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--largest", type=int, default=40)
    parser.add_argument("--since", default="365d", help="how old news of the digest may be")
    options = parser.parse_args()
    files = choose(options.data, options.largest)
    counts = count_in_files(options.data, files)
    with tempfile.TemporaryDirectory() as state, serving(options.data) as base:
        sources = Path(state) / "sources.toml"
        sources.write_text("".join(_entry(base, path) for path in files), encoding="utf-8")
        done = tidings(Path(state), sources, "ingest", "--json")
        if not done.stdout:
            sys.exit(done.stderr)
        rows = json.loads(done.stdout)
        left = asyncio.run(find_left(f"sqlite:///{state}/tidings.db", rows, options.data))
        show(rows, counts, left)
        explain(left)
        preview = tidings(
            Path(state), sources, "digest", "preview", "--min-score", "0", "--since", options.since
        )
        print(preview.stdout or preview.stderr)


def _entry(base: str, path: Path) -> str:
    url = json.dumps(f"{base}/{path.parent.name}/{path.name}")
    name = json.dumps(path.stem[-60:])
    return f'[[source]]\nurl = {url}\ntitle = {name}\npublisher = {name}\nlanguage = "en"\n\n'


@dataclass(frozen=True)
class Left:
    """An entry that was read and not stored."""

    title: str
    why: str
    other: str
    """What it shares with which other entry."""


async def find_left(url: str, rows: list[dict[str, Any]], data: Path) -> dict[str, list[Left]]:
    """Return by feed which entries the database does not hold, and why."""
    found = {}
    async with open_store(url) as store:
        sources = {source.seed.url: source for source in await store.sources.all()}
        for row in rows:
            if row["status"] == "ok":
                source = sources[row["source"]]
                path = data / Path(*row["source"].split("/")[3:])
                feed = parse_feed(path.read_bytes(), url=row["source"])
                found[row["source"]] = await left_out(store, source, feed)
    return found


async def left_out(store: Store, source: Source, feed: Feed) -> list[Left]:
    """Return the entries of a feed that are no articles of their own, and why."""
    items = take_items(feed, SystemClock().now())
    left = doubled(feed, items)
    stored = await store.articles.known(source.id, [item.guid for item in items], [])
    rest = [item for item in items if item.guid not in stored]
    pages = await store.articles.known(source.id, [], [item.canonical_url for item in rest])
    names = {one.id: _name(one.seed.url) for one in await store.sources.all()}
    for item in rest:
        page = pages.get(item.canonical_url)
        if page is None:
            left.append(Left(item.title, UNEXPLAINED, item.guid))
        else:
            whose = "the same file" if page.source_id == source.id else names[page.source_id]
            left.append(Left(item.title, SAME_PAGE, f"{item.canonical_url} of {whose}"))
    return left


def doubled(feed: Feed, items: Sequence[Item]) -> list[Left]:
    """Return the entries that gave way to another with their id, or say nothing."""
    taken = {id(item.entry) for item in items}
    left = []
    for entry in feed.entries:
        if id(entry) in taken:
            continue
        alike = [item for item in items if _are_one(item.entry, entry)]
        kept = max(alike, key=lambda item: item.entry.title == entry.title, default=None)
        if kept is not None:
            left.append(Left(entry.title, SAME_ID, f"{entry.guid or entry.url} of {kept.title!r}"))
        else:
            is_empty = not (entry.title or entry.summary or entry.content)
            left.append(Left(entry.title, EMPTY if is_empty else UNEXPLAINED, entry.guid))
    return left


def _are_one(kept: Entry, entry: Entry) -> bool:
    return kept.guid == entry.guid if entry.guid else kept.url == entry.url


def _name(url: str) -> str:
    return url.rpartition("/")[2]


def show(rows: list[dict[str, Any]], counts: dict[str, int], left: dict[str, list[Left]]) -> None:
    """Print a line per feed: entries in the file, entries read, and where the others went."""
    reasons = (SAME_ID, SAME_PAGE, EMPTY, UNEXPLAINED)
    table = Table("feed", "status", "in file", "read", "new", *reasons, "seconds", "error")
    sums = Counter[str]()
    for row in rows:
        name = _name(row["source"])
        in_file, read = counts[name], row["entries"]
        why = Counter(one.why for one in left.get(row["source"], []))
        # What was stored and what is explained must be what was read.
        why[UNEXPLAINED] += abs(read - row["new"] - why.total())
        sums.update(why)
        sums.update(file=in_file, read=read, new=row["new"], missing=abs(in_file - read))
        table.add_row(
            name[-60:],
            str(row["status"]),
            str(in_file),
            f"[red]{read}[/red]" if read != in_file else str(read),
            str(row["new"]),
            *(str(why[reason]) for reason in reasons),
            str(row["seconds"]),
            str(row["error"]),
        )
    Console(width=170).print(table)
    print(f"{sums['file']} entries in {len(rows)} files; missing or too many: {sums['missing']}")
    told = ", ".join(f"{sums[reason]} {reason}" for reason in reasons)
    print(f"{sums['read']} read: {sums['new']} stored, {told}")


def explain(left: dict[str, list[Left]]) -> None:
    """Print which entries did not become articles of their own, and why."""
    for url, entries in left.items():
        for one in entries:
            print(f"{_name(url)}: {one.title!r}: {one.why}: {one.other}")


if __name__ == "__main__":
    main()
