"""Who gets which digest: due subscribers in groups that share one rendering."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from .audience import DueGroup, PastId, Preferences, Schedule, SubscriberId
from .due import local_date, next_due
from .news import StoryId
from .outgoing import Recipients

LATE = timedelta(hours=2)
"""A slot is still served this long after it, even if midnight lies between."""


_Step: TypeAlias = tuple[datetime, datetime, PastId | None]
"""The slot that has come, the one that follows, and the past of those who make this step."""


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
    ids: defaultdict[_Step, list[SubscriberId]] = field(default_factory=lambda: defaultdict(list))


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
    late: defaultdict[_Step, list[SubscriberId]] = defaultdict(list)
    next_slots: dict[Schedule, datetime] = {}
    for some in due:
        zone = some.schedule.timezone
        if some.schedule not in next_slots:
            next_slots[some.schedule] = next_due(some.schedule, now)
        step = some.slot, next_slots[some.schedule], some.past
        day = local_date(some.slot, zone)
        is_late = now - some.slot > patience and day != local_date(now, zone)
        if is_late or some.had_slot:
            late[step] += some.ids
            continue
        grown = frozenset(
            (story_id, at)
            for story_id, at in some.once
            if story_id not in some.muted and grown_at.get(story_id, at) > at
        )
        alike = Alike(some.preferences, some.shown, some.muted, day, grown)
        group = groups.setdefault(alike, _Gathered(zone, some.past))
        group.ids[step] += some.ids
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


def _recipients(ids: dict[_Step, list[SubscriberId]]) -> tuple[Recipients, ...]:
    return tuple(
        Recipients(ids=tuple(some), past=past, slot=slot, next_digest_at=following)
        for (slot, following, past), some in ids.items()
    )
