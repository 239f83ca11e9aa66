"""Feeds of every format, whole and broken."""

import json
from datetime import UTC, datetime

import pytest

from bot.core.feeds import FeedReadError, discover_feed, parse_feed
from bot.core.feeds.documents import parse_tree
from bot.core.news import Entry, Feed

_RSS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE rss [<!ENTITY boom "boom">]>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
  <atom:link rel="self" href="https://example.com/feed"/>
  <title>AI &amp;amp; News</title><link>https://example.com/</link><language>en-us</language>
  <item>
    <title><![CDATA[A &amp; B <b>win</b>]]></title><link>/a?x=1&amp;y=2</link>
    <guid isPermaLink="false">tag<b>:</b>1</guid><author>ann@example.com (Ann Lee)</author>
    <pubDate>Mon, 02 Jan 2006 15:04:05 GMT</pubDate><category>ai</category><category>AI</category>
    <description>&lt;p&gt;Short&lt;/p&gt;</description>
    <content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
    <media:thumbnail url="/a.png"/><enclosure type="audio/mpeg" url="/a.mp3"/>
  </item>
  <item><guid>https://example.com/b</guid><dc:creator>Bo</dc:creator><dc:creator>Cy</dc:creator>
    <dc:date>2006-01-03T00:00:00Z</dc:date><description>Only words</description></item>
  <item><title>Episode</title><enclosure type="image/png" url="https://example.com/c.png"/></item>
</channel></rss>"""

_ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://example.org/x/">
  <title type="html">&lt;i&gt;Neues&lt;/i&gt;</title><link rel="self" href="feed"/>
  <entry><id>urn:1</id>
    <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Fett <b>an</b></div></title>
    <link type="application/pdf" href="1.pdf"/><link href="1.html"/>
    <updated>2024-05-03T14:05:06+02:00</updated>
    <author><name>Eva</name><email>e@example.org</email></author>
    <category term="k1" label="KI"/><category term="k2"/>
    <summary type="text">5 &lt; 6</summary>
    <content type="xhtml">
      <x:div xmlns:x="http://www.w3.org/1999/xhtml">a <x:p>b</x:p> c</x:div></content>
  </entry>
  <entry xml:base="sub/"><link rel="related" href="r"/>
    <content mode="base64">PGI+eDwvYj4=</content></entry>
  <entry><title type="application/octet-stream">*broken*</title>
    <link rel="replies" href="c"/></entry>
</feed>"""

_RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://example.net/"><title>Old</title><link>https://example.net/</link></channel>
<item rdf:about="https://example.net/1"><title>One</title></item></rdf:RDF>"""


_OFFER = 'rel="alternate" type="application/rss+xml"'


def _read(text: str, **options: object) -> Feed:
    return parse_feed(text.encode(), **options)  # type: ignore[arg-type]  # options of one test


def _entry(inside: str) -> Entry:
    return _read(f"<rss><channel><item>{inside}</item></channel></rss>").entries[0]


def test_rss_gives_all_its_fields() -> None:
    feed = _read(_RSS, url="https://example.com/feed")
    first, second, third = feed.entries
    assert (feed.format, feed.title, feed.home) == ("rss 2.0", "AI & News", "https://example.com/")
    assert feed.language == "en-us"
    assert first == Entry(
        guid="tag:1",
        url="https://example.com/a?x=1&y=2",
        title="A & B win",
        author="Ann Lee",
        published_at=datetime(2006, 1, 2, 15, 4, 5, tzinfo=UTC),
        summary="<p>Short</p>",
        content="<p>Long</p>",
        categories=("ai", "AI"),
        image_url="https://example.com/a.png",
    )
    assert (second.url, second.author) == ("https://example.com/b", "Bo, Cy")
    assert third.url == third.image_url == "https://example.com/c.png"


def test_atom_gives_all_its_fields() -> None:
    feed = _read(_ATOM)
    first, second, third = feed.entries
    assert (feed.format, feed.title, feed.language) == ("atom 1.0", "Neues", "de")
    assert first == Entry(
        guid="urn:1",
        url="https://example.org/x/1.html",
        title="Fett an",
        author="Eva",
        published_at=datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC),
        updated_at=datetime(2024, 5, 3, 12, 5, 6, tzinfo=UTC),
        summary="5 &lt; 6",
        content="<div>a <p>b</p> c</div>",
        categories=("KI", "k2"),
    )
    assert (second.url, second.content) == ("https://example.org/x/sub/r", "<b>x</b>")
    assert (third.url, third.guid) == ("", third.title)


def test_rdf_identifies_items_by_their_address() -> None:
    feed = _read(_RDF)
    assert feed.format == "rdf"
    assert (feed.entries[0].guid, feed.entries[0].url) == (("https://example.net/1",) * 2)


def test_json_feed_gives_all_its_fields() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "en",
        "home_page_url": "https://example.com/", "authors": [{"name": "Everybody"}],
        "items": [
            {"id": 7, "url": "/7\udfff", "title": "T\ud800", "content_text": "1 < 2",
             "tags": ["a", None], "author": {"name": "Ann"}, "image": "/i.png",
             "date_published": "2024-01-01T00:00:00Z"},
            {"id": "https://example.com/8", "title": True,
             "content_html": "<p>x</p>", "tags": "a"},
            "nonsense",
        ],
    }  # fmt: skip
    feed = _read(json.dumps(document))
    first, second = feed.entries
    assert (feed.format, feed.home) == ("json 1.1", "https://example.com/")
    assert first == Entry(
        guid="7",
        url="https://example.com/7",
        title="T",
        author="Ann",
        published_at=datetime(2024, 1, 1, tzinfo=UTC),
        content="1 &lt; 2",
        categories=("a",),
        image_url="https://example.com/i.png",
    )
    assert (second.url, second.author) == ("https://example.com/8", "Everybody")
    assert (second.title, second.content) == ("", "<p>x</p>")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" \ufeff", "empty"),
        ("<!doctype html><p>hello", "web page"),
        ("<!-- x --><html><body><feed><h1>hello", "web page"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "sitemap"),
        ("<opml><head/><body><outline/></body></opml>", "list of feeds"),
        ("plain words", "neither"),
        ("<!DOCTYPE what>", "neither"),
        ('{"items": ', "broken"),
        ("[" * 100_000, "broken"),
        ('{"a": 1}', "not a JSON Feed"),
        ("[1]", "not a JSON Feed"),
        ("<rss", "neither"),
        ("<rss <<<", "no entries"),
    ],
)
def test_what_is_no_feed_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(FeedReadError, match=reason):
        _read(text)


def test_a_root_after_a_long_document_type_is_found() -> None:
    assert (
        _read(f"<!DOCTYPE rss [{' ' * 20_000}]>{_RSS[_RSS.index('<rss') :]}").title == "AI & News"
    )


def test_loose_ampersands_and_html_entities_are_repaired_outside_cdata() -> None:
    entry = _entry(
        "<title>Q&A &eacute;t&eacute; &nosuch; &#65;</title>"
        "<link><![CDATA[https://a.com/?a=1&b=2]]></link><category>R&D</category>"
    )
    assert (entry.title, entry.url) == ("Q&A été &nosuch; A", "https://a.com/?a=1&b=2")
    assert entry.categories == ("R&D",)


def test_one_broken_entry_does_not_spoil_the_others() -> None:
    feed = _read(
        '<rss rss:version=2.0 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title>'
        "<item><title>One</title><p><b></item><item><title>Two</titel><link>https://a.com/2</link></item>"
        "<item><title>Three</title><dc:creator>Cy</dc:creator><link>https://a.com/3"
    )
    assert feed.title == "T"
    assert [entry.title for entry in feed.entries] == ["One", "Two", "Three"]
    assert (feed.entries[2].url, feed.entries[2].author) == ("https://a.com/3", "Cy")


def test_an_entry_that_is_nothing_but_damage_is_left_out() -> None:
    feed = _read("<rss <<><p><item\x01 <item/><item><title>x</title>")
    assert [entry.title for entry in feed.entries] == ["x"]


def test_what_gives_no_tree_gives_an_empty_one() -> None:
    for text in ("", "<1>"):
        root, is_sound = parse_tree(text)
        assert (root.tag, len(root), is_sound) == ("rss", 0, False)


def test_undeclared_prefixes_are_understood() -> None:
    entry = _entry("<dc:creator>Ann</dc:creator><foo:link>no</foo:link><a10:title>T</a10:title>")
    assert (entry.author, entry.title, entry.url) == ("Ann", "T", "")


def test_an_entity_stands_for_a_few_characters_and_nothing_that_grows_or_is_fetched() -> None:
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "Name"><!ENTITY b SYSTEM "file:///etc/hostname">'
        '<!ENTITY c "&a;&a;&a;"><!ENTITY d "' + "d" * 1000 + '">]>'
    )
    feed = _read(f"{bomb}<rss><channel><title>&a;&b;&c;&d;</title><item/></channel></rss>")
    assert feed.title == "Name&b;&c;&d;"


def test_entities_left_in_broken_documents_do_no_harm() -> None:
    title = "<title>x &b; <foo:i>y</foo:i><é/></title>"
    feed = _read(f"<rss><![CDATA[<item>&a;{title}<link>&c;</link>")
    assert [entry.title for entry in feed.entries] == ["x &b; <foo:i>y</foo:i><é/>"]


def test_only_as_many_entries_are_read_as_asked_for() -> None:
    items = "<item><title>x</title></item>" * 50
    assert len(_read(f"<rss><channel>{items}</channel></rss>", limit=20).entries) == 20
    assert len(_read(f"<rss><channel><p>{items}", limit=20).entries) == 20
    assert len(_read(json.dumps({"items": [{}] * 50}), limit=20).entries) == 20


def test_links_that_are_not_of_the_web_are_dropped() -> None:
    entry = _entry("<link>javascript:alert(1)</link><guid isPermaLink='true'>mailto:a@b.c</guid>")
    assert entry.url == ""


def test_endless_titles_are_cut() -> None:
    entry = _entry(f"<title>{'word ' * 5000}</title>")
    assert len(entry.title) == 999


def test_media_groups_are_looked_into() -> None:
    entry = _entry(
        '<media:group><media:title>Video</media:title><media:content medium="image" url="https://a.com/i"/>'
        '<media:content url="https://a.com/v"/></media:group><itunes:image href="https://a.com/j"/>'
    )
    assert (entry.title, entry.image_url) == ("Video", "https://a.com/i")


def test_zone_less_times_of_chinese_feeds_are_beijing_time() -> None:
    item = "<item><title>人工智能</title><pubDate>2024-05-03 14:05</pubDate></item>"
    for language in ("", "<language>zh-cn</language>"):
        feed = _read(f"<rss><channel>{language}{item}</channel></rss>")
        assert feed.entries[0].published_at == datetime(2024, 5, 3, 6, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f'<link {_OFFER} href="/feed?a=1&amp;b=2">', "https://a.com/feed?a=1&b=2"),
        ("<base href='https://b.com/x/'><LINK TYPE=text/xml REL='alternate' HREF=a>", "https://b.com/x/a"),
        (f'<link {_OFFER} title="Comments" href="/c"><link rel=icon href=i>', ""),
        (f'<link {_OFFER} href="mailto:x">', ""),
        ('<link rel=alternate type="application/rss+xml; charset=UTF-8" href=f>', "https://a.com/f"),
        (f"<!-- <link {_OFFER} href=old> --><link {_OFFER} href=new>", "https://a.com/new"),
        (f"{'<!--' * 60_000}<link {_OFFER} href=f>", ""),
        ('<a href="/about/feedback">x</a><a class=b href="/blog/rss.xml">RSS</a>', "https://a.com/blog/rss.xml"),
        ('<a href="/index.html">x</a><a href=/feed/>Feed</a>', "https://a.com/feed/"),
    ],
)  # fmt: skip
def test_the_feed_of_a_page_is_discovered(page: str, found: str) -> None:
    assert discover_feed(page, "https://a.com/") == found
