"""Read feeds beside feedparser and fastfeedparser, on the same files in the same run.

    uv run python -m bench.feeds --data DIR

`DIR` holds `feeds/` with its `expected.jsonl` (what an XPath reading finds in well-formed files,
how many entries the others have) and `crosslang/dev.json` (Chinese titles for the encodings).
Strings are compared without tags, entities, case and white space; dates to the second.
"""

import argparse
import html
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from lxml import etree
from rich.console import Console
from rich.table import Table

from bot.core.text import html_to_text
from bot.core.urls import resolve

from .feed_readers import READERS, Reader, Row

_FIELDS = ("title", "link", "id", "date", "body60")
_BODY = 60
_ITEMS_PER_FEED = 30
# Big5 cannot hold simplified characters; these are ours.
_TRADITIONAL = (
    "人工智慧公司發表新的語言模型，價格下降一半",
    "晶片大廠第三季營收創下歷史新高",
    "政府公布人工智慧基本法草案內容",
    "研究團隊提出更省電的訓練方法",
    "雲端服務商宣布擴建資料中心",
    "開源模型在數學測驗超越商用產品",
    "自駕車公司獲准在市區收費載客",
    "新創公司完成兩億美元融資",
    "學者呼籲建立模型評測標準",
    "手機廠推出本地端語音助理",
)
_ENCODINGS = (
    ("GBK", "gbk", "gb2312"),
    ("GBK", "gbk", "utf-8"),
    ("GBK", "gbk", ""),
    ("GB18030", "gb18030", "gb2312"),
    ("GB18030", "gb18030", "iso-8859-1"),
    ("Big5", "big5", "big5"),
    ("Big5", "big5", "utf-8"),
    ("Big5", "big5", "gb2312"),
    ("UTF-16", "utf-16", "utf-16"),
    ("UTF-8", "utf-8", "gb2312"),
)


@dataclass
class Score:
    files_exact: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    recovered: int = 0
    mended: int = 0
    """Those of `recovered` in files that no strict parser takes."""
    entries: int = 0
    seconds: float = 0.0
    eight_hours: int = 0


def _bare(text: str) -> str:
    untagged = re.sub(r"<[^<>]*>", " ", html.unescape(html.unescape(text)))
    return "".join(filter(str.isalnum, untagged.casefold()))


