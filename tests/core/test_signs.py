import pytest
from hypothesis import given
from hypothesis.strategies import characters, text

from bot.core.signs import Signs, is_eastern
from bot.core.text import grapheme_length
from bot.core.text.measures import GRAPHEME

RUMOUR = Signs(latin=r"\brumours?\b", han=r"传闻|据传")


@pytest.mark.parametrize(
    ("words", "count"),
    [("A Rumour, two rumours", 2), ("传闻与据传", 2), ("Rumour: 传闻", 2), ("“Nothing”", 0)],
)
def test_signs_are_found_in_the_scripts_that_a_text_has(words: str, count: int) -> None:
    assert RUMOUR.count(words) == count
    assert (RUMOUR.search(words) is not None) is (count > 0)


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("ascii", False), ("“café”", False), ("芯片", True), ("？", True), ("ひ", True)],
)
def test_a_text_is_eastern_where_a_character_of_it_is(words: str, *, is_one: bool) -> None:
    assert is_eastern(words) is is_one


@pytest.mark.parametrize(
    "words",
    [
        "Größe “a” – b…",
        "2950亿美元。",
        "Москва́",
        "が",
        "か\u3099",
        "🇩🇪👨‍👩‍👧",
        "a\r\nb",
        "©\ufe0f",
        "1€",
    ],
)
def test_the_short_way_to_count_graphemes_counts_the_same(words: str) -> None:
    assert grapheme_length(words) == len(GRAPHEME.findall(words))


@given(text(alphabet=characters(max_codepoint=0x3200, exclude_categories=["Cs"])))
def test_whatever_is_written_has_as_many_graphemes_either_way(written: str) -> None:
    assert grapheme_length(written) == len(GRAPHEME.findall(written))
