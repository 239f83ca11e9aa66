"""A syndicated copy is stored with the name of its original."""

from datetime import timedelta

from tests.core.test_syndication import ENGLISH
from tests.factories import Bench
from tests.fakes import NOON

from .feeds import COURT, FEED, OTHER, listed, rss, visit

TITLE = "Corvane raises $600 million in Series D led by Aldergate Capital"


async def test_a_copy_in_another_feed_is_marked(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss((TITLE, "https://alpha.example/1", f"{TITLE}. {ENGLISH}")))
    desk.fetcher.put(OTHER, rss((TITLE, "https://beta.example/9", f"{TITLE}. {ENGLISH} (Wire)")))

    await visit(desk)

    first, second = await desk.store.articles.window(NOON - timedelta(days=1))
    assert first.story_id == second.story_id
    assert (first.copy_of, second.copy_of) == (None, first.id)


async def test_a_copy_of_a_copy_names_the_original_also_in_a_later_process(desk: Bench) -> None:
    await listed(desk)
    body = f"{TITLE}. {ENGLISH}"
    desk.fetcher.put(FEED, rss((TITLE, "https://alpha.example/1", body)))
    await visit(desk)
    for number in (2, 3):
        url = f"https://copy{number}.example/feed"
        await listed(desk, url)
        desk.fetcher.put(url, rss((TITLE, f"https://copy{number}.example/a", f"{body} Wire.")))
        await visit(desk)

    first, *copies = await desk.store.articles.window(NOON - timedelta(days=1))
    assert [copy.copy_of for copy in copies] == [first.id, first.id]


async def test_an_article_of_its_own_copies_nothing(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss((TITLE, "https://alpha.example/1", f"{TITLE}. {ENGLISH}")))
    desk.fetcher.put(OTHER, rss((TITLE, "https://beta.example/9", f"{TITLE}. {COURT}")))

    await visit(desk)

    articles = await desk.store.articles.window(NOON - timedelta(days=1))
    assert [article.copy_of for article in articles] == [None, None]


async def test_a_page_that_names_another_address_as_its_own_is_a_copy_of_that(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss((TITLE, "https://alpha.example/1", f"{TITLE}. {COURT}")))
    await visit(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(OTHER, rss((TITLE, "https://beta.example/9", "Short.")))
    desk.fetcher.put(
        "https://beta.example/9",
        f"<html><head><title>{TITLE}</title>"
        '<link rel="canonical" href="https://www.alpha.example/1?utm_source=beta"></head>'
        f"<body><article><h1>{TITLE}</h1>{f'<p>{ENGLISH}</p>' * 2}</article></body></html>",
    )

    catches = await visit(desk)

    first, second = await desk.store.articles.window(NOON - timedelta(days=1))
    assert (second.story_id, second.copy_of) == (first.story_id, first.id)
    assert sum(catch.stories for catch in catches) == 0
    reasons = await desk.store.articles.why(first.story_id)
    assert reasons[1][1] == {"same_page": "https://alpha.example/1"}


async def test_a_page_that_names_another_article_as_its_own_is_not_believed(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss((TITLE, "https://alpha.example/1", f"{TITLE}. {ENGLISH}")))
    await visit(desk)
    other = "Regulators in Lisbon fine a bank over its chatbot"
    desk.fetcher.put(FEED, rss((other, "https://alpha.example/2", "Short.")))
    desk.fetcher.put(
        "https://alpha.example/2",
        f"<html><head><title>{other}</title>"
        '<link rel="canonical" href="https://alpha.example/1"></head>'
        f"<body><article><h1>{other}</h1>{f'<p>{COURT}</p>' * 2}</article></body></html>",
    )

    await visit(desk)

    first, second = await desk.store.articles.window(NOON - timedelta(days=1))
    assert second.copy_of is None
    assert second.story_id != first.story_id
