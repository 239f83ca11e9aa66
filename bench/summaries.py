"""Summarise news that people summarised, beside Lead-3 and the lead up to the same limit.

    uv run python -m bench.summaries --data DIR

`DIR/summaries` holds English news with people's highlights (CNN/DailyMail samples). ROUGE-2 F1
(Lin 2004) counts shared pairs of neighbouring words, lower case, without stemming. Differences are
paired; their 95 % interval is a bootstrap over the articles with a fixed seed.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import regex
from rich.console import Console
from rich.table import Table

from bot.core.summary import summarise
from bot.core.text import grapheme_length, split_sentences

_WORD = regex.compile(r"[a-z0-9]+")
_SPACED_MARK = regex.compile(r"\s+([.,!?;:%)])")
_SAMPLES = 10_000
_LEAD = 3

Summariser: TypeAlias = Callable[[str], str]


def read(folder: Path) -> list[tuple[str, str]]:
    """Return (article, reference) of both samples, the second one's tokens joined again."""
    pairs = [
        (item["article"], item["highlights"])
        for item in json.loads((folder / "cnndm-dev.json").read_text(encoding="utf-8"))
    ]
    for line in (folder / "realsumm_en.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        pairs.append((_joined(item["text"]), _joined(item["summary"])))
    return pairs


def _joined(tokenised: str) -> str:
    bare = tokenised.replace("<t>", "").replace("</t>", "").strip()
    sentences = [part.strip() for part in bare.split(" . ") if part.strip()]
    text = " ".join(part[0].upper() + part[1:].removesuffix(" .") + " ." for part in sentences)
    return _SPACED_MARK.sub(r"\1", text)


def rouge_2(summary: str, reference: str) -> float:
    ours, theirs = _pairs(summary), _pairs(reference)
    shared = (ours & theirs).total()
    return 2 * shared / max(1, ours.total() + theirs.total())


def _pairs(text: str) -> Counter[tuple[str, str]]:
    words = _WORD.findall(text.lower())
    return Counter(pairwise(words))


def lead_3(text: str) -> str:
    return " ".join(split_sentences(text)[:_LEAD])


def lead_to(limit: int) -> Summariser:
    def summarise_lead(text: str) -> str:
        kept = ""
        for sentence in split_sentences(text):
            longer = f"{kept} {sentence}".strip()
            if grapheme_length(longer) > limit:
                break
            kept = longer
        return kept

    return summarise_lead


def interval(differences: Sequence[float]) -> tuple[float, float]:
    chance = random.Random(1)  # noqa: S311 - a bootstrap, not a secret
    means = sorted(
        sum(chance.choices(differences, k=len(differences))) / len(differences)
        for _ in range(_SAMPLES)
    )
    return means[int(0.025 * _SAMPLES)], means[int(0.975 * _SAMPLES)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, nargs="*", default=(280, 400), help="graphemes")
    arguments = parser.parse_args()
    pairs = read(arguments.data / "summaries")
    table = Table(title=f"{len(pairs)} articles, ROUGE-2 F1 in percent")
    for heading in ("limit", "", "ROUGE-2", "length", "ours is better by", "articles/CPU-s"):
        table.add_column(heading, justify="right")
    for limit in arguments.limit:
        makers: dict[str, Summariser] = {
            "ours": partial(summarise, title="", limit=limit),
            "lead to limit": lead_to(limit),
            "Lead-3": lead_3,
        }
        ours: list[float] = []
        for name, make in makers.items():
            start = time.process_time()
            made = [make(text) for text, _ in pairs]
            rate = len(pairs) / (time.process_time() - start)
            scores = [
                100 * rouge_2(summary, reference)
                for summary, (_, reference) in zip(made, pairs, strict=True)
            ]
            ours = ours or scores
            better = [one - other for one, other in zip(ours, scores, strict=True)]
            low, high = interval(better)
            table.add_row(
                str(limit),
                name,
                f"{sum(scores) / len(scores):.1f}",
                f"{sum(map(grapheme_length, made)) / len(made):.0f}",
                f"{sum(better) / len(better):+.1f} [{low:+.1f}, {high:+.1f}]"
                if name != "ours"
                else "",
                f"{rate:.0f}",
            )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
