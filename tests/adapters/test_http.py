"""The fetcher reads the web politely, within limits, and never anything private."""

import socket
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.adapters import http
from bot.adapters.http import AiohttpFetcher, Politeness
from bot.errors import FetchError
from tests.fakes import FixedClock

from .loopback import serving

pytestmark = pytest.mark.enable_socket


@pytest.fixture
async def fetcher() -> AsyncIterator[AiohttpFetcher]:
    async with AiohttpFetcher(
        FixedClock(), user_agent="Tidings/test", allow_private=True, politeness=Politeness(gap=0)
    ) as made:
        yield made


@pytest.fixture
async def guarded() -> AsyncIterator[AiohttpFetcher]:
    async with AiohttpFetcher(FixedClock(), user_agent="Tidings/test") as made:
        yield made


class Names(AbstractResolver):
    """Resolves each name to the addresses a test says."""

    def __init__(self, **names: list[str]) -> None:
        self.names = names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        del family
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self.names[host.partition(".")[0]]
        ]

    async def close(self) -> None:
        return


async def test_a_page_comes_with_what_is_needed_to_ask_again(fetcher: AiohttpFetcher) -> None:
    async def feed(request: web.Request) -> web.Response:
        assert request.headers["User-Agent"] == "Tidings/test"
        return web.Response(
            body=b"<rss/>",
            headers={
                "ETag": '"1"',
                "Last-Modified": "Mon, 02 Mar 2026 08:00:00 GMT",
                "Cache-Control": "public, max-age=900",
                "Content-Type": "application/rss+xml; charset=gbk",
            },
        )

    async with serving(feed=feed) as base:
        fetched = await fetcher.fetch(f"{base}/feed")

    assert fetched.body == b"<rss/>"
    assert fetched.etag == '"1"'
    assert fetched.last_modified == "Mon, 02 Mar 2026 08:00:00 GMT"
    assert fetched.max_age == 900
    assert fetched.content_type == "application/rss+xml; charset=gbk"
    assert fetched.moved_to == ""


async def test_an_unchanged_page_is_an_answer(fetcher: AiohttpFetcher) -> None:
    async def feed(request: web.Request) -> web.Response:
        assert request.headers["If-None-Match"] == '"1"'
        assert request.headers["If-Modified-Since"] == "yesterday"
        return web.Response(status=304)

    async with serving(feed=feed) as base:
        fetched = await fetcher.fetch(f"{base}/feed", etag='"1"', last_modified="yesterday")

    assert fetched.is_unchanged


async def test_a_permanent_move_is_reported_and_a_temporary_one_is_not(
    fetcher: AiohttpFetcher,
) -> None:
    async def old(request: web.Request) -> web.Response:
        del request
        return web.Response(status=301, headers={"Location": "/older"})

    async def older(request: web.Request) -> web.Response:
        del request
        return web.Response(status=308, headers={"Location": "/new"})

    async def away(request: web.Request) -> web.Response:
        del request
        return web.Response(status=302, headers={"Location": "/old"})

    async def new(request: web.Request) -> web.Response:
        del request
        return web.Response(body=b"here")

    async with serving(old=old, older=older, away=away, new=new) as base:
        moved = await fetcher.fetch(f"{base}/old")
        lent = await fetcher.fetch(f"{base}/away")

    assert moved.moved_to == moved.url == f"{base}/new"
    assert lent.moved_to == ""
    assert lent.body == b"here"


async def test_a_cookie_is_shown_to_the_host_that_set_it_until_the_answer(
    fetcher: AiohttpFetcher,
) -> None:
    async def feed(request: web.Request) -> web.Response:
        if request.cookies.get("seen") == "yes":
            return web.Response(body=b"here")
        back = web.Response(status=302, headers={"Location": "/feed"})
        back.set_cookie("seen", "yes")
        return back

    async def other(request: web.Request) -> web.Response:
        return web.Response(body=repr(dict(request.cookies)).encode())

    async with serving(feed=feed, other=other) as base:
        assert (await fetcher.fetch(f"{base}/feed")).body == b"here"
        assert (await fetcher.fetch(f"{base}/other")).body == b"{}"


