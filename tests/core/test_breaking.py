"""A story breaks in on who asked for it, and never at the wrong time."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.audience import (
    Alerts,
    Effect,
    PastId,
    Preferences,
    QuietHours,
    Rule,
    RuleKind,
    Schedule,
    SubscriberId,
)
from bot.core.breaking import AlertReader, group_alerts, held_until, wants_alert
from bot.core.news import Candidate, StoryId

NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
"""Half past eleven at night in Berlin."""
STORY = Candidate(
    id=StoryId(9),
    total=85,
    ready_at=NOW,
    updated_at=NOW,
    tags=frozenset({"chips"}),
    publishers=frozenset({"One", "Two"}),
    words="plant opens",
)
ON = Alerts(is_on=True)


def reader(
    number: int = 1,
    *,
    alerts: Alerts = ON,
    quiet: QuietHours | None = None,
    paused_until: datetime | None = None,
    rules: frozenset[Rule] = frozenset(),
    shown: frozenset[StoryId] = frozenset(),
    past: int | None = None,
    alerted_at: tuple[datetime, ...] = (),
) -> AlertReader:
    return AlertReader(
        id=SubscriberId(number),
        preferences=Preferences(language="en", rules=rules),
        schedule=Schedule(timezone="Europe/Berlin", quiet=quiet, paused_until=paused_until),
        alerts=alerts,
        past=None if past is None else PastId(past),
        shown=shown,
        alerted_at=alerted_at,
    )


NIGHT = QuietHours(start=22 * 60, end=7 * 60)
LOUD_NIGHT = QuietHours(start=22 * 60, end=7 * 60, lets_breaking=True)
NO_CHIPS = frozenset({Rule(kind=RuleKind.TAG, value="chips", effect=Effect.MUTE)})


@pytest.mark.parametrize(
    "some",
    [
        reader(),
        reader(alerts=Alerts(is_on=True, threshold=85)),
        reader(quiet=LOUD_NIGHT),
        reader(quiet=QuietHours(start=60, end=420)),
        reader(paused_until=NOW),
        reader(alerted_at=(NOW - timedelta(hours=1), NOW - timedelta(hours=2))),
        reader(alerted_at=(NOW - timedelta(hours=23, minutes=31),) * 3),
    ],
)
def test_a_big_story_breaks_in(some: AlertReader) -> None:
    assert wants_alert(some, STORY, NOW)


@pytest.mark.parametrize(
    "some",
    [
        reader(alerts=Alerts(is_on=False)),
        reader(alerts=Alerts(is_on=True, threshold=86)),
        reader(quiet=NIGHT),
        reader(paused_until=NOW + timedelta(minutes=1)),
        reader(rules=NO_CHIPS),
        reader(shown=frozenset({StoryId(9)})),
        reader(alerted_at=(NOW - timedelta(hours=1),) * 3),
    ],
    ids=["off", "too small", "quiet", "paused", "muted", "shown", "enough today"],
)
def test_it_does_not_where_the_reader_said_so(some: AlertReader) -> None:
    assert not wants_alert(some, STORY, NOW)


MORNING = datetime(2026, 3, 3, 6, tzinfo=UTC)
"""Seven in Berlin, when its night ends."""


def test_quiet_hours_hold_it_back_to_their_end() -> None:
    assert held_until(reader(quiet=NIGHT), STORY, NOW) == MORNING
    had_today = (NOW - timedelta(hours=1),) * 3
    assert held_until(reader(quiet=NIGHT, alerted_at=had_today), STORY, NOW) == MORNING


@pytest.mark.parametrize(
    "some",
    [
        reader(),
        reader(quiet=LOUD_NIGHT),
        reader(quiet=NIGHT, alerts=Alerts(is_on=False)),
        reader(quiet=NIGHT, alerts=Alerts(is_on=True, threshold=86)),
        reader(quiet=NIGHT, paused_until=NOW + timedelta(minutes=1)),
        reader(quiet=NIGHT, shown=frozenset({StoryId(9)})),
        reader(quiet=NIGHT, alerted_at=(MORNING,) * 3),
    ],
    ids=["now", "now, at night", "off", "too small", "paused", "shown", "enough tomorrow"],
)
def test_nothing_else_is_held_back(some: AlertReader) -> None:
    assert held_until(some, STORY, NOW) is None


def test_equal_readers_get_one_alert() -> None:
    readers = [reader(1), reader(2), reader(3, past=7), reader(4, quiet=NIGHT)]

    groups = group_alerts(readers, STORY, NOW)

    assert [(group.ids, group.past) for group in groups] == [((1, 2), None), ((3,), 7)]
    assert groups[0].timezone == "Europe/Berlin"
