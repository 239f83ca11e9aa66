"""Nothing is sent twice and nothing is lost, whoever dies when."""

import asyncio
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adapters.telegram_http import READ_SECONDS
from bot.core.audience import ChatId, ChatKind, ChatState
from bot.core.outgoing import Closing, ParcelId, ParcelState
from data.store import Store, open_store

from . import given
from .given import DAY, HOUR, LEASE, MINUTE, NOW

DYING_SENDER = Path(__file__).with_name("dying_sender.py")


async def test_two_senders_never_share_a_parcel(store: Store, database_url: str) -> None:
    people = [await given.subscriber(store, chat) for chat in range(1, 31)]
    await given.plan(store, [given.digest(*people)], NOW)
    taken: list[ParcelId] = []

    async def empty(outbox: Store, owner: str) -> None:
        while parcels := await given.claim(outbox, owner, limit=3):
            taken.extend(await given.begin(outbox, parcels))

    async with open_store(database_url) as other:
        await asyncio.gather(empty(store, "one"), empty(other, "two"))

    assert len(taken) == len(set(taken)) == 30


async def test_a_lease_that_ran_out_belongs_to_the_next_sender(store: Store) -> None:
    await given.plan(store, [given.digest(await given.subscriber(store))], NOW)
    (parcel,) = await given.claim(store, "one")
    later = NOW + 2 * LEASE

    await store.outbox.reap(NOW + LEASE / 2)
    assert await given.claim(store, "two", at=later) == [], "the lease still holds"
    await store.outbox.reap(later)
    (again,) = await given.claim(store, "two", at=later)

    assert again.id == parcel.id
    assert again.attempts == 1, "a claim is no try"
    assert await given.begin(store, [parcel]) == frozenset()
    back = given.result(parcel, ParcelState.QUEUED, retry_at=later)
    await store.outbox.record([back], later)
    assert await given.begin(store, [again]) == {parcel.id}


async def test_a_start_takes_leases_back_and_leaves_alone_what_is_being_sent(
    store: Store,
) -> None:
    people = [await given.subscriber(store, chat) for chat in (1, 2)]
    await given.plan(store, [given.digest(*people)], NOW)
    leased, sent = await given.claim(store, "one")
    await given.begin(store, [sent])

    await store.outbox.release()

    assert [parcel.id for parcel in await given.claim(store, "two")] == [leased.id]
    assert await given.begin(store, [leased]) == frozenset()


async def test_what_was_being_sent_when_its_sender_died_is_never_sent_again(store: Store) -> None:
    await given.plan(store, [given.digest(await given.subscriber(store), parts=2)], NOW)
    (parcel,) = await given.sending(store)

    await store.outbox.reap(NOW + 2 * LEASE)

    assert (await store.outbox.depths())[ParcelState.UNCONFIRMED] == 1
    (following,) = await given.claim(store, "two", at=NOW + 2 * LEASE)
    assert following.id != parcel.id
    assert following.part == 1


async def test_what_waits_for_its_answer_is_not_given_up_with_the_lease_of_its_claim(
    store: Store,
) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person)], NOW)
    (parcel,) = await given.claim(store)
    turn = NOW + LEASE - timedelta(seconds=1)
    assert await store.outbox.record([], turn, sending=[parcel]) == {parcel.id}

    await store.outbox.reap(turn + timedelta(seconds=READ_SECONDS))

    assert (await store.outbox.depths())[ParcelState.SENDING] == 1


async def test_an_answer_that_comes_after_the_lease_still_counts(store: Store) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person)], NOW)
    (parcel,) = await given.sending(store)
    later = NOW + 2 * LEASE
    await store.outbox.reap(later)

    sent = given.result(parcel)
    await store.outbox.record([sent], later)

    assert set((await store.outbox.depths()).values()) == {0}
    (hour,) = await store.outbox.hours(later, last=1)
    assert hour.sent == 1


async def test_a_parcel_that_is_tried_again_waits_for_its_time(store: Store) -> None:
    await given.plan(store, [given.digest(await given.subscriber(store))], NOW)
    (parcel,) = await given.sending(store)
    retry = given.result(parcel, ParcelState.QUEUED, retry_at=NOW + MINUTE)

    await store.outbox.record([retry], NOW)

    assert await given.claim(store, at=NOW + MINUTE / 2) == []
    (again,) = await given.claim(store, at=NOW + MINUTE)
    assert (again.id, again.attempts) == (parcel.id, 2)


async def test_a_later_digest_waits_for_an_earlier_one_of_the_same_chat(store: Store) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person)], NOW)
    (first,) = await given.sending(store)
    later = given.digest(person, slot=NOW + DAY, past=await given.past(store, NOW + DAY))
    assert (await given.plan(store, [later], NOW + DAY)).recipients == 1
    retry = given.result(first, ParcelState.QUEUED, retry_at=NOW + DAY + HOUR)
    await store.outbox.record([retry], NOW)

    assert await given.claim(store, at=NOW + DAY) == []
    (parcel,) = await given.claim(store, at=NOW + DAY + HOUR)
    assert parcel.id == first.id


@pytest.mark.parametrize("state", [ParcelState.PARKED, ParcelState.UNCONFIRMED])
async def test_parcels_in_doubt_are_counted_and_left_alone(
    store: Store, state: ParcelState
) -> None:
    await given.plan(store, [given.digest(await given.subscriber(store))], NOW)
    (parcel,) = await given.sending(store)

    result = given.result(parcel, state)
    await store.outbox.record([result], NOW)

    assert await given.claim(store, at=NOW + DAY) == []
    assert (await store.outbox.depths())[state] == 1


