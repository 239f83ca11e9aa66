"""Who gets which digest: due subscribers in groups that share one rendering."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from .audience import DueGroup, DueKind, PastId, Preferences, SubscriberId
from .due import LATE, is_over, local_date, next_due, next_open
from .news import StoryId
from .outgoing import Recipients
from .updates import grown_since

FEWEST, MOST = 500, 1000
"""Subscribers planned in one transaction; fewer cost more each, and more keep others waiting."""

_Move: TypeAlias = tuple[datetime, datetime, PastId | None]
"""The slot that has come, the one that follows, and the past of those who make this move."""


class Alike(NamedTuple):
    """What those who get the same digest have in common."""

    preferences: Preferences
    shown: frozenset[StoryId]
    """What none of them may be sent again."""
    muted: frozenset[StoryId]
    local_date: date
    """The date of the slot where they live."""
    grown: frozenset[tuple[StoryId, datetime]] = frozenset()
    """Stories that have got more articles since they were shown these at the moment beside it."""
    once: frozenset[StoryId] = frozenset()
    """Of `shown`, what they may still be told an update of.

    Moments with no article after them say the same, so those who were shown a story in different
    time zones stay together.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Subscribers who get the same digest."""

    alike: Alike
    timezone: str
    """The zone of the first of them; the date is the same for all."""
    past: PastId | None
    """The past of the first of them; all hold the same stories, told as often."""
    slot: datetime
    """The slot of the first of them."""
    recipients: tuple[Recipients, ...]
    """Nobody where an operator only looks at a digest."""

    @property
    def reader(self) -> SubscriberId | None:
        """Return the first of them, None where there is nobody."""
        return self.recipients[0].ids[0] if self.recipients else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of the due subscribers."""

    groups: tuple[Group, ...]
    late: tuple[Recipients, ...]
    """Those whose slot belongs to a day that is over; they only move on to their next one."""


class Fate(NamedTuple):
    """What becomes of due subscribers of one kind."""

    alike: Alike | None
    """Names what they get; None where their slot belongs to a day that is over."""
    move: _Move
    timezone: str


def decide_fate(
    kind: DueKind,
    *,
    now: datetime,
    grown_at: Mapping[StoryId, datetime] = MappingProxyType({}),
    patience: timedelta = LATE,
) -> Fate:
    """Decide what becomes of one kind; `grown_at` tells when stories got an article.

    A slot missed while the program was down is caught up once on the same local day, and within
    `patience` after midnight, too, and whatever other slots passed meanwhile are not. Of one whose
    day is over, the next is the first that can still be caught up.
    """
    zone = kind.schedule.timezone
    day = local_date(kind.slot, zone)
    if kind.had_slot or is_over(kind.slot, zone, now, patience):
        following = next_open(kind.schedule, kind.slot, now, patience)
        return Fate(None, (kind.slot, following, kind.past), zone)
    grown = grown_since((one for one in kind.once if one[0] not in kind.muted), grown_at)
    once = frozenset(story_id for story_id, _ in kind.once)
    move = kind.slot, next_due(kind.schedule, now), kind.past
    return Fate(Alike(kind.preferences, kind.shown, kind.muted, day, grown, once), move, zone)


def plan_due(due: Iterable[DueGroup], fate_of: Callable[[DueKind], Fate]) -> Plan:
    """Gather due subscribers by what they get; `fate_of` decides it for each kind."""
    gathered: dict[Alike | None, dict[_Move, list[SubscriberId]]] = {}
    firsts: dict[Alike, Fate] = {}
    for ids, kind in due:
        fate = fate_of(kind)
        moves = gathered.get(fate.alike)
        if moves is None:
            moves = gathered[fate.alike] = defaultdict(list)
            if fate.alike is not None:
                firsts[fate.alike] = fate
        moves[fate.move] += ids
    return Plan(
        groups=tuple(
            Group(
                alike=alike,
                timezone=first.timezone,
                past=first.move[2],
                slot=first.move[0],
                recipients=_recipients(gathered[alike]),
            )
            for alike, first in firsts.items()
        ),
        late=_recipients(gathered.get(None, {})),
    )


def fit(most: int, count: int, took: timedelta, *, wanted: timedelta) -> int:
    """Return for how many the next transaction should be, so that it takes as long as wanted.

    It was `most` of late, of which `count` took so long.
    """
    if not took:
        return most
    return min(max(count * wanted // took, FEWEST), MOST)


def _recipients(moves: Mapping[_Move, list[SubscriberId]]) -> tuple[Recipients, ...]:
    return tuple(
        Recipients(ids, past, slot, following) for (slot, following, past), ids in moves.items()
    )
