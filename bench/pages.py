"""Extract article pages beside trafilatura itself, on the same files in the same run.

    uv run python -m bench.pages --data DIR

`DIR/pages/gold.json` names for each page segments that must and must not come out; F1 is over
those, as trafilatura's own evaluation counts. Titles, dates and authors are exact matches but for
case and white space. The pages with a whole text (`html/`, `txt/`) are scored by F1 of 4-grams.
"""

import argparse
import json
import logging
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from rich.console import Console
from rich.table import Table
from trafilatura import bare_extraction
from trafilatura.meta import reset_caches
from trafilatura.settings import Document

from bot.core.extract import extract_page

_GRAM = 4
_TURN = 20
"""Pages that one extractor reads before it is the next one's turn."""
_ABOUT = ("title", "date", "author")


@dataclass
class Reading:
    text: str = ""
    title: str = ""
    date: str = ""
    author: str = ""


@dataclass
class Score:
    found: int = 0
    missed: int = 0
    wrong: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    empty: int = 0


# A date in no known words makes htmldate load the months of two hundred languages, once in a
# process: whoever came first would pay two seconds for all.
_WARM_UP = (
    b"<html><body><time class='date'>12 foo 30 bar</time>"
    b"<p>Load what is loaded once, please.</p></body></html>"
)

Extractor: TypeAlias = Callable[[bytes, str], Reading]


def ours(body: bytes, url: str) -> Reading:
    page = extract_page(body, url=url)
    if page is None:
        return Reading()
    day = page.published_at.date().isoformat() if page.published_at else ""
    return Reading(page.text, page.title, day, page.author)


def _theirs(**options: Any) -> Extractor:
    def extract(body: bytes, url: str) -> Reading:
        found = bare_extraction(body, url=url, with_metadata=True, **options)
        if not isinstance(found, Document):
            return Reading()
        return Reading(found.text or "", found.title or "", found.date or "", found.author or "")

    return extract


_EXTRACTORS: dict[str, Extractor] = {
    "ours": ours,
    "trafilatura": _theirs(),
    "trafilatura, no comments": _theirs(include_comments=False),
    "trafilatura fast": _theirs(include_comments=False, fast=True),
}


def measure(gold: dict[str, dict[str, Any]], folder: Path) -> dict[str, Score]:
    """Let the extractors take turns, so that other work on the machine meets all of them alike.

    Each turn's pages are read once before: what libraries below remember would cost the first one.
    """
    scores = {name: Score() for name in _EXTRACTORS}
    pages = list(gold.items())
    for start in range(0, len(pages), _TURN):
        read_pages(_EXTRACTORS["trafilatura"], pages[start : start + _TURN], folder, Score())
        for name, extract in _EXTRACTORS.items():
            reset_caches()  # dates and titles are remembered between extractors otherwise
            read_pages(extract, pages[start : start + _TURN], folder, scores[name])
    return scores


def read_pages(
    extract: Extractor,
    pages: Sequence[tuple[str, dict[str, Any]]],
    folder: Path,
    score: Score,
) -> None:
    for url, wanted in pages:
        body = (folder / wanted["file"]).read_bytes()
        start = time.process_time()
        reading = extract(body, url)
        score.seconds += time.process_time() - start
        score.empty += not reading.text
        for segment in wanted["with"]:
            is_there = segment in reading.text
            score.found += is_there
            score.missed += not is_there
        score.wrong += sum(segment in reading.text for segment in wanted["without"])
        for name in _ABOUT:
            if wanted.get(name):
                score.asked[name] += 1
                score.right[name] += _bare(getattr(reading, name)) == _bare(wanted[name])


def _bare(value: str | list[str]) -> str:
    text = value if isinstance(value, str) else ", ".join(value)
    return " ".join(text.replace(";", ",").casefold().split())


def whole_texts(extract: Extractor, folder: Path) -> float:
    """Return the mean F1 of 4-grams on the pages whose whole text is known."""
    scores: list[float] = []
    for page in sorted((folder / "html").glob("*.html")):
        expected = _grams((folder / "txt" / f"{page.stem}.txt").read_text(encoding="utf-8"))
        got = _grams(extract(page.read_bytes(), "https://example.com/article").text)
        shared = sum((expected & got).values())
        scores.append(2 * shared / max(1, expected.total() + got.total()))
    return sum(scores) / len(scores)


def _grams(text: str) -> Counter[str]:
    letters = "".join(filter(str.isalnum, text))
    return Counter(letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    folder: Path = parser.parse_args().data / "pages"
    logging.disable(logging.CRITICAL)
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    table = Table(title=f"{len(gold)} pages")
    for heading in ("", "F1", "P", "R", *_ABOUT, "empty", "whole texts", "pages/CPU-s", "×"):
        table.add_column(heading, justify="right")
    for extract in _EXTRACTORS.values():
        extract(_WARM_UP, "")
    scores = measure(gold, folder)
    base = len(gold) / scores["trafilatura"].seconds
    for name, score in scores.items():
        precision = score.found / (score.found + score.wrong)
        recall = score.found / (score.found + score.missed)
        rate = len(gold) / score.seconds
        shares = (f"{score.right[key] / score.asked[key]:.3f}" for key in _ABOUT)
        table.add_row(
            name,
            f"{2 * precision * recall / (precision + recall):.4f}",
            f"{precision:.3f}",
            f"{recall:.3f}",
            *shares,
            f"{score.empty}",
            f"{whole_texts(_EXTRACTORS[name], folder):.3f}",
            f"{rate:.1f}",
            f"{rate / base:.2f}",
        )
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
