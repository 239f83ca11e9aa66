from bot.core.trends import MOST_BARS, Direction, find_trends, moving


def test_tags_rise_fall_or_stay_by_their_two_halves() -> None:
    trends = find_trends({"up": 5, "down": 20, "same": 10}, {"up": 15, "down": 5, "same": 11})

    assert [(trend.tag, trend.count) for trend in trends] == [
        ("down", 25),
        ("same", 21),
        ("up", 20),
    ]
    assert {trend.tag: trend.direction for trend in trends} == {
        "up": Direction.RISING,
        "down": Direction.FALLING,
        "same": Direction.STEADY,
    }
    assert [trend.tag for trend in moving(trends, Direction.RISING)] == ["up"]
    assert [trend.tag for trend in moving(trends, Direction.FALLING)] == ["down"]


def test_the_strongest_change_comes_first_and_one_story_is_no_boom() -> None:
    trends = find_trends({"a": 10, "b": 10}, {"a": 20, "b": 40, "new": 1})

    assert [trend.tag for trend in moving(trends, Direction.RISING, most=2)] == ["b", "a"]
    (new,) = (trend for trend in trends if trend.tag == "new")
    assert new.change == 0.5


def test_a_chart_has_room_for_so_many_tags() -> None:
    assert len(find_trends({}, {f"tag{n}": n for n in range(99)})) == MOST_BARS
    assert find_trends({}, {}) == ()