def _same(name: str, got: Any, expected: str) -> bool:
    if name == "date":
        wanted = datetime.fromisoformat(expected).replace(microsecond=0)
        return bool(got and got.replace(microsecond=0) == wanted)
    if name == "link":
        wanted_link = expected.strip()
        return bool(got == wanted_link or (resolve(got, wanted_link) == got != ""))
    if name == "id":
        return bool(got.strip() == expected.strip())
    if name == "body60":
        words = "".join(filter(str.isalnum, html_to_text(got).casefold()))
        start = _bare(expected)[: _BODY // 2]
        return words.startswith(start)
    return _bare(got) == _bare(expected)


def _timed(
    reader: Reader, errors: tuple[type[Exception], ...], body: bytes, score: Score
) -> list[Row]:
    start = time.process_time()
    try:
        rows = reader(body)
    except errors:
        rows = []
    score.seconds += time.process_time() - start
    score.entries += len(rows)
    return rows


def _judge(score: Score, rows: list[Row], expected: list[Row]) -> None:
    score.files_exact += len(rows) == len(expected)
    for position, wanted in enumerate(expected):
        got = rows[position] if position < len(rows) else {}
        for name in _FIELDS:
            if wanted[name] is None:
                continue
            score.asked[name] += 1
            value: Any = got.get(name) or ("" if name != "date" else None)
            is_right = _same(name, value, wanted[name])
            score.right[name] += is_right
            if name == "date" and value and not is_right:
                ahead: timedelta = datetime.fromisoformat(wanted[name]) - value
                score.eight_hours += ahead.total_seconds() == 8 * 3600


def _is_ill_formed(body: bytes, kind: str) -> bool:
    """Tell whether a strict parser of XML or JSON refuses the file."""
    try:
        if kind == "json":
            json.loads(body)
        else:
            etree.fromstring(body, etree.XMLParser(resolve_entities=False, huge_tree=True))
    except (ValueError, etree.XMLSyntaxError):
        return True
    return False


def measure(folder: Path) -> tuple[dict[str, Score], Counter[str]]:
    """Return the scores, and how many files and entries there are to read."""
    scores = {name: Score() for name in READERS}
    files = [json.loads(line) for line in (folder / "expected.jsonl").open(encoding="utf-8")]
    counts: Counter[str] = Counter()
    for entry in files:
        body = (folder / entry["file"]).read_bytes()
        expected: list[Row] | None = entry["oracle"]
        is_ill = expected is None and _is_ill_formed(body, entry["kind"])
        counts["whole files"] += expected is not None
        counts["other entries"] += entry["items_regex"] if expected is None else 0
        counts["ill-formed files"] += is_ill
        counts["ill-formed entries"] += entry["items_regex"] if is_ill else 0
        for name, (reader, errors) in READERS.items():
            rows = _timed(reader, errors, body, scores[name])
            if expected is None:
                found = min(len(rows), entry["items_regex"])
                scores[name].recovered += found
                scores[name].mended += found if is_ill else 0
            else:
                _judge(scores[name], rows, expected)
    return scores, counts


def encoded(titles: list[str]) -> Iterator[tuple[str, str, list[str], bytes]]:
    """Yield encoding, label, titles and the bytes of feeds that say the wrong thing."""
    for name, codec, label in _ENCODINGS:
        pool = list(_TRADITIONAL) if codec == "big5" else titles
        for start in range(0, len(pool), _ITEMS_PER_FEED):
            chosen = [
                title for title in pool[start : start + _ITEMS_PER_FEED] if _fits(title, codec)
            ]
            declared = f' encoding="{label}"' if label else ""
            items = "".join(
                f"<item><title>{html.escape(title)}</title></item>" for title in chosen
            )
            text = f'<?xml version="1.0"{declared}?><rss><channel>{items}</channel></rss>'
            yield name, label, chosen, text.encode(codec)


def _fits(title: str, codec: str) -> bool:
    try:
        title.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def print_reading(console: Console, scores: dict[str, Score], counts: Counter[str]) -> None:
    table = Table(
        title=f"{counts['whole files']} files with an expectation; {counts['other entries']} "
        f"entries in the others, {counts['ill-formed entries']} of them in "
        f"{counts['ill-formed files']} ill-formed files"
    )
    headings = ("all fields", "recovered", "ill-formed", "per CPU-s", "×")
    for heading in ("", "counts exact", *_FIELDS, *headings):
        table.add_column(heading, justify="right")
    slowest = scores["feedparser"].entries / scores["feedparser"].seconds
    for name, score in scores.items():
        rate = score.entries / score.seconds
        shares = [f"{score.right[key] / score.asked[key]:.4f}" for key in _FIELDS]
        total = sum(score.right.values()) / sum(score.asked.values())
        table.add_row(
            name,
            f"{score.files_exact}",
            *shares,
            f"{total:.4f}",
            f"{score.recovered}",
            f"{score.mended}",
            f"{rate:.0f}",
            f"{rate / slowest:.1f}",
        )
    console.print(table)
    console.print(
        f"Dates of ours off by eight hours: {scores['ours'].eight_hours}. Chinese feeds without "
        "a zone mean Beijing time; the expectation says UTC.\n"
        "Counting tags also counts entries in comments and `content:item`, which no reader shows."
    )


def print_encodings(console: Console, titles: list[str]) -> None:
    right: dict[tuple[str, str], Counter[str]] = {}
    for name, label, chosen, body in encoded(titles):
        counts = right.setdefault((name, label or "none"), Counter())
        counts["titles"] += len(chosen)
        for reader_name, (reader, errors) in READERS.items():
            got = [row["title"] for row in _timed(reader, errors, body, Score())]
            counts[reader_name] += sum(map(_equal, got, chosen))
    table = Table(title="Chinese titles by encoding and label")
    for heading in ("bytes", "label", "titles", *READERS):
        table.add_column(heading, justify="right")
    for (name, label), counts in right.items():
        shares = (f"{counts[reader] / counts['titles']:.3f}" for reader in READERS)
        table.add_row(name, label, f"{counts['titles']}", *shares)
    console.print(table)


def _equal(got: str, expected: str) -> bool:
    return _bare(got) == _bare(expected)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data
    console = Console(width=140)
    print_reading(console, *measure(folder / "feeds"))
    items = json.loads((folder / "crosslang" / "dev.json").read_text(encoding="utf-8"))["items"]
    print_encodings(console, [item["title"] for item in items if item["lang"] == "zh"])


if __name__ == "__main__":
    main()
