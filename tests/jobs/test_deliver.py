"""Parcels go out once, and what Telegram says is acted on."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.core.audience import ChatId, ChatState
from bot.core.outgoing import Parcel, ParcelId, ParcelResult, ParcelState
from bot.errors import (
    DeliveryError,
    MovedError,
    NotSentError,
    RejectedError,
    SilencedError,
    StoreError,
    ThrottledError,
    TopicClosedError,
    UnconfirmedError,
    UnreachableError,
)
from data.audience import Audience
from data.outbox import Outbox
from jobs.deliver import Courier
from jobs.upkeep import reap
from tests.data import given
from tests.factories import Bench
from tests.fakes import NOON


async def queue(desk: Bench, *chats: int, parts: int = 1) -> None:
    people = [await given.subscriber(desk.store, chat_id, due=NOON) for chat_id in chats]
    await given.plan(desk.store, [given.digest(*people, slot=NOON, parts=parts)], NOON)


def courier(desk: Bench) -> Courier:
    return Courier(desk.services, "one", per_second=28)


async def state_of(desk: Bench, chat_id: int) -> ChatState:
    subscriber = await desk.store.audience.get(ChatId(chat_id))
    assert subscriber is not None
    return subscriber.state


async def test_everybody_gets_every_part_once(desk: Bench) -> None:
    await queue(desk, 1, 2, 3, parts=2)

    tally = await courier(desk).deliver()

    assert tally == {ParcelState.SENT: 6}
    for chat_id in (1, 2, 3):
        texts = [fields["text"] for chat, fields in desk.messenger.parcels if chat == chat_id]
        assert texts == ["part 0", "part 1"]
    assert await courier(desk).deliver() == {}


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (ThrottledError(1, 30), ParcelState.QUEUED),
        (NotSentError(1, "no connection"), ParcelState.QUEUED),
        (UnconfirmedError(1, "no answer"), ParcelState.UNCONFIRMED),
        (RejectedError(1, "can't parse entities"), ParcelState.PARKED),
        (UnreachableError(1, "blocked"), ParcelState.CLOSED),
        (TopicClosedError(1, "TOPIC_CLOSED"), ParcelState.CLOSED),
        (SilencedError(1, "CHAT_WRITE_FORBIDDEN"), ParcelState.CLOSED),
    ],
)
async def test_each_failure_has_its_end(
    desk: Bench, error: DeliveryError, state: ParcelState
) -> None:
    await queue(desk, 1)
    desk.messenger.failures = [error]

    assert await courier(desk).deliver() == {state: 1}


async def test_what_surely_did_not_arrive_is_sent_again_later(desk: Bench) -> None:
    await queue(desk, 1)
    desk.messenger.failures = [ThrottledError(1, 30)]
    await courier(desk).deliver()
    assert await courier(desk).deliver() == {}
    desk.clock.advance(31)

    assert await courier(desk).deliver() == {ParcelState.SENT: 1}


async def test_what_may_have_arrived_is_never_sent_again(desk: Bench) -> None:
    await queue(desk, 1)
    desk.messenger.failures = [UnconfirmedError(1, "no answer")]
    await courier(desk).deliver()
    desk.clock.advance(86400)
    await reap(desk.services)

    assert await courier(desk).deliver() == {}
    assert (await desk.store.outbox.depths())[ParcelState.UNCONFIRMED] == 1


async def test_a_blocked_chat_is_closed(desk: Bench) -> None:
    await queue(desk, 1)
    desk.messenger.failures = [UnreachableError(1, "Forbidden: bot was blocked by the user")]

    await courier(desk).deliver()

    assert await state_of(desk, 1) is ChatState.CLOSED


async def test_a_group_that_moved_gets_its_parcel_at_once(desk: Bench) -> None:
    await queue(desk, -5)
    desk.messenger.failures = [MovedError(-5, -1005)]

    tally = await courier(desk).deliver()

    assert tally[ParcelState.SENT] == 1
    assert [chat_id for chat_id, _ in desk.messenger.parcels] == [-1005]


async def test_a_parcel_whose_lease_ran_out_is_left_to_others(desk: Bench) -> None:
    await queue(desk, 1)
    slow = courier(desk)
    await slow._claim()  # noqa: SLF001 - a sender that waits very long for its turn
    claimed = await slow._next()  # noqa: SLF001 - the same
    assert claimed is not None
    desk.clock.advance(120)
    await reap(desk.services)
    other = Courier(desk.services, "two", per_second=28)
    assert await other.deliver() == {ParcelState.SENT: 1}

    assert await slow._carry(claimed) is None  # noqa: SLF001 - the other half
    assert len(desk.messenger.parcels) == 1


async def test_a_crash_before_the_request_costs_nothing(desk: Bench) -> None:
    await queue(desk, 1)
    await given.claim(desk.store, "crashed", at=NOON)
    desk.clock.advance(120)
    await reap(desk.services)

    assert await courier(desk).deliver() == {ParcelState.SENT: 1}


async def test_a_stopped_courier_claims_nothing_and_gives_back_what_it_holds(desk: Bench) -> None:
    await queue(desk, *range(1, 41))
    stopped = courier(desk)
    await stopped._claim()  # noqa: SLF001 - as if stopped between two steps
    stopped.stop()
    await stopped.run()
    assert desk.messenger.parcels == []
    await stopped._give_back()  # noqa: SLF001 - what `deliver` does at its end

    assert await courier(desk).deliver() == {ParcelState.SENT: 40}


class ForgetfulOutbox:
    """The real outbox, which fails to record once."""

    def __init__(self, outbox: Outbox) -> None:
        self._outbox = outbox
        self._failures = 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outbox, name)

    async def record(
        self,
        results: Collection[ParcelResult],
        now: datetime,
        *,
        sending: Collection[Parcel] = (),
    ) -> frozenset[ParcelId]:
        if results and self._failures:
            self._failures -= 1
            raise StoreError("disk full")
        return await self._outbox.record(results, now, sending=sending)


async def test_a_result_that_was_not_recorded_takes_nobody_with_it_and_is_recorded_later(
    desk: Bench,
) -> None:
    await queue(desk, *range(1, 21))
    outbox: Any = ForgetfulOutbox(desk.store.outbox)
    store = replace(desk.store, outbox=outbox)
    mine = Courier(replace(desk.services, store=store), "one", per_second=28)

    with pytest.raises(ExceptionGroup) as caught:
        await mine.deliver()
    assert caught.group_contains(StoreError, match="disk full")
    await mine.deliver()

    assert sorted(chat_id for chat_id, _ in desk.messenger.parcels) == list(range(1, 21))
    assert set((await desk.store.outbox.depths()).values()) == {0}


class ForgetfulAudience:
    """Fails to note the first move of a group."""

    def __init__(self, audience: Audience, error: BaseException) -> None:
        self._audience = audience
        self._errors = [error]

    async def move(self, old_chat_id: ChatId, new_chat_id: ChatId) -> None:
        if self._errors:
            raise self._errors.pop()
        await self._audience.move(old_chat_id, new_chat_id)


async def test_a_group_is_sent_its_parcel_by_others_where_a_process_ends_before_it_notes_the_move(
    desk: Bench,
) -> None:
    await queue(desk, -9)
    desk.messenger.failures = [MovedError(-9, -1009), MovedError(-9, -1009)]
    audience: Any = ForgetfulAudience(desk.store.audience, asyncio.CancelledError())
    store = replace(desk.store, audience=audience)
    await Courier(replace(desk.services, store=store), "one", per_second=28).deliver()

    desk.clock.advance(120)
    await reap(desk.services)
    for _ in range(2):
        await Courier(desk.services, "two", per_second=28).deliver()
        desk.clock.advance(10)

    assert [chat_id for chat_id, _ in desk.messenger.parcels] == [-1009]


async def test_a_group_whose_move_could_not_be_noted_gets_its_parcel_all_the_same(
    desk: Bench,
) -> None:
    await queue(desk, -9)
    desk.messenger.failures = [MovedError(-9, -1009), MovedError(-9, -1009)]
    audience: Any = ForgetfulAudience(desk.store.audience, StoreError("disk full"))
    store = replace(desk.store, audience=audience)
    mine = Courier(replace(desk.services, store=store), "one", per_second=28)

    with pytest.raises(ExceptionGroup) as caught:
        await mine.deliver()
    assert caught.group_contains(StoreError, match="disk full")
    for _ in range(2):
        await mine.deliver()
        desk.clock.advance(10)

    assert [chat_id for chat_id, _ in desk.messenger.parcels] == [-1009]


async def test_each_claim_has_a_name_of_its_own(desk: Bench) -> None:
    """A parcel reaped at a closed gate and claimed again is not sent by the one that waited."""
    await queue(desk, 1)
    mine = courier(desk)
    await mine._claim()  # noqa: SLF001 - one task of this process waits at the gate
    waiting = await mine._next()  # noqa: SLF001 - the same
    assert waiting is not None
    desk.clock.advance(120)
    await reap(desk.services)
    await mine._claim()  # noqa: SLF001 - another task of the same process
    again = await mine._next()  # noqa: SLF001 - the same

    assert again is not None
    assert again.id == waiting.id
    assert await mine._carry(waiting) is None  # noqa: SLF001 - the first one's turn has come
    assert await mine._carry(again) is not None  # noqa: SLF001 - and the second one's
    assert len(desk.messenger.parcels) == 1


async def test_the_courier_runs_until_it_is_stopped(desk: Bench) -> None:
    await queue(desk, 1)
    running = courier(desk)

    desk.messenger.on_parcel = running.stop

    await running.run()

    assert len(desk.messenger.parcels) == 1
    assert (await desk.store.outbox.depths())[ParcelState.SENDING] == 0
