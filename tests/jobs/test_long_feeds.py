"""Feeds and pages that are longer than is read."""

from datetime import timedelta

from bot.core.news import Fetched
from tests.factories import Bench
from tests.fakes import NOON

from .feeds import COURT, FEED, LONG, item, listed, rss, visit


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
    assert "read as far as that, 2 entries" in catch.note


async def test_of_a_page_that_is_too_long_no_half_paragraph_is_stored(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short.")))
    page = "https://alpha.example/1"
    beginning = f"<html><body><article><p>{COURT}</p><p>{LONG[:-20]}"
    desk.fetcher.pages[page] = Fetched(url=page, status=200, body=beginning.encode(), is_cut=True)

    await visit(desk)

    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert article.text == COURT.strip()