async def test_redirects_end(fetcher: AiohttpFetcher) -> None:
    async def loop(request: web.Request) -> web.Response:
        del request
        return web.Response(status=302, headers={"Location": "/loop"})

    async with serving(loop=loop) as base:
        with pytest.raises(FetchError, match="more than 5 redirects"):
            await fetcher.fetch(f"{base}/loop")


@pytest.mark.parametrize("status", [404, 410, 429, 503])
async def test_a_refusal_says_when_to_come_back(fetcher: AiohttpFetcher, status: int) -> None:
    async def feed(request: web.Request) -> web.Response:
        del request
        return web.Response(status=status, headers={"Retry-After": "120"})

    async with serving(feed=feed) as base:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(f"{base}/feed")

    assert caught.value.status == status
    assert caught.value.retry_after == 120


async def test_a_date_in_retry_after_is_understood(fetcher: AiohttpFetcher) -> None:
    async def feed(request: web.Request) -> web.Response:
        del request
        return web.Response(status=503, headers={"Retry-After": "Mon, 02 Mar 2026 12:05:00 GMT"})

    async with serving(feed=feed) as base:
        with pytest.raises(FetchError) as caught:
            await fetcher.fetch(f"{base}/feed")

    assert caught.value.retry_after == 300


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/feed",
        "gopher://example.com",
        "//example.com/feed",
        "http://",
        "http://[broken",
        "http://example.com:25/",
        "nonsense",
    ],
)
async def test_only_web_addresses_are_fetched(guarded: AiohttpFetcher, url: str) -> None:
    with pytest.raises(FetchError):
        await guarded.fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "localhost",
        "169.254.169.254",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
    ],
)
async def test_private_addresses_are_refused_in_every_spelling(
    guarded: AiohttpFetcher, host: str
) -> None:
    with pytest.raises(FetchError):
        await guarded.fetch(f"http://{host}/")


async def test_a_redirect_to_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def out(request: web.Request) -> web.Response:
        return web.Response(
            status=302, headers={"Location": f"http://127.0.0.2:{request.url.port}/inside"}
        )

    async with serving(out=out) as base, AiohttpFetcher(FixedClock(), user_agent="t") as fetcher:
        monkeypatch.setattr(http, "is_public", "127.0.0.1".__eq__)
        monkeypatch.setattr(http, "PORTS", range(65536))

        with pytest.raises(FetchError, match="not public"):
            await fetcher.fetch(f"{base}/out")


async def test_a_name_with_one_private_address_is_refused_altogether() -> None:
    names = Names(mixed=["93.184.215.14", "127.0.0.1"])
    async with AiohttpFetcher(FixedClock(), user_agent="t", resolver=names) as fetcher:
        with pytest.raises(FetchError, match="not public"):
            await fetcher.fetch("http://mixed.example/")


async def test_one_host_is_asked_slowly() -> None:
    clock = FixedClock()

    async def page(request: web.Request) -> web.Response:
        del request
        return web.Response(body=b"ok")

    async with (
        serving(page=page) as base,
        AiohttpFetcher(
            clock, user_agent="t", allow_private=True, politeness=Politeness(gap=2)
        ) as fetcher,
    ):
        for _ in range(3):
            await fetcher.fetch(f"{base}/page")

    assert clock.monotonic() == pytest.approx(4)


async def test_a_closed_port_has_no_status(fetcher: AiohttpFetcher) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(f"http://127.0.0.1:{port}/")

    assert caught.value.status == 0


async def test_redirects_share_one_time_limit() -> None:
    clock = FixedClock()

    async def slow(_: web.Request) -> web.Response:
        clock.advance(http.TOTAL_SECONDS + 1)
        raise web.HTTPFound("/other")

    async def other(_: web.Request) -> web.Response:
        return web.Response(body=b"<rss/>")

    async with (
        AiohttpFetcher(clock, user_agent="Tidings/test", allow_private=True) as fetcher,
        serving(slow=slow, other=other) as base,
    ):
        with pytest.raises(FetchError, match="no answer in time"):
            await fetcher.fetch(f"{base}/slow")
