from datetime import UTC, datetime, timedelta

import pytest

from bot.core.days import bounds, day_of, is_day, tell_days
from bot.core.intake import take_items, to_draft
from bot.core.news import Entry, Feed, Source, SourceId, SourceSeed

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
FIFTH = datetime(2026, 3, 5, tzinfo=UTC)
SEED = SourceSeed(url="https://a.example/feed", title="A", publisher="A", language="zh-Hans")
SOURCE = Source(id=SourceId(1), seed=SEED)


def dated(*entries: Entry, now: datetime) -> list[datetime]:
    items = take_items(Feed(format="rss 2.0", entries=entries), now)
    return sorted(to_draft(SOURCE, item, None, now).published_at for item in items)


@pytest.mark.parametrize("hours", [-14, -9, -8, -1, 0, 5, 8, 12])
def test_a_midnight_anywhere_stands_for_the_day_that_began_there(hours: int) -> None:
    expected = FIFTH if hours > -12 else FIFTH - DAY
    assert day_of(FIFTH + hours * HOUR) == expected
    assert is_day(day_of(FIFTH + hours * HOUR))


def test_a_moment_is_its_own_bounds_and_a_day_is_as_long_as_it_lasts_where_it_was_dated() -> None:
    noon = FIFTH + 12 * HOUR
    assert bounds(noon, "zh-Hans") == (noon, noon)
    last = timedelta.resolution
    assert bounds(FIFTH, "en") == (FIFTH, FIFTH + DAY - last)
    assert bounds(FIFTH, "zh-Hans") == (FIFTH - 8 * HOUR, FIFTH + 16 * HOUR - last)


@pytest.mark.parametrize(
    ("hours", "are_days"),
    [
        ([16, 40, 64, 88], True),
        ([8, 32, 55, 79], True),
        ([0, 24, 71, 95], True),
        ([16, 40, 64, 91], False),
        ([*(16 + 24 * n for n in range(19)), 3], True),
        ([16, 40], False),
        ([16, 16, 16, 16], False),
        ([1.5, 25.5, 49.5], True),
        ([1.501, 25.501, 49.501], False),
        ([], False),
    ],
)
def test_a_feed_with_one_time_on_several_days_dates_by_the_day(
    hours: list[float], *, are_days: bool
) -> None:
    assert tell_days(FIFTH + HOUR * hour for hour in hours) is are_days


def test_a_source_that_dates_by_the_day_gives_its_articles_a_day_and_no_hour() -> None:
    entries = [
        Entry(guid=str(n), url="", title="维伦", published_at=FIFTH + n * DAY - 8 * HOUR)
        for n in range(4)
    ]
    assert dated(*entries, now=FIFTH + 9 * DAY) == [FIFTH + n * DAY for n in range(4)]


def test_a_single_article_keeps_its_hour_unless_it_was_dated_midnight_where_it_lives() -> None:
    at = FIFTH - 8 * HOUR
    entry = Entry(guid="1", url="", title="维伦", published_at=at)
    midnight = Entry(guid="1", url="", title="维伦", published_at=at, is_midnight=True)
    assert dated(entry, now=FIFTH + DAY) == [at]
    assert dated(midnight, now=FIFTH + DAY) == [FIFTH]


def test_a_day_that_has_begun_elsewhere_only_is_today() -> None:
    at = FIFTH + 16 * HOUR
    entry = Entry(guid="1", url="", title="维伦", published_at=at, is_midnight=True)
    assert dated(entry, now=at + 4 * HOUR) == [FIFTH]
