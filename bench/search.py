"""Search quality: our own queries over the sample news, the expected story among the first five.

    uv run python -m bench.search [--json]

The sample is invented (docs/adr/0005) and so are the queries (bench/search_queries.toml): half
English, half Chinese, misspellings, Traditional characters and filters among them. The peer is
what a database does by itself: all words, newest first.
"""

import argparse
import asyncio
import json
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.core.news import Story
from bot.core.phrases import Phrase
from bot.core.query import Known, Query, read_query
from bot.core.tags import Taxonomy
from bot.i18n.languages import find_language
from data.curated import curated_tags
from data.sample import load_sample
from data.store import Store, open_store
from tests.conversations.talk import read_sample_news
from tests.fakes import NOON

QUERIES = Path(__file__).with_name("search_queries.toml")
FIRST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A search and the event it is about."""

    language: str
    event: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where the expected story came: 1 is first, 0 nowhere among the first five."""

    case: Case
    place: int
    newest_place: int
    """The same where all matches stand newest first."""


def cases() -> Iterator[Case]:
    for language, events in tomllib.loads(QUERIES.read_text(encoding="utf-8")).items():
        for event, queries in events.items():
            for typed in queries:
                yield Case(language=language, event=event, typed=typed)


def slugs(event: str) -> set[str]:
    return {e.slug for feed in load_sample() for e in feed.entries if e.event == event}


async def measure(store: Store, now: datetime) -> list[Outcome]:
    known = Known(
        taxonomy=Taxonomy.load(curated_tags()),
        publishers=await store.stories.publishers(),
        language_of=find_language,
        now=now,
        timezone="UTC",
    )
    outcomes = []
    for case in cases():
        query = read_query(case.typed, known)
        if isinstance(query, Phrase):
            raise TypeError(f"{case.typed}: {query.text}")
        found = await store.search.find(query, now, offset=0, limit=FIRST)
        newest = await _newest(store, query, now)
        outcomes.append(
            Outcome(
                case=case,
                place=_place(found.stories, case.event),
                newest_place=_place(newest, case.event),
            )
        )
    return outcomes


async def _newest(store: Store, query: Query, now: datetime) -> tuple[Story, ...]:
    found = await store.search.find(query, now, offset=0, limit=100)
    if found.corrected or found.is_loose:
        return ()
    ordered = sorted(found.stories, key=lambda story: (story.first_seen_at, story.id))
    return tuple(ordered[::-1][:FIRST])


def _place(stories: tuple[Story, ...], event: str) -> int:
    wanted = slugs(event)
    places = (
        place
        for place, story in enumerate(stories, start=1)
        if any(slug in mention.url for mention in story.mentions for slug in wanted)
    )
    return next(places, 0)


async def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/sample.db"
        await read_sample_news(database)
        async with open_store(database) as store:
            outcomes = await measure(store, NOON)
    table = []
    for language in dict.fromkeys(outcome.case.language for outcome in outcomes):
        ours = [one.place for one in outcomes if one.case.language == language]
        newest = [one.newest_place for one in outcomes if one.case.language == language]
        table.append(
            {
                "language": language,
                "queries": len(ours),
                "in first five": sum(map(bool, ours)) / len(ours),
                "first": sum(place == 1 for place in ours) / len(ours),
                "in first five, exact words newest first": sum(map(bool, newest)) / len(newest),
                "first, exact words newest first": sum(p == 1 for p in newest) / len(newest),
            }
        )
    missed = [one.case.typed for one in outcomes if not one.place]
    if arguments.json:
        print(json.dumps({"table": table, "missed": missed}, ensure_ascii=False))
        return
    for row in table:
        print(
            ", ".join(
                f"{name} {value:.2f}" if isinstance(value, float) else f"{name} {value}"
                for name, value in row.items()
            )
        )
    print("missed:", missed)


if __name__ == "__main__":
    asyncio.run(main())
