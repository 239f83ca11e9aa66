"""Of what is longer than the limit the fetcher reads the beginning."""

import gzip
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import web

from bot.adapters.http import FEED_LIMIT, PAGE_LIMIT, AiohttpFetcher
from tests.fakes import FixedClock

from .loopback import serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture
async def fetcher() -> AsyncIterator[AiohttpFetcher]:
    async with AiohttpFetcher(FixedClock(), user_agent="T", allow_private=True) as made:
        yield made


async def test_of_a_long_feed_or_page_the_beginning_is_read(fetcher: AiohttpFetcher) -> None:
    async def feed(request: web.Request) -> web.Response:
        del request
        return web.Response(
            body=gzip.compress(bytes(FEED_LIMIT + 1)), headers={"Content-Encoding": "gzip"}
        )

    async def page(request: web.Request) -> web.Response:
        del request
        return web.Response(body=bytes(PAGE_LIMIT + 1), content_type="text/html")

    async with serving(feed=feed, page=page) as base:
        for name, limit in (("feed", FEED_LIMIT), ("page", PAGE_LIMIT)):
            found = await fetcher.fetch(f"{base}/{name}")
            assert (len(found.body), found.is_cut) == (limit, True)


async def test_an_endless_answer_ends_at_the_limit(fetcher: AiohttpFetcher) -> None:
    async def feed(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        with suppress(ConnectionError):
            while True:
                await response.write(bytes(100_000))
        return response

    async with serving(feed=feed) as base:
        found = await fetcher.fetch(f"{base}/feed")

    assert (len(found.body), found.is_cut) == (FEED_LIMIT, True)
