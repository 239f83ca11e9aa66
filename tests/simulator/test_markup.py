"""HTML is read as Telegram's own parser reads it."""

from typing import Any

import pytest

from bot.simulator.markup import MarkupError, parse_html


def parsed(html: str) -> tuple[str, list[tuple[Any, ...]]]:
    text, entities = parse_html(html)
    return text, [(e.type, e.offset, e.length, *e.extra.values()) for e in entities]


@pytest.mark.parametrize(
    ("html", "entity"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<EM>x</Em>", "italic"),
        ("<i>x</>", "italic"),
        ("<ins >x</ins >", "underline"),
        ("<u>x</u>", "underline"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<s>x</s>", "strikethrough"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<blockquote expandable="">x</blockquote>', "expandable_blockquote"),
    ],
)
def test_every_tag_has_its_entity(html: str, entity: str) -> None:
    assert parsed(html) == ("x", [(entity, 0, 1)])


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ('<a href="https://a.b/?x=1&amp;y=2">x</a>', ("text_link", 0, 1, "https://a.b/?x=1&y=2")),
        ("<a href=a.b>x</a>", ("text_link", 0, 1, "http://a.b/")),
        ('<a href="tg://resolve?domain=x">x</a>', ("text_link", 0, 1, "tg://resolve?domain=x")),
        ('<a href="tg://user?id=42">x</a>', ("text_mention", 0, 1, {"id": 42})),
        ('<tg-emoji emoji-id="55">x</tg-emoji>', ("custom_emoji", 0, 1, "55")),
        ('<tg-time unix="5">x</tg-time>', ("date_time", 0, 1, 5)),
        ('<tg-time unix="5" format="wDT">x</tg-time>', ("date_time", 0, 1, 5, "wDT")),
        ('<pre><code class="language-py">x</code></pre>', ("pre", 0, 1, "py")),
        ('<code class="language-py"><pre>x</pre></code>', ("pre", 0, 1, "py")),
    ],
)
def test_attributes_are_kept(html: str, result: tuple[Any, ...]) -> None:
    assert parsed(html) == ("x", [result])


def test_offsets_count_utf16_units() -> None:
    text = "🗞 芯片<b>🗞</b>"

    assert parsed(text) == ("🗞 芯片🗞", [("bold", 5, 2)])


def test_only_four_names_and_numbers_are_references() -> None:
    text, _ = parse_html("&lt;&gt;&amp;&quot;&#65;&#x42;&lt &nbsp;&apos;&#0;&#1114111;&#xyz;&")

    assert text == '<>&"AB< &nbsp;&apos;&#0;&#1114111;&#xyz;&'


def test_empty_entities_vanish() -> None:
    assert parsed("a<b></b>b<a href='https://x.y'></a>") == ("ab", [])


@pytest.mark.parametrize("href", ["", "nodot", "javascript:alert(1)", "ftp://a.b", "http://a b.c"])
def test_a_link_that_is_none_leaves_its_words(href: str) -> None:
    assert parsed(f'<a href="{href}">the words</a>') == ("the words", [])


def test_words_that_are_a_link_need_no_address() -> None:
    assert parsed("<a>x.org</a>") == ("x.org", [("text_link", 0, 5, "http://x.org/")])


def test_a_language_counts_only_inside_pre() -> None:
    assert parsed('<code class="language-py">x</code>') == ("x", [("code", 0, 1)])


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("新闻 <foo>", 'Unsupported start tag "foo" at byte offset 7'),
        ("a<br/>b", 'Unsupported start tag "br/" at byte offset 1'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("x<b", "Unclosed start tag at byte offset 1"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<b x=", 'Unclosed start tag "b" at byte offset 0'),
        ('<b x="y', "Unclosed start tag at byte offset 0"),
        ("<b =x>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x=y/>", "Unexpected end of name token at byte offset 5"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</b y>", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<i><b>x</b>", 'Can\'t find end tag corresponding to start tag "i"'),
        ("<tg-emoji emoji-id='x'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
        ("<tg-time unix='x'>x</tg-time>", "Invalid date specified"),
        (
            "&#xD800;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_malformed_html_is_refused_in_telegrams_words(html: str, reason: str) -> None:
    with pytest.raises(MarkupError) as error:
        parse_html(html)

    assert str(error.value) == reason
