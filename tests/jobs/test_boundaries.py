"""One article, page, story or slow source that goes wrong holds up nobody else."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.features import features
from bot.core.intake import to_draft
from bot.core.news import Feed, Fetched, Page
from bot.core.score import score_story
from bot.errors import StoreError
from data.articles import Articles
from data.background import Background
from jobs import collecting, enrich, ingest
from jobs.ingest import Ingest
from tests.data import given
from tests.factories import Bench, vocabulary
from tests.fakes import NOON, FakeFetcher, InlineReader

from .feeds import COURT, FEED, LONG, OTHER, item, listed, rss, visit


def errors(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object]]:
    """Return what was logged as an error: the message and its facts."""
    found = [record for record in caplog.records if record.levelname == "ERROR"]
    return [(record.getMessage(), record.__dict__["facts"]) for record in found]


async def titles(desk: Bench) -> set[str]:
    return {
        article.title for article in await desk.store.articles.window(NOON - timedelta(days=1))
    }


async def test_an_article_that_cannot_be_placed_keeps_no_other_from_it(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(title: str, *rest: Any) -> Any:
        if title == "Title 1":
            raise ZeroDivisionError
        return features(title, *rest)

    monkeypatch.setattr(ingest, "features", stumble)
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1), item(2, text=COURT)))
    desk.fetcher.put(OTHER, rss(item(3)))

    await visit(desk)

    assert await titles(desk) == {"Title 2", "Title 3"}
    assert errors(caplog) == [
        ("article broke the program", {"url": "https://alpha.example/1"}),
    ]


async def test_a_stored_article_that_cannot_be_indexed_keeps_no_pass_from_running(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    await visit(desk)

    def stumble(title: str, *rest: Any) -> Any:
        if title == "Title 1":
            raise ZeroDivisionError
        return features(title, *rest)

    monkeypatch.setattr(ingest, "features", stumble)
    desk.fetcher.put(FEED, rss(item(1), item(2, text=COURT)))

    await visit(desk)

    assert await titles(desk) == {"Title 1", "Title 2"}
    assert errors(caplog) == [
        ("article broke the program", {"url": "https://alpha.example/1"}),
    ]


async def test_a_database_that_fails_stops_the_pass(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Articles, "add", fail)
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))

    with pytest.RaisesGroup(StoreError):
        await visit(desk)


async def test_a_database_that_fails_is_no_fault_of_the_story_that_was_enriched(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Background, "of", fail)
    source = await given.source(desk.store)
    await desk.store.articles.add(
        given.draft(source.id, text=LONG, at=NOON), story_id=None, why={}, now=NOON
    )

    with pytest.raises(StoreError):
        await enrich.enrich(desk.services)
    assert errors(caplog) == []


async def test_a_page_that_breaks_its_reader_costs_only_the_page(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble(_: InlineReader, fetched: Fetched) -> Page | None:
        raise ZeroDivisionError(fetched.url)

    monkeypatch.setattr(InlineReader, "read_page", stumble)
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short."), item(2)))
    desk.fetcher.put("https://alpha.example/1", "<html></html>")

    (catch,) = await visit(desk)

    assert (catch.status, len(catch.new)) == ("ok", 2)
    assert errors(caplog) == [("page broke the program", {"url": "https://alpha.example/1"})]


async def test_an_entry_that_cannot_be_drafted_costs_only_itself(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(source: Any, item: Any, *rest: Any) -> Any:
        if item.title == "Title 1":
            raise ZeroDivisionError
        return to_draft(source, item, *rest)

    monkeypatch.setattr(collecting, "to_draft", stumble)
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1), item(2)))

    (catch,) = await visit(desk)

    assert (catch.status, [draft.title for draft in catch.new]) == ("ok", ["Title 2"])
    assert errors(caplog) == [("article broke the program", {"url": "https://alpha.example/1"})]


async def test_a_story_that_cannot_be_enriched_keeps_no_other_from_it(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    source = await given.source(desk.store)
    add = desk.store.articles.add
    drafts = [given.draft(source.id, title, text=LONG, at=NOON) for title in ("Bad", "Good")]
    (_, bad), (_, good) = [await add(d, story_id=None, why={}, now=NOON) for d in drafts]

    def stumble(material: Any, *rest: Any) -> Any:
        if material.id == bad:
            raise ZeroDivisionError
        return score_story(material, *rest)

    monkeypatch.setattr(enrich, "score_story", stumble)

    assert await enrich.enrich(desk.services) == 1

    shown = await desk.store.stories.latest(floor=0, before=None, limit=5)
    assert [story.id for story in shown] == [good]
    assert errors(caplog) == [("story broke the program", {"story": bad})]
    assert [material.id for material in await desk.store.stories.to_enrich(5)] == [bad]


async def test_articles_do_not_wait_for_a_slow_source(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered = asyncio.Event()
    fetch = FakeFetcher.fetch

    async def slow(self: FakeFetcher, url: str, *, etag: str = "", last_modified: str = "") -> Any:
        if url == FEED:
            await answered.wait()
        return await fetch(self, url, etag=etag, last_modified=last_modified)

    async def add(self: Articles, draft: Any, **rest: Any) -> Any:
        answered.set()  # the slow source answers only once another's article is stored
        return await store(self, draft, **rest)

    store = Articles.add
    monkeypatch.setattr(FakeFetcher, "fetch", slow)
    monkeypatch.setattr(Articles, "add", add)
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1)))
    desk.fetcher.put(OTHER, rss(item(2, text=COURT)))

    await Ingest(desk.services, vocabulary(), patience=0.01).run()

    assert await titles(desk) == {"Title 1", "Title 2"}


async def test_a_visit_ends_at_its_deadline_with_what_has_come(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch = FakeFetcher.fetch

    async def hang(self: FakeFetcher, url: str, *, etag: str = "", last_modified: str = "") -> Any:
        if url.endswith("/1"):
            await asyncio.Event().wait()
        return await fetch(self, url, etag=etag, last_modified=last_modified)

    monkeypatch.setattr(FakeFetcher, "fetch", hang)
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short."), item(2)))
    answer = desk.fetcher.pages[FEED]
    assert isinstance(answer, Fetched)
    desk.fetcher.pages[FEED] = replace(answer, etag='"1"')
    (source,) = await desk.store.sources.due(NOON)

    catch = await collecting.collect(desk.services, source, deadline=0.2)
    await collecting.record_visit(desk.services, catch, NOON)

    assert [draft.title for draft in catch.new] == ["Title 2"]
    (after,) = await desk.store.sources.all()
    assert (after.etag, after.body_hash) == ("", ""), "the next visit must read the feed again"


async def test_a_feed_that_never_ends_is_a_failure_of_its_source(
    desk: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(_: InlineReader, fetched: Fetched) -> Feed:
        await asyncio.Event().wait()
        raise AssertionError(fetched.url)

    monkeypatch.setattr(InlineReader, "read_feed", hang)
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    (source,) = await desk.store.sources.due(NOON)

    catch = await collecting.collect(desk.services, source, deadline=0.05)

    assert (catch.status, catch.error) == ("failed", "the visit took longer than 0.05 s")


async def test_one_address_in_two_feeds_of_one_pass_is_one_article(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1)))
    desk.fetcher.put(OTHER, rss(("Title 1", "https://alpha.example/1?utm_source=beta", LONG)))

    catches = await visit(desk)

    assert len(await desk.store.articles.window(NOON - timedelta(days=1))) == 1
    assert sum(catch.stories for catch in catches) == 1
