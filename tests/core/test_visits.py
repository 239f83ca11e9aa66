"""When a source is asked again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.intake import LONGEST_MAX_AGE, LONGEST_WAIT, next_try, next_visit

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("max_age", "wait"),
    [(0, timedelta(0)), (900, timedelta(minutes=15)), (10**9, LONGEST_MAX_AGE)],
)
def test_a_source_is_left_alone_as_long_as_it_asks_within_reason(
    max_age: int, wait: timedelta
) -> None:
    assert next_visit(NOW, max_age) == NOW + wait


@pytest.mark.parametrize(
    ("failures", "retry_after", "wait"),
    [
        (1, 0, timedelta(minutes=10)),
        (2, 0, timedelta(minutes=20)),
        (100, 0, LONGEST_WAIT),
        (1, 7200, timedelta(hours=2)),
        (5, 1, timedelta(minutes=160)),
        (1, 1e12, LONGEST_WAIT),
    ],
)
def test_a_failing_source_waits_twice_as_long_each_time(
    failures: int, retry_after: float, wait: timedelta
) -> None:
    assert next_try(NOW, failures, retry_after) == NOW + wait
