"""Everybody due gets one digest: chosen and rendered once for all who get the same."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.core.audience import ChatId, FeedbackKind, Preferences, SubscriberId
from bot.core.outgoing import Parcel, ParcelState
from jobs.digest import plan_digests
from tests.data import given
from tests.factories import Bench
from tests.fakes import NOON, FixedClock

HOUR = timedelta(hours=1)


async def parcels(desk: Bench) -> list[Parcel]:
    return await given.claim(desk.store, at=desk.clock.now())


async def next_digest(desk: Bench, chat_id: int) -> datetime | None:
    subscriber = await desk.store.audience.get(ChatId(chat_id))
    assert subscriber is not None
    return subscriber.next_digest_at


async def test_people_with_equal_wishes_share_a_digest(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    for chat_id in (1, 2):
        await given.subscriber(desk.store, chat_id, due=NOON)

    assert await plan_digests(desk.services) == 2

    one, two = await parcels(desk)
    assert one.message == two.message
    assert "Plant opens" in given.text(one)
    assert {one.chat_id, two.chat_id} == {1, 2}


async def test_everybody_moves_on_to_their_next_slot(desk: Bench) -> None:
    await given.subscriber(desk.store, 1, due=NOON)

    await plan_digests(desk.services)

    assert await next_digest(desk, 1) == datetime(2026, 3, 3, 7, tzinfo=NOON.tzinfo)
    assert await plan_digests(desk.services) == 0


async def test_a_story_is_never_in_two_digests_of_one_person(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON)
    await plan_digests(desk.services)
    await given.begin(desk.store, await parcels(desk))
    desk.clock.advance(86400)
    await given.story(desk.store, "Court rules", at=desk.clock.now() - HOUR)
    await desk.store.outbox.reap(desk.clock.now())

    await plan_digests(desk.services)

    (parcel,) = await parcels(desk)
    assert "Court rules" in given.text(parcel)
    assert "Plant opens" not in given.text(parcel)


async def test_each_language_is_rendered_for_itself(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON)
    other = await given.subscriber(desk.store, 2, due=NOON)
    await desk.store.audience.set_preferences(other.id, Preferences(language="zh-Hans"))

    await plan_digests(desk.services)

    texts = {parcel.chat_id: given.text(parcel) for parcel in await parcels(desk)}
    assert texts[ChatId(1)] != texts[ChatId(2)]
    assert "条" in texts[ChatId(2)]


async def test_a_quiet_day_says_so_and_shows_the_best_below_the_floor(desk: Bench) -> None:
    await given.story(desk.store, "Minor update", total=20, at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON)

    await plan_digests(desk.services)

    (parcel,) = await parcels(desk)
    assert "A quiet day" in given.text(parcel)
    assert "Minor update" in given.text(parcel)


async def test_a_slot_missed_today_is_caught_up_once(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON - 5 * HOUR)

    assert await plan_digests(desk.services) == 1
    assert await plan_digests(desk.services) == 0


async def test_a_slot_missed_yesterday_is_skipped_and_todays_is_caught_up(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON - timedelta(days=1))

    assert await plan_digests(desk.services) == 1

    (parcel,) = await parcels(desk)
    assert parcel.slot == NOON.replace(hour=7), "08:00 in Berlin"
    following = await next_digest(desk, 1)
    assert following is not None
    assert following > NOON


async def test_a_digest_that_comes_late_counts_ages_from_when_it_is_made(desk: Bench) -> None:
    await given.story(desk.store, "Plant opens", at=NOON - 8 * HOUR)
    await given.subscriber(desk.store, 1, due=NOON - 5 * HOUR)

    await plan_digests(desk.services)

    (parcel,) = await parcels(desk)
    assert "8 hours ago" in given.text(parcel)


async def test_more_people_than_one_transaction_takes_get_the_same_digest(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.digest.FEWEST", 2)
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    for chat_id in range(1, 6):
        await given.subscriber(desk.store, chat_id, due=NOON)

    assert await plan_digests(desk.services) == 5

    assert len({parcel.message for parcel in await parcels(desk)}) == 1
    desk.clock.advance(86400)
    assert len(await given.due(desk.store, desk.clock.now(), since=NOON)) == 1


async def test_the_first_digests_are_queued_before_the_others_are_made(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.digest.NEW_GROUPS", 1)
    for chat_id, language in enumerate(("en", "de", "fr"), 1):
        person = await given.subscriber(desk.store, chat_id, due=NOON)
        await desk.store.audience.set_preferences(person.id, Preferences(language=language))
    queued = []

    class Clock(FixedClock):
        async def sleep(self, seconds: float) -> None:
            depths = await desk.store.outbox.depths()
            queued.append(depths[ParcelState.QUEUED])
            await super().sleep(seconds)

    assert await plan_digests(replace(desk.services, clock=Clock())) == 3

    assert queued == [0, 1, 1, 2, 2, 3]


async def test_stories_that_grew_without_news_do_not_crowd_out_one_with_news(desk: Bench) -> None:
    names = ("Alder", "Birch", "Cedar", "Vellum")
    known = [
        await given.story(desk.store, f"{name} may buy Pipwick", total=90 - at, at=NOON - HOUR)
        for at, name in enumerate(names)
    ]
    await given.subscriber(desk.store, 1, due=NOON)
    for _ in range(2):  # one publisher's stories take two digests
        await plan_digests(desk.services)
        await given.begin(desk.store, await parcels(desk))
        desk.clock.advance(86400)
        await desk.store.outbox.reap(desk.clock.now())
    for name, story_id in zip(names, known, strict=True):
        title = "Vellum pays $3 billion" if name == "Vellum" else f"{name}, as told again"
        await given.growth(desk.store, story_id, title, at=desk.clock.now())

    await plan_digests(desk.services)

    (parcel,) = await parcels(desk)
    assert "$3 billion" in given.text(parcel)


async def test_who_was_sent_a_story_hears_once_what_is_new_and_nobody_who_muted_it(
    desk: Bench,
) -> None:
    story_id = await given.story(desk.store, "Vellum may buy Pipwick", at=NOON - HOUR)
    one = await given.subscriber(desk.store, 1, due=NOON)
    two = await given.subscriber(desk.store, 2, due=NOON)
    await plan_digests(desk.services)
    await given.begin(desk.store, await parcels(desk))
    await desk.store.reactions.give_feedback(two.id, story_id, FeedbackKind.MUTE, NOON)
    for number, title in enumerate(("Vellum pays $3 billion", "Pipwick costs $5 billion"), 1):
        desk.clock.advance(86400 / 2)
        await given.growth(desk.store, story_id, title, at=desk.clock.now())
        desk.clock.advance(86400 / 2)
        await plan_digests(desk.services)
        await desk.store.outbox.reap(desk.clock.now())
        sent = await parcels(desk)
        await given.begin(desk.store, sent)
        fresh = {parcel.subscriber_id: given.text(parcel) for parcel in sent}
        assert "Vellum may buy" not in "".join(fresh.values())
        assert ("$3 billion" in fresh[one.id]) is (number == 1)
        assert "$5 billion" not in fresh[one.id]
        assert "billion" not in fresh[two.id]


async def test_people_who_heard_of_different_updates_keep_pasts_of_their_own(desk: Bench) -> None:
    story_id = await given.story(desk.store, "Vellum may buy Pipwick", at=NOON - HOUR)
    late = await given.subscriber(desk.store, 1, due=NOON + 19 * HOUR)
    early = await given.subscriber(desk.store, 2, due=NOON)

    async def told(hours: int) -> dict[SubscriberId, str]:
        desk.clock.advance(3600 * hours)
        await plan_digests(desk.services)
        await desk.store.outbox.reap(desk.clock.now())
        sent = await parcels(desk)
        await given.begin(desk.store, sent)
        return {parcel.subscriber_id: given.text(parcel) for parcel in sent}

    assert "Vellum may buy" in (await told(0))[early.id]
    await given.growth(desk.store, story_id, "Vellum pays $3 billion", at=NOON + 9 * HOUR)
    second = await told(19)
    assert "Updates" in second[early.id]
    assert "Updates" not in second[late.id]
    assert len(await told(24)) == 2
    await given.growth(desk.store, story_id, "Pipwick costs $5 billion", at=NOON + 55 * HOUR)
    last = await told(24)

    assert "$5 billion" in last[late.id]
    assert "$5 billion" not in last[early.id]
