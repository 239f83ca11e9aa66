"""New articles find their stories: across sources, across passes, in one order."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from data.articles import Articles
from jobs.ingest import Ingest
from tests.factories import Bench, vocabulary
from tests.fakes import NOON, FakeFetcher

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


async def test_a_page_that_two_sources_bring_in_one_pass_is_new_once(
    desk: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1), item(2, "Court fines Pipwick", COURT)))
    desk.fetcher.put(OTHER, rss(item(1)))
    caplog.set_level("INFO")

    catches = await visit(desk)

    assert len(await desk.store.articles.window(NOON - timedelta(days=1))) == 2
    assert sum(catch.added for catch in catches) == 2
    assert sum(catch.doubles for catch in catches) == 1
    lines = [r.__dict__["facts"] for r in caplog.records if r.getMessage() == "source read"]
    assert sum(line["new"] for line in lines) == 2
    assert sum(line["doubles"] for line in lines) == 1


async def test_an_old_page_that_a_slow_source_brings_too_is_new_once(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = asyncio.Event()
    fetch, add = FakeFetcher.fetch, Articles.add

    async def slow(self: FakeFetcher, url: str, *, etag: str = "", last_modified: str = "") -> Any:
        if url == "https://alpha.example/1":
            await stored.wait()
        return await fetch(self, url, etag=etag, last_modified=last_modified)

    async def adding(self: Articles, draft: Any, **rest: Any) -> Any:
        ids = await add(self, draft, **rest)
        stored.set()
        return ids

    monkeypatch.setattr(FakeFetcher, "fetch", slow)
    monkeypatch.setattr(Articles, "add", adding)
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1)))
    desk.fetcher.put(OTHER, rss(item(1, text="Short.")))
    desk.clock.advance(timedelta(days=7).total_seconds())

    catches = await Ingest(desk.services, vocabulary(), patience=0.01).run()

    assert len(await desk.store.articles.window(NOON - timedelta(days=1))) == 1
    assert sorted((catch.added, catch.doubles) for catch in catches) == [(0, 1), (1, 0)]
