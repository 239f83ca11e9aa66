"""The real clock, and the one that jumps."""

from datetime import timedelta

from bot.adapters.clock import SkippingClock, SystemClock


async def test_the_clock_goes_forward_in_utc() -> None:
    clock = SystemClock()
    before, started = clock.now(), clock.monotonic()

    await clock.sleep(0)

    assert clock.now() >= before
    assert clock.monotonic() >= started
    assert before.utcoffset() == timedelta(0)


def test_skipping_moves_forward_only() -> None:
    clock = SkippingClock()
    later = clock.now() + timedelta(hours=8)

    clock.skip_to(later)
    assert later <= clock.now() < later + timedelta(minutes=1)

    clock.skip_to(later - timedelta(hours=4))
    assert clock.now() >= later
