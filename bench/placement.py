"""Measure what placing an article costs as the archive grows: `python -m bench.placement`.

Made-up articles come at 2 000 a day, on 400 events a day whose words are drawn as those of a
language are (Zipf 1949). For each size the last thousand placements are timed in seconds of the
processor, without reading the features; the ratio is to the rate at the first size.
"""

import argparse
import random
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import accumulate

from bot.core.cluster import StoryIndex, features
from bot.core.concepts import Vocabulary
from bot.core.features import Features
from bot.core.news import StoryId

START = datetime(2026, 1, 1, tzinfo=UTC)
A_DAY = 2000
EVENTS = 400
WORDS = 30_000
TIMED = 1000


def articles(vocabulary: Vocabulary) -> Iterator[tuple[Features, str, datetime]]:
    source = random.Random(1)  # noqa: S311 - repeatable, not secret
    totals = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    day, topics = -1, list[tuple[str, list[int]]]()
    number = 0
    while True:
        if number // A_DAY != day:
            day = number // A_DAY
            topics = [
                (f"Vellum{day}x{event}", source.choices(range(WORDS), cum_weights=totals, k=80))
                for event in range(EVENTS)
            ]
        name, words = topics[source.randrange(EVENTS)]
        said = source.sample(words, 40) + source.choices(range(WORDS), cum_weights=totals, k=20)
        text = " ".join(f"w{word}" for word in said)
        title = f"{name} w{words[0]} w{words[1]} w{words[2]}"
        publisher = f"Paper {source.randrange(120)}"
        at = START + timedelta(days=1) * (number / A_DAY)
        yield features(title, text, "en", vocabulary), publisher, at
        number += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10_000, 100_000, 1_000_000])
    sizes = sorted(parser.parse_args().sizes)
    concepts = files("data") / "seeds" / "concepts.toml"
    stream = articles(Vocabulary.load(concepts.read_text(encoding="utf-8")))
    index = StoryIndex()
    spent = first = 0.0
    print(
        f"{'articles':>10}{'stories held':>14}{'placed per CPU second':>23}{'ratio':>8}{'MB':>8}"
    )
    for number in range(1, sizes[-1] + 1):
        found, publisher, at = next(stream)
        began = time.process_time()
        story = index.place(found, at, publisher).story_id or StoryId(number)
        index.add(story, found, publisher, at)
        spent += time.process_time() - began
        if number + TIMED in sizes:
            spent = 0.0
        if number in sizes:
            rate = min(number, TIMED) / spent
            first = first or rate
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{number:10}{len(index):10}{rate:23.0f}{rate / first:8.2f}{memory:8.0f}")


if __name__ == "__main__":
    main()
