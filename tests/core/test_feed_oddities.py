"""What feeds in the wild do that no standard foresees."""

import pytest

from bot.core.feeds import parse_feed
from bot.core.news import Entry, Feed

_OTHERS = (
    'xmlns:o="https://example.com/ns" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def rss(item: str) -> Entry:
    text = f"<rss {_OTHERS}><channel><item>{item}</item></channel></rss>"
    (entry,) = parse_feed(text.encode(), url="https://example.com/feed").entries
    return entry


def atom(entry: str, head: str = "") -> Entry:
    text = f'<feed xmlns="http://www.w3.org/2005/Atom">{head}<entry>{entry}</entry></feed>'
    (found,) = parse_feed(text.encode()).entries
    return found


def test_another_vocabularys_words_are_not_the_entrys() -> None:
    entry = rss("<o:title>No</o:title><o:description>No</o:description><title>Yes</title>")
    assert (entry.title, entry.summary) == ("Yes", "")


def test_a_namespace_that_a_feed_invents_for_rss_is_rss() -> None:
    text = '<rss xmlns="https://example.com/our-own"><channel><item><title>Yes</title></item>'
    feed = parse_feed(f"{text}</channel></rss>".encode())
    assert [entry.title for entry in feed.entries] == ["Yes"]


@pytest.mark.parametrize("written", ["&#146;", "&#x92;", "\x92"])
def test_control_characters_are_the_quotation_marks_that_windows_means(written: str) -> None:
    assert rss(f"<title>don{written}t</title>").title == "don’t"


@pytest.mark.parametrize("item", ["<description><![CDATA[{}]]></description>", "<body>{}</body>"])
def test_an_entry_without_a_picture_has_the_first_one_it_shows(item: str) -> None:
    entry = rss(item.format('<p>Text <img alt="" src="/a.png?x=1&amp;y=2"/></p>'))
    assert entry.image_url == "https://example.com/a.png?x=1&y=2"


def test_a_picture_without_an_address_is_none() -> None:
    assert (
        rss('<description>&lt;img src="data:image/gif;base64,x"&gt;</description>').image_url == ""
    )


def test_keywords_and_categories_of_every_vocabulary_are_categories() -> None:
    entry = rss(
        "<category>ai</category><media:category>chips</media:category>"
        "<itunes:keywords>law, jobs</itunes:keywords>"
    )
    assert entry.categories == ("ai", "chips", "law", "jobs")


def test_an_entry_without_an_author_has_the_feeds() -> None:
    assert atom("<title>x</title>", "<author><name>Ann</name></author>").author == "Ann"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("<name>Ann</name><uri>https://example.com</uri>", "Ann"),
        ("<email>ann@example.com</email>", "ann@example.com"),
        ("<uri>https://example.com</uri>", ""),
    ],
)
def test_an_author_is_a_name_or_else_an_address_for_mail(author: str, name: str) -> None:
    assert atom(f"<author>{author}</author>").author == name


def test_those_who_are_named_are_better_than_an_address() -> None:
    names = "<creator>Ann Lee</creator><creator>Bo</creator>"
    dublin = names.replace("creator", "dc:creator")
    assert rss(f"<author>desk@example.com</author>{dublin}").author == "Ann Lee, Bo"
    assert rss(f"<author>d@example.com (Cy)</author>{dublin}").author == "Cy"


def test_what_is_neither_text_nor_xml_is_in_base64() -> None:
    assert atom('<content type="image/x">aGVsbG8=</content>').content == "hello"
    assert atom('<content type="application/json+xml">aGVsbG8=</content>').content == "aGVsbG8="


def test_a_language_is_written_with_a_hyphen() -> None:
    feed = parse_feed(b"<rss><channel><language>zh_CN</language></channel></rss>")
    assert feed.language == "zh-CN"


def test_a_broken_feed_without_entries_may_still_say_where_it_belongs() -> None:
    feed: Feed = parse_feed(b"<rss><channel><link>http://example.com/?a=1&b</link>")
    assert feed.home == "http://example.com/?a=1&b"


@pytest.mark.parametrize("count", [100_000])
def test_of_a_hundred_thousand_entries_a_thousand_are_read(count: int) -> None:
    item = "<item><title>a</title></item>"
    feed = parse_feed(f"<rss><channel>{item * count}</channel></rss>".encode())
    assert len(feed.entries) == 1000


@pytest.mark.parametrize("tag", ["item", "a", "description"])
def test_what_is_nested_a_hundred_thousand_deep_is_cut_off(tag: str) -> None:
    text = f"<rss><channel><item><title>x</title>{f'<{tag}>' * 100_000}"
    assert "x" in {entry.title for entry in parse_feed(text.encode()).entries}


DAMAGED = "<item><title>One &amp; two</titel>{}</item>"


def damaged(fields: str) -> Entry:
    (entry,) = parse_feed(f"<rss><channel>{DAMAGED.format(fields)}".encode()).entries
    return entry


def test_what_is_whole_in_a_damaged_entry_stays_whole() -> None:
    entry = damaged(
        "<link>https://a.com/?x=1&amp;y=2</link><description>&lt;p&gt;a &amp;amp; b&lt;/p&gt;"
    )
    assert (entry.title, entry.url) == ("One & two", "https://a.com/?x=1&y=2")
    assert entry.summary == "<p>a &amp; b</p>"


def test_html_that_nobody_escaped_ends_with_its_field() -> None:
    entry = rss("<title>1 < 2<b></title><description>a<br>b</description><link>/x</link>")
    assert (entry.title, entry.summary) == ("1 < 2", "a<br>b")
    assert entry.url == "https://example.com/x"


@pytest.mark.parametrize(
    "title",
    [
        "<![CDATA[One]]>",
        "&lt;![CDATA[One]]&gt;",
        "<![CDATA[One",
        "<![CDATA[On]]>e]]>",
    ],
)
def test_a_cdata_section_holds_words_however_it_is_written(title: str) -> None:
    entry = rss(f"<title>{title}</title><link>/x</link>")
    assert (entry.title, entry.url) == ("One", "https://example.com/x")


def test_of_a_feed_that_is_cut_off_the_last_words_are_read() -> None:
    text = "<rss><channel><item><title>x</title><description><![CDATA[<p>Words until"
    (entry,) = parse_feed(text.encode()).entries
    assert entry.summary == "<p>Words until"


def test_a_link_may_have_a_base_of_its_own() -> None:
    assert atom('<link xml:base="https://b.com/x/" href="y"/>').url == "https://b.com/x/y"


def test_a_root_alone_is_an_empty_feed() -> None:
    assert parse_feed(b"<rss/>").entries == ()
