import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.applications import Starlette

from bot.core.feeds import parse_feed
from bot.core.news import SourceSeed
from bot.core.text import plain
from data.sample import load_sample
from handlers.web.sample import NOTICE, sample_routes, sample_sources
from tests.fakes import NOON, FixedClock

HOST = "http://sample.test"
FEEDS = {feed.key: feed for feed in load_sample()}
SEEDS = sample_sources(HOST)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
async def web(clock: FixedClock) -> AsyncIterator[AsyncClient]:
    app = Starlette(routes=sample_routes(clock))
    async with AsyncClient(transport=ASGITransport(app), base_url=HOST) as client:
        yield client


async def test_every_sample_source_gives_the_entries_published_so_far(web: AsyncClient) -> None:
    for seed in SEEDS:
        answer = await web.get(seed.url)
        feed = parse_feed(
            answer.content, content_type=answer.headers["content-type"], url=seed.url
        )
        written = next(f for f in FEEDS.values() if f.title == seed.title)
        past = [entry for entry in written.entries if entry.offset <= timedelta()]

        assert feed.title == seed.title
        assert feed.language.startswith(seed.language[:2])
        assert [entry.title for entry in feed.entries] == [entry.title for entry in past]
        assert [entry.author for entry in feed.entries] == [entry.author for entry in past]
        assert [entry.published_at for entry in feed.entries] == [
            NOON + entry.offset for entry in past
        ]
        for given, entry in zip(feed.entries, past, strict=True):
            text = "" if entry.page_only else "".join(entry.paragraphs)
            assert plain(given.content).replace(" ", "") == text.replace(" ", "")


async def test_sample_feeds_have_the_media_type_and_charset_they_claim(web: AsyncClient) -> None:
    types = {seed.url: (await web.get(seed.url)).headers["content-type"] for seed in SEEDS}

    assert set(types.values()) == {
        "application/rss+xml; charset=utf-8",
        "application/rss+xml; charset=gb18030",
        "application/atom+xml; charset=utf-8",
        "application/rdf+xml; charset=utf-8",
        "application/feed+json",
    }


async def test_an_unchanged_feed_is_not_sent_again(web: AsyncClient) -> None:
    url = SEEDS[0].url
    first = await web.get(url)
    stale = "Thu, 01 Jan 1970 00:00:00 GMT"

    for headers, status in (
        ({"If-None-Match": first.headers["etag"]}, 304),
        ({"If-None-Match": f'"x", W/{first.headers["etag"]}'}, 304),
        ({"If-Modified-Since": first.headers["last-modified"]}, 304),
        ({"If-None-Match": '"x"', "If-Modified-Since": first.headers["last-modified"]}, 200),
        ({"If-Modified-Since": stale}, 200),
        ({"If-Modified-Since": stale.replace("GMT", "-0000")}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
    ):
        assert (await web.get(url, headers=headers)).status_code == status


async def test_later_news_appear_when_the_clock_has_moved_on(
    web: AsyncClient, clock: FixedClock
) -> None:
    feed = FEEDS["lantern"]
    url, later = f"/sample/{feed.key}.xml", feed.entries[0]
    before = await web.get(url)
    page = f"/sample/{feed.key}/{later.slug}"

    assert (await web.get(page)).status_code == 404
    clock.advance(later.offset.total_seconds())
    after = await web.get(url, headers={"If-None-Match": before.headers["etag"]})

    assert later.title not in before.text
    assert after.status_code == 200
    assert later.title in after.text
    assert (await web.get(page)).status_code == 200


async def test_a_feed_in_which_only_the_page_has_the_text_gives_a_teaser(web: AsyncClient) -> None:
    feed, entry = next((f, e) for f in FEEDS.values() for e in f.entries if e.page_only)
    given = await web.get(f"/sample/{feed.key}.{'json' if feed.format == 'json' else 'xml'}")
    page = await web.get(f"/sample/{feed.key}/{entry.slug}")

    assert entry.teaser in given.text
    assert entry.paragraphs[1] not in given.text
    assert entry.paragraphs[0] in page.text


async def test_a_page_says_that_it_is_a_sample_and_where_it_lives(web: AsyncClient) -> None:
    path = "/sample/dengtai/northwind-gale-3-fabu"
    page = await web.get(path)

    assert '<html lang="zh-Hans">' in page.text
    assert f'<link rel="canonical" href="{HOST}{path}">' in page.text
    assert NOTICE in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.title)
async def test_every_feed_says_that_it_is_a_sample(web: AsyncClient, seed: SourceSeed) -> None:
    answer = await web.get(seed.url)
    charset = answer.headers["content-type"].partition("charset=")[2] or "utf-8"

    assert NOTICE in answer.content.decode(charset)


async def test_the_index_lists_every_feed(web: AsyncClient) -> None:
    index = await web.get("/sample", follow_redirects=True)

    assert index.url.path == "/sample/"
    assert all(f'href="{seed.url}"' in index.text for seed in SEEDS)


async def test_the_json_feed_is_one(web: AsyncClient) -> None:
    feed = json.loads((await web.get("/sample/northwind.json")).content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"][0]["content_html"].startswith("<p>")


@pytest.mark.parametrize(
    "path", ["/sample/none.xml", "/sample/relay.json", "/sample/none/x", "/sample/relay/none"]
)
async def test_what_is_not_there_is_not_found(web: AsyncClient, path: str) -> None:
    assert (await web.get(path)).status_code == 404


async def test_a_feed_before_its_first_entry_is_empty_and_valid() -> None:
    clock = FixedClock()
    app = Starlette(routes=sample_routes(clock))
    clock.advance(-timedelta(days=9).total_seconds())
    async with AsyncClient(transport=ASGITransport(app), base_url=HOST) as client:
        for seed in SEEDS:
            answer = await client.get(seed.url)
            assert parse_feed(answer.content, url=seed.url).entries == ()


async def test_pages_have_their_stylesheet(web: AsyncClient) -> None:
    css = await web.get("/static/page.css")

    assert css.headers["content-type"].startswith("text/css")
