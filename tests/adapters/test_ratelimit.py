"""The gate keeps Telegram's limits in virtual time."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterable

import pytest

from bot.adapters.ratelimit import Gate
from bot.errors import ThrottledError
from tests.fakes import FixedClock, VirtualClock


async def together(work: Iterable[Coroutine[object, object, None]]) -> None:
    await asyncio.gather(*work)


def busiest(times: list[float], seconds: float) -> int:
    """Return the most departures in any window of `seconds`."""
    return max(sum(start <= at < start + seconds for at in times) for start in times)


async def test_parcels_leave_at_the_rate_without_a_burst() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 20)
    times: list[float] = []

    async def send(chat_id: int) -> None:
        await gate.admit_parcel(chat_id)
        times.append(clock.monotonic())

    await clock.play(together(send(chat_id) for chat_id in range(1, 101)))

    assert times == sorted(times)
    assert times[-1] == pytest.approx(99 / 20, abs=0.1)
    assert busiest(times, 1.0) <= 22


async def test_a_person_waits_for_no_parcels() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 10)
    order: list[str] = []

    async def parcel(chat_id: int) -> None:
        await gate.admit_parcel(chat_id)
        order.append("parcel")

    async def person() -> None:
        await clock.sleep(1)
        asked = clock.monotonic()
        await gate.admit_answer(999)
        order.append("person")
        assert clock.monotonic() - asked <= 0.2

    await clock.play(together([*(parcel(chat_id) for chat_id in range(1, 51)), person()]))

    assert order.index("person") < 15


async def test_a_private_chat_gets_one_parcel_a_second() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 100)
    times: list[float] = []

    async def send() -> None:
        await gate.admit_parcel(7)
        times.append(clock.monotonic())

    await clock.play(together(send() for _ in range(4)))

    assert [round(at, 1) for at in times] == [0, 1, 2, 3]


async def test_a_person_may_have_a_short_burst_and_then_one_a_second() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 100)
    times: list[float] = []

    async def send() -> None:
        for _ in range(5):
            await gate.admit_answer(7)
            times.append(clock.monotonic())

    await clock.play(send())

    assert times[2] < 0.1
    assert busiest(times, 2.9) <= 3


async def test_a_full_group_sends_its_parcels_back_to_the_queue() -> None:
    clock = FixedClock()
    gate = Gate(clock, 1000)
    for _ in range(20):
        await gate.admit_parcel(-100)

    with pytest.raises(ThrottledError) as caught:
        await gate.admit_parcel(-100)

    assert 50 < caught.value.retry_after <= 60


async def test_a_group_takes_twenty_in_any_minute() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 100)
    times: list[float] = []

    async def send() -> None:
        for _ in range(45):
            await gate.admit_answer(-100)
            times.append(clock.monotonic())

    await clock.play(send())

    assert busiest(times, 59.9) == 20


async def test_a_429_of_a_quiet_chat_closes_the_gate_for_all() -> None:
    clock = FixedClock()
    gate = Gate(clock, 100)
    await gate.admit_answer(1)

    gate.close(30, 1)
    await gate.admit_parcel(2)

    assert clock.monotonic() == pytest.approx(30, abs=0.1)


async def test_a_429_of_a_busy_chat_closes_that_chat_only() -> None:
    clock = FixedClock()
    gate = Gate(clock, 100)
    await gate.admit_answer(1)
    await gate.admit_answer(1)

    gate.close(8, 1)
    await gate.admit_parcel(2)
    assert clock.monotonic() < 1

    await gate.admit_answer(1)
    assert clock.monotonic() == pytest.approx(8, abs=0.1)


async def test_a_429_of_a_group_sends_its_parcels_back() -> None:
    gate = Gate(FixedClock(), 100)
    gate.close(30, -5)

    with pytest.raises(ThrottledError):
        await gate.admit_parcel(-5)


async def test_a_shorter_deadline_never_shortens_a_longer_one() -> None:
    clock = FixedClock()
    gate = Gate(clock, 100)
    gate.close(30, 1)
    gate.close(2, 2)

    await gate.admit_parcel(3)

    assert clock.monotonic() == pytest.approx(30, abs=0.1)


async def test_many_chats_are_served_fairly() -> None:
    clock = VirtualClock()
    gate = Gate(clock, 10)
    served: Counter[int] = Counter()

    async def send(chat_id: int) -> None:
        await gate.admit_parcel(chat_id)
        served[chat_id] += 1
        assert max(served.values()) - min(served[each] for each in range(1, 11)) <= 1

    await clock.play(together(send(chat_id) for _ in range(2) for chat_id in range(1, 11)))


async def test_nobody_waits_at_a_gate_that_stays_closed_for_long() -> None:
    clock = FixedClock()
    gate = Gate(clock, 100)
    gate.close(600, 1)
    gate.close(700, -5)

    for chat_id, seconds in ((2, 600), (-5, 700)):
        with pytest.raises(ThrottledError) as caught:
            await gate.admit_answer(chat_id)
        assert caught.value.retry_after == seconds
        with pytest.raises(ThrottledError):
            await gate.admit_edit(chat_id)
    assert clock.monotonic() < 1
