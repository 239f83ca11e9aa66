"""Read real feeds from loopback, as an operator would, and explain every difference.

    uv run python -m bench.real_input --data DIR [--largest 40]

`DIR` holds `feeds-ai/` and `feeds/` with its `expected.jsonl` (how many entries each file has, by
an XPath reading, or by counting tags where the file is malformed). The files are served on
127.0.0.1, listed in a sources file, read by `tidings ingest`, and a digest is made of them.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.core.feeds import parse_feed

_ITEM = re.compile(rb"<(?:[a-z]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
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
        show(rows, counts)
        explain(rows, {path.name: path for path in files})
        preview = tidings(
            Path(state), sources, "digest", "preview", "--min-score", "0", "--since", options.since
        )
        print(preview.stdout or preview.stderr)


def _entry(base: str, path: Path) -> str:
    url = json.dumps(f"{base}/{path.parent.name}/{path.name}")
    name = json.dumps(path.stem[-60:])
    return f'[[source]]\nurl = {url}\ntitle = {name}\npublisher = {name}\nlanguage = "en"\n\n'


def show(rows: list[dict[str, Any]], counts: dict[str, int]) -> None:
    """Print a line per feed: entries in the file, entries read, and where the others went."""
    table = Table("feed", "status", "in file", "read", "new", "doubled", "seconds", "error")
    missing = 0
    for row in rows:
        name = row["source"].rpartition("/")[2]
        in_file, read = counts[name], row["entries"]
        missing += abs(in_file - read)
        table.add_row(
            name[-60:],
            str(row["status"]),
            str(in_file),
            f"[red]{read}[/red]" if read != in_file else str(read),
            str(row["new"]),
            str(read - row["new"]),
            str(row["seconds"]),
            str(row["error"]),
        )
    Console(width=170).print(table)
    total = sum(counts[row["source"].rpartition("/")[2]] for row in rows)
    print(f"{total} entries in {len(rows)} files; entries missing or too many: {missing}")


def explain(rows: list[dict[str, Any]], files: dict[str, Path]) -> None:
    """Print which entries did not become articles of their own, and why."""
    for row in rows:
        name = row["source"].rpartition("/")[2]
        if row["entries"] == row["new"]:
            continue
        feed = parse_feed(files[name].read_bytes(), url=row["source"])
        seen: set[str] = set()
        for entry in feed.entries:
            if entry.guid in seen:
                print(f"{name}: the id {entry.guid!r} stands twice in the file: {entry.title!r}")
            seen.add(entry.guid)


if __name__ == "__main__":
    main()
