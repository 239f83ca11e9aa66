"""From raw marks to scores that mean the same every month: 50 is the middle, 80 the top tenth.

A raw mark (0-100) says how much a story has of something; what is much depends on the sources and
on the rules that measure. So each axis has a curve through the quantiles of the raw marks of the
last `WINDOW`, made again every day, and a reader's floor keeps letting through the same share of
stories whatever changes. While stories are few, the shipped quantiles weigh in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

WINDOW = timedelta(days=30)

SHARES = (0.02, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 0.995)
SCORES = (8.0, 20.0, 35.0, 50.0, 65.0, 80.0, 90.0, 97.0)
"""A story that has more than this share of the others gets this score."""
PRIOR_WEIGHT = 200
"""How many stories the shipped quantiles count for."""
_APART = 0.25
"""Marks nearer than this are one mark: most stories have one publisher, hence the same heat."""
_HEAT, _QUALITY, _IMPACT = 0.25, 0.35, 0.4

Quantiles: TypeAlias = tuple[float, ...]
"""The raw marks at `SHARES`."""


class Curve(StrEnum):
    """What has a curve of its own."""

    HOT = "hot"
    QUALITY = "quality"
    IMPACT = "impact"
    TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """A story's raw marks, each 0-100."""

    hot: float
    quality: float
    impact: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The curves of a time."""

    quantiles: Mapping[Curve, Quantiles]
    stories: int
    """How many stories they were made of; 0 for the shipped ones."""

    def score(self, curve: Curve, raw: float) -> float:
        """Return 0-100 for a raw mark: monotone, straight between two quantiles."""
        return _along(_points(self.quantiles[curve]), min(100.0, max(0.0, raw)))

    def worth(self, heat: float, quality: float, impact: float) -> float:
        """Return the total, 0-100, of three scores."""
        return self.score(Curve.TOTAL, _mean(heat, quality, impact))


# What 750 entries of labs' feeds and 1 450 short items in English and Chinese measure, the share
# of stories with two publishers and more reckoned in.
PRIOR = Calibration(
    quantiles={
        Curve.HOT: (31.5, 31.5, 31.5, 31.5, 31.5, 51.0, 67.0, 84.0),
        Curve.QUALITY: (33.0, 37.0, 42.0, 50.0, 58.0, 67.0, 73.0, 80.0),
        Curve.IMPACT: (20.0, 22.0, 26.0, 31.0, 38.0, 48.0, 55.0, 63.0),
        Curve.TOTAL: (25.0, 32.0, 39.0, 47.0, 55.0, 64.0, 73.0, 82.0),
    },
    stories=0,
)


def calibrate(stories: Sequence[Marks]) -> Calibration:
    """Make the curves of stories, blended with the shipped ones as far as they are few."""
    axes = {
        Curve.HOT: _blend(Curve.HOT, (marks.hot for marks in stories)),
        Curve.QUALITY: _blend(Curve.QUALITY, (marks.quality for marks in stories)),
        Curve.IMPACT: _blend(Curve.IMPACT, (marks.impact for marks in stories)),
    }
    by_axis = Calibration(quantiles=axes, stories=len(stories))
    totals = (
        _mean(
            by_axis.score(Curve.HOT, marks.hot),
            by_axis.score(Curve.QUALITY, marks.quality),
            by_axis.score(Curve.IMPACT, marks.impact),
        )
        for marks in stories
    )
    return Calibration(
        quantiles=axes | {Curve.TOTAL: _blend(Curve.TOTAL, totals)}, stories=len(stories)
    )


def _mean(heat: float, quality: float, impact: float) -> float:
    return _HEAT * heat + _QUALITY * quality + _IMPACT * impact


def _blend(curve: Curve, marks: Iterable[float]) -> Quantiles:
    ranked = sorted(marks)
    shipped = PRIOR.quantiles[curve]
    if not ranked:
        return shipped
    weight = len(ranked) / (len(ranked) + PRIOR_WEIGHT)
    return tuple(
        round(weight * _quantile(ranked, share) + (1 - weight) * known, 2)
        for share, known in zip(SHARES, shipped, strict=True)
    )


def _quantile(ranked: Sequence[float], share: float) -> float:
    place = share * (len(ranked) - 1)
    low = int(place)
    high = min(low + 1, len(ranked) - 1)
    return ranked[low] + (place - low) * (ranked[high] - ranked[low])


def _points(quantiles: Quantiles) -> list[tuple[float, float]]:
    """Return (raw, score) in ascending order; equal marks share the mean of their scores."""
    groups: list[tuple[float, list[float]]] = [(0.0, [0.0])]
    for raw, score in zip(quantiles, SCORES, strict=True):
        if raw - groups[-1][0] < _APART:
            groups[-1][1].append(score)
        else:
            groups.append((raw, [score]))
    points = [(raw, sum(scores) / len(scores)) for raw, scores in groups]
    points[0] = (0.0, 0.0)
    return [*points, (100.0 + _APART, 100.0)]


def _along(points: Sequence[tuple[float, float]], raw: float) -> float:
    (left, low), (right, high) = next(
        (before, after) for before, after in pairwise(points) if raw <= after[0]
    )
    return low + (high - low) * (raw - left) / (right - left)
