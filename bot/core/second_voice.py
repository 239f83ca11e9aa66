"""The second voice: vectors of an embedding model, where words leave two reports in doubt.

The words are the first voice. The second speaks only where they nearly suffice or barely do, and
no veto is its to lift. How alike is alike differs from model to model and between languages, so
it is measured on reports whose events are known, before anything is asked about others.
"""

import struct
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from operator import mul
from statistics import fmean
from typing import TypeAlias

from .regroup import Pair, Pairs, Report

Direction: TypeAlias = tuple[float, ...]
"""A vector of length 1."""
Likenesses: TypeAlias = Mapping[Pair, float]
"""Cosines, by the keys of two reports."""

_DOUBT = (0.5, 2.0)
"""Shares of the likeness needed between which the second voice is asked; it ends at the second."""
_MIDDLE = 0.25
"""Where on the way from strangers to reports of one event vectors say neither."""
_GAIN = 2.0
_WEIGHT = (0.5, 1.6)
"""By how much it weighs at most: it may part what is twice as alike as needed, and join what lacks
three eighths, for a wrong story hurts more than two. Chosen on the training part of ECB+."""
_TELLING = 0.02
"""A model that puts reports of one event less far above strangers cannot tell them apart."""
_LENGTH = 400
"""Characters that are shown; small models read no more."""
_NUMBER = 2
"""Bytes of a stored number: half precision (IEEE 754) changes a cosine by less than 0.001."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A report whose event is known."""

    event: str
    tongue: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class Scale:
    """How alike a model finds strangers, and reports of one event."""

    within: tuple[float, float]
    """In one language."""
    across: tuple[float, float]
    """In two."""

    @classmethod
    def of(cls, known: Sequence[Known]) -> "Scale | None":
        """Measure a model; None where it does not tell one event's reports from others."""
        found: defaultdict[tuple[bool, bool], list[float]] = defaultdict(list)
        for one, other in combinations(known, 2):
            likeness = cosine(one.direction, other.direction)
            if likeness is not None:
                found[one.tongue != other.tongue, one.event == other.event].append(likeness)
        within, across = (
            (fmean(found[kind, False] or [0.0]), fmean(found[kind, True] or [0.0]))
            for kind in (False, True)
        )
        is_telling = all(same - strange >= _TELLING for strange, same in (within, across))
        return cls(within, across) if is_telling else None

    def weight(self, likeness: float, *, across: bool) -> float:
        """Return by what to multiply the likeness of words, given that of the vectors."""
        strange, same = self.across if across else self.within
        way = (likeness - strange) / (same - strange)
        least, most = _WEIGHT
        return max(least, min(most, 1 + _GAIN * (way - _MIDDLE)))


def shown(title: str, text: str) -> str:
    """Return what a model is shown of a report: the title and the beginning of the text."""
    return f"{title}\n{text.removeprefix(title).strip()}".strip()[:_LENGTH]


def vector_key(model: str, said: str) -> str:
    """Return what the vector of `shown` words is remembered under."""
    return sha256(f"vector\0{model}\0{said}".encode("utf-8", "replace")).hexdigest()


def cosine(one: Direction, other: Direction) -> float | None:
    """Return the cosine of two directions, None where they are of two spaces."""
    return sum(map(mul, one, other)) if len(one) == len(other) else None


def doubtful(reports: Iterable[Report], pairs: Pairs, most: int) -> list[str]:
    """Return the keys of reports to ask about, those whose words say least surely first.

    At most `most`, and none that only a veto keeps from others.
    """
    evidence = {report.key: report.features.evidence for report in reports}
    doubts = sorted(
        (max(share, 1 / share), pair)
        for pair, share in pairs.items()
        if _is_doubtful(share) and not evidence[pair[0]].conflict(evidence[pair[1]])
    )
    asked: dict[str, None] = {}
    for _, pair in doubts:
        if len(asked.keys() | set(pair)) <= most:
            asked |= dict.fromkeys(pair)
    return list(asked)


def compare_directions(pairs: Pairs, directions: Mapping[str, Direction]) -> Likenesses:
    """Return the cosines of the doubtful pairs of which both directions are known."""
    found = {}
    for one, other in pairs:
        if _is_doubtful(pairs[one, other]) and one in directions and other in directions:
            likeness = cosine(directions[one], directions[other])
            if likeness is not None:
                found[one, other] = likeness
    return found


def weigh(pairs: Pairs, likenesses: Likenesses, reports: Iterable[Report], scale: Scale) -> Pairs:
    """Return the pairs as both voices together say; those nobody asked about stay as they are."""
    tongues = {report.key: report.features.tongue for report in reports}
    return dict(pairs) | {
        (one, other): pairs[one, other]
        * scale.weight(likeness, across=tongues[one] != tongues[other])
        for (one, other), likeness in likenesses.items()
    }


def between(likenesses: Likenesses, some: Iterable[str], others: Iterable[str]) -> float | None:
    """Return the mean of what was heard between two groups of keys, None where nothing was."""
    theirs = set(others)
    heard = [
        likenesses[pair]
        for one in some
        for other in theirs
        if (pair := (min(one, other), max(one, other))) in likenesses
    ]
    return fmean(heard) if heard else None


def write_direction(direction: Direction) -> str:
    """Write a direction to be stored."""
    return b64encode(struct.pack(f"<{len(direction)}e", *direction)).decode()


def read_direction(stored: str) -> Direction | None:
    """Read a stored direction, None where it is none."""
    try:
        raw = b64decode(stored, validate=True)
        return struct.unpack(f"<{len(raw) // _NUMBER}e", raw)
    except (Base64Error, struct.error):
        return None


def _is_doubtful(share: float) -> bool:
    least, most = _DOUBT
    return least <= share < most
