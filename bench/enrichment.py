"""Enrich stories offline, beside sumy's LexRank on their leading articles alone, in the same run.

    uv run python -m bench.enrichment --data DIR [--seconds 10]

The stories are made of `DIR/summaries` (English news of about 700 words) and of the short items of
`DIR/crosslang` (English and Chinese), half and half, every fourth with a second report. Enriching
one is what `jobs.enrich` does between two looks at the database: the leading article, tags, facts
and scores, and the texts in every language. sumy chooses three sentences, nothing else; it cuts
English with nltk, and Chinese, for which nltk has nothing, at its full stops and characters.
"""

import argparse
import cProfile
import json
import pstats
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import regex
from nltk.tokenize import WordPunctTokenizer
from nltk.tokenize.punkt import PunktSentenceTokenizer
from rich.console import Console
from rich.table import Table
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer

from bot.core.concepts import Vocabulary
from bot.core.lead import lead_article
from bot.core.news import Article, ArticleId, SourceId, StoryId, StoryMaterial
from bot.core.score import score_story
from bot.core.tags import Taxonomy
from bot.core.texts import write_texts
from bot.i18n.catalog import INTERFACE_LANGUAGES, open_translator
from bot.render.analysis import render_texts
from data.curated import curated_concepts, curated_tags

from .summaries import read

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_SECOND = 4
_GOAL = 60
_HAN_SENTENCE = regex.compile(r"[^。！？]+[。！？]?")
_HAN = regex.compile(r"\p{Han}")


def stories(folder: Path) -> list[StoryMaterial]:
    long = [(text.partition(".")[0][:120], text, "en") for text, _ in read(folder / "summaries")]
    items = json.loads((folder / "crosslang" / "dev.json").read_text(encoding="utf-8"))["items"]
    short = [
        (item.get("title") or item["text"][:80], item["text"], _language(item["lang"]))
        for item in items[: len(long)]
    ]
    told = [one for pair in zip(long, short, strict=False) for one in pair]
    return [_story(number, told) for number in range(len(told))]


def _language(code: str) -> str:
    return "zh-Hans" if code == "zh" else code


def _story(number: int, told: Sequence[tuple[str, str, str]]) -> StoryMaterial:
    places = [number, (number + 2) % len(told)] if number % _SECOND == 0 else [number]
    articles = tuple(_article(place, *told[place]) for place in places)
    return StoryMaterial(id=StoryId(number), first_seen_at=NOON, articles=articles)


def _article(number: int, title: str, text: str, language: str) -> Article:
    return Article(
        id=ArticleId(number),
        story_id=StoryId(number),
        source_id=SourceId(number),
        publisher=f"Publisher {number}",
        reputation=0.5,
        is_primary=False,
        url=f"https://example.org/{number}",
        title=title,
        text=text,
        language=language,
        author="",
        published_at=NOON - timedelta(hours=1),
        first_seen_at=NOON,
        is_full_text=True,
        is_paywalled=False,
    )


def enricher() -> Callable[[StoryMaterial], None]:
    taxonomy = Taxonomy.load(curated_tags())
    vocabulary = Vocabulary.load(curated_concepts())
    translators = {language: open_translator(language) for language in INTERFACE_LANGUAGES}

    def enrich(material: StoryMaterial) -> None:
        lead = lead_article(material.articles)
        tags = taxonomy.tag(lead.title, lead.text)
        score_story(material, tags, vocabulary, NOON)
        render_texts(write_texts(material, vocabulary, tags), translators)

    return enrich


class _Tokenizer:
    """nltk's, which need no trained data."""

    def __init__(self) -> None:
        self._sentences, self._words = PunktSentenceTokenizer(), WordPunctTokenizer()

    def to_sentences(self, text: str) -> list[str]:
        return _HAN_SENTENCE.findall(text) if _HAN.search(text) else self._sentences.tokenize(text)

    def to_words(self, sentence: str) -> list[str]:
        return _HAN.findall(sentence) or self._words.tokenize(sentence)


def lex_rank() -> Callable[[StoryMaterial], None]:
    """Return sumy's LexRank (Erkan and Radev 2004), three sentences of the leading article."""
    rank, tokenizer = LexRankSummarizer(), _Tokenizer()

    def summarise(material: StoryMaterial) -> None:
        text = lead_article(material.articles).text
        with np.errstate(invalid="ignore"):  # it divides by zero where a text has one sentence
            rank(PlaintextParser.from_string(text, tokenizer).document, 3)

    return summarise


def rate(
    work: Callable[[StoryMaterial], None], made: list[StoryMaterial], seconds: float
) -> float:
    """Return stories per CPU-second over at least `seconds`, whole rounds only."""
    done, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for material in made:
            work(material)
        done += len(made)
    return done / spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--profile", action="store_true", help="where the time goes, instead")
    arguments = parser.parse_args()
    made = stories(arguments.data)
    enrich = enricher()
    enrich(made[0])
    if arguments.profile:
        profile = cProfile.Profile()
        profile.runcall(lambda: [enrich(material) for material in made])
        pstats.Stats(profile).sort_stats("tottime").print_stats(20)
        return
    table = Table(title=f"{len(made)} stories")
    for heading in ("", "stories/CPU-s", "×"):
        table.add_column(heading, justify="right")
    ours = rate(enrich, made, arguments.seconds)
    theirs = rate(lex_rank(), made, arguments.seconds)
    table.add_row(f"ours: scores, tags and texts (goal {_GOAL})", f"{ours:.0f}", "1.00")
    table.add_row("sumy LexRank: one summary", f"{theirs:.0f}", f"{theirs / ours:.2f}")
    Console(width=80).print(table)


if __name__ == "__main__":
    main()
