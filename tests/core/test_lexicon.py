import pytest

from bot.core.lexicon import Lexicon
from bot.core.script import simplified


def found(text: str, *phrases: str, exact: bool = False) -> list[str]:
    lexicon: Lexicon[str] = Lexicon()
    for phrase in phrases:
        lexicon.add(phrase, phrase, exact=exact)
    return [hit.payload for hit in lexicon.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "open source",
        "Open-source code",
        "OPEN SOURCES",
        "an open\nsource licence",
        "(open‑source)",
    ],
)
def test_a_latin_phrase_is_found_in_any_case_hyphenation_and_plural(text: str) -> None:
    assert found(text, "open source") == ["open source"]


@pytest.mark.parametrize(
    "text", ["reopen sources", "open. Source", "open, source", "open the source"]
)
def test_a_latin_phrase_needs_its_whole_words_side_by_side(text: str) -> None:
    assert found(text, "open source") == []


def test_an_exact_phrase_is_found_in_its_own_case_only() -> None:
    assert found("RL and rl", "RL", exact=True) == ["RL"]


def test_a_chinese_phrase_is_found_inside_other_characters_and_beside_latin_ones() -> None:
    assert found("国产芯片和ai搜索", "芯片", "AI搜索", "芯片厂") == ["芯片", "AI搜索"]


def test_a_chinese_phrase_is_found_in_traditional_characters() -> None:
    assert found("數據中心", "数据中心") == ["数据中心"]


def test_overlapping_phrases_are_all_found_the_longer_first() -> None:
    assert found("language models", "language model", "model", "language") == [
        "language model",
        "language",
        "model",
    ]


def test_a_phrase_of_nothing_but_signs_is_never_found() -> None:
    assert found("a - b", "-") == []


def test_a_place_is_told_in_the_text_as_given() -> None:
    lexicon: Lexicon[None] = Lexicon()
    lexicon.add("GPU", None)
    (hit,) = lexicon.find("İ 用GPU训练")
    assert "İ 用GPU训练"[hit.start : hit.end] == "GPU"


def test_simplifying_keeps_the_length_and_what_needs_no_change() -> None:
    assert simplified("開源軟體 and 芯片") == "开源软体 and 芯片"
