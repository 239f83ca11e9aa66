import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.news import StoryId
from bot.core.search import (
    LONGEST_WORD,
    MOST_TERMS,
    MOST_TOKENS,
    Indexed,
    Match,
    are_settled,
    correct,
    coverage,
    facet,
    fts5_query,
    index_tokens,
    latin_words,
    rank,
    read_terms,
    split_terms,
    tsquery,
    tsvector,
    weigh,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)


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
    assert tsvector("a b", "a", "tagx") == "'a':1A 'b':2A 'a':3B 'tagx':4C"
    assert tsvector("", "", "") == ""


CASES: list[tuple[str, str, str]] = [
    ("Chips", '"chip"', "('chip':AB)"),
    ("gpt-5 chips", '"gpt 5" AND "chip"', "('gpt':AB <-> '5':AB) & ('chip':AB)"),
    ("芯片", '"芯片"', "('芯片':AB)"),
    ("晶片廠", '"晶片 片厂"', "('晶片':AB <-> '片厂':AB)"),
    ("芯", '"芯"*', "'芯':*AB"),
    ("AI芯片", '"ai" AND "芯片"', "('ai':AB) & ('芯片':AB)"),
    ("芯片gpt-5", '"芯片" AND "gpt 5"', "('芯片':AB) & ('gpt':AB <-> '5':AB)"),
    ("chip chips CHIP", '"chip"', "('chip':AB)"),
    ("\" OR 'x':* & !(", '"or" AND "x"', "('or':AB) & ('x':AB)"),
]


@pytest.mark.parametrize(("words", "fts5", "postgresql"), CASES)
def test_a_query_says_the_same_to_both_databases(words: str, fts5: str, postgresql: str) -> None:
    match = Match(terms=read_terms(words))

    assert fts5_query(match) == f"{{title body}} : ({fts5})"
    assert tsquery(match) == f"({postgresql})"


def test_a_query_can_ask_for_titles_for_any_word_and_for_what_a_story_is() -> None:
    match = Match(
        terms=read_terms("a b"), facets=(("tagx",), ("byy", "byz")), in_title=True, is_any=True
    )

    assert fts5_query(match) == (
        'title : ("a" OR "b") AND facets : ("tagx") AND facets : ("byy" OR "byz")'
    )
    assert tsquery(match) == "(('a':A) | ('b':A)) & ('tagx':C) & ('byy':C | 'byz':C)"
    assert fts5_query(Match()) == tsquery(Match()) == ""


@pytest.mark.parametrize("words", ["", " !? "])
def test_marks_alone_are_no_words(words: str) -> None:
    assert read_terms(words) == ()


def test_a_query_without_end_is_cut_short() -> None:
    terms = read_terms(" ".join(f"word{n}" for n in range(999)))

    assert len(terms) == MOST_TERMS
    assert len(split_terms([*terms, *(("a", f"b{n}") for n in range(99))])) == 2 * MOST_TERMS


def test_what_a_story_is_becomes_one_plain_token() -> None:
    assert facet("by", "The Decoder's 量子位!") == "bythedecoders量子位"
    assert Indexed(titles=("A", "A", "B"), bodies=("芯片",), facets=("tagx", "iny")).columns() == (
        "a b",
        "芯片 片",
        "tagx iny",
    )


def test_stories_are_ordered_by_relevance_age_and_score() -> None:
    def order(*weights: float) -> list[StoryId]:
        return rank({StoryId(number): weight for number, weight in enumerate(weights, 1)})

    assert order(weigh(0.5, 0, 0), weigh(1, 0, 0)) == [2, 1]
    assert order(weigh(1, 90, 0), weigh(0.5, 0, 0)) == [2, 1]
    assert order(weigh(1, 0, 10), weigh(1, 0, 90)) == [2, 1]
    assert order(weigh(1, 0, 0), weigh(0.9, 0, 0), weigh(0.9, -1, 0)) == [1, 3, 2]


@given(
    st.lists(st.builds(weigh, st.just(1), st.integers(-1, 99), st.integers(0, 100))),
    st.integers(1, 4),
    st.sampled_from([0.5, 1]),
    st.integers(-4, 99),
)
def test_what_is_settled_no_lesser_or_older_match_changes(
    weights: list[float], count: int, relevance: float, days: int
) -> None:
    if are_settled(weights, count, relevance, days):
        known = {StoryId(number): weight for number, weight in enumerate(weights, 1)}
        best = weigh(relevance, days, 100)
        assert rank(known | {StoryId(0): best})[:count] == rank(known)[:count]


def test_new_and_good_matches_are_settled_and_old_ones_are_not() -> None:
    good = weigh(1, 0, 90)
    assert are_settled([good, good], 2, 0.5, 0)
    assert not are_settled([good], 2, 0.5, 0)
    assert not are_settled([weigh(1, 90, 90)], 1, 0.5, 0)
    assert are_settled([weigh(1, 9, 90)], 1, 1, 20)


def test_a_text_covers_the_part_of_the_terms_that_it_holds() -> None:
    terms = split_terms(read_terms("芯片出口 chips"))

    assert coverage(terms, "芯片的出口") == 2 / 4
    assert coverage(terms, "nothing") == 0


def test_misspelt_words_are_mended_and_right_ones_left_alone() -> None:
    known = latin_words("Nvidia's laboratory exports chips 芯片 gpt5")

    assert known == {"nvidia", "laboratory", "export", "chip"}
    assert correct("Nvdia labratory", known) == "nvidia laboratory"
    assert correct("芯片 nvida chip", known) == "芯片 nvidia chip"
    assert correct("nvidia exports gpt6 abc zzzzzz", known) == ""
    assert correct("nvdia", frozenset()) == ""


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

    (term,) = read_terms(text[start:end])

    assert f" {' '.join(term)} " in f" {index_tokens(text)} "
