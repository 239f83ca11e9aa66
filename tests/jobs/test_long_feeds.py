"""A feed that is longer than is read."""

from bot.core.news import Fetched
from tests.factories import Bench

from .feeds import FEED, item, listed, rss, visit


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
