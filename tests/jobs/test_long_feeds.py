"""Feeds and pages that are longer than is read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.news import Fetched
from bot.errors import FetchError
from tests.factories import Bench
from tests.fakes import NOON

from .feeds import COURT, FEED, LONG, item, listed, rss, visit

LOST = Fetched(url=FEED, status=206, body=b"half an entry", is_cut=True)


async def test_of_a_feed_that_is_too_long_it_is_said_that_the_rest_was_left_out(
    desk: Bench,
) -> None:
    await listed(desk)
    beginning = rss(item(1), item(2), item(3)).partition("Title 3")[0]
    desk.fetcher.pages[FEED] = Fetched(
        url=FEED, status=200, body=beginning.encode(), is_cut=True, etag='"1"'
    )
    (catch,) = await visit(desk)
    desk.fetcher.pages[FEED] = Fetched(url=FEED, status=304)
    await visit(desk)

    (source,) = await desk.store.sources.all()
    assert (catch.status, catch.added, source.failures) == ("ok", 2, 0)
    assert source.last_error == catch.note
    assert "read in part, 2 entries" in catch.note


async def test_of_a_feed_that_is_too_long_and_oldest_first_the_end_is_read(desk: Bench) -> None:
    await listed(desk)
    told = [
        f"<item><title>Title {day}</title><link>https://alpha.example/{day}</link>"
        f"<pubDate>2026-02-{day:02}T09:00:00Z</pubDate><description>{LONG}</description></item>"
        for day in range(1, 9)
    ]
    beginning = f"<rss><channel><title>News</title>{''.join(told[:4])}<item><ti"
    cut = Fetched(url=FEED, status=200, body=beginning.encode(), is_cut=True)
    desk.fetcher.pages[FEED] = cut
    (catch,) = await visit(desk)
    assert {made.title for made in catch.new} == {f"Title {day}" for day in range(1, 5)}

    for number, last in ((6, told[:6]), (8, told)):
        end = f"</title>{''.join(last[4:])}</channel></rss>".encode()
        desk.fetcher.ends[FEED] = replace(cut, status=206, body=end)
        (catch,) = await visit(desk)
        assert {made.title for made in catch.new} == {f"Title {number - 1}", f"Title {number}"}

    desk.fetcher.ends[FEED] = FetchError(FEED, "HTTP 416", status=416)
    (catch,) = await visit(desk)
    assert (catch.status, catch.entries) == ("ok", 4)
    assert catch.note.endswith("read in part, 4 entries; the newest are missing: HTTP 416")


@pytest.mark.parametrize("end", [FetchError(FEED, "no answer in time"), LOST])
async def test_an_end_that_could_not_be_read_is_read_at_the_next_visit(
    desk: Bench, end: Fetched | FetchError
) -> None:
    await listed(desk)
    entries = [
        f"<item><title>Title {day}</title><link>https://alpha.example/{day}</link>"
        f"<pubDate>2026-02-{day:02}T09:00:00Z</pubDate><description>{LONG}</description></item>"
        for day in range(1, 4)
    ]
    body = f"<rss><channel>{''.join(entries[:2])}".encode()
    desk.fetcher.pages[FEED] = replace(LOST, status=200, body=body, etag='"1"', last_modified="M")
    desk.fetcher.ends[FEED] = end
    for _ in range(2):
        await visit(desk)
        (source,) = await desk.store.sources.all()
        assert "2 entries; the newest are missing: " in source.last_error
    assert desk.fetcher.asked[-1] == (FEED, "", "")

    whole = f"{entries[2]}</channel></rss>".encode()
    desk.fetcher.ends[FEED] = replace(LOST, body=whole)
    (catch,) = await visit(desk)

    (source,) = await desk.store.sources.all()
    assert [made.title for made in catch.new] == ["Title 3"]
    assert (source.etag, source.last_modified) == ('"1"', "M")
    assert "missing" not in source.last_error


async def test_of_a_page_that_is_too_long_no_half_paragraph_is_stored(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short.")))
    page = "https://alpha.example/1"
    beginning = f"<html><body><article><p>{COURT}</p><p>{LONG[:-20]}"
    desk.fetcher.pages[page] = Fetched(url=page, status=200, body=beginning.encode(), is_cut=True)

    await visit(desk)

    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert article.text == COURT.strip()
