"""Baselines that group texts in one pass, for `bench.clusters`."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from math import log, sqrt

from bot.core.features import Features


@dataclass(frozen=True, slots=True)
class Document:
    label: str
    words: frozenset[str]
    counts: Mapping[str, int]
    found: Features


def nearest_mean(
    documents: Sequence[Document],
    order: Sequence[int],
    threshold: float,
    likeness: Callable[[Document, Document], float],
) -> list[int]:
    """Join the cluster with the highest mean likeness to its members, or open a new one."""
    members: list[list[int]] = []
    clusters = []
    for place in order:
        means = [
            sum(likeness(documents[place], documents[other]) for other in group) / len(group)
            for group in members
        ]
        best = max(range(len(means)), key=means.__getitem__, default=-1)
        if best < 0 or means[best] < threshold:
            best = len(members)
            members.append([])
        members[best].append(place)
        clusters.append(best)
    return clusters


def word_jaccard(
    documents: Sequence[Document], order: Sequence[int], at_least: float
) -> list[int]:
    def likeness(one: Document, other: Document) -> float:
        return len(one.words & other.words) / (len(one.words | other.words) or 1)

    return nearest_mean(documents, order, at_least, likeness)


def minhash(documents: Sequence[Document], order: Sequence[int], at_least: float) -> list[int]:
    signs = {id(document): signature(document.words) for document in documents}

    def likeness(one: Document, other: Document) -> float:
        mine, theirs = signs[id(one)], signs[id(other)]
        return sum(a == b for a, b in zip(mine, theirs, strict=True)) / len(mine)

    return nearest_mean(documents, order, at_least, likeness)


def signature(words: frozenset[str], size: int = 64) -> list[int]:
    """Return the least of `size` hash functions over the words (Broder 1997)."""
    prime = (1 << 61) - 1
    source = random.Random(1)  # noqa: S311 - repeatable, not secret
    functions = [(source.randrange(1, prime), source.randrange(prime)) for _ in range(size)]
    hashes = [int.from_bytes(blake2b(word.encode(), digest_size=7).digest()) for word in words]
    return [min(((a * h + b) % prime for h in hashes), default=0) for a, b in functions]


def tfidf(documents: Sequence[Document], order: Sequence[int], at_least: float) -> list[int]:
    """TF-IDF of words, rarity taken from the whole batch: more than an online method can know."""
    spread = Counter(word for document in documents for word in document.words)
    sums: list[dict[str, float]] = []
    sizes: list[int] = []
    clusters = []
    for place in order:
        weighed = {
            word: (1 + log(count)) * log(1 + len(documents) / spread[word])
            for word, count in documents[place].counts.items()
        }
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        means = [
            sum(weight * total.get(word, 0.0) for word, weight in weighed.items()) / length / size
            for total, size in zip(sums, sizes, strict=True)
        ]
        best = max(range(len(means)), key=means.__getitem__, default=-1)
        if best < 0 or means[best] < at_least:
            best = len(sums)
            sums.append(defaultdict(float))
            sizes.append(0)
        for word, weight in weighed.items():
            sums[best][word] += weight / length
        sizes[best] += 1
        clusters.append(best)
    return clusters
