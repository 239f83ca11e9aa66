"""Words keep their promises whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import (
    grapheme_length,
    html_to_text,
    one_line,
    plain,
    split_sentences,
    tokens,
    truncate,
    utf16_length,
)

_MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b",
            ">",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "&lt;",
            "&amp;",
            "p",
            '"',
            "'",
            "<pre>",
            "</pre>",
            "\n",
            " ",
            "中文",
            "。",
            "\u202e",
            "&#0;",
            "List<T>",
        ]
    )
).map("".join)
_TEXT = st.text() | _MARKUP
_PROSE = st.lists(
    st.sampled_from(
        [
            "Dr. ",
            "U.S. ",
            "word",
            " ",
            ". ",
            "。",
            "“",
            "”",
            "（",
            "）",
            "3",
            ".",
            "!",
            "\n",
            "…",
            "中",
            "👨‍👩‍👧",
            "e\u0301",
            "，",
            ", ",
        ]
    )
).map("".join)


@given(_TEXT)
def test_plain_is_one_clean_line(text: str) -> None:
    line = plain(text)
    assert line == one_line(line)
    line.encode()


@given(_TEXT)
def test_text_of_html_has_paragraphs_and_nothing_hidden(text: str) -> None:
    paragraphs = html_to_text(text)
    assert "\n\n\n" not in paragraphs
    assert paragraphs == paragraphs.strip()
    assert "\u202e" not in paragraphs
    paragraphs.encode()


@given(st.text() | _PROSE)
def test_sentences_lose_nothing_but_space(text: str) -> None:
    sentences = split_sentences(text)
    assert "".join("".join(sentences).split()) == "".join(text.split())
    assert all(sentence == sentence.strip() != "" for sentence in sentences)


@given(st.text() | _PROSE, st.integers(min_value=-1, max_value=60))
def test_truncation_fits_and_says_so(text: str, limit: int) -> None:
    short = truncate(text, limit)
    assert grapheme_length(short) <= max(limit, 0)
    assert short == text or text.startswith(short.removesuffix("…"))


@given(st.text())
def test_lengths_agree_with_their_definitions(text: str) -> None:
    assert utf16_length(text) == sum(1 + (ord(char) > 0xFFFF) for char in text)
    assert grapheme_length(text) <= len(text)


@given(st.text() | _PROSE)
def test_case_makes_no_difference_to_tokens(text: str) -> None:
    assert tokens(text) == tokens(text.casefold())
    assert all(tokens(text))
