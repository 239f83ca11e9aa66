"""Of what is longer than the limit the fetcher reads the beginning."""

import gzip
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from aiohttp import web

from bot.adapters.http import FEED_LIMIT, MOST_TO_THE_END, PAGE_LIMIT, AiohttpFetcher
from bot.errors import FetchError
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


async def test_of_a_long_feed_the_end_is_read(fetcher: AiohttpFetcher) -> None:
    async def parts(request: web.Request) -> web.Response:
        assert request.headers["Accept-Encoding"] == "identity"
        return web.Response(status=206, body=request.headers["Range"].encode())

    async def whole(request: web.Request) -> web.Response:
        del request
        body = gzip.compress(bytes(2 * FEED_LIMIT) + b"the end")
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async def odd(request: web.Request) -> web.Response:
        del request
        return web.Response(status=206, body=gzip.compress(bytes(MOST_TO_THE_END + 1)))

    async def bomb(request: web.Request) -> web.Response:
        answer = await odd(request)
        answer.headers["Content-Encoding"] = "gzip"
        return answer

    async with serving(parts=parts, whole=whole, odd=odd, bomb=bomb) as base:
        end = await fetcher.fetch_end(f"{base}/parts")
        assert end.body == f"bytes=-{FEED_LIMIT}".encode()
        end = await fetcher.fetch_end(f"{base}/whole")
        assert (len(end.body), end.body[-7:]) == (FEED_LIMIT, b"the end")
        with pytest.raises(FetchError, match="longer than 20000000 bytes"):
            await fetcher.fetch_end(f"{base}/bomb")
        with pytest.raises(FetchError, match="HTTP 206"):
            await fetcher.fetch(f"{base}/odd")
