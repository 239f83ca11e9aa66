"""Feeds come in: what is new is placed, what failed is remembered, nobody is asked too often."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.news import Feed, Fetched, Source
from bot.errors import FetchError
from jobs.ingest import Ingest
from tests.factories import Bench, vocabulary
from tests.fakes import NOON, InlineReader

from .feeds import COURT, FEED, LONG, OTHER, item, listed, rss, visit


async def only_source(desk: Bench) -> Source:
    (source,) = await desk.store.sources.all()
    return source


async def test_new_entries_become_articles_of_stories(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, "Plant opens"), item(2, "Court fines Pipwick", COURT)))

    (catch,) = await visit(desk)

    assert (catch.status, catch.entries, len(catch.new), catch.stories) == ("ok", 2, 2, 2)
    articles = await desk.store.articles.window(NOON - timedelta(days=1))
    assert {article.title for article in articles} == {
        "Plant opens",
        "Court fines Pipwick",
    }
    assert all(article.is_full_text for article in articles)


async def test_a_general_source_gives_its_news_about_ai_and_the_rest_is_counted(
    desk: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    await listed(desk, is_general=True)
    phone = item(2, "A phone with two screens", "Short.")
    desk.fetcher.put(FEED, rss(item(1, "Chatbot maker Pipwick fined", COURT), phone))
    caplog.set_level("INFO")

    (catch,) = await visit(desk)

    assert (catch.entries, len(catch.new), catch.off_topic) == (2, 1, 1)
    (line,) = [r.__dict__["facts"] for r in caplog.records if r.getMessage() == "source read"]
    assert line["off_topic"] == 1
    assert [url for url, *_ in desk.fetcher.asked] == [FEED]


async def test_what_is_known_is_left_alone(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    await visit(desk)
    desk.fetcher.put(FEED, rss(item(1), item(2)))

    (catch,) = await visit(desk)

    assert (len(catch.new), catch.changed) == (1, [])


async def test_a_changed_entry_changes_its_article(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, "Plant opens")))
    await visit(desk)
    desk.fetcher.put(FEED, rss(item(1, "Plant opens late")))

    (catch,) = await visit(desk)

    assert (len(catch.new), len(catch.changed)) == (0, 1)
    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert article.title == "Plant opens late"


async def test_the_same_body_is_not_read_again(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    await visit(desk)

    (catch,) = await visit(desk)

    assert (catch.status, catch.entries) == ("unchanged", 0)


async def test_an_unchanged_feed_keeps_its_validators(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    answer = desk.fetcher.pages[FEED]
    assert isinstance(answer, Fetched)
    desk.fetcher.pages[FEED] = replace(answer, etag='"1"', last_modified="Monday")
    await visit(desk)
    desk.fetcher.pages[FEED] = Fetched(url=FEED, status=304)

    await visit(desk)
    await visit(desk)

    assert desk.fetcher.asked[-1] == (FEED, '"1"', "Monday")


async def test_a_short_entry_is_completed_from_its_page(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short.")))
    paragraphs = "".join(f"<p>{LONG}</p>" for _ in range(3))
    desk.fetcher.put(
        "https://alpha.example/1",
        f"<html><head><title>T</title></head><body><article>{paragraphs}</article></body></html>",
    )

    await visit(desk)

    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert article.is_full_text
    assert "Dresden" in article.text


async def test_a_page_that_fails_later_costs_no_full_text(desk: Bench) -> None:
    await listed(desk)
    page = "https://alpha.example/1"
    desk.fetcher.put(FEED, rss(item(1, text="Short.")))
    desk.fetcher.put(page, f"<html><body><article>{f'<p>{LONG}</p>' * 3}</article></body></html>")
    await visit(desk)
    desk.fetcher.put(FEED, rss(item(1, "Another title", text="Shorter.")))
    desk.fetcher.pages[page] = FetchError(page, "no answer in time")

    await visit(desk)

    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert (article.title, article.is_full_text) == ("Another title", True)
    assert "Dresden" in article.text

    desk.fetcher.put(FEED, rss(item(1, "Withdrawn", text="Shorter.")))
    desk.fetcher.put(
        page, "<html><body><article><p>Withdrawn by its authors.</p></article></body>"
    )

    await visit(desk)

    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert article.text == "Withdrawn by its authors."


async def test_without_its_page_an_entry_says_what_it_can(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1, text="Short.")))

    (catch,) = await visit(desk)

    assert catch.error == ""
    (article,) = await desk.store.articles.window(NOON - timedelta(days=1))
    assert (article.text, article.is_full_text) == ("Short.", False)


async def test_a_failing_source_waits_longer_each_time_and_holds_up_nobody(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.pages[FEED] = FetchError(FEED, "no answer in time")
    desk.fetcher.put(OTHER, rss(item(1)))
    waits = []
    for _ in range(3):
        catches = await visit(desk)
        assert "failed" in {catch.status for catch in catches}
        failing = next(s for s in await desk.store.sources.all() if s.seed.url == FEED)
        assert failing.next_fetch_at is not None
        waits.append(failing.next_fetch_at - desk.clock.now())
        desk.clock.moment = failing.next_fetch_at

    assert waits == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert failing.failures == 3
    assert failing.last_error == "no answer in time"
    assert len(await desk.store.articles.window(NOON - timedelta(days=1))) == 1


async def test_a_source_says_when_to_come_back(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.pages[FEED] = FetchError(FEED, "HTTP 429", status=429, retry_after=7200)

    await visit(desk)

    assert (await only_source(desk)).next_fetch_at == NOON + timedelta(hours=2)


async def test_a_source_that_is_gone_is_asked_no_more(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.pages[FEED] = FetchError(FEED, "HTTP 410", status=410)

    await visit(desk)

    assert not (await only_source(desk)).is_active


async def test_a_source_that_moved_is_asked_at_its_new_address(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    answer = desk.fetcher.pages[FEED]
    assert isinstance(answer, Fetched)
    desk.fetcher.pages[FEED] = replace(answer, moved_to="https://alpha.example/new")

    await visit(desk)

    assert (await only_source(desk)).seed.url == "https://alpha.example/new"


async def test_what_is_no_feed_is_a_failure_of_its_source(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, "<html><body>Hello</body></html>")

    (catch,) = await visit(desk)

    assert catch.status == "failed"
    assert catch.error != ""


async def test_a_mistake_of_ours_about_one_source_holds_up_nobody(
    desk: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def stumble(self: InlineReader, fetched: Fetched) -> Feed:
        if fetched.url == FEED:
            raise ZeroDivisionError
        return await read_feed(self, fetched)

    read_feed = InlineReader.read_feed
    monkeypatch.setattr(InlineReader, "read_feed", stumble)
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1)))
    desk.fetcher.put(OTHER, rss(item(2)))

    catches = await visit(desk)

    assert sorted(catch.error for catch in catches) == ["", "unexpected ZeroDivisionError"]
    assert len(await desk.store.articles.window(NOON - timedelta(days=1))) == 1
    assert [r.getMessage() for r in caplog.records if r.levelname == "ERROR"] == [
        "source broke the program"
    ]


async def test_two_passes_at_once_read_one_after_the_other(desk: Bench) -> None:
    await listed(desk)
    desk.fetcher.put(FEED, rss(item(1)))
    ingest = Ingest(desk.services, vocabulary())

    async with asyncio.TaskGroup() as group:
        passes = [group.create_task(ingest.run()) for _ in range(2)]

    assert sum(len(catch.new) for done in passes for catch in done.result()) == 1


async def test_every_visit_leaves_one_line_in_the_log(
    desk: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1)))
    caplog.set_level("INFO")

    await visit(desk)

    lines = [r.__dict__["facts"] for r in caplog.records if r.getMessage() == "source read"]
    assert {(line["source"], line["status"]) for line in lines} == {
        (FEED, "ok"),
        (OTHER, "failed"),
    }


async def test_new_articles_follow_a_story_that_was_merged_or_split(desk: Bench) -> None:
    await listed(desk)
    await listed(desk, OTHER)
    desk.fetcher.put(FEED, rss(item(1, "Plant opens"), item(2, "Court fines Pipwick", COURT)))
    desk.fetcher.put(OTHER, rss())
    ingest = Ingest(desk.services, vocabulary())
    await ingest.run()
    plant, court = await desk.store.articles.window(NOON - timedelta(days=1))

    await desk.store.stories.merge(plant.story_id, court.story_id, NOON)
    await desk.store.stories.split(plant.story_id, [plant.id], NOON)
    desk.clock.advance(7200)
    desk.fetcher.put(OTHER, rss(("Plant opens", "https://beta.example/1", LONG)))
    await ingest.run()

    found = await desk.store.articles.window(NOON - timedelta(days=1))
    assert len(found) == 3
    assert len({(one.title, one.story_id) for one in found}) == 2
