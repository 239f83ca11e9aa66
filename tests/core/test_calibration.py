import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.calibration import PRIOR, Calibration, Curve, Marks, calibrate

MARK = st.floats(0, 100)
MARKS = st.builds(Marks, hot=MARK, quality=MARK, impact=MARK)


def spread(stories: int) -> Calibration:
    """Return the curves of stories whose marks are spread evenly from 20 to 70."""
    return calibrate(
        [
            Marks(hot=mark, quality=mark, impact=mark)
            for mark in (20 + 50 * place / stories for place in range(stories))
        ]
    )


@pytest.mark.unmeasured  # a hundred thousand times the same lines
def test_the_top_tenth_of_many_stories_begins_at_80_and_the_middle_is_50() -> None:
    calibration = spread(100_000)
    assert calibration.score(Curve.IMPACT, 65) == pytest.approx(80, abs=0.3)
    assert calibration.score(Curve.QUALITY, 45) == pytest.approx(50, abs=0.3)
    assert calibration.worth(80, 80, 80) == pytest.approx(80, abs=1)


def test_a_change_of_the_rules_that_raises_all_marks_moves_no_score() -> None:
    before = [Marks(hot=m, quality=m, impact=m) for m in (20 + n / 200 for n in range(10_000))]
    after = [
        Marks(hot=m.hot * 1.3, quality=m.quality * 1.3, impact=m.impact * 1.3) for m in before
    ]
    old, new = calibrate(before), calibrate(after)
    for mark in (30, 45, 60):
        assert new.score(Curve.IMPACT, mark * 1.3) == pytest.approx(
            old.score(Curve.IMPACT, mark), abs=2
        )


def test_without_stories_the_shipped_curves_stand() -> None:
    assert calibrate([]) == PRIOR


def test_a_few_stories_move_the_curves_a_little() -> None:
    few, many = spread(10), spread(5000)
    shipped, moved, far = (
        calibration.score(Curve.IMPACT, 60) for calibration in (PRIOR, few, many)
    )
    assert abs(moved - shipped) < 5
    assert abs(far - shipped) > 10


def test_marks_that_nearly_all_stories_have_get_a_score_in_the_middle_of_them() -> None:
    assert 30 <= PRIOR.score(Curve.HOT, 31.5) <= 40


@given(stories=st.lists(MARKS, max_size=30), one=MARK, other=MARK, curve=st.sampled_from(Curve))
def test_more_is_never_less_and_nothing_leaves_the_scale(
    stories: list[Marks], one: float, other: float, curve: Curve
) -> None:
    calibration = calibrate(stories)
    low, high = sorted((one, other))
    assert 0 <= calibration.score(curve, low) <= calibration.score(curve, high) <= 100
    assert calibration.score(curve, 0) == 0


@given(stories=st.lists(MARKS, max_size=30))
def test_the_order_of_the_stories_makes_no_difference(stories: list[Marks]) -> None:
    assert calibrate(stories) == calibrate(stories[::-1])
