"""Which tags rise and fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_BARS = 10
_STEADY = 0.2
"""A change within this part of what was is none."""
_SMOOTHING = 2
"""Stories added on both sides, so that one more than none is no boom."""


class Direction(StrEnum):
    """Where a tag goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A tag in a period, compared by its halves."""

    tag: str
    earlier: int
    """Stories in the first half."""
    later: int
    """Stories in the second half."""

    @property
    def count(self) -> int:
        """Return the stories of the whole period."""
        return self.earlier + self.later

    @property
    def change(self) -> float:
        """Return the growth from half to half, smoothed; 0.5 is half as many again."""
        return (self.later + _SMOOTHING) / (self.earlier + _SMOOTHING) - 1

    @property
    def direction(self) -> Direction:
        """Tell whether it rises."""
        if abs(self.change) <= _STEADY:
            return Direction.STEADY
        return Direction.RISING if self.change > 0 else Direction.FALLING


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row of a chart."""

    label: str
    value: int
    note: str
    """What stands behind the bar."""
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What a picture shows, top to bottom."""

    title: str
    subtitle: str
    bars: tuple[Bar, ...]


def find_trends(earlier: Mapping[str, int], later: Mapping[str, int]) -> tuple[Trend, ...]:
    """Return the tags with most stories in both halves of a period together, most first."""
    trends = [
        Trend(tag=tag, earlier=earlier.get(tag, 0), later=later.get(tag, 0))
        for tag in sorted({*earlier, *later})
    ]
    trends.sort(key=lambda trend: -trend.count)
    return tuple(trends[:MOST_BARS])


def moving(trends: Sequence[Trend], direction: Direction, most: int = 3) -> tuple[Trend, ...]:
    """Return the tags that rise or fall most, the strongest first."""
    found = [trend for trend in trends if trend.direction is direction]
    found.sort(key=lambda trend: -abs(trend.change))
    return tuple(found[:most])
