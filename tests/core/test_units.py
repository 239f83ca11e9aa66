"""A measure told in another unit is the same fact where the arithmetic is right."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quantities import quantities, unsupported

AREAS = {"acres": 4046.856, "hectares": 1e4, "square miles": 2_589_988.0, "mu": 1e4 / 15}
LENGTHS = {"miles": 1609.344, "kilometres": 1000.0, "feet": 0.3048, "metres": 1.0}
MASSES = {"lbs": 0.453592, "kilograms": 1.0, "tonnes": 1000.0, "jin": 0.5}
PAIRS = [
    (one, other, units[one] / units[other])
    for units in (AREAS, LENGTHS, MASSES)
    for one, other in permutations(units, 2)
]


def agree(one: str, language: str, other: str, its_language: str = "en") -> bool:
    """Tell whether each text supports the figures of the other."""
    here, there = quantities(one, language), quantities(other, its_language)
    assert here
    assert there
    return not unsupported(here, there) and not unsupported(there, here)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("100 acres", "40公顷"),
        ("a 100-acre site", "占地约40公顷"),
        ("nearly 2 million acres", "约80万公顷"),
        ("2000 acres", "809公顷"),
        ("330 acres", "2000亩"),
        ("10,000 square feet", "929平方米"),
        ("60 miles", "97公里"),
        ("a 10-foot wall", "3米高的墙"),
        ("110 lbs", "50公斤"),
        ("68 degrees Fahrenheit", "20摄氏度"),
        ("68°F", "摄氏20度"),
        ("32°F", "0℃"),
        ("59 degrees F", "华氏59度"),
        ("2.7 degrees Fahrenheit warmer", "升温1.5摄氏度"),
        ("5 km", "5公里"),
    ],
)
def test_a_right_conversion_is_the_same_fact(english: str, chinese: str) -> None:
    assert agree(chinese, "zh-Hans", english)


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("100 acres", "60公顷"),
        ("100 acres", "100公顷"),
        ("100 acres", "400公顷"),
        ("60 miles", "97米"),
        ("60 miles", "60公里"),
        ("68 degrees Fahrenheit", "22摄氏度"),
        ("68 degrees Fahrenheit", "68摄氏度"),
        ("100 acres", "40公里"),
    ],
)
def test_a_wrong_conversion_is_not(english: str, chinese: str) -> None:
    assert not agree(chinese, "zh-Hans", english)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("40 Hektar", "de"),
        ("40 hectares", "fr"),
        ("40 hectáreas", "es"),
        ("40 гектаров", "ru"),
        ("40ヘクタール", "ja"),
    ],
)
def test_every_language_has_its_words_for_units(text: str, language: str) -> None:
    assert agree(text, language, "100 acres")


@pytest.mark.parametrize("text", ["零下5摄氏度", "-5°C"])
def test_degrees_below_zero_are_left_to_their_number(text: str) -> None:
    assert all(quantity.unit is None for quantity in quantities(text, "zh-Hans"))


@given(
    pair=st.sampled_from(PAIRS),
    value=st.integers(1, 99_999),
    digits=st.integers(3, 5),
)
def test_what_is_rounded_to_three_digits_or_more_agrees(
    pair: tuple[str, str, float], value: int, digits: int
) -> None:
    one, other, factor = pair
    assert agree(f"{value:,} {one}", "en", f"{_rounded(value * factor, digits)} {other}")


@given(
    pair=st.sampled_from(PAIRS),
    value=st.integers(101, 99_999),
    off=st.floats(0.06, 0.5) | st.floats(-0.5, -0.06),
)
def test_what_is_off_by_more_than_a_rounding_does_not(
    pair: tuple[str, str, float], value: int, off: float
) -> None:
    one, other, factor = pair
    wrong = _rounded(value * factor * (1 + off), 5)
    assert not agree(f"{value:,} {one}", "en", f"{wrong} {other}")


def _rounded(value: float, digits: int) -> str:
    return f"{float(f'{value:.{digits - 1}e}'):,.6f}".rstrip("0").rstrip(".")
