"""Who is due is planned once, with what they were shown before."""

import asyncio

import pytest

from bot.core.audience import (
    Alerts,
    ChatId,
    ChatState,
    FeedbackKind,
    SubscriberId,
)
from bot.core.breaking import AlertGroup
from bot.core.news import StoryId
from bot.errors import StoreError
from data.store import Store, open_store

from . import given
from .given import DAY, HOUR, MINUTE, NOW


async def test_a_planned_digest_comes_out_as_parcels_in_part_order(store: Store) -> None:
    person = await given.subscriber(store, 7)
    planned, _ = await given.plan(store, [given.digest(person, parts=2)], NOW)

    (first,) = await given.claim(store)
    await given.begin(store, [first])
    assert await given.claim(store) == [], "the second part waits for the first"
    await store.outbox.record([given.result(first)], NOW)
    (second,) = await given.claim(store)

    assert planned == 1
    assert (first.chat_id, first.part, given.text(first)) == (7, 0, "part 0")
    assert (second.chat_id, second.part, given.text(second)) == (7, 1, "part 1")
    assert first.slot == second.slot == NOW
    assert first.attempts == 1


async def test_planning_twice_gives_one_delivery(store: Store) -> None:
    person = await given.subscriber(store)
    digest = given.digest(person)

    assert [(await given.plan(store, [digest], NOW)).recipients for _ in range(2)] == [1, 0]

    assert len(await given.claim(store)) == 1


async def test_a_slot_planned_again_after_a_change_of_settings_gives_no_second_delivery(
    store: Store,
) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person)], NOW)
    await store.audience.set_next_digest(person.id, NOW)

    assert (
        await given.plan(store, [given.digest(person, following=NOW + HOUR)], NOW)
    ).recipients == 0

    assert len(await given.claim(store)) == 1
    (due,) = await given.due(store, NOW)
    assert due.kind.had_slot


async def test_two_processes_that_plan_the_same_people_plan_each_once(
    store: Store, database_url: str
) -> None:
    people = [await given.subscriber(store, chat) for chat in range(1, 21)]
    digests = [given.digest(*people[start : start + 4]) for start in range(0, 20, 4)]

    async with open_store(database_url) as other:
        written = await asyncio.gather(
            *(given.plan(each, [digest], NOW) for digest in digests for each in (store, other))
        )

    assert sum(planned.recipients for planned in written) == 20
    assert sorted(parcel.chat_id for parcel in await given.claim(store)) == list(range(1, 21))


async def test_planning_leaves_nothing_behind_where_a_story_does_not_exist(store: Store) -> None:
    person = await given.subscriber(store)

    with pytest.raises(StoreError, match=r"(?i)foreign key"):
        await given.plan(store, [given.digest(person, stories=(StoryId(99),))], NOW)

    (due,) = await given.due(store, NOW)
    assert due.kind.slot == NOW
    assert await given.claim(store) == []


async def test_an_alert_that_cannot_be_queued_does_not_count_as_told(store: Store) -> None:
    person = await given.subscriber(store)
    await store.audience.set_alerts(person.id, Alerts(is_on=True))

    async def alert() -> frozenset[SubscriberId]:
        past = await given.past(store, NOW)
        group = AlertGroup(
            preferences=person.preferences,
            timezone=person.schedule.timezone,
            past=past,
            ids=(person.id,),
        )
        return await store.breaking.plan(await given.story(store), {group: {"text": "a"}}, NOW)

    assert await alert() == {person.id}
    told = await given.past(store, NOW)
    with pytest.raises(StoreError, match=r"(?i)unique"):
        await alert()  # of the same moment
    assert await given.past(store, NOW) == told


async def test_closed_chats_and_those_who_turned_digests_off_are_not_planned(store: Store) -> None:
    closed, off = await given.subscriber(store, 1), await given.subscriber(store, 2)
    await store.audience.set_state(ChatId(1), ChatState.CLOSED, NOW)
    await store.audience.set_next_digest(off.id, None)

    assert (await given.plan(store, [given.digest(closed, off)], NOW)).recipients == 0
    assert await given.due(store, NOW) == []


async def test_the_late_only_move_on(store: Store) -> None:
    person = await given.subscriber(store)

    await given.plan(store, [], NOW, late=[given.recipients(person)])

    assert await given.claim(store) == []
    again = await store.audience.get(ChatId(1))
    assert again is not None
    assert (again.next_digest_at, again.last_digest_at) == (NOW + DAY, None)


