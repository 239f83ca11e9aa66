"""Measure how English and Chinese reports of one event meet: `python -m bench.pairs [--misses]`.

`tests/golden/pairs.psv` holds invented reports, in pairs that tell of one event or only look
alike. Each pair is placed as the product does it, without model or network: alone, where one
report is all the index holds, and among the first reports of all pairs of its part; each time once
with the English report first and once with the Chinese. "Again" looks at all of them together.
What is joined must be one event: precision is the share of joins that are right, recall the share
of the pairs of one event that were joined.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.core.cluster import Features, Placement, StoryIndex, features
from bot.core.concepts import Vocabulary
from bot.core.news import StoryId
from bot.core.regroup import Report, compare, regroup

PAIRS = Path(__file__).parents[1] / "tests" / "golden" / "pairs.psv"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PARTS = {1: "1, for choosing", 2: "2, unseen"}


@dataclass(frozen=True, slots=True)
class Pair:
    part: int
    is_same: bool
    kind: str
    titles: tuple[str, str]
    """English, Chinese."""
    reports: tuple[Features, Features]


@dataclass(frozen=True, slots=True)
class Miss:
    pair: Pair
    found: Pair | None
    """The pair whose story the report joined; none where it opened a story of its own."""
    placement: Placement


@dataclass(frozen=True, slots=True)
class Outcome:
    right: int
    wrong: int
    same: int
    misses: tuple[Miss, ...]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong or 1)

    @property
    def recall(self) -> float:
        return self.right / self.same


def read_pairs(vocabulary: Vocabulary) -> list[Pair]:
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if not line.startswith("#")]
    return [
        Pair(
            int(part),
            verdict == "same",
            kind,
            (title, title_zh),
            (
                features(title, text, "en", vocabulary),
                features(title_zh, text_zh, "zh-Hans", vocabulary),
            ),
        )
        for part, verdict, kind, title, text, title_zh, text_zh in rows
    ]


def place(pairs: Sequence[Pair], first: int) -> Outcome:
    """Store one report of each pair (0: the English ones), then place the other one of each."""
    index = StoryIndex()
    for number, pair in enumerate(pairs, start=1):
        index.add(StoryId(number), pair.reports[first], "One", NOON)
    right = wrong = 0
    misses = []
    for pair in pairs:
        placement = index.place(pair.reports[1 - first], NOON, "Other")
        found = pairs[placement.story_id - 1] if placement.story_id else None
        is_right = pair.is_same and found is pair
        right += is_right
        wrong += found is not None and not is_right
        if not is_right and (found is not None or pair.is_same):
            misses.append(Miss(pair, found, placement))
    return Outcome(right, wrong, sum(pair.is_same for pair in pairs), tuple(misses))


def look_again(pairs: Sequence[Pair]) -> Outcome:
    """Group all reports at once, as the second look does."""
    reports = [
        Report(key=f"{number:03}{language}", features=found, publisher=language, at=NOON)
        for number, pair in enumerate(pairs)
        for language, found in zip(("en", "zh"), pair.reports, strict=True)
    ]
    groups = [[report.key for report in group] for group in regroup(reports, compare(reports))]
    together = {
        (int(one[:3]), int(other[:3]))
        for group in groups
        for one in group
        for other in group
        if one.endswith("en") and other.endswith("zh")
    }
    right = sum(one == other and pairs[one].is_same for one, other in together)
    same = sum(pair.is_same for pair in pairs)
    return Outcome(right, len(together) - right, same, ())


def measure(pairs: Sequence[Pair]) -> dict[str, Outcome]:
    """Place these pairs in both orders, each alone and all among each other."""
    alone = [place([pair], first) for first in (0, 1) for pair in pairs]
    among = [place(pairs, first) for first in (0, 1)]
    return {"alone": _sum(alone), "among all": _sum(among), "again": look_again(pairs)}


def _sum(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        right=sum(one.right for one in outcomes),
        wrong=sum(one.wrong for one in outcomes),
        same=sum(one.same for one in outcomes),
        misses=tuple(miss for one in outcomes for miss in one.misses),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="show what went wrong in part 1")
    arguments = parser.parse_args()
    concepts = files("data") / "seeds" / "concepts.toml"
    pairs = read_pairs(Vocabulary.load(concepts.read_text(encoding="utf-8")))
    console = Console(width=110)
    table = Table(title="English and Chinese reports, in both orders")
    for heading in ("part", "placed", "same", "joined", "wrongly", "recall", "precision"):
        table.add_column(heading, justify="right")
    misses: tuple[Miss, ...] = ()
    for part, name in PARTS.items():
        outcomes = measure([pair for pair in pairs if pair.part == part])
        for how, outcome in outcomes.items():
            table.add_row(
                name,
                how,
                f"{outcome.same}",
                f"{outcome.right}",
                f"{outcome.wrong}",
                f"{outcome.recall:.3f}",
                f"{outcome.precision:.3f}",
            )
            misses += outcome.misses if part == 1 else ()
    console.print(table)
    for miss in misses if arguments.misses else ():
        where = "alone" if miss.found is None else f"joined {miss.found.titles[0]}"
        console.print(f"{miss.pair.titles[0]} / {miss.pair.titles[1]}: {where}", markup=False)
        console.print(miss.placement.why["nearest"], markup=False)


if __name__ == "__main__":
    main()
