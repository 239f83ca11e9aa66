"""The web, read politely and within limits; the only module that fetches what people publish."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.core.news import Fetched
from bot.errors import FetchError
from bot.ports import Clock

from .addresses import is_public
from .decoding import ACCEPTED, EncodingError, read_body, read_end
from .session import OwnsSession

MEGABYTE = 1_000_000
FEED_LIMIT = 5 * MEGABYTE
PAGE_LIMIT = 3 * MEGABYTE
MOST_TO_THE_END = 20 * MEGABYTE
"""How much of a feed is read only to come to its end."""
MAX_REDIRECTS = 5
PORTS = frozenset({80, 443, 8080, 8443})
TOTAL_SECONDS = 30.0
"""For one address, redirects included; waiting for one's turn is not counted."""
TIMEOUT = aiohttp.ClientTimeout(connect=10, sock_read=15)
MAX_CONNECTIONS = 64
DNS_SECONDS = 60

_PARTIAL = 206
_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_LONGEST_WAIT = 7 * 24 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """How much is asked of one host at a time."""

    at_once: int = 2
    gap: float = 0.5
    """Seconds between two requests."""


class _Host:
    """One host's share of our attention."""

    def __init__(self, politeness: Politeness) -> None:
        self.slots = asyncio.Semaphore(politeness.at_once)
        self.free_at = 0.0


@dataclass(slots=True)
class _Budget:
    """The time left for one address."""

    seconds: float = TOTAL_SECONDS


class ForbiddenAddressError(OSError):
    """The address is not one on the public internet."""


