"""Tag texts that others tagged, beside the names of the tags alone, on the same texts.

    uv run python -m bench.tags --data DIR

`DIR/tags/ainews-dev.json` holds daily summaries of AI news with topic words that a model chose
from the whole letter. A topic word stands for the tag that it resolves to (key, name or alias),
else for those whose alias stands in it ("complex reasoning"); words that stand for none, people's
names mostly, are left out, and so are tags with fewer than `--least` uses. F1 is over all pairs
of text and tag. "names only" finds a tag where its key or its English name stands.
"""

import argparse
import json
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table

from bot.core.lexicon import Lexicon
from bot.core.tags import Taxonomy
from data.curated import curated_tags

Tagger: TypeAlias = Callable[[str], set[str]]


def names_only(taxonomy: Taxonomy) -> Tagger:
    lexicon: Lexicon[str] = Lexicon()
    for key in taxonomy.keys():  # noqa: SIM118 - the taxonomy is no dict
        for name in {key, taxonomy.label(key, "en")}:
            lexicon.add(name, key)
    return lambda text: {hit.payload for hit in lexicon.find(text)}


def gold_of(taxonomy: Taxonomy, topics: list[str], aliases: Lexicon[str]) -> set[str]:
    wanted: set[str] = set()
    for topic in topics:
        key = taxonomy.resolve(topic)
        found = aliases.find(topic.replace("-", " "))
        wanted |= {key} if key else {hit.payload for hit in found}
    return wanted


def f1(
    tagger: Tagger, texts: list[str], gold: list[set[str]], judged: set[str]
) -> tuple[float, float, float, dict[str, tuple[int, int, int]]]:
    """Return F1, precision, recall, and per tag how often it was right, given and due."""
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    due: Counter[str] = Counter()
    for text, wanted in zip(texts, gold, strict=True):
        found = tagger(text) & judged
        right.update(found & wanted)
        given.update(found)
        due.update(wanted)
    precision = right.total() / max(1, given.total())
    recall = right.total() / max(1, due.total())
    per_tag = {tag: (right[tag], given[tag], due[tag]) for tag in sorted(judged)}
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall, per_tag


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--least", type=int, default=15, help="uses a tag needs to be judged")
    parser.add_argument("--each", action="store_true", help="a line for each tag too")
    arguments = parser.parse_args()
    letters = json.loads((arguments.data / "tags" / "ainews-dev.json").read_text(encoding="utf-8"))
    taxonomy = Taxonomy.load(curated_tags())
    texts = [letter["text"] for letter in letters]
    aliases: Lexicon[str] = Lexicon()
    for tag in tomllib.loads(curated_tags())["tag"]:
        for word in (*tag["words"], *tag.get("exact", ())):
            aliases.add(word, tag["key"])
    gold = [gold_of(taxonomy, letter["topics"], aliases) for letter in letters]
    uses = Counter(key for wanted in gold for key in wanted)
    judged = {key for key, count in uses.items() if count >= arguments.least}
    gold = [wanted & judged for wanted in gold]
    table = Table(title=f"{len(texts)} texts, {len(judged)} tags")
    for heading in ("", "F1", "P", "R", "texts/CPU-s"):
        table.add_column(heading, justify="right")
    taggers: dict[str, Tagger] = {
        "ours": lambda text: set(taxonomy.tag("", text)),
        "names only": names_only(taxonomy),
    }
    lines: dict[str, tuple[int, int, int]] = {}
    for name, tagger in taggers.items():
        start = time.process_time()
        score, precision, recall, per_tag = f1(tagger, texts, gold, judged)
        rate = len(texts) / (time.process_time() - start)
        lines = lines or per_tag
        table.add_row(name, f"{score:.3f}", f"{precision:.3f}", f"{recall:.3f}", f"{rate:.0f}")
    console = Console(width=100)
    console.print(table)
    if arguments.each:
        each = Table()
        for heading in ("tag", "right", "given", "due"):
            each.add_column(heading, justify="right")
        for tag, counts in lines.items():
            each.add_row(tag, *map(str, counts))
        console.print(each)


if __name__ == "__main__":
    main()
