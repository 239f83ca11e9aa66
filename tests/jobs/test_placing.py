"""New articles find their stories: across sources, across passes, in one order."""

from datetime import timedelta

from tests.factories import Bench
from tests.fakes import NOON

from .feeds import COURT, FEED, OTHER, item, listed, rss, visit


async def test_two_publishers_on_one_event_share_a_story(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    title = "Corvane raises $600 million in Series D led by Aldergate Capital"
    body = f"{title}. Corvane designs chips. " * 12
    desk.fetcher.put(FEED, rss((title, "https://alpha.example/1", body)))
    desk.fetcher.put(OTHER, rss((title, "https://beta.example/1", body)))

    await visit(desk)

    articles = await desk.store.articles.window(NOON - timedelta(days=1))
    assert len(articles) == 2
    assert len({article.story_id for article in articles}) == 1


async def test_articles_of_one_moment_are_placed_in_the_order_of_their_addresses(
    desk: Bench,
) -> None:
    await listed(desk, OTHER)
    await listed(desk)
    desk.fetcher.put(OTHER, rss(("Court fines Pipwick", "https://beta.example/1", COURT)))
    desk.fetcher.put(FEED, rss(item(2), item(1, "Chatbot maker Pipwick fined", COURT)))

    await visit(desk)

    articles = await desk.store.articles.window(NOON - timedelta(days=1))
    assert [article.url for article in sorted(articles, key=lambda one: one.id)] == [
        "https://alpha.example/1",
        "https://alpha.example/2",
        "https://beta.example/1",
    ]


async def test_a_later_pass_knows_the_stories_of_an_earlier_one(desk: Bench) -> None:
    await listed(desk)
    title = "Corvane raises $600 million in Series D led by Aldergate Capital"
    body = f"{title}. Corvane designs chips. " * 12
    desk.fetcher.put(FEED, rss((title, "https://alpha.example/1", body)))
    await visit(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(OTHER, rss((title, "https://beta.example/1", body)))

    catches = await visit(desk)

    assert sum(len(catch.new) for catch in catches) == 1
    assert sum(catch.stories for catch in catches) == 0
