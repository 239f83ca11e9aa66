"""Due subscribers are grouped by what they get; slots of a day that is over are let go."""

from datetime import UTC, date, datetime, timedelta

from bot.core.audience import (
    ChatId,
    DueSubscriber,
    Preferences,
    Schedule,
    Subscriber,
    SubscriberId,
)
from bot.core.news import StoryId
from bot.core.planning import plan_due

NOW = datetime(2026, 3, 2, 7, 0, 30, tzinfo=UTC)
SLOT = datetime(2026, 3, 2, 7, tzinfo=UTC)
DAY = timedelta(days=1)


def due(
    number: int,
    *,
    language: str = "en",
    timezone: str = "Europe/Berlin",
    times: tuple[int, ...] = (480,),
    slot: datetime = SLOT,
    shown: frozenset[StoryId] = frozenset(),
) -> DueSubscriber:
    subscriber = Subscriber(
        id=SubscriberId(number),
        chat_id=ChatId(number * 100),
        preferences=Preferences(language=language),
        schedule=Schedule(timezone=timezone, times=times),
        next_digest_at=slot,
        created_at=SLOT - DAY,
    )
    return DueSubscriber(subscriber=subscriber, slot=slot, shown=shown)


def test_equal_wishes_and_history_make_one_group() -> None:
    plan = plan_due([due(1), due(2), due(3, timezone="Europe/Paris")], NOW)

    (group,) = plan.groups
    assert [recipient.chat_id for recipient in group.recipients] == [100, 200, 300]
    assert group.local_date == date(2026, 3, 2)
    assert (group.timezone, group.slot) == ("Europe/Berlin", SLOT)


def test_language_history_and_date_keep_groups_apart() -> None:
    plan = plan_due(
        [
            due(1),
            due(2, language="zh-Hans"),
            due(3, shown=frozenset({StoryId(9)})),
            due(4, timezone="Pacific/Honolulu", times=(21 * 60,)),
        ],
        NOW,
    )

    assert len(plan.groups) == 4
    assert {group.local_date.day for group in plan.groups} == {1, 2}


def test_everybody_gets_their_next_slot() -> None:
    (group,) = plan_due([due(1), due(2, times=(480, 1200))], NOW).groups

    assert [recipient.next_digest_at for recipient in group.recipients] == [
        SLOT + DAY,
        SLOT + timedelta(hours=12),
    ]


def test_a_slot_missed_today_is_caught_up() -> None:
    plan = plan_due([due(1)], SLOT + timedelta(hours=10))

    assert len(plan.groups) == 1
    assert plan.late == ()


def test_a_slot_missed_yesterday_is_let_go() -> None:
    plan = plan_due([due(1)], SLOT + DAY - timedelta(hours=1))

    assert plan.groups == ()
    (late,) = plan.late
    assert late.next_digest_at == SLOT + DAY


def test_midnight_does_not_take_a_slot_that_has_just_been() -> None:
    slot = datetime(2026, 3, 1, 22, 59, tzinfo=UTC)
    plan = plan_due([due(1, times=(23 * 60 + 59,), slot=slot)], slot + timedelta(minutes=5))

    (group,) = plan.groups
    assert group.local_date == date(2026, 3, 1)


def test_nobody_due_is_an_empty_plan() -> None:
    plan = plan_due([], NOW)

    assert (plan.groups, plan.late) == ((), ())
