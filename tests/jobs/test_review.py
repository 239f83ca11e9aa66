"""The weekly review: once a week to those who want it, whatever they were sent before."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.audience import ChatId, ChatState, Preferences, QuietHours, Review, Schedule
from bot.core.due import next_review
from bot.core.outgoing import Parcel, ParcelKind
from jobs.digest import plan_digests
from jobs.review import plan_reviews
from tests.data import given
from tests.data.scheduled import come_by
from tests.factories import Bench
from tests.fakes import NOON

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BERLIN = Schedule(timezone="Europe/Berlin")
AT_ONE = Review(weekday=0, minutes=13 * 60)
"""Monday at NOON, as Berlin says it."""


async def wants(
    desk: Bench, chat_id: int, *, schedule: Schedule = BERLIN, digest: datetime | None = None
) -> None:
    """Have somebody want a review, from an hour before the first of them."""
    person = await given.subscriber(desk.store, chat_id, due=None)
    slot = next_review(schedule, AT_ONE, NOON - HOUR)
    await come_by(desk.store, person.id, schedule, digest)
    await desk.store.audience.set_review(person.id, AT_ONE, slot)


async def parcels(desk: Bench) -> list[Parcel]:
    return await given.claim(desk.store, at=desk.clock.now())


async def told(desk: Bench) -> list[Parcel]:
    """Take what is queued, as if it were being sent."""
    taken = await parcels(desk)
    await given.begin(desk.store, taken)
    await desk.store.outbox.record([given.result(one) for one in taken], desk.clock.now())
    return taken


async def next_at(desk: Bench, chat_id: int) -> datetime | None:
    person = await desk.store.audience.get(ChatId(chat_id))
    assert person is not None
    return person.next_review_at


async def test_a_review_comes_once_a_week(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - 5 * DAY)
    await wants(desk, 1)

    assert await plan_reviews(desk.services) == 1
    assert await plan_reviews(desk.services) == 0

    (parcel,) = await told(desk)
    assert (parcel.kind, parcel.slot) == (ParcelKind.REVIEW, NOON)
    assert "Your week" in given.text(parcel)
    assert "Plant opens" in given.text(parcel)
    assert await next_at(desk, 1) == NOON + 7 * DAY
    desk.clock.advance(7 * 86400)
    assert await plan_reviews(desk.services) == 1
    (again,) = await told(desk)
    assert "Plant opens" not in given.text(again), "that was another week"


async def test_a_review_holds_what_digests_told_and_digests_not_what_it_told(
    desk: Bench,
) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await wants(desk, 1, digest=NOON)
    await plan_digests(desk.services)
    await given.story(desk.store, "Court rules", at=NOON)
    await plan_reviews(desk.services)

    await told(desk)
    (review,) = await told(desk)
    desk.clock.advance(86400)
    await plan_digests(desk.services)
    (digest,) = await told(desk)

    assert "Plant opens" in given.text(review)
    assert "Court rules" in given.text(review)
    assert "A quiet day" in given.text(digest)


async def test_a_review_leaves_everybody_what_they_were_told_and_what_is_still_new_to_them(
    desk: Bench,
) -> None:
    story_id = await given.story(desk.store, "Vellum may buy Pipwick", at=NOON - 4 * HOUR)
    for chat_id, hours in ((1, 3), (2, 1)):
        await wants(desk, chat_id, digest=NOON - hours * HOUR)
    desk.clock.advance(-3 * 3600)
    await plan_digests(desk.services)
    await told(desk)
    await given.growth(desk.store, story_id, "Vellum pays $3 billion", at=NOON - 2 * HOUR)
    desk.clock.advance(2 * 3600)
    await plan_digests(desk.services)
    await told(desk)
    desk.clock.advance(3600)
    assert await plan_reviews(desk.services) == 2
    reviews = await told(desk)
    assert reviews[0].message == reviews[1].message

    desk.clock.advance(86400)
    await plan_digests(desk.services)

    before, after = sorted(await told(desk), key=lambda parcel: parcel.chat_id)
    assert "$3 billion" in given.text(before)
    assert "$3 billion" not in given.text(after)


async def test_equal_wishes_share_a_review_and_others_get_their_own(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", tags=("chips",), at=NOON - HOUR)
    for chat_id in (1, 2, 3):
        await wants(desk, chat_id)
    chinese = await desk.store.audience.get(ChatId(3))
    assert chinese is not None
    await desk.store.audience.set_preferences(chinese.id, Preferences(language="zh-Hans"))

    assert await plan_reviews(desk.services) == 3

    one, two, three = sorted(await parcels(desk), key=lambda parcel: parcel.chat_id)
    assert one.message == two.message != three.message
    assert "您的一周" in given.text(three)


@pytest.mark.parametrize(("late", "count"), [(20 * HOUR, 1), (26 * HOUR, 0)])
async def test_a_review_that_was_missed_comes_within_a_day_or_in_a_week(
    desk: Bench, late: timedelta, count: int
) -> None:
    await wants(desk, 1)
    desk.clock.advance(late.total_seconds())

    assert await plan_reviews(desk.services) == count

    assert len(await parcels(desk)) == count
    assert await next_at(desk, 1) == NOON + 7 * DAY


async def test_a_review_waits_for_the_end_of_quiet_hours_and_makes_no_sound_where_digests_do_not(
    desk: Bench,
) -> None:
    quiet = QuietHours(start=12 * 60, end=15 * 60)
    await wants(desk, 1, schedule=replace(BERLIN, quiet=quiet, is_silent=True))

    assert await plan_reviews(desk.services) == 0
    desk.clock.advance(2 * 3600)
    assert await plan_reviews(desk.services) == 1

    (parcel,) = await parcels(desk)
    assert parcel.is_silent


async def test_whoever_paused_closed_the_chat_or_wants_none_gets_none(desk: Bench) -> None:
    await wants(desk, 1, schedule=replace(BERLIN, paused_until=NOON + DAY))
    await wants(desk, 2)
    await desk.store.audience.set_state(ChatId(2), ChatState.CLOSED, NOON)
    await given.subscriber(desk.store, 3, due=NOON)

    assert await plan_reviews(desk.services) == 0


async def test_a_clock_that_goes_back_sends_no_review_twice(desk: Bench) -> None:
    await wants(desk, 1)
    await plan_reviews(desk.services)
    person = await desk.store.audience.get(ChatId(1))
    assert person is not None
    await desk.store.audience.set_review(person.id, AT_ONE, NOON)

    assert await plan_reviews(desk.services) == 0

    assert len(await parcels(desk)) == 1
    assert await next_at(desk, 1) == NOON + 7 * DAY


async def test_two_planners_plan_a_review_once(desk: Bench) -> None:
    await wants(desk, 1)
    due = await desk.store.reviews.due(NOON, history_since=NOON, limit=9)
    await plan_reviews(desk.services)
    person = await desk.store.audience.get(ChatId(1))
    assert person is not None

    stale = given.digest(person, slot=NOON, past=due[0].kind.past)
    assert await desk.store.reviews.plan([stale], NOON) == 0

    assert len(await parcels(desk)) == 1


async def test_a_review_says_what_rises_once_two_weeks_were_read(desk: Bench) -> None:
    for days, count in ((16, 1), (10, 5), (3, 12)):
        for number in range(count):
            await given.story(
                desk.store, f"Title {days} {number}", tags=("chips",), at=NOON - days * DAY
            )
    await wants(desk, 1)

    await plan_reviews(desk.services)

    (parcel,) = await parcels(desk)
    assert "Rising: #chips (+140%)." in given.text(parcel)
    assert "12 stories came this week." in given.text(parcel)