class GuardedResolver(AbstractResolver):
    """Refuses a name altogether if any of its addresses is not public."""

    def __init__(self, resolver: AbstractResolver) -> None:
        self._resolver = resolver

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Return the addresses of `host`, all of them public."""
        found = await self._resolver.resolve(host, port, family)
        for result in found:
            if not is_public(result["host"]):
                raise ForbiddenAddressError(f"{host} has an address that is not public")
        return found

    async def close(self) -> None:
        """Close the resolver that does the work."""
        await self._resolver.close()


def guarded_socket(info: aiohttp.AddrInfoType) -> socket.socket:
    """Open a socket for `info`, unless it leads to an address that is not public.

    aiohttp calls this for every connection, also for IP literals, which no resolver sees.
    """
    family, kind, protocol, _, address = info
    if not is_public(str(address[0])):
        raise ForbiddenAddressError(f"{address[0]} is not a public address")
    return socket.socket(family, kind, protocol)


class AiohttpFetcher(OwnsSession):
    """The Fetcher port over aiohttp."""

    def __init__(
        self,
        clock: Clock,
        *,
        user_agent: str,
        allow_private: bool = False,
        politeness: Politeness | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        resolver = resolver or aiohttp.ThreadedResolver()
        session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                limit=MAX_CONNECTIONS,
                ttl_dns_cache=DNS_SECONDS,
                resolver=resolver if allow_private else GuardedResolver(resolver),
                socket_factory=None if allow_private else guarded_socket,
            ),
            headers={
                "User-Agent": user_agent,
                "Accept": "application/atom+xml, application/rss+xml, application/feed+json, "
                "application/xml;q=0.9, text/html;q=0.9, */*;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            timeout=TIMEOUT,
            auto_decompress=False,
            trust_env=False,
            cookie_jar=aiohttp.DummyCookieJar(),
        )
        super().__init__(session)
        self._clock = clock
        self._allow_private = allow_private
        self._politeness = politeness or Politeness()
        self._hosts: dict[str, _Host] = {}

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """GET `url`; a 304 is an answer, every other failure raises FetchError.

        Cookies that a host sets on the way are shown to that host again, until the answer: some
        send everybody back who comes without.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return await self._get(url, {name: value for name, value in conditions.items() if value})

    async def fetch_end(self, url: str) -> Fetched:
        """GET the last bytes of a feed (RFC 9110, section 14).

        They are asked for as they are, for a part of what is compressed could not be read. Of a
        server that gives no parts everything is read, up to a limit, and its end is kept.
        """
        asked = {"Range": f"bytes=-{FEED_LIMIT}", "Accept-Encoding": "identity"}
        return await self._get(url, asked)

    async def _get(self, url: str, headers: dict[str, str]) -> Fetched:
        here = self._checked(url, url)
        moved_to = ""
        is_permanent = True
        budget = _Budget()
        cookies: dict[str, dict[str, str]] = {}
        try:
            for _ in range(MAX_REDIRECTS + 1):
                async with (
                    self._turn(here),
                    self._within(budget),
                    self._session.get(
                        here,
                        headers=headers,
                        cookies=cookies.get(here.host or ""),
                        allow_redirects=False,
                    ) as response,
                ):
                    if response.status not in _REDIRECTS:
                        return await self._answer(url, response, moved_to)
                    is_permanent = is_permanent and response.status in _PERMANENT
                    target = response.headers.get("Location", "")
                    given = {name: morsel.value for name, morsel in response.cookies.items()}
                    cookies.setdefault(here.host or "", {}).update(given)
                here = self._checked(url, target, here)
                moved_to = str(here) if is_permanent else ""
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise FetchError(url, _reason(error)) from error
        raise FetchError(url, f"more than {MAX_REDIRECTS} redirects")

    def _checked(self, url: str, target: str, base: URL | None = None) -> URL:
        """Return `target` as a URL we may ask; `url` is what an error is about."""
        try:
            found = base.join(URL(target)) if base else URL(target)
        except ValueError as error:
            raise FetchError(url, f"no address: {target[:80]!r}") from error
        if found.scheme not in {"http", "https"} or not found.host:
            raise FetchError(url, f"not a web address: {target[:80]!r}")
        if found.port not in PORTS and not self._allow_private:
            raise FetchError(url, f"port {found.port} is not for web pages")
        return found.with_user(None).with_fragment(None)

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[None]:
        """Wait until it is polite to ask this host."""
        host = self._hosts.setdefault(url.host or "", _Host(self._politeness))
        async with host.slots:
            now = self._clock.monotonic()
            starts_at = max(now, host.free_at)
            host.free_at = starts_at + self._politeness.gap
            if starts_at > now:
                await self._clock.sleep(starts_at - now)
            yield

    @asynccontextmanager
    async def _within(self, budget: _Budget) -> AsyncIterator[None]:
        """Spend the time inside from the budget; raises TimeoutError when nothing is left."""
        started = self._clock.monotonic()
        async with asyncio.timeout(budget.seconds):
            yield
        budget.seconds -= self._clock.monotonic() - started

    async def _answer(self, url: str, response: aiohttp.ClientResponse, moved_to: str) -> Fetched:
        headers = response.headers
        status = response.status
        wait = self._wait(headers.get("Retry-After", ""))
        is_end = "Range" in response.request_info.headers
        if status not in {200, 203, _PARTIAL if is_end else 304}:
            raise FetchError(
                url,
                f"HTTP {status}",
                status=status,
                retry_after=wait,
            )
        content_type = headers.get("Content-Type", "")
        coding, chunks = headers.get("Content-Encoding", ""), response.content.iter_any()
        body, is_cut = b"", False
        if is_end:
            body = await read_end(chunks, coding, FEED_LIMIT, MOST_TO_THE_END)
        elif status != 304:  # noqa: PLR2004 - Not Modified has no body
            limit = PAGE_LIMIT if "html" in content_type.lower() else FEED_LIMIT
            body, is_cut = await read_body(chunks, coding, limit)
        return Fetched(
            url=str(response.url),
            status=status,
            body=body,
            is_cut=is_cut,
            content_type=content_type,
            etag=headers.get("ETag", ""),
            last_modified=headers.get("Last-Modified", ""),
            moved_to=moved_to,
            max_age=max(int(wait), _max_age(headers.get("Cache-Control", ""))),
        )

    def _wait(self, value: str) -> float:
        """Return the seconds a Retry-After header asks for (RFC 9110, 10.2.3), 0 for none."""
        if value.strip().isdecimal():
            return min(float(value), _LONGEST_WAIT)
        try:
            seconds = (parsedate_to_datetime(value) - self._clock.now()).total_seconds()
        except (ValueError, TypeError):
            return 0
        return min(max(seconds, 0), _LONGEST_WAIT)


def _max_age(value: str) -> int:
    """Return the seconds of a Cache-Control header, 0 where it does not say."""
    found = re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", value, re.IGNORECASE)
    if found is None or "no-cache" in value.lower():
        return 0
    return min(int(found[1]), _LONGEST_WAIT)


def _reason(error: Exception) -> str:
    """Say in a few words what went wrong, without addresses of ours."""
    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    match cause:
        case ForbiddenAddressError():
            return "its address is not public (TIDINGS_FETCH_PRIVATE_HOSTS is off)"
        case EncodingError():
            return str(cause)
        case TimeoutError():
            return "no answer in time"
        case socket.gaierror():
            return "no such host"
    return str(cause) or type(cause).__name__
