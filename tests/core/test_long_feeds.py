"""Feeds that are longer than is read, or break off."""

import json

import pytest

from bot.core.feeds import FeedReadError, is_oldest_first, parse_feed, with_end
from bot.core.news import Feed


def read(text: str, *, limit: int = 1000, is_cut: bool = False) -> Feed:
    return parse_feed(text.encode(), limit=limit, is_cut=is_cut)


_DATED = [f"2026-11-{day:02}T09:00:00Z" for day in range(1, 21)]


@pytest.mark.parametrize("dates", [_DATED, _DATED[::-1]])
def test_of_too_many_entries_the_newest_are_read(dates: list[str]) -> None:
    items = "".join(f"<item><title>{at}</title><pubDate>{at}</pubDate></item>" for at in dates)
    xml = read(f"<rss><channel>{items}</channel></rss>", limit=5)
    records = [{"title": at, "date_published": at} for at in dates]
    record = read(json.dumps({"items": records}), limit=5)
    for feed in (xml, record):
        assert {entry.title for entry in feed.entries} == set(_DATED[-5:])


_CUT = (
    """<rss><channel><title>News</title><item><title>One</title></item><item><title>Two</title>
    </item ><item><title>Three</title><description>Half a""",
    """<feed><title>News</title><entry><title>One</title></entry><entry><title>Two</title></entry>
    <entry><title>Thr""",
    """<rdf:RDF><channel><title>News</title></channel><item><title>One</title></item>
    <item><title>Two</title></item><it""",
    '{"title": "News", "items": [{"title": "One"}, {"title": "Two"}, {"title": "Thr',
)


@pytest.mark.parametrize("text", _CUT)
def test_of_a_feed_that_is_read_in_part_the_whole_entries_are(text: str) -> None:
    feed = read(text, is_cut=True)
    assert feed.title == "News"
    assert [entry.title for entry in feed.entries] == ["One", "Two"]


@pytest.mark.parametrize("text", ["<rss><channel><item><title>One", "<rss <item></item>"])
def test_a_part_without_a_whole_entry_is_refused(text: str) -> None:
    with pytest.raises(FeedReadError, match="too long"):
        read(text, is_cut=True)


def test_of_broken_json_the_whole_items_are_read() -> None:
    for end in ('{"title": oops}]}', "], oops"):
        feed = read(f'{{"title": oops, "items": [{{"title": "One"}}, {end}')
        assert [entry.title for entry in feed.entries] == ["One"]


def test_white_space_without_end_in_broken_json_is_passed_over() -> None:
    feed = read(f'{{"items": [{{"title": "One"}}{" " * 1_000_000}oops')
    assert [entry.title for entry in feed.entries] == ["One"]


def test_the_end_of_a_feed_is_put_behind_what_stands_before_its_first_entry() -> None:
    beginning, end = _CUT[0].encode(), b"half</title></item><item><title>Nine</title></item></rss>"
    feed = parse_feed(with_end(beginning, end), is_cut=True)
    assert (feed.title, [entry.title for entry in feed.entries]) == ("News", ["Nine"])
    assert with_end(beginning, b"half a text") == with_end(b"{}", end) == b""


@pytest.mark.parametrize(("dates", "is_so"), [(_DATED, True), (_DATED[::-1], False), ([], False)])
def test_a_feed_that_grows_at_its_end_is_known(dates: list[str], *, is_so: bool) -> None:
    items = "".join(f"<item><title>{at}</title><pubDate>{at}</pubDate></item>" for at in dates)
    assert is_oldest_first(read(f"<rss><channel>{items}</channel></rss>")) is is_so
