"""Dates as feeds write them."""

from datetime import UTC, datetime

import pytest

from bot.core.feeds import parse_feed
from bot.core.feeds.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "Fri, 03 May 2024 14:05:06 GMT", "Fri, 03 May 2024 10:05:06 EDT",
        "Fri, 03 May 2024 22:05:06 GMT+0800", "03 May 24 14:05:06 +0000", "3rd May 2024 14:05:06",
        "Friday, May 3, 2024 2:05:06 PM", "Fri May  3 14:05:06 2024",
        "Fri May  3 14:05:06 UTC 2024", "14:05:06, 3 mai 2024", "2024年5月3日 下午2:05:06",
        "2024-05-03T14:05:06Z", "2024-05-03T16:05:06+02:00", "2024-05-03 09:05:06 -05",
        "20240503T140506Z", "2024/5/3 14:05:06", "2024年5月3日 14:05:06",
        "5/3/2024 2:05:06 PM", "03.05.2024 14:05:06", "3. Mai 2024 14:05:06",
        "1714745106", "1714745106000",
    ],
)  # fmt: skip
def test_every_way_to_write_a_moment_gives_the_moment(text: str) -> None:
    assert parse_date(text) == datetime(2024, 5, 3, 14, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-03", datetime(2024, 5, 3, tzinfo=UTC)),
        ("20240503", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024-05", datetime(2024, 5, 1, tzinfo=UTC)),
        ("13/5/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("25.01.2024", datetime(2024, 1, 25, tzinfo=UTC)),
        ("2024.11.27", datetime(2024, 11, 27, tzinfo=UTC)),
        ("2 Jan 99 12:00 AM", datetime(1999, 1, 2, tzinfo=UTC)),
        ("2024-12-31T24:00:00Z", datetime(2025, 1, 1, tzinfo=UTC)),
        ("2024-05-03T14:05:06.25Z", datetime(2024, 5, 3, 14, 5, 6, 250000, tzinfo=UTC)),
        ("2024-05-03T13:05 PM", datetime(2024, 5, 3, 13, 5, tzinfo=UTC)),
        ("2024年5月3日 上午12:05", datetime(2024, 5, 3, 0, 5, tzinfo=UTC)),
    ],
)
def test_less_or_odder_dates_are_read_too(text: str, moment: datetime) -> None:
    assert parse_date(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "soon", "1" * 200, "Wed, 31 Feb 2024 00:00:00 GMT", "0001-01-01T00:00:00Z", "2024-13-01",
     "9999-12-31T23:59:59-12:00", "99 Foo 2024", "Foo 99, 2024", "0000-01-01"],
)  # fmt: skip
def test_what_never_was_is_no_date(text: str) -> None:
    assert parse_date(text) is None


def test_chinese_feeds_mean_beijing_time() -> None:
    expected = datetime(2024, 5, 3, 6, 5, tzinfo=UTC)
    assert parse_date("2024-05-03 14:05", is_chinese=True) == expected
    assert parse_date("Fri, 3 May 2024 14:05 CST", is_chinese=True) == expected
    assert parse_date("2024-05-03 06:05Z", is_chinese=True) == expected
    assert parse_date("2024-05-03", is_chinese=True) == datetime(2024, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "is_midnight"),
    [
        ("2026-03-05T00:00:00+08:00", True),
        ("Thu, 05 Mar 2026 00:00:00 -0500", True),
        ("2026-03-05T00:00:01+08:00", False),
        ("2026-03-05T16:00:00Z", False),
        ("2026-03-05T00:00:00Z", False),
        ("2026-03-05", False),
    ],
)
def test_a_midnight_of_another_zone_is_marked(written: str, *, is_midnight: bool) -> None:
    feed = (
        f"<rss><channel><item><title>A</title><pubDate>{written}</pubDate></item></channel></rss>"
    )
    assert parse_feed(feed.encode()).entries[0].is_midnight is is_midnight


def test_the_date_of_the_last_change_is_marked_where_it_stands_for_the_first() -> None:
    updated = "<updated>2026-03-05T00:00:00+08:00</updated>"
    for published, is_midnight in (
        ("", True),
        ("<published>2026-03-04T10:00:00Z</published>", False),
    ):
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title>{published}{updated}</entry></feed>"
        assert parse_feed(feed.encode()).entries[0].is_midnight is is_midnight
