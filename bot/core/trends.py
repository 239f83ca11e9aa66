"""Which tags rise and fall."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_BARS = 10
LEAST = 5
"""Stories in a half below which a share of it says nothing: from 1 to 4 is no "+300%"."""
_STEADY = 0.2
"""A change within this part of what was is none."""
_SMOOTHING = 2
"""Stories added on both sides, so that one more than none is no boom."""


class Direction(StrEnum):
    """Where a tag goes."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    UNKNOWN = "unknown"
    """Nobody read the news of the first half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A tag in a period, compared by its halves."""

    tag: str
    earlier: int
    """Stories in the first half, as far as it is known."""
    later: int
    """Stories in the second half."""
    is_comparable: bool = True
    """The first half was read as a whole."""

    @property
    def count(self) -> int:
        """Return the stories of the whole period."""
        return self.earlier + self.later

    @property
    def change(self) -> float | None:
        """Return the growth from half to half, 0.5 for half as many again.

        None where the first half is unknown or holds too little for a share of it.
        """
        if not self.is_comparable or self.earlier < LEAST:
            return None
        return self.later / self.earlier - 1

    @property
    def strength(self) -> float:
        """Return the growth, smoothed so that tags of every size can be compared."""
        return (self.later + _SMOOTHING) / (self.earlier + _SMOOTHING) - 1

    @property
    def direction(self) -> Direction:
        """Tell whether it rises; a handful of stories goes nowhere."""
        if not self.is_comparable:
            return Direction.UNKNOWN
        if abs(self.strength) <= _STEADY or max(self.earlier, self.later) < LEAST:
            return Direction.STEADY
        return Direction.RISING if self.strength > 0 else Direction.FALLING


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


def find_trends(
    earlier: Mapping[str, int], later: Mapping[str, int], *, is_comparable: bool = True
) -> tuple[Trend, ...]:
    """Return the tags with most stories in both halves of a period together, most first.

    `is_comparable` tells whether the news of the first half were read from its beginning on.
    """
    trends = [
        Trend(
            tag=tag,
            earlier=earlier.get(tag, 0),
            later=later.get(tag, 0),
            is_comparable=is_comparable,
        )
        for tag in sorted({*earlier, *later})
    ]
    trends.sort(key=lambda trend: -trend.count)
    return tuple(trends[:MOST_BARS])


def moving(trends: Sequence[Trend], direction: Direction, most: int = 3) -> tuple[Trend, ...]:
    """Return the tags that rise or fall most, the strongest first."""
    found = [trend for trend in trends if trend.direction is direction]
    found.sort(key=lambda trend: -abs(trend.strength))
    return tuple(found[:most])
