"""Likeness is a measure: symmetric, whole with itself, never beyond its bounds."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.syndication import likeness, sketch

_TEXT = st.lists(
    st.sampled_from(
        [f"word{number}" for number in range(60)] + ["价格", "模型", "公司发布", "3.5"]
    ),
    max_size=300,
).map(" ".join)


@given(_TEXT | st.text(max_size=500), _TEXT)
def test_likeness_is_symmetric(one: str, other: str) -> None:
    found = likeness(sketch(one), sketch(other))
    assert found == likeness(sketch(other), sketch(one))
    assert 0 <= found <= 1


@given(_TEXT)
def test_a_text_is_like_itself(text: str) -> None:
    marks = sketch(text)
    assert likeness(marks, marks) == bool(marks)
    assert list(marks) == sorted(set(marks))