async def test_due_people_come_with_their_preferences_and_what_they_were_shown(
    store: Store,
) -> None:
    person, other = await given.subscriber(store, 1), await given.subscriber(store, 2)
    told, muted, fresh = [await given.story(store) for _ in range(3)]
    await given.plan(store, [given.digest(person, stories=(told,))], NOW)
    await store.reactions.give_feedback(person.id, muted, FeedbackKind.MUTE, NOW)
    await store.reactions.give_feedback(person.id, fresh, FeedbackKind.LESS, NOW)

    late, early = await given.due(store, NOW + DAY)

    assert (late.ids, late.kind.slot, late.kind.shown) == ((other.id,), NOW, frozenset())
    assert (early.ids, early.kind.slot) == ((person.id,), NOW + DAY)
    assert (early.kind.preferences, early.kind.schedule) == (
        person.preferences,
        person.schedule,
    )
    assert early.kind.shown | early.kind.muted == {told, muted}
    first, second = await given.due(store, NOW + DAY, limit=1)
    assert (first.ids, second.ids) == ((other.id,), (person.id,))


async def test_a_step_that_is_stored_already_is_given_to_others(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 3)]
    told = await given.story(store)
    one, two = [
        await given.plan(store, [given.digest(person, stories=(told,))], NOW) for person in people
    ]
    assert one == two

    first, second = await given.claim(store)
    assert first.message == second.message
    assert first.chat_id != second.chat_id
    (group,) = await given.due(store, NOW + DAY)
    assert (group.kind.past, group.kind.shown) == (one.steps[0], frozenset({told}))


async def test_who_got_the_same_step_for_another_slot_meanwhile_gets_no_second_one(
    store: Store,
) -> None:
    person = await given.subscriber(store)
    early, late = given.digest(person), given.digest(person, slot=NOW + HOUR)
    await store.audience.set_next_digest(person.id, NOW + HOUR)
    assert (await given.plan(store, [late], NOW + HOUR)).recipients == 1

    assert (await given.plan(store, [early], NOW + HOUR)).recipients == 0

    assert [parcel.slot for parcel in await given.claim(store, at=NOW + HOUR)] == [NOW + HOUR]
    (claimed,) = await given.due(store, NOW + DAY)
    assert claimed.kind.slot == NOW + DAY


async def test_who_is_late_keeps_what_they_were_shown(store: Store) -> None:
    person = await given.subscriber(store)
    told = await given.story(store)
    await given.plan(store, [given.digest(person, stories=(told,))], NOW)
    past = await given.past(store, NOW + DAY)

    late = given.recipients(person, slot=NOW + DAY, following=NOW + 2 * DAY, past=past)
    await given.plan(store, [], NOW + DAY, late=[late])

    (group,) = await given.due(store, NOW + 2 * DAY)
    assert (group.kind.slot, group.kind.past, group.kind.had_slot) == (NOW + 2 * DAY, past, False)


async def test_who_was_shown_something_meanwhile_is_planned_anew(store: Store) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person, following=NOW + HOUR)], NOW)

    assert (
        await given.plan(store, [given.digest(person, slot=NOW + HOUR)], NOW + HOUR)
    ).recipients == 0

    past = await given.past(store, NOW + HOUR)
    anew = given.digest(person, slot=NOW + HOUR, past=past)
    assert (await given.plan(store, [anew], NOW + HOUR)).recipients == 1


async def test_equal_pasts_stay_one_however_they_came_about(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 3)]
    told = await given.story(store)
    for person in people:
        await given.plan(store, [given.digest(person, stories=(told,))], NOW)

    (group,) = await given.due(store, NOW + DAY)

    assert group.ids == (people[0].id,)


async def test_what_one_was_shown_is_what_due_says(store: Store) -> None:
    person, other = await given.subscriber(store, 1), await given.subscriber(store, 2)
    told, muted = await given.story(store), await given.story(store)
    await given.plan(store, [given.digest(person, stories=(told,))], NOW)
    await store.reactions.give_feedback(person.id, muted, FeedbackKind.MUTE, NOW)

    shown = await store.outbox.shown(person.id, NOW)
    assert shown.stories == {told, muted}
    assert shown.once == {(told, NOW)}
    assert (await store.outbox.shown(person.id, NOW + MINUTE)).stories == {muted}
    assert (await store.outbox.shown(other.id, NOW)).stories == frozenset()
    await store.reactions.give_feedback(person.id, told, FeedbackKind.MUTE, NOW)
    assert (await store.outbox.shown(person.id, NOW)).once == frozenset()


async def test_a_delivered_story_is_never_a_candidate_again_for_who_got_it(store: Store) -> None:
    """However the window moves: what is a candidate was first seen in it, so was sent in it."""
    person = await given.subscriber(store)
    window = 3 * DAY
    for day in range(8):
        now = NOW + day * DAY
        # Seen yesterday, fit to be sent today, and planned a while after the slot.
        await given.story(store, f"Story {day}", at=now - 20 * HOUR, ready=now - HOUR)
        (due,) = await given.due(store, now, since=now - window)
        candidates = await store.stories.candidates(now - window, now)
        fresh = tuple(one.id for one in candidates if one.id not in due.kind.shown)
        assert len(fresh) == 1
        planned = given.digest(
            person, slot=now, stories=fresh, following=now + DAY, past=due.kind.past
        )
        assert (await given.plan(store, [planned], now + 2 * HOUR)).recipients == 1
