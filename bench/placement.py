"""Measure what placing an article costs as the archive grows: `python -m bench.placement`.

Made-up articles come at 2 000 a day, on 400 events a day whose words are drawn as those of a
language are (Zipf 1949), so that a million span 500 days; `--a-day 20000` is the harder case of a
dense window. Those that are stored already come into the index with their stories known, as when
the program starts. The last thousand of each size are placed and added, timed in seconds of the
processor; their words are made up as the features that reading a text would give, for reading
costs the same whatever is stored. Every hundred of them take turns with a hundred at the first
size, so that the ratio of the two does not depend on what else the machine does.
"""

import argparse
import json
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from math import log
from typing import NamedTuple

from rich.progress import Progress

from bot.core.cluster import Features, StoryIndex
from bot.core.evidence import Evidence
from bot.core.news import StoryId

START = datetime(2026, 1, 1, tzinfo=UTC)
EVENT_ARTICLES = 5
WORDS = 30_000
TIMED, TURN = 1000, 100


class Arrival(NamedTuple):
    """An article as it comes."""

    event: StoryId
    """The story it truly belongs to."""
    features: Features
    publisher: str
    at: datetime


def arrivals(a_day: int) -> Iterator[Arrival]:
    """Yield articles without end, at an even pace."""
    source = random.Random(1)  # noqa: S311 - repeatable, not secret
    totals = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    words = [f"w{number}" for number in range(WORDS)]
    events = a_day // EVENT_ARTICLES
    for day in range(sys.maxsize):
        topics = [source.choices(words, cum_weights=totals, k=80) for _ in range(events)]
        for number in range(a_day):
            event = source.randrange(events)
            topic = topics[event]
            name = f"vellum{day}x{event}"
            told = source.sample(topic, 40) + source.choices(words, cum_weights=totals, k=20)
            yield Arrival(
                StoryId(day * events + event + 1),
                make_features(name, topic[:3], told),
                f"Paper {source.randrange(120)}",
                START + timedelta(days=day + number / a_day),
            )


def make_features(name: str, title: list[str], text: list[str]) -> Features:
    """Weigh words as `bot.core.features` does: names double, a title's words twice across."""
    title = [name, *title]
    counts, shared = Counter(title + text), Counter(title + title + text)
    return Features(
        tongue="en",
        terms={
            word: (1 + log(count)) * (2 if word == name else 1) for word, count in counts.items()
        },
        names=frozenset({name}),
        shared={f"word:{word}": 1 + log(count) for word, count in shared.items()},
        known=frozenset(),
        anchors={f"word:{name}": frozenset()},
        evidence=Evidence(),
    )


def measure(sizes: list[int], a_day: int) -> Iterator[dict[str, float]]:
    """Yield a row of the table for each size."""
    stream, index, stored = arrivals(a_day), StoryIndex(), 0
    with Progress(transient=True) as progress:
        task = progress.add_task("Articles", total=sizes[-1])
        for size in sizes:
            for one in islice(stream, size - TIMED - stored):
                store(index, one)
                progress.advance(task)
            stored = size
            rate, base, right = race(index, islice(stream, TIMED), sizes[0], a_day)
            yield {
                "stored": size,
                "stories held": len(index),
                "placed per CPU second": rate,
                "the first beside it": base,
                "ratio": rate / base,
                "right %": 100 * right / TIMED,
                "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }


def race(
    index: StoryIndex, coming: Iterator[Arrival], first: int, a_day: int
) -> tuple[float, float, int]:
    """Place what is coming, in turns with the same at the first size; return the rates.

    The third figure is how many were placed rightly.
    """
    small, early = StoryIndex(), arrivals(a_day)
    for one in islice(early, first - TIMED):
        store(small, one)
    spent, spent_early, right = 0.0, 0.0, 0
    for _ in range(TIMED // TURN):
        batch, batch_early = list(islice(coming, TURN)), list(islice(early, TURN))
        began = time.process_time()
        for one in batch:
            right += index.place(one.features, one.at, one.publisher).story_id in {None, one.event}
            store(index, one)
        between = time.process_time()
        for one in batch_early:
            small.place(one.features, one.at, one.publisher)
            store(small, one)
        spent += between - began
        spent_early += time.process_time() - between
    return TIMED / spent, TIMED / spent_early, right


def store(index: StoryIndex, one: Arrival) -> None:
    index.add(one.event, one.features, one.publisher, one.at)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000, 1_000_000])
    parser.add_argument("--a-day", type=int, default=2000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    table = []
    for row in measure(sorted(arguments.sizes), arguments.a_day):
        table.append(row)
        if not arguments.json:
            if len(table) == 1:
                print("".join(f"{name:>23}" for name in row))
            cells = (f"{row[name]:23.{2 * (name == 'ratio')}f}" for name in row)
            print("".join(cells), flush=True)
    if arguments.json:
        print(json.dumps(table, indent=2))


if __name__ == "__main__":
    main()
