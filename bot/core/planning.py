"""Who gets which digest: due subscribers in groups that share one rendering."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from .audience import DueGroup, PastId, Preferences, SubscriberId
from .due import local_date, next_due
from .news import StoryId
from .outgoing import Recipients

LATE = timedelta(hours=2)
"""A slot is still served this long after it, even if midnight lies between."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Subscribers who get the same digest."""

    alike: Alike
    timezone: str
    """The zone of the first of them; the date is the same for all."""
    past: PastId | None
    """The past of the first of them; all hold the same stories."""
    slot: datetime
    """The slot of the first of them."""
    recipients: tuple[Recipients, ...]
    """Nobody where an operator only looks at a digest."""

    @property
    def reader(self) -> SubscriberId | None:
        """Return the first of them, None where there is nobody."""
        return self.recipients[0].ids[0] if self.recipients else None


class Share(NamedTuple):
    """Some of a group, who are planned together."""

    at: int
    """The place of the group among those that were split."""
    recipients: tuple[Recipients, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of the due subscribers."""

    groups: tuple[Group, ...]
    late: tuple[Recipients, ...]
    """Those whose slot belongs to a day that is over; they only move on to their next one."""


@dataclass(slots=True)
class _Gathered:
    timezone: str
    past: PastId | None
    ids: defaultdict[_Move, list[SubscriberId]] = field(default_factory=lambda: defaultdict(list))


def plan_due(
    due: Iterable[DueGroup],
    now: datetime,
    grown_at: Mapping[StoryId, datetime] = MappingProxyType({}),
    *,
    patience: timedelta = LATE,
) -> Plan:
    """Gather due subscribers by what they get; `grown_at` tells when stories got an article.

    A slot missed while the program was down is caught up once on the same local day, and within
    `patience` after midnight, too; whatever other slots passed meanwhile are not, since the next
    one is the first after `now`.
    """
    groups: dict[Alike, _Gathered] = {}
    late: defaultdict[_Move, list[SubscriberId]] = defaultdict(list)
    for some in due:
        zone = some.schedule.timezone
        move = some.slot, next_due(some.schedule, now), some.past
        day = local_date(some.slot, zone)
        is_late = now - some.slot > patience and day != local_date(now, zone)
        if is_late or some.had_slot:
            late[move] += some.ids
            continue
        grown = frozenset(
            (story_id, at)
            for story_id, at in some.once
            if story_id not in some.muted and grown_at.get(story_id, at) > at
        )
        alike = Alike(some.preferences, some.shown, some.muted, day, grown)
        group = groups.setdefault(alike, _Gathered(zone, some.past))
        group.ids[move] += some.ids
    return Plan(
        groups=tuple(
            Group(
                alike=alike,
                timezone=group.timezone,
                past=group.past,
                slot=next(iter(group.ids))[0],
                recipients=_recipients(group.ids),
            )
            for alike, group in groups.items()
        ),
        late=_recipients(late),
    )


def portions(
    groups: Sequence[Group], new: Collection[int], *, most: int, most_new: int
) -> Iterator[list[Share]]:
    """Split groups into portions of at most so many subscribers and new groups.

    A portion holds neighbours of all groups, who are stored side by side. `new` are the places of
    groups whose messages are not stored yet; each is new in the first portion it is in.
    """
    places = {
        number: (at, place)
        for at, group in enumerate(groups)
        for place, some in enumerate(group.recipients)
        for number in some.ids
    }
    new, new_here = set(new), set[int]()
    portion: defaultdict[tuple[int, int], list[SubscriberId]] = defaultdict(list)
    room = most
    for number in sorted(places):
        at, _ = place = places[number]
        is_full = len(new_here) == most_new and at in new and at not in new_here
        if not room or is_full:
            yield _shares(groups, portion)
            portion.clear()
            new -= new_here
            room, new_here = most, set()
        if at in new:
            new_here.add(at)
        portion[place].append(number)
        room -= 1
    if portion:
        yield _shares(groups, portion)


def _shares(
    groups: Sequence[Group], ids: Mapping[tuple[int, int], list[SubscriberId]]
) -> list[Share]:
    shares: defaultdict[int, list[Recipients]] = defaultdict(list)
    for (at, place), some in ids.items():
        _, past, slot, following = groups[at].recipients[place]
        shares[at].append(Recipients(tuple(some), past, slot, following))
    return [Share(at, tuple(recipients)) for at, recipients in shares.items()]


def _recipients(ids: dict[_Move, list[SubscriberId]]) -> tuple[Recipients, ...]:
    return tuple(
        Recipients(tuple(some), past, slot, following)
        for (slot, following, past), some in ids.items()
    )
