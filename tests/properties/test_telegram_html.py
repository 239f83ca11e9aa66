import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import utf16_length
from bot.render.telegram_html import (
    MAX_ENTITIES,
    Html,
    bold,
    code,
    italic,
    join,
    link,
    pack,
    quotation,
    split_message,
    text,
)

UNWANTED = re.compile("[\ud800-\udfff\u202a-\u202e\u2066-\u2069]|(?![\n\t])[\x00-\x1f\x7f-\x9f]")
WORDS = st.text(max_size=40) | st.sampled_from(
    ["One is. ", "第一句。", "</b>", "&amp;", "😀 ", "\n\n"]
)
PIECES: st.SearchStrategy[Html] = st.one_of(
    st.builds(text, WORDS),
    st.builds(bold, WORDS),
    st.builds(italic, WORDS),
    st.builds(code, WORDS),
    st.builds(link, WORDS.map("https://a.example/{}".format) | WORDS, WORDS),
    st.builds(quotation, WORDS, expandable=st.booleans()),
)
TEXTS = st.lists(PIECES, max_size=12).map(lambda pieces: join("", pieces))


class Reader(HTMLParser):
    """Reads markup back, and notes any tag that is not closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's own signature
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def read(markup: str) -> str:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert not reader.open
    return reader.words


def squeeze(words: str) -> str:
    return "".join(words.split())


@given(st.text())
def test_escaping_loses_nothing_but_the_unwanted(words: str) -> None:
    assert unescape(text(words).markup.replace("&nbsp;", "")) == UNWANTED.sub("", words)


@given(TEXTS)
def test_markup_reads_back_as_the_plain_text(whole: Html) -> None:
    assert read(whole.markup) == whole.plain


@given(TEXTS, st.integers(2, 60))
def test_parts_rejoin_to_the_text_and_each_fits(whole: Html, limit: int) -> None:
    parts = split_message(whole, limit)
    assert squeeze("".join(part.plain for part in parts)) == squeeze(whole.plain)
    for part in parts:
        assert part.plain.strip() == part.plain != ""
        assert utf16_length(part.plain) <= limit
        assert part.entities <= MAX_ENTITIES
        assert read(part.markup) == part.plain


@given(st.lists(TEXTS, max_size=8), st.integers(4, 80))
def test_packed_blocks_keep_their_order_and_fit(blocks: list[Html], limit: int) -> None:
    parts = pack(blocks, limit)
    assert all(part.html.length <= limit for part in parts)
    begun = [number for part in parts for number in part.blocks]
    assert begun == [number for number, block in enumerate(blocks) if block.plain.strip()]
    together = "".join(block.plain for block in blocks)
    assert squeeze("".join(part.html.plain for part in parts)) == squeeze(together)
