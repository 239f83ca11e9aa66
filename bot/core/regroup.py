"""Look again at the articles of a few days, all at once, as no single one could when it came.

Average linkage over the graph of likely pairs (Jain and Dubes 1988, section 3.2): the two groups
whose articles are most alike on average become one, again and again. Two groups of some size
become one only where their articles are nearly as alike across them as within each: that is what
tells two fires, two trials or two releases apart that share most of their words.

The outcome depends on which articles there are, not on the order they came in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, nlargest
from math import sqrt
from typing import TypeAlias

from .cluster import WINDOW
from .corrections import says_again
from .evidence import Evidence
from .features import Features
from .likeness import SHARED, Rarity, Vector, heaviest, soundness, strictness, strictness_of_facts

Pair: TypeAlias = tuple[str, str]
"""The keys of two reports, the smaller one first."""
Pairs: TypeAlias = Mapping[Pair, float]
"""How alike two reports are, as a share of what is needed; what is left out is nothing alike."""

_ALIKE = 0.1
_ACROSS = 0.235
"""Likeness between two languages counts this much: fewer words make it."""
_AS_WITHIN = 0.6
_ALONE = 0.5
"""So much more alike must two single reports in one language be: nothing else speaks for them. For
larger groups it is shared out among all pairs across, whose mean is the surer the more there are.
"""
_SOME = 3
"""Groups of at least `_SOME` articles must be alike across by this share of within."""
_LATEST = 200
_NEIGHBOURS = 64
"""How many articles of each heavy term are looked at, and how many pairs each article makes."""
_LEAST_PAIR = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article as it is grouped anew."""

    key: str
    """Its address or id: unique, and the same in every order; ties are broken by it."""
    features: Features
    publisher: str
    at: datetime


@dataclass(slots=True)
class _Group:
    members: list[int]
    evidence: Evidence
    tongues: frozenset[str]
    inner: float = 0.0
    """The sum of the likeness of all pairs within."""
    sums: dict[int, float] = field(default_factory=dict)
    """By neighbouring group: the sum of the likeness of all pairs across."""

    @property
    def cohesion(self) -> float:
        size = len(self.members)
        return self.inner / (size * (size - 1) / 2)


def compare(reports: Sequence[Report], rarity: Rarity | None = None) -> Pairs:
    """Return how alike these articles are by what they say.

    Args:
        reports: all articles of some days, or those of stories that lie near each other.
        rarity: what is known of words' rarity; needed where `reports` are so few, and so alike,
            that it cannot be learned from them.
    """
    ordered = _ordered(reports)
    return {
        (ordered[one].key, ordered[other].key): likeness / _ALIKE
        for (one, other), likeness in _pairs(ordered, rarity or _learned(ordered)).items()
    }


def regroup(reports: Sequence[Report], pairs: Pairs) -> list[list[Report]]:
    """Return the articles in groups that each tell of one event, in the order of their keys."""
    ordered = _ordered(reports)
    places = {report.key: place for place, report in enumerate(ordered)}
    groups = {
        place: _Group([place], report.features.evidence, frozenset({report.features.tongue}))
        for place, report in enumerate(ordered)
    }
    for pair, share in pairs.items():
        one, other = (places[key] for key in pair)
        groups[one].sums[other] = groups[other].sums[one] = share
    _link(groups)
    return [[ordered[place] for place in sorted(group.members)] for group in groups.values()]


def _ordered(reports: Sequence[Report]) -> list[Report]:
    """Sort the reports by their keys; what was corrected tells what it should have told, too."""
    corrections = [report for report in reports if report.features.is_correction]
    told = [
        _corrected(report, [one for one in corrections if _corrects(one, report)])
        for report in reports
    ]
    return sorted(told, key=lambda report: report.key)


def _corrected(report: Report, corrections: Sequence[Report]) -> Report:
    evidence = report.features.evidence
    for correction in corrections:
        evidence |= correction.features.evidence
    return replace(report, features=replace(report.features, evidence=evidence))


def _corrects(one: Report, other: Report) -> bool:
    return (
        one.features.is_correction
        and one.publisher == other.publisher != ""
        and one.features.tongue == other.features.tongue
        and timedelta() < one.at - other.at <= WINDOW
        and says_again(one.features.terms, other.features.terms)
    )


