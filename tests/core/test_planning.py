"""Due subscribers are grouped by what they get; slots of a day that is over are let go."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.core.audience import DueGroup, DueKind, PastId, Preferences, Schedule, SubscriberId
from bot.core.news import StoryId
from bot.core.planning import FEWEST, MOST, Plan, decide_fate, fit, plan_due

NOW = datetime(2026, 3, 2, 7, 0, 30, tzinfo=UTC)
SLOT = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def due(
    *numbers: int,
    language: str = "en",
    timezone: str = "Europe/Berlin",
    times: tuple[int, ...] = (480,),
    slot: datetime = SLOT,
    past: int | None = None,
    shown: frozenset[StoryId] = frozenset(),
    once: datetime | None = None,
    had_slot: bool = False,
) -> DueGroup:
    return DueGroup(
        tuple(SubscriberId(number) for number in numbers),
        DueKind(
            slot=slot,
            preferences=Preferences(language=language),
            schedule=Schedule(timezone=timezone, times=times),
            past=None if past is None else PastId(past),
            shown=shown,
            once=frozenset((story_id, once) for story_id in shown if once),
            had_slot=had_slot,
        ),
    )


def planned(groups: Iterable[DueGroup], now: datetime) -> Plan:
    return plan_due(groups, partial(decide_fate, now=now))


def test_equal_wishes_and_history_make_one_group() -> None:
    told = frozenset({StoryId(9)})
    plan = planned(
        [due(1, 2, past=5, shown=told), due(3, timezone="Europe/Paris", past=6, shown=told)], NOW
    )

    (group,) = plan.groups
    assert [(tuple(some.ids), some.past) for some in group.recipients] == [((1, 2), 5), ((3,), 6)]
    assert {(some.slot, some.next_digest_at) for some in group.recipients} == {(SLOT, SLOT + DAY)}
    assert group.alike.local_date == date(2026, 3, 2)
    assert (group.timezone, group.past) == ("Europe/Berlin", 5)


def test_language_history_and_date_keep_groups_apart() -> None:
    plan = planned(
        [
            due(1),
            due(2, language="zh-Hans"),
            due(3, past=5, shown=frozenset({StoryId(9)})),
            due(4, timezone="Pacific/Honolulu", times=(21 * 60,)),
        ],
        NOW,
    )

    assert len(plan.groups) == 4
    assert {group.alike.local_date.day for group in plan.groups} == {1, 2}


def test_who_was_told_an_update_is_apart_from_who_was_not_whenever_that_was() -> None:
    told = frozenset({StoryId(9)})
    plan = planned(
        [
            due(1, past=5, shown=told),
            due(2, past=6, shown=told, once=SLOT - DAY),
            due(3, past=7, shown=told, once=SLOT - timedelta(hours=9)),
        ],
        NOW,
    )

    groups = [[some.past for some in group.recipients] for group in plan.groups]
    assert groups == [[5], [6, 7]]


def test_everybody_gets_their_next_slot() -> None:
    (group,) = planned([due(1), due(2, times=(480, 1200))], NOW).groups

    assert [recipient.next_digest_at for recipient in group.recipients] == [
        SLOT + DAY,
        SLOT + timedelta(hours=12),
    ]


def test_a_slot_missed_today_is_caught_up() -> None:
    plan = planned([due(1)], SLOT + timedelta(hours=10))

    assert len(plan.groups) == 1
    assert plan.late == ()


def test_a_slot_missed_yesterday_is_let_go() -> None:
    plan = planned([due(1)], SLOT + DAY - timedelta(hours=1))

    assert plan.groups == ()
    (late,) = plan.late
    assert late.next_digest_at == SLOT + DAY


def test_todays_slot_is_caught_up_after_yesterdays_was_let_go() -> None:
    noon_and_evening = due(1, times=(720, 1110), slot=SLOT + timedelta(hours=4))
    now = SLOT + DAY + timedelta(hours=4, minutes=30)

    (late,) = planned([noon_and_evening], now).late

    assert late.next_digest_at == SLOT + DAY + timedelta(hours=4)


def test_a_slot_that_was_planned_before_is_not_planned_again() -> None:
    plan = planned([due(1, had_slot=True)], NOW)

    assert plan.groups == ()
    assert [tuple(some.ids) for some in plan.late] == [(1,)]


def test_midnight_does_not_take_a_slot_that_has_just_been() -> None:
    slot = datetime(2026, 3, 1, 22, 59, tzinfo=UTC)
    plan = planned([due(1, times=(23 * 60 + 59,), slot=slot)], slot + timedelta(minutes=5))

    (group,) = plan.groups
    assert group.alike.local_date == date(2026, 3, 1)


def test_nobody_due_is_an_empty_plan() -> None:
    plan = planned([], NOW)

    assert (plan.groups, plan.late) == ((), ())


def test_a_transaction_is_for_as_many_as_fit_into_its_time() -> None:
    def after(most: int, count: int, milliseconds: int) -> int:
        took = timedelta(milliseconds=milliseconds)
        return fit(most, count, took, wanted=timedelta(milliseconds=10))

    assert after(900, 900, 10) == 900
    assert after(900, 800, 10) == 800
    assert after(900, 900, 12) == 750
    assert (after(600, 600, 1), after(600, 5, 9), after(600, 600, 900)) == (MOST, FEWEST, FEWEST)
    assert (after(MOST, MOST, 1), after(FEWEST, FEWEST, 900)) == (MOST, FEWEST)
    assert after(900, 900, 0) == 900
