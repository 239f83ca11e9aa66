import pytest

from bot.core.trends import LEAST, MOST_BARS, Direction, find_trends, moving


def test_tags_rise_fall_or_stay_by_their_two_halves() -> None:
    trends = find_trends({"up": 5, "down": 20, "same": 10}, {"up": 15, "down": 5, "same": 11})

    assert [(trend.tag, trend.count, trend.change) for trend in trends] == [
        ("down", 25, -0.75),
        ("same", 21, pytest.approx(0.1)),
        ("up", 20, 2.0),
    ]
    assert {trend.tag: trend.direction for trend in trends} == {
        "up": Direction.RISING,
        "down": Direction.FALLING,
        "same": Direction.STEADY,
    }
    assert [trend.tag for trend in moving(trends, Direction.RISING)] == ["up"]
    assert [trend.tag for trend in moving(trends, Direction.FALLING)] == ["down"]


def test_the_strongest_change_comes_first_and_a_handful_is_no_boom() -> None:
    trends = find_trends({"a": 10, "b": 10}, {"a": 20, "b": 40, "few": LEAST - 1})

    assert [trend.tag for trend in moving(trends, Direction.RISING, most=2)] == ["b", "a"]
    (few,) = (trend for trend in trends if trend.tag == "few")
    assert few.direction is Direction.STEADY


def test_from_next_to_nothing_there_is_no_share() -> None:
    (trend,) = find_trends({"chips": LEAST - 1}, {"chips": 40})

    assert trend.direction is Direction.RISING
    assert trend.change is None


def test_where_nobody_read_the_earlier_news_nothing_is_compared() -> None:
    trends = find_trends({"chips": 5, "law": 30}, {"chips": 40}, is_comparable=False)

    assert [(trend.tag, trend.count, trend.change) for trend in trends] == [
        ("chips", 45, None),
        ("law", 30, None),
    ]
    assert {trend.direction for trend in trends} == {Direction.UNKNOWN}
    assert moving(trends, Direction.RISING) == moving(trends, Direction.FALLING) == ()


def test_a_chart_has_room_for_so_many_tags() -> None:
    assert len(find_trends({}, {f"tag{n}": n for n in range(99)})) == MOST_BARS
    assert find_trends({}, {}) == ()
