"""The day that a page prints above its article."""

from datetime import UTC, datetime

import pytest

from bot.core.dateline import printed_day

DAY = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2026年11月27日 10:30 来源：新华社",
        "发布于 2026-11-27 10:30",
        "2026.11.27",
        "Updated Nov. 27, 2026",
        "Friday 27 November 2026",
        "27. November 2026",
        "27 novembre 2026",
        "27/11/2026",
    ],
)
def test_a_date_next_to_the_headline_is_the_articles(written: str) -> None:
    assert printed_day(f"<body><nav>Menu</nav><h1>Headline</h1><i>{written}</i><p>x") == DAY
    assert printed_day(f"<body><div>Headline</div><i>{written}</i><p>x") == DAY


@pytest.mark.parametrize(
    "page",
    [
        "<body><h1>Headline</h1><p>In 2019 there was none.</p>",
        f"<body><h1>Headline</h1><p>{'words ' * 200}</p><p>2026-11-27</p>",
        "<body><h1>Headline</h1><p>31 February 2026, 2 hours ago</p>",
        "<p>2026-11-27</p>",
    ],
)
def test_other_dates_are_not(page: str) -> None:
    assert printed_day(page) is None


def test_a_date_just_above_the_headline_is_the_articles_where_none_is_below() -> None:
    above = "<body><i>2019-01-01</i><p>Chips</p><b title=x>27 November 2026</b>"
    assert printed_day(f"{above}<h1>Headline</h1><p>x") == DAY
    assert printed_day(f"{above}<nav>{'Menu ' * 20}</nav><h1>Headline</h1><p>x") is None
    assert printed_day(f"{above}<h1>Headline</h1><i>2025-02-03</i>") != DAY
