from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.core.audience import ChatId, SubscriberId
from bot.core.delivery import Outcome, decide_next
from bot.core.outgoing import Parcel, ParcelId, ParcelKind, ParcelState

SLOT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PARCEL = Parcel(
    id=ParcelId(1),
    subscriber_id=SubscriberId(1),
    chat_id=ChatId(2),
    thread_id=0,
    is_silent=False,
    slot=SLOT,
    part=0,
    attempts=1,
    message="{}",
    owner="one",
    kind=ParcelKind.DIGEST,
)
AGAIN = st.sampled_from([Outcome.THROTTLED, Outcome.NOT_SENT, Outcome.MOVED])


@given(st.sampled_from(Outcome), st.integers(1, 1000), st.floats(0, 1e9))
def test_nothing_is_tried_again_before_telegram_allows(
    outcome: Outcome, attempts: int, retry_after: float
) -> None:
    result = decide_next(
        replace(PARCEL, attempts=attempts), outcome, SLOT, retry_after=retry_after
    )
    assert (result.state is ParcelState.QUEUED) == (result.retry_at is not None)
    if result.retry_at is not None and outcome is Outcome.THROTTLED:
        assert result.retry_at >= SLOT + timedelta(seconds=retry_after)


@given(st.lists(AGAIN, min_size=1, max_size=30), st.floats(0, 3600))
def test_every_parcel_comes_to_an_end(outcomes: list[Outcome], retry_after: float) -> None:
    now = SLOT
    for attempts in range(1, 130_000):
        outcome = outcomes[attempts % len(outcomes)]
        step = decide_next(
            replace(PARCEL, attempts=attempts), outcome, now, retry_after=max(retry_after, 60)
        )
        if step.retry_at is None:
            assert step.state is ParcelState.PARKED
            return
        assert attempts == 1 or step.retry_at > now
        now = step.retry_at
    raise AssertionError("it never ended")
