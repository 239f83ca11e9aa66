"""The benchmark on real feeds names each entry that was not stored, once, with the reason."""

from bench.real_input import SAME_ID, SAME_PAGE, left_out
from bot.core.feeds import parse_feed
from tests.factories import Bench

from .feeds import COURT, FEED, OTHER, item, listed, rss, visit


async def test_each_entry_that_is_no_article_is_explained_once(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    bodies = {
        FEED: rss(item(1), item(1, text=COURT), item(2)),
        OTHER: rss(item(2), item(3)),
    }
    for url, body in bodies.items():
        desk.fetcher.put(url, body)

    catches = await visit(desk)

    why = []
    for catch in catches:
        source = catch.source
        feed = parse_feed(bodies[source.seed.url].encode(), url=source.seed.url)
        left = await left_out(desk.store, source, feed)
        assert catch.entries == catch.added + len(left)
        why += [one.why for one in left]
    assert sorted(why) == [SAME_ID, SAME_PAGE]
