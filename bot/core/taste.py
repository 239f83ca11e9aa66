"""What a reader likes, learnt from "more like this" and "less like this".

Each press speaks for the story's tags, its publishers and the kind of event it tells. What is
learnt is bounded and small against a score of 0 to 100: it orders stories that are about equally
good, and lifts or drops one near a floor. It is kept with a reader's preferences, so readers who
never pressed stay one group, and a digest is still chosen once for all of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .audience import Leaning, LeaningKind
from .news import Candidate

MOST_POINTS = 6
"""Of one leaning, up or down; three kinds of leaning move a story by at most three times this."""
MOST_LEANINGS = 40
"""Kept of a reader, the strongest first."""
_CAUTION = 2
"""Presses that agree until a leaning has half its points: one press alone moves little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A story somebody asked for more or less of."""

    is_liked: bool
    tags: frozenset[str]
    publishers: frozenset[str]
    event: str = ""


def learn(opinions: Iterable[Opinion]) -> frozenset[Leaning]:
    """Return what opinions teach, whatever their order; likes and dislikes cancel out."""
    balance: Counter[tuple[LeaningKind, str]] = Counter()
    for opinion in opinions:
        for feature in _features(opinion):
            balance[feature] += 1 if opinion.is_liked else -1
    strongest = sorted(balance.items(), key=lambda item: (-abs(item[1]), item[0]))
    return frozenset(
        Leaning(kind=kind, value=value, points=_points(net))
        for (kind, value), net in strongest[:MOST_LEANINGS]
        if net
    )


def lean(leanings: Collection[Leaning], candidate: Candidate) -> int:
    """Return by how much a reader's leanings move a story's total.

    A story's tags count as their mean, and so do its publishers: many of them say no more than
    one.
    """
    if not leanings:
        return 0
    points = {(one.kind, one.value): one.points for one in leanings}
    event = (LeaningKind.EVENT, candidate.event)
    return round(
        _mean(points, LeaningKind.TAG, candidate.tags - {candidate.event})
        + _mean(points, LeaningKind.PUBLISHER, candidate.publishers)
        + points.get(event, 0)
    )


def _features(opinion: Opinion) -> Iterable[tuple[LeaningKind, str]]:
    # The event is one of the tags; it speaks for the kind of story only.
    yield from ((LeaningKind.TAG, tag) for tag in opinion.tags if tag != opinion.event)
    yield from ((LeaningKind.PUBLISHER, publisher) for publisher in opinion.publishers)
    if opinion.event:
        yield LeaningKind.EVENT, opinion.event


def _points(net: int) -> int:
    return round(MOST_POINTS * net / (abs(net) + _CAUTION))


def _mean(
    points: dict[tuple[LeaningKind, str], int], kind: LeaningKind, values: Collection[str]
) -> float:
    return sum(points.get((kind, value), 0) for value in values) / max(len(values), 1)
