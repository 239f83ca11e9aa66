"""Tell bait from sober headlines, beside a rule on their punctuation, on the same headlines.

    uv run python -m bench.clickbait [--part all|seen|unseen] [--data FILE]

No collection of others is at hand in both languages, so the headlines are our own, invented and
labelled before anything was measured on them (`tests/golden/headlines.psv`): half of them bait,
English and Chinese. Every second line of each kind stayed unseen while the signal was changed.
`--data` takes another file of the same form, `1|en|title` for bait and `0|en|title` for the rest.

AUC is the chance that a bait headline gets more points than a sober one, equal points counting
half; its 95 % interval is a bootstrap over the headlines with a fixed seed. "marks and numbers"
gives a point for an exclamation or question mark and one for a number at the beginning.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import regex
from rich.console import Console
from rich.table import Table

from bot.core.signals import clickbait

HEADLINES = Path(__file__).parents[1] / "tests" / "golden" / "headlines.psv"
PARTS = {"all": (0, 1), "seen": (0,), "unseen": (1,)}
_SAMPLES = 2000
_MARKS = regex.compile(r"[!?！？]")
_LISTS = regex.compile(r"^\d")

Headline: TypeAlias = tuple[bool, str, str]
"""Whether it is bait, its language, its title."""


def read(path: Path, part: str = "all") -> list[Headline]:
    """Return the headlines of a part: every line of a kind, or every second one."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kinds: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            label, language, title = line.split("|", maxsplit=2)
            kinds.setdefault((label, language), []).append(title)
    return [
        (label == "1", language, title)
        for (label, language), titles in kinds.items()
        for number, title in enumerate(titles)
        if number % 2 in PARTS[part]
    ]


def marks(title: str) -> float:
    return bool(_MARKS.search(title)) + bool(_LISTS.search(title))


def auc(headlines: Sequence[Headline], points: Callable[[str], float]) -> float:
    """Return the area under the ROC curve (Hanley and McNeil 1982)."""
    return _auc([(is_bait, points(title)) for is_bait, _, title in headlines])


def _auc(scored: Sequence[tuple[bool, float]]) -> float:
    bait = [value for is_bait, value in scored if is_bait]
    sober = [value for is_bait, value in scored if not is_bait]
    won = sum((one > other) + 0.5 * (one == other) for one in bait for other in sober)
    return won / (len(bait) * len(sober))


def interval(headlines: Sequence[Headline], points: Callable[[str], float]) -> tuple[float, float]:
    chance = random.Random(1)  # noqa: S311 - a bootstrap, not a secret
    bait = [(True, points(title)) for is_bait, _, title in headlines if is_bait]
    sober = [(False, points(title)) for is_bait, _, title in headlines if not is_bait]
    found = sorted(
        _auc(chance.choices(bait, k=len(bait)) + chance.choices(sober, k=len(sober)))
        for _ in range(_SAMPLES)
    )
    return found[int(0.025 * _SAMPLES)], found[int(0.975 * _SAMPLES)]


def _rows(headlines: Sequence[Headline]) -> Iterator[tuple[str, ...]]:
    languages = sorted({language for _, language, _ in headlines})
    for spoken in ("all", *languages):
        chosen = [one for one in headlines if spoken in ("all", one[1])]
        for name, points in (("ours", clickbait), ("marks and numbers", marks)):
            low, high = interval(chosen, points)
            area = f"{auc(chosen, points):.3f}"
            yield spoken, name, area, f"[{low:.3f}, {high:.3f}]", str(len(chosen))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=HEADLINES)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--missed", action="store_true", help="the worst errors of the part too")
    arguments = parser.parse_args()
    headlines = read(arguments.data, arguments.part)
    table = Table(title=f"{len(headlines)} headlines, our own ({arguments.part})")
    for heading in ("language", "", "AUC", "95 %", "headlines"):
        table.add_column(heading, justify="right")
    for row in _rows(headlines):
        table.add_row(*row)
    Console(width=90).print(table)
    if arguments.missed:
        for is_bait, _, title in headlines:
            value = clickbait(title)
            if (value == 0) == is_bait:
                print(f"{'bait ' if is_bait else 'sober'} {value:.2f}  {title}")


if __name__ == "__main__":
    main()
