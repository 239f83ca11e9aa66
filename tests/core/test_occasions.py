"""Days and quarters in both languages."""

import pytest

from bot.core.occasions import Span, are_apart, days, quarters


@pytest.mark.parametrize(
    ("text", "month", "day"),
    [
        ("It failed on June 12, 2025", 6, 12),
        ("Sept. 30 is the day", 9, 30),
        ("on 3rd of March", 3, 3),
        ("6月12日宕机", 6, 12),
        ("12 月 5 号", 12, 5),
    ],
)
def test_a_day_is_read_in_both_languages(text: str, month: int, day: int) -> None:
    place = (month - 1) * 31 + day
    assert set(days(text)) == {Span(place, place)}


@pytest.mark.parametrize("text", ["in May", "since March", "December 2027", "2027年12月"])
def test_a_month_without_a_day_is_all_its_days(text: str) -> None:
    (span,) = set(days(text))
    assert span.last - span.first == 30


@pytest.mark.parametrize("text", ["They may march on", "3个月", "May helps", "June 45", "no day"])
def test_other_words_and_numbers_are_no_days(text: str) -> None:
    assert [span for span in days(text) if span.first == span.last] == []


@pytest.mark.parametrize(
    ("text", "nth"),
    [("its third fiscal quarter", "3"), ("Q2 results", "2"), ("4Q", "4"), ("第三财季营收", "3"),
     ("2季度", "2")],
)  # fmt: skip
def test_a_quarter_is_read_in_both_languages(text: str, nth: str) -> None:
    assert set(quarters(text)) == {nth}


def test_days_of_one_event_lie_near_each_other_over_the_turn_of_the_year_too() -> None:
    assert are_apart(set(days("on November 18")), set(days("12月5日")))
    assert not are_apart(set(days("on November 18")), set(days("11月20日")))
    assert not are_apart(set(days("on June 12")), set(days("6月")))
    assert not are_apart(set(days("on December 31")), set(days("1月1日")))
    assert not are_apart(set(days("on June 12")), set())