async def test_a_closed_chat_gets_nothing_more_and_keeps_its_settings(store: Store) -> None:
    topics = [
        await given.subscriber(store, -9, kind=ChatKind.SUPERGROUP, thread_id=topic)
        for topic in (0, 5)
    ]
    other = await given.subscriber(store, 2)
    await given.plan(store, [given.digest(*topics, other, parts=2)], NOW)
    parcels = {(one.chat_id, one.thread_id): one for one in await given.claim(store)}
    first = parcels[ChatId(-9), 0]
    await given.begin(store, [first])

    gone = replace(given.result(first, ParcelState.CLOSED), closes=Closing.CHAT)
    await store.outbox.record([gone], NOW)

    subscriber = await store.audience.get(ChatId(-9), 5)
    assert subscriber is not None
    assert subscriber.state is ChatState.CLOSED
    assert subscriber.next_digest_at == NOW + DAY
    depths = await store.outbox.depths()
    assert (depths[ParcelState.QUEUED], depths[ParcelState.LEASED]) == (1, 2)
    due = await given.due(store, NOW + DAY)
    assert [one.ids for one in due] == [(other.id,)]


async def test_a_closed_topic_leaves_the_rest_of_its_chat_alone(store: Store) -> None:
    topics = [
        await given.subscriber(store, -9, kind=ChatKind.SUPERGROUP, thread_id=topic)
        for topic in (0, 5)
    ]
    await given.plan(store, [given.digest(*topics, parts=2)], NOW)
    (_, closed) = sorted(await given.sending(store), key=lambda parcel: parcel.thread_id)

    gone = replace(given.result(closed, ParcelState.CLOSED), closes=Closing.TOPIC)
    await store.outbox.record([gone], NOW)

    states = [await store.audience.get(ChatId(-9), topic) for topic in (0, 5)]
    assert [one and one.state for one in states] == [ChatState.ACTIVE, ChatState.CLOSED]
    depths = await store.outbox.depths()
    assert (depths[ParcelState.QUEUED], depths[ParcelState.SENDING]) == (1, 1)


async def test_many_results_are_recorded_at_once(store: Store) -> None:
    people = [await given.subscriber(store, chat) for chat in range(1, 6)]
    await given.plan(store, [given.digest(*people)], NOW)
    parcels = await given.sending(store)
    states = [
        ParcelState.SENT,
        ParcelState.UNCONFIRMED,
        ParcelState.PARKED,
        ParcelState.CLOSED,
        ParcelState.QUEUED,
    ]

    await store.outbox.record(
        [
            given.result(parcel, state, retry_at=NOW + MINUTE)
            for parcel, state in zip(parcels, states, strict=True)
        ],
        NOW,
    )

    counts = {state: count for state, count in (await store.outbox.depths()).items() if count}
    assert counts == {
        ParcelState.UNCONFIRMED: 1,
        ParcelState.PARKED: 1,
        ParcelState.QUEUED: 1,
    }
    assert (await store.audience.counts())["closed"] == 0, "a closed parcel alone closes no chat"
    (again,) = await given.claim(store, at=NOW + MINUTE)
    assert again.id == parcels[-1].id


async def test_recording_nothing_is_no_error(store: Store) -> None:
    await store.outbox.record([], NOW)

    assert set((await store.outbox.depths()).values()) == {0}


async def test_a_moved_group_gets_its_parcels_at_its_new_address(store: Store) -> None:
    group = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    await given.plan(store, [given.digest(group)], NOW)
    (parcel,) = await given.sending(store)

    await store.audience.move(ChatId(-5), ChatId(-1005))
    again = given.result(parcel, ParcelState.QUEUED, retry_at=NOW)
    await store.outbox.record([again], NOW)

    (moved,) = await given.claim(store)
    assert moved.chat_id == -1005


async def test_delivery_is_told_by_the_hour(store: Store) -> None:
    people = [await given.subscriber(store, chat) for chat in range(1, 5)]
    await given.plan(store, [given.digest(*people)], NOW)
    first, again, parked, lost = await given.sending(store)
    await store.outbox.record([given.result(first)], NOW + MINUTE)
    await store.outbox.record([given.result(again, ParcelState.QUEUED, retry_at=NOW)], NOW)
    await store.outbox.record([given.result(parked, ParcelState.PARKED)], NOW + HOUR)
    await store.outbox.record([given.result(lost, ParcelState.UNCONFIRMED)], NOW + HOUR)
    await store.outbox.record(
        list(map(given.result, await given.sending(store))), NOW + 2 * MINUTE
    )

    one, two = await store.outbox.hours(NOW + HOUR, last=24)

    assert (one.start, one.sent, one.retried, one.unconfirmed) == (NOW, 2, 1, 0)
    assert (one.late_p50, one.late_p99) == (2 * MINUTE, 2 * MINUTE)
    assert (two.start, two.sent, two.parked, two.unconfirmed) == (NOW + HOUR, 0, 1, 1)


async def test_a_sender_killed_between_sending_and_recording_costs_nobody_a_second_copy(
    store: Store, database_url: str
) -> None:
    people = [await given.subscriber(store, chat) for chat in range(1, 11)]
    await given.plan(store, [given.digest(*people)], NOW)

    sender = await asyncio.create_subprocess_exec(
        sys.executable, DYING_SENDER, database_url, stdout=subprocess.PIPE
    )
    printed, _ = await sender.communicate()
    assert sender.returncode == -signal.SIGKILL
    on_the_wire = [int(number) for number in printed.split()]
    assert len(on_the_wire) == 4

    later = NOW + 2 * LEASE
    await store.outbox.reap(later)
    sent = await given.sending(store, "two", at=later)
    assert len(sent) == 6
    assert {parcel.id for parcel in sent}.isdisjoint(on_the_wire)
    assert (await store.outbox.depths())[ParcelState.UNCONFIRMED] == 4
