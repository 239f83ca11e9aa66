"""Any bytes in: entries or FeedReadError out."""

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.feeds import FeedReadError, decode, discover_feed, parse_feed
from bot.core.feeds.dates import parse_date
from bot.core.news import Entry
from bot.core.urls import canonical_url, is_web_url

_PIECES = st.sampled_from(
    [
        b"<?xml version='1.0' encoding='gb2312'?>",
        b"<!DOCTYPE rss [<!ENTITY a 'b'>]>",
        b"<rss>",
        b"</rss>",
        b"<rss version=2.0 xmlns:dc='http://purl.org/dc/elements/1.1/'>",
        b"<channel>",
        b"</channel>",
        b"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='//['>",
        b"</feed>",
        b"<rdf:RDF>",
        b"<item>",
        b"</item>",
        b"<entry>",
        b"</entry>",
        b"<title>",
        b"</title>",
        b"<link href='http://[x'/>",
        b"<link>",
        b"</link>",
        b"<guid isPermaLink='false'>",
        b"</guid>",
        b"<pubDate>99 Feb 9999 99:99:99</pubDate>",
        b"<content type='xhtml'>",
        b"</content>",
        b"<content mode='base64'>?",
        b"<![CDATA[",
        b"]]>",
        b"&a;",
        b"&nbsp;",
        b"&",
        b"<!--",
        b"-->",
        b"<",
        b">",
        b"\x00",
        b"\xff\xfe",
        b"\xd6\xd0\xce\xc4",
        b'{"items":[',
        b'{"id":1e999,"url":[]}',
        b"]}",
        b"http://a.com/",
        b"<media:group>",
        b"<author><name>x",
    ]
)
_FEEDLIKE = st.lists(_PIECES, max_size=40).map(b"".join)


@pytest.mark.parametrize("make", [st.binary(max_size=300), _FEEDLIKE])
def test_any_bytes_give_entries_or_a_reason(make: st.SearchStrategy[bytes]) -> None:
    @given(make, st.sampled_from(["", "text/xml; charset=big5", "x; charset=utf-16"]))
    def check(body: bytes, content_type: str) -> None:
        decode(body, content_type).encode("utf-8", "surrogatepass")
        try:
            feed = parse_feed(body, content_type=content_type, url="https://example.com/", limit=5)
        except FeedReadError:
            return
        assert len(feed.entries) <= 5
        for entry in feed.entries:
            _check_entry(entry)

    check()


def _check_entry(entry: Entry) -> None:
    assert not entry.url or (is_web_url(entry.url) and canonical_url(entry.url))
    assert not entry.image_url or is_web_url(entry.image_url)
    assert entry.title == " ".join(entry.title.split())
    assert "\u202e" not in entry.title
    entry.title.encode()
    entry.content.encode()
    for moment in (entry.published_at, entry.updated_at):
        assert moment is None or moment.tzinfo is UTC


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_not(text: str) -> None:
    moment = parse_date(text, is_chinese=True)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(timezones=st.just(UTC)))
def test_iso_dates_survive(moment: object) -> None:
    assert str(parse_date(str(moment))) in {str(moment), "None"}


@given(
    st.lists(
        st.sampled_from(["<link ", "rel=alternate ", "type=text/xml ", "href=", "'", "x", ">"])
    ).map("".join)
)
def test_discovery_gives_a_web_address_or_nothing(markup: str) -> None:
    found = discover_feed(markup, "https://example.com/")
    assert not found or is_web_url(found)
