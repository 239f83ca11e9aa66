"""Who is due comes in portions of neighbours, in which those who are alike are known as kin."""

from dataclasses import replace

from bot.core.audience import ChatId, ChatState, FeedbackKind, Preferences, QuietHours
from bot.core.outgoing import Move
from data.store import Store

from . import given
from .given import DAY, HOUR, NOW
from .scheduled import come_by


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
    async for portion in store.outbox.due(NOW + HOUR, history_since=NOW, limit=2):
        met.append((portion.slot, portion.after, portion.until))
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
    (portion,) = [one async for one in store.outbox.due(NOW, history_since=NOW, limit=9)]
    moves = [
        Move(kin, step, NOW + DAY) for kin, step in zip(portion.kin.values(), steps, strict=True)
    ]

    claimed = []
    async for count in store.outbox.plan(portion, moves, NOW, most=2):
        chats = [parcel.chat_id for parcel in await given.claim(store)]
        claimed.append((count, chats))

    assert claimed == [(2, [1, 2]), (2, [3, 4]), (1, [5])]


async def test_who_changed_their_settings_meanwhile_is_planned_anew(store: Store) -> None:
    people = [await given.subscriber(store, number) for number in range(1, 6)]
    (portion,) = [one async for one in store.outbox.due(NOW, history_since=NOW, limit=9)]
    (step,) = await store.outbox.store([given.digest(people[0]).step], NOW)
    (kin,) = portion.kin.values()
    quiet = QuietHours(start=60, end=120)
    told = await given.story(store)
    await store.audience.set_preferences(people[0].id, Preferences(language="de"))
    await come_by(store, people[1].id, replace(people[1].schedule, quiet=quiet), NOW)
    await come_by(store, people[2].id, replace(people[2].schedule, paused_until=NOW + DAY), NOW)
    await store.reactions.give_feedback(people[3].id, told, FeedbackKind.MUTE, NOW)

    moves = [Move(kin, step, NOW + DAY)]
    moved = [count async for count in store.outbox.plan(portion, moves, NOW, most=9)]

    assert moved == [1]
    assert [parcel.chat_id for parcel in await given.claim(store)] == [5]
    again = await given.due(store, NOW)
    assert [group.ids for group in again] == [(person.id,) for person in people[:4]]
    assert again[1].kind.schedule.quiet == quiet
    assert again[2].kind.schedule.paused_until == NOW + DAY
    assert again[3].kind.muted == {told}
