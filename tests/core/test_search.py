import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.search import (
    LONGEST_WORD,
    MOST_TERMS,
    MOST_TOKENS,
    fts5_query,
    index_tokens,
    tsquery,
    tsvector,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", ""),
        ("Nvidia exports chips", "nvidia export chip"),
        ("node.js, AI/ML and GPT-5.5", "node js ai ml and gpt 5 5"),
        ("Nvidia's OpenAI’s it's", "nvidia openai it"),
        ("companies studies GPUs TPUs virus class as", "company study gpu tpu virus class as"),
        ("Müller's café naïve Ёлка", "muller cafe naive елка"),
        ("ＧＰＴ ﬁne ２０２６", "gpt fine 2026"),
        ("芯片股", "芯片 片股 股"),
        ("芯", "芯"),
        ("用GPT写作", "用 gpt 写作 作"),
        ("がぎ・ダーク", "がぎ ぎ ダー ーク ク"),
        ("한국어", "한국 국어 어"),
        ("a_b !? —", "a b"),
    ],
)
def test_text_is_cut_into_plain_words_and_pairs_of_characters(text: str, tokens: str) -> None:
    assert index_tokens(text) == tokens


def test_text_without_end_is_cut_short() -> None:
    assert len(index_tokens("word " * 99_999).split()) == MOST_TOKENS
    assert index_tokens("x" * 99_999) == "x" * LONGEST_WORD


def test_a_vector_holds_the_place_of_every_token() -> None:
    assert tsvector("a b a") == "'a':1 'b':2 'a':3"
    assert tsvector("") == ""


@pytest.mark.parametrize(
    ("query", "fts5", "postgresql"),
    [
        ("", "", ""),
        (" !? ", "", ""),
        ("Chips", '"chip"', "('chip')"),
        ("gpt-5 chips", '"gpt 5" AND "chip"', "('gpt' <-> '5') & ('chip')"),
        ("芯片", '"芯片"', "('芯片')"),
        ("芯片股", '"芯片 片股"', "('芯片' <-> '片股')"),
        ("芯", '"芯"*', "'芯':*"),
        ("AI芯片", '"ai" AND "芯片"', "('ai') & ('芯片')"),
        ("芯片gpt-5", '"芯片" AND "gpt 5"', "('芯片') & ('gpt' <-> '5')"),
        ("a", '"a"', "('a')"),
        ("chip chips CHIP", '"chip"', "('chip')"),
        ("\" OR 'x':* & !(", '"or" AND "x"', "('or') & ('x')"),
    ],
)
def test_a_query_says_the_same_to_both_databases(query: str, fts5: str, postgresql: str) -> None:
    assert fts5_query(query) == fts5
    assert tsquery(query) == postgresql


def test_a_query_without_end_is_cut_short() -> None:
    query = " ".join(f"word{n}" for n in range(999))

    assert fts5_query(query).count("AND") == MOST_TERMS - 1


@given(st.text())
def test_tokens_hold_nothing_that_a_database_reads_as_syntax(text: str) -> None:
    tokens = index_tokens(text)

    assert all(character == " " or character.isalnum() for character in tokens)
    assert "  " not in tokens


@given(st.text())
def test_cutting_is_the_same_for_composed_and_decomposed_text(text: str) -> None:
    assert index_tokens(unicodedata.normalize("NFD", text)) == index_tokens(
        unicodedata.normalize("NFC", text)
    )


@given(st.text(alphabet="芯片出口管制", min_size=2, max_size=8), st.data())
def test_every_part_of_two_characters_of_chinese_text_is_found(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))

    phrase = fts5_query(text[start:end]).strip('"')

    assert f" {phrase} " in f" {index_tokens(text)} "