def _link(groups: dict[int, _Group]) -> None:
    heap = [
        (-likeness, one, other, 1, 1)
        for one, group in groups.items()
        for other, likeness in group.sums.items()
        if one < other and likeness >= 1
    ]
    heapify(heap)
    while heap:
        negative, one, other, *sizes = heappop(heap)
        pair = [groups[place] for place in (one, other) if place in groups]
        if [len(group.members) for group in pair] != sizes:
            continue  # one of them has grown or gone since
        if pair[0].evidence.conflict(pair[1].evidence) or not _belong(pair[0], pair[1], -negative):
            continue
        _absorb(groups, one, other)
        for near, total in groups[one].sums.items():
            mean = total / (len(groups[one].members) * len(groups[near].members))
            if mean >= 1:
                first, second = sorted((one, near))
                counts = len(groups[first].members), len(groups[second].members)
                heappush(heap, (-mean, first, second, *counts))


def _belong(one: _Group, other: _Group, across: float) -> bool:
    pairs = len(one.members) * len(other.members)
    if one.tongues & other.tongues and across < 1 + _ALONE / pairs:
        return False
    if min(len(one.members), len(other.members)) < _SOME:
        return True
    return across >= _AS_WITHIN * sqrt(one.cohesion * other.cohesion)


def _absorb(groups: dict[int, _Group], one: int, other: int) -> None:
    kept, gone = groups[one], groups.pop(other)
    kept.inner += gone.inner + kept.sums.pop(other)
    kept.members += gone.members
    kept.evidence |= gone.evidence
    kept.tongues |= gone.tongues
    for near, total in gone.sums.items():
        if near != one:
            groups[near].sums.pop(other)
            both = kept.sums.get(near, 0.0) + total
            kept.sums[near] = groups[near].sums[one] = both


def _learned(reports: Sequence[Report]) -> Rarity:
    rarity = Rarity(1.0)  # all of them are known, so their words' rarity can be trusted
    for report in reports:
        rarity.learn(report.features)
    return rarity


def _pairs(reports: Sequence[Report], rarity: Rarity) -> dict[tuple[int, int], float]:
    """Return the likeness of all pairs that may matter, the smaller place first."""
    vectors = [rarity.vectors(report.features) for report in reports]
    posted: defaultdict[str, list[int]] = defaultdict(list)
    pairs: dict[tuple[int, int], float] = {}
    for place, spaces in enumerate(vectors):
        shares: defaultdict[int, float] = defaultdict(float)
        for space, vector in spaces.items():
            for term in heaviest(vector):
                key = f"{space} {term}"
                for near in posted[key][-_LATEST:]:
                    shares[near] += vector[term]
                posted[key].append(place)
        for near in nlargest(_NEIGHBOURS, shares, key=lambda other: (shares[other], -other)):
            likeness = _likeness(reports[near], reports[place], vectors[near], spaces)
            if likeness > _LEAST_PAIR:
                pairs[near, place] = likeness
    return pairs


def _likeness(
    one: Report, other: Report, mine: dict[str, Vector], theirs: dict[str, Vector]
) -> float:
    apart = abs(one.at - other.at) / WINDOW
    across = one.features.tongue != other.features.tongue
    if apart > 1 or (across and one.features.evidence.conflict_across(other.features.evidence)):
        return 0.0
    space = SHARED if across else one.features.tongue
    known = mine[space]
    parts = {term: weight * known[term] for term, weight in theirs[space].items() if term in known}
    if not parts:
        return 0.0
    names = one.features.names_in(space) | other.features.names_in(space)
    size = min(len(mine[space]), len(theirs[space]))
    likeness = sum(parts.values()) * soundness(parts, names, size, space)
    if across:
        likeness *= _ACROSS
    same = bool(one.publisher) and one.publisher == other.publisher
    same = same and not (_corrects(one, other) or _corrects(other, one))
    return likeness / (
        strictness(apart, same_publisher=same)
        * strictness_of_facts(
            one.features, other.features.evidence, other.features.shared, across=across
        )
    )
