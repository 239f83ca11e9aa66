"""Who is due comes in portions of neighbours, in which those who are alike are known as kin."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.audience import (
    ChatId,
    ChatState,
    FeedbackKind,
    Preferences,
    QuietHours,
    Subscriber,
)
from bot.core.outgoing import Move, Portion, Stretch
from data.store import Store

from . import given
from .given import DAY, HOUR, NOW
from .scheduled import come_by
from .waiting import due_slot


async def test_those_who_are_alike_come_as_one_group(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 5)]
    told = await given.story(store)
    await given.plan(store, [given.digest(*people[:3], stories=(told,))], NOW)

    groups = await given.due(store, NOW + DAY)

    assert [group.ids for group in groups] == [(people[3].id,), (people[0].id,)]


async def test_going_through_the_due_meets_each_once_and_not_who_was_closed_meanwhile(
    store: Store,
) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 6)]
    await store.audience.set_next_digest(people[0].id, NOW + HOUR)

    met = []
    async for slot in store.outbox.due(NOW + HOUR, history_since=NOW):
        after = 0
        while stretch := await slot.stretch(after, 2):
            met.append((slot.at, *stretch))
            after = stretch.until
            await store.audience.set_state(ChatId(5), ChatState.CLOSED, NOW)

    assert met == [
        (NOW, 0, people[2].id),
        (NOW, people[2].id, people[3].id),
        (NOW + HOUR, 0, people[0].id),
    ]


async def test_those_who_muted_other_stories_come_apart(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 5)]
    told = await given.story(store)
    for person in people[:2]:
        await store.reactions.give_feedback(person.id, told, FeedbackKind.MUTE, NOW)

    groups = await given.due(store, NOW)

    assert [(group.ids, group.kind.muted) for group in groups] == [
        ((people[0].id,), {told}),
        ((people[1].id,), {told}),
        ((people[2].id,), frozenset()),
    ]
    assert groups[0].kind is groups[1].kind


async def test_a_plan_is_written_in_turns_of_neighbours_whatever_they_get(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 6)]
    for person in people[1::2]:
        await store.audience.set_preferences(person.id, Preferences(language="de"))
    digests = [given.digest(*people[::2]), given.digest(*people[1::2], parts=2)]
    steps = await store.outbox.store([digest.step for digest in digests], NOW)
    slot = due_slot(store, NOW, NOW)
    portion = await slot.read(Stretch(0, people[-1].id), 9)
    moves = [
        Move(kin, step, NOW + DAY) for kin, step in zip(portion.kin.values(), steps, strict=True)
    ]

    claimed = []
    async for count in slot.give(portion.stretch, moves, most=2):
        chats = [parcel.chat_id for parcel in await given.claim(store)]
        claimed.append((count, chats))

    assert claimed == [(2, [1, 2]), (2, [3, 4]), (1, [5])]


async def test_who_changed_their_settings_meanwhile_is_planned_anew(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 6)]
    slot = due_slot(store, NOW, NOW)
    portion = await slot.read(Stretch(0, people[-1].id), 9)
    (step,) = await store.outbox.store([given.digest(people[0]).step], NOW)
    (kin,) = portion.kin.values()
    quiet = QuietHours(start=60, end=120)
    told = await given.story(store)
    await store.audience.set_preferences(people[0].id, Preferences(language="de"))
    await come_by(store, people[1].id, replace(people[1].schedule, quiet=quiet), NOW)
    await come_by(store, people[2].id, replace(people[2].schedule, paused_until=NOW + DAY), NOW)
    await store.reactions.give_feedback(people[3].id, told, FeedbackKind.MUTE, NOW)

    moves = [Move(kin, step, NOW + DAY)]
    moved = [count async for count in slot.give(portion.stretch, moves, most=9)]

    assert moved == [1]
    assert [parcel.chat_id for parcel in await given.claim(store)] == [5]
    again = await given.due(store, NOW)
    assert [group.ids for group in again] == [(person.id,) for person in people[:4]]
    assert again[1].kind.schedule.quiet == quiet
    assert again[2].kind.schedule.paused_until == NOW + DAY
    assert again[3].kind.muted == {told}


async def two_kin(store: Store) -> tuple[list[Subscriber], Portion, list[Move]]:
    """Have two people wait who are not alike, and store what each gets."""
    people = [await given.subscriber(store, number) for number in (1, 2)]
    await store.audience.set_preferences(people[1].id, Preferences(language="de"))
    portion = await due_slot(store, NOW, NOW).read(Stretch(0, people[1].id), 9)
    digests = [given.digest(people[0]), given.digest(people[1], parts=2)]
    steps = await store.outbox.store([digest.step for digest in digests], NOW)
    kin = portion.kin.values()
    moves = [Move(one, step, NOW + DAY) for one, step in zip(kin, steps, strict=True)]
    return people, portion, moves


async def moved(turns: AsyncIterator[int]) -> int:
    return sum([count async for count in turns])


async def test_what_was_decided_holds_for_those_who_follow(store: Store) -> None:
    people, portion, moves = await two_kin(store)
    slot = due_slot(store, NOW, NOW)
    before = Stretch(0, people[0].id - 1)

    assert await moved(slot.give(portion.stretch, most=9)) == 0, "nothing was decided"
    assert await moved(slot.give(before, moves[:1], most=9)) == 0, "nobody is there"
    assert await moved(slot.pass_over(portion.stretch, most=9)) == 0, "nobody is late"
    assert await moved(slot.give(portion.stretch, most=9)) == 1

    assert [parcel.chat_id for parcel in await given.claim(store)] == [1]
    left = await slot.read(portion.stretch, 9)
    assert [group.ids for group in left.groups] == [(people[1].id,)]


async def test_nobody_is_moved_by_an_earlier_decision_without_what_it_gives(store: Store) -> None:
    people, portion, moves = await two_kin(store)
    slot = due_slot(store, NOW, NOW)
    await moved(slot.give(Stretch(0, people[0].id - 1), moves[:1], most=9))

    assert await moved(slot.give(portion.stretch, moves[1:], most=9)) == 1
    assert await moved(slot.give(portion.stretch, most=9)) == 1

    assert {parcel.chat_id for parcel in await given.claim(store)} == {1, 2}


async def test_what_was_decided_is_forgotten_when_it_is_too_much_and_at_the_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.due_slot._MOST_FATES", 1)
    people, portion, moves = await two_kin(store)
    slot = due_slot(store, NOW, NOW)
    nobody = Stretch(people[1].id, people[1].id)

    for move in moves:
        await moved(slot.give(nobody, [move], most=9))

    assert await moved(slot.give(portion.stretch, most=9)) == 1
    assert [parcel.chat_id for parcel in await given.claim(store)] == [2]
    await slot.forget()
    assert await moved(slot.give(portion.stretch, most=9)) == 0


async def test_those_who_are_late_move_on_with_all_who_follow(store: Store) -> None:
    _, portion, moves = await two_kin(store)
    slot = due_slot(store, NOW, NOW)
    late = [move._replace(step=None) for move in moves]
    await moved(slot.pass_over(Stretch(0, 0), late, most=9))

    assert await moved(slot.give(portion.stretch, most=9)) == 0
    assert await moved(slot.pass_over(portion.stretch, most=9)) == 2

    assert await given.claim(store) == []


async def test_what_a_run_that_died_had_decided_holds_for_no_other(store: Store) -> None:
    _, portion, moves = await two_kin(store)
    died = due_slot(store, NOW, NOW)
    await moved(died.give(Stretch(0, 0), moves, most=9))
    later = due_slot(store, NOW, NOW + 2 * DAY)

    assert await moved(later.give(portion.stretch, most=9)) == 0
    await moved(later.give(Stretch(0, 0), moves[:1], most=9))

    assert await moved(died.give(portion.stretch, most=9)) == 0, "what it left is cleared away"


async def test_a_story_that_is_retracted_meanwhile_reaches_nobody_who_follows(
    store: Store,
) -> None:
    person = await given.subscriber(store)
    told = await given.story(store)
    slot = due_slot(store, NOW, NOW)
    portion = await slot.read(Stretch(0, person.id), 9)
    (step,) = await store.outbox.store([given.digest(person, stories=(told,)).step], NOW)
    moves = [Move(kin, step, NOW + DAY) for kin in portion.kin.values()]
    await moved(slot.give(Stretch(0, 0), moves, most=9))
    await store.editing.retract(told, "Invented.", NOW)

    assert await moved(slot.give(portion.stretch, most=9)) == 0

    assert await given.claim(store) == []
