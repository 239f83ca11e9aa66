"""A web page in the place of a feed leads to the feed."""

from bot.errors import FetchError
from tests.factories import Bench
from tests.fakes import NOON

from .feeds import FEED, item, listed, rss, visit

NEW = "https://alpha.example/new.xml"
PAGE = f'<html><head><link rel="alternate" type="application/rss+xml" href="{NEW}"></head></html>'


async def test_a_page_that_was_given_for_a_feed_is_replaced_by_it(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, PAGE)
    desk.fetcher.put(NEW, rss(item(1)))

    (catch,) = await visit(desk)

    assert (catch.status, len(catch.new)) == ("ok", 1)
    (source,) = await desk.store.sources.all()
    assert source.seed.url == NEW


async def test_a_feed_under_repair_is_read_elsewhere_and_stays_where_it_was(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    await visit(desk)
    desk.fetcher.put(FEED, PAGE)
    desk.fetcher.put(NEW, rss(item(1), item(2)))

    (catch,) = await visit(desk)

    assert len(catch.new) == 1
    (source,) = await desk.store.sources.all()
    assert (source.seed.url, source.body_hash) == (FEED, "")


async def test_a_page_that_names_a_feed_nobody_has_is_a_failure(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, PAGE)
    desk.fetcher.pages[NEW] = FetchError(NEW, "HTTP 404", status=404)

    (catch,) = await visit(desk)

    assert (catch.status, catch.error) == ("failed", "HTTP 404")
    (source,) = await desk.store.sources.due(NOON.replace(hour=23))
    assert source.is_active
