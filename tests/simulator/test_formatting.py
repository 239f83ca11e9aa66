"""What becomes of a text on its way: cleaned, trimmed, entities mended and found."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.entity import Entity, utf16_length
from bot.simulator.errors import BadRequestError
from bot.simulator.formatting import format_text, mend, read_markup


def seen(html: str) -> tuple[str, list[tuple[Any, ...]]]:
    formatted = read_markup(html, "HTML", [])
    return formatted.text, [(e.type, e.offset, e.length) for e in formatted.entities]


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        # spaces go at both ends, on the left only up to the first entity
        (" \n a \n", "a", []),
        ("<b> a </b> ", " a", [("bold", 0, 2)]),
        ("  x <b> </b> ", "x", []),
        # control characters become spaces, carriage returns and line separators go
        ("a\tb\r\nc\u2028d", "a b\ncd", []),
        ("\r<b>a\rb</b>", "ab", [("bold", 0, 2)]),
        # what touches becomes one
        ("<b>a</b><b>b</b>", "ab", [("bold", 0, 2)]),
        ("<b>a<b>b</b></b>", "ab", [("bold", 0, 2)]),
        # nothing is inside code, and code is inside nothing but a quotation
        ("<code><b>a</b></code>", "a", [("code", 0, 1)]),
        ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
        (
            "<blockquote>a<code>b</code></blockquote>",
            "ab",
            [("blockquote", 0, 2), ("code", 1, 1)],
        ),
        # quotations and links do not nest
        (
            "<blockquote>a<blockquote expandable>b</blockquote></blockquote>",
            "ab",
            [("blockquote", 0, 2)],
        ),
        (
            "<a href='x.y'>a<a href='z.y'>b</a></a>",
            "ab",
            [("text_link", 0, 2)],
        ),
        # well nested entities stay as they are
        (
            "<b>a <a href='x.y'>b</a> <i>c</i></b>",
            "a b c",
            [("bold", 0, 5), ("text_link", 2, 1), ("italic", 4, 1)],
        ),
        # found entities give way to given ones
        (
            "<a href='x.y'>see #tag</a> #two",
            "see #tag #two",
            [("text_link", 0, 8), ("hashtag", 9, 4)],
        ),
        ("<code>/start</code> /help", "/start /help", [("code", 0, 6), ("bot_command", 7, 5)]),
        ("<b>#tag</b>", "#tag", [("hashtag", 0, 4), ("bold", 0, 4)]),
        (
            "<blockquote>#a</blockquote>#b",
            "#a#b",
            [("blockquote", 0, 2)],
        ),
    ],
)
def test_a_text_arrives_as_telegram_shows_it(
    html: str, text: str, entities: list[tuple[Any, ...]]
) -> None:
    assert seen(html) == (text, entities)


def test_only_a_hundred_given_entities_are_kept() -> None:
    html = "".join(f"<b>{i}</b> " for i in range(120))

    assert len(seen(html)[1]) == 100


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (Entity("bold", 9, 1), "entity begins after the end of the text at UTF-16 offset 9"),
        (
            Entity("bold", 0, 9),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at .* 9",
        ),
        (Entity("bold", -1, 1), "receive an entity with incorrect offset -1"),
    ],
)
def test_entities_outside_the_text_are_refused(entity: Entity, reason: str) -> None:
    with pytest.raises(BadRequestError, match=reason):
        format_text("hello", [entity])


def test_an_unknown_parse_mode_is_refused() -> None:
    with pytest.raises(BadRequestError, match="unsupported parse_mode"):
        read_markup("x", "Markdown", [])


_ENTITIES = st.builds(
    Entity,
    st.sampled_from(
        ["bold", "italic", "code", "pre", "text_link", "blockquote", "expandable_blockquote"]
    ),
    st.integers(0, 12),
    st.integers(0, 12),
)


@given(st.lists(_ENTITIES, max_size=8))
def test_mended_entities_never_cross_and_mending_again_changes_nothing(
    entities: list[Entity],
) -> None:
    mended = mend(entities)

    for i, one in enumerate(mended):
        for other in mended[i + 1 :]:
            assert other.offset >= one.offset
            assert other.offset >= one.end or other.end <= one.end
    assert mend(mended) == mended


@given(st.text(alphabet=" \n\r\tab#/@🗞芯\u2028<>&;=\"'", max_size=60))
def test_any_text_is_taken_or_refused_and_entities_stay_inside(text: str) -> None:
    try:
        formatted = read_markup(text, "HTML", [])
    except BadRequestError:
        return

    size = utf16_length(formatted.text)
    assert all(e.offset >= 0 and e.length > 0 and e.end <= size for e in formatted.entities)
    assert formatted.text == formatted.text.rstrip(" \n")
