"""Who gets which digest: due subscribers in groups that share one rendering."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from .audience import DueSubscriber, Preferences, Schedule
from .due import local_date, next_due
from .news import StoryId
from .outgoing import Recipient

_Key: TypeAlias = tuple[Preferences, frozenset[StoryId], date]

LATE = timedelta(hours=2)
"""A slot is still served this long after it, even if midnight lies between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Subscribers who get the same digest."""

    preferences: Preferences
    shown: frozenset[StoryId]
    """What none of them may be sent again."""
    local_date: date
    """The date of the slot where they live."""
    timezone: str
    """The zone of the first of them; the date is the same for all."""
    slot: datetime
    """The slot of the first of them."""
    recipients: tuple[Recipient, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What becomes of the due subscribers."""

    groups: tuple[Group, ...]
    late: tuple[Recipient, ...]
    """Those whose slot belongs to a day that is over; they only move on to their next one."""


def plan_due(due: Iterable[DueSubscriber], now: datetime) -> Plan:
    """Group due subscribers by what they get.

    A slot missed while the program was down is caught up once on the same local day; whatever
    other slots passed meanwhile are not, since the next one is the first after `now`.
    """
    groups: dict[_Key, list[Recipient]] = {}
    zones: dict[_Key, str] = {}
    late: list[Recipient] = []
    next_slots: dict[Schedule, datetime] = {}
    for one in due:
        schedule = one.subscriber.schedule
        if schedule not in next_slots:
            next_slots[schedule] = next_due(schedule, now)
        recipient = Recipient(
            subscriber_id=one.subscriber.id,
            chat_id=one.subscriber.chat_id,
            thread_id=one.subscriber.thread_id,
            slot=one.slot,
            next_digest_at=next_slots[schedule],
        )
        day = local_date(one.slot, schedule.timezone)
        if now - one.slot > LATE and day != local_date(now, schedule.timezone):
            late.append(recipient)
        else:
            key = one.subscriber.preferences, one.shown, day
            zones.setdefault(key, schedule.timezone)
            groups.setdefault(key, []).append(recipient)
    return Plan(
        groups=tuple(
            Group(
                preferences=key[0],
                shown=key[1],
                local_date=key[2],
                timezone=zones[key],
                slot=recipients[0].slot,
                recipients=tuple(recipients),
            )
            for key, recipients in groups.items()
        ),
        late=tuple(late),
    )
