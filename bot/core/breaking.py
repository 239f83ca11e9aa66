"""Which stories are too big to wait for the digest, for whom, and who hears of them later."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .audience import Alerts, PastId, Preferences, Schedule, SubscriberId
from .due import is_quiet, local_date, next_loud
from .news import Candidate, StoryId
from .select import select_stories

BREAKING_AGE = timedelta(hours=6)
"""A story first seen before that can wait for the digest."""
HELD_AGE = timedelta(hours=24)
"""A story first seen before that is yesterday's news when the quiet hours end."""
UPDATE_AGE = timedelta(hours=24)
"""An alert sent before that stays as it is."""
UPDATE_PAUSE = timedelta(minutes=10)
"""Between two changes of one alert."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertReader:
    """A subscriber who wants alerts, as deciding about one needs them."""

    id: SubscriberId
    preferences: Preferences
    schedule: Schedule
    alerts: Alerts
    past: PastId | None
    shown: frozenset[StoryId]
    """What they were shown or have muted."""
    alerted_at: tuple[datetime, ...] = ()
    """When they had their alerts of the last day and a bit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldAlert:
    """A story that was kept from subscribers until their quiet hours end, which they have."""

    story_id: StoryId
    ids: tuple[SubscriberId, ...]
    readers: tuple[AlertReader, ...]
    """Those of them who still want alerts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertGroup:
    """Readers who get the same alert and were shown the same before."""

    preferences: Preferences
    timezone: str
    past: PastId | None
    ids: tuple[SubscriberId, ...]


def wants_alert(reader: AlertReader, candidate: Candidate, now: datetime) -> bool:
    """Tell whether a story breaks in on a reader now.

    It does where a digest could hold it, it reaches the reader's threshold, no pause and no
    quiet hours forbid it, and the reader has not had all alerts of this local day.
    """
    return not _is_quiet(reader, now) and _is_wanted(reader, candidate, now, heard_at=now)


def held_until(reader: AlertReader, candidate: Candidate, now: datetime) -> datetime | None:
    """Return when the quiet hours end, where nothing else keeps a story from a reader."""
    if not _is_quiet(reader, now):
        return None
    loud_at = next_loud(reader.schedule, now)
    return loud_at if _is_wanted(reader, candidate, now, heard_at=loud_at) else None


def _is_quiet(reader: AlertReader, now: datetime) -> bool:
    quiet = reader.schedule.quiet
    return quiet is not None and not quiet.lets_breaking and is_quiet(reader.schedule, now)


def _is_wanted(
    reader: AlertReader, candidate: Candidate, now: datetime, *, heard_at: datetime
) -> bool:
    schedule = reader.schedule
    if schedule.paused_until is not None and now < schedule.paused_until:
        return False
    zone = schedule.timezone
    day = local_date(heard_at, zone)
    had = sum(local_date(moment, zone) == day for moment in reader.alerted_at)
    return (
        reader.alerts.is_on
        and candidate.total >= reader.alerts.threshold
        and had < reader.alerts.most_a_day
        and bool(select_stories([candidate], reader.preferences, reader.shown, size=1))
    )


def group_alerts(
    readers: Iterable[AlertReader], candidate: Candidate, now: datetime
) -> tuple[AlertGroup, ...]:
    """Gather the readers a story breaks in on by what they get and were shown before."""
    groups: defaultdict[tuple[Preferences, PastId | None], list[AlertReader]] = defaultdict(list)
    for reader in readers:
        if wants_alert(reader, candidate, now):
            groups[reader.preferences, reader.past].append(reader)
    return tuple(
        AlertGroup(
            preferences=preferences,
            timezone=members[0].schedule.timezone,
            past=past,
            ids=tuple(reader.id for reader in members),
        )
        for (preferences, past), members in groups.items()
    )
