import pytest

from bot.render.telegram_html import (
    MAX_ENTITIES,
    NOTHING,
    Html,
    bold,
    clip,
    code,
    italic,
    join,
    lines,
    link,
    pack,
    quotation,
    split_message,
    text,
)


def test_what_comes_from_outside_is_escaped() -> None:
    assert text("<b>R&D</b>").markup == "&lt;b&gt;R&amp;D&lt;/b&gt;"
    assert bold("a < b").markup == "<b>a &lt; b</b>"
    assert link('https://a.example/?q="x"&y', "<i>").markup == (
        '<a href="https://a.example/?q=&quot;x&quot;&amp;y">&lt;i&gt;</a>'
    )


def test_every_format_closes_its_tag() -> None:
    assert italic("x").markup == "<i>x</i>"
    assert code("x").markup == "<code>x</code>"
    assert quotation("x", expandable=False).markup == "<blockquote>x</blockquote>"
    folded = quotation("x", expandable=True)
    assert folded.markup == "<blockquote expandable>x</blockquote>"


def test_only_web_addresses_become_links() -> None:
    assert link("javascript:alert(1)", "x").markup == "x"
    assert link("tg://user?id=1", "x").markup == "x"


def test_control_characters_and_tricks_of_direction_are_dropped() -> None:
    assert text("a\x00b\u202ec\ud800d\r\ne\tf").plain == "abcd\ne\tf"


def test_nothing_has_no_tags() -> None:
    assert bold("") == NOTHING
    assert not link("https://a.example", "\x00")
    assert join(", ", [NOTHING, text("a"), NOTHING, text("b")]).plain == "a, b"
    assert lines(text("a"), NOTHING, bold("b")).markup == "a\n<b>b</b>"


def test_lengths_are_utf16_units_after_parsing() -> None:
    piece = bold("a<😀") + text("芯")
    assert (piece.length, piece.entities) == (5, 1)


@pytest.mark.parametrize(
    ("whole", "limit", "parts"),
    [
        ("", 10, []),
        ("  \n ", 10, []),
        ("short", 10, ["short"]),
        ("One is. Two is. Three is.", 17, ["One is. Two is.", "Three is."]),
        ("第一句。第二句。第三句。", 9, ["第一句。第二句。", "第三句。"]),
        ("a line\nanother line", 15, ["a line", "another line"]),
        ("Some words here.\n\nMore. And more.", 26, ["Some words here.", "More. And more."]),
        ("no sentence ends here at all", 12, ["no sentence", "ends here at", "all"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("😀😀😀", 4, ["😀😀", "😀"]),
        ("ae\u0301ae\u0301a", 4, ["ae\u0301a", "e\u0301a"]),
        ("e" + "\u0301" * 6, 3, ["e\u0301\u0301", "\u0301\u0301\u0301", "\u0301"]),
    ],
)
def test_a_text_is_divided_where_it_hurts_least(whole: str, limit: int, parts: list[str]) -> None:
    assert [part.plain for part in split_message(text(whole), limit)] == parts


def test_a_format_that_is_divided_is_closed_and_opened_again() -> None:
    parts = split_message(text("Lead. ") + bold("One is. Two is."), 14)
    assert [part.markup for part in parts] == ["Lead. <b>One is.</b>", "<b>Two is.</b>"]


def test_no_message_has_more_entities_than_telegram_keeps() -> None:
    whole = join(" ", [bold("x")] * (2 * MAX_ENTITIES + 1))
    assert [part.entities for part in split_message(whole)] == [MAX_ENTITIES, MAX_ENTITIES, 1]


def test_a_clipping_is_the_first_part() -> None:
    assert clip(text("One is. Two is."), 8).plain == "One is."
    assert clip(NOTHING, 8) == NOTHING


def packed(blocks: list[Html], limit: int) -> list[tuple[str, tuple[int, ...]]]:
    return [(part.html.plain, part.blocks) for part in pack(blocks, limit)]


def test_blocks_share_a_message_while_they_fit() -> None:
    blocks = [text("head"), text("aaaa"), text("bbbb")]
    assert packed(blocks, 20) == [("head\n\naaaa\n\nbbbb", (0, 1, 2))]
    assert packed(blocks, 12) == [("head\n\naaaa", (0, 1)), ("bbbb", (2,))]


def test_a_block_too_long_for_a_message_is_divided_and_begins_once() -> None:
    assert packed([text("head"), text("aaaa bbbb cccc")], 9) == [
        ("head", (0,)),
        ("aaaa bbbb", (1,)),
        ("cccc", ()),
    ]


def test_blocks_with_many_entities_get_messages_of_their_own() -> None:
    block = join("", [bold("x")] * 60)
    assert [part.blocks for part in pack([block, block])] == [(0,), (1,)]
