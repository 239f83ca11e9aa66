from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.core.audience import Schedule
from bot.core.due import next_due

ZONES = st.sampled_from(
    [
        "America/New_York",
        "America/Santiago",
        "Asia/Kathmandu",
        "Asia/Shanghai",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "Pacific/Chatham",
        "UTC",
    ]
)
SCHEDULES = st.builds(
    Schedule,
    timezone=ZONES,
    times=st.sets(st.integers(0, 1439), min_size=1, max_size=4).map(lambda s: tuple(sorted(s))),
    weekdays=st.integers(1, 127),
)
MOMENTS = st.integers(1_700_000_000, 2_000_000_000).map(lambda s: datetime.fromtimestamp(s, UTC))


@given(SCHEDULES, MOMENTS)
def test_the_next_slot_is_strictly_later_and_at_most_eight_days_away(
    schedule: Schedule, after: datetime
) -> None:
    slot = next_due(schedule, after)
    assert after < slot <= after + timedelta(days=8)


@given(SCHEDULES, MOMENTS)
def test_the_next_slot_shows_the_asked_local_time_unless_the_clock_skips_it(
    schedule: Schedule, after: datetime
) -> None:
    zone = ZoneInfo(schedule.timezone)
    local = next_due(schedule, after).astimezone(zone)
    minutes = local.hour * 60 + local.minute
    jump = local.utcoffset() - (local - timedelta(hours=3)).utcoffset()  # type: ignore[operator]  # a zone always has an offset
    assert minutes in schedule.times or (
        jump > timedelta(0) and (minutes - jump.seconds // 60) % 1440 in schedule.times
    )


@given(SCHEDULES, MOMENTS, st.integers(0, 3 * 86400))
def test_no_slot_lies_between_a_moment_and_the_next_slot(
    schedule: Schedule, after: datetime, seconds: int
) -> None:
    slot = next_due(schedule, after)
    between = after + timedelta(seconds=seconds)
    if between < slot:
        assert next_due(schedule, between) == slot
