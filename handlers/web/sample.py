"""The sample news as a small web site: eight feeds and a page for every entry.

It stands in for the web in the demo: feeds of every format and encoding, validators for polite
fetching (RFC 9110, section 13), and entries that appear only when the clock has reached them.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.core.news import SourceSeed
from bot.ports import Clock
from data.sample import Sample, SampleEntry, SampleFeed, load_sample

from .conditional import respond
from .pages import fill, page, page_routes

ROOT = "/sample"
NOTICE = "Sample news, written for the Tidings demo. Everybody in it is invented."

_MEDIA_TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry that has been published: with its address and its moment."""

    entry: SampleEntry
    url: str
    at: datetime

    @property
    def summary(self) -> str:
        return self.entry.teaser or self.entry.paragraphs[0]

    @property
    def html(self) -> str:
        """The text as HTML, to be escaped once more inside a feed; empty if the feed has none."""
        if self.entry.page_only:
            return ""
        return "".join(f"<p>{escape(line)}</p>" for line in self.entry.paragraphs)

    @property
    def mail_date(self) -> str:
        return format_datetime(self.at, usegmt=True)

    @property
    def iso_date(self) -> str:
        return self.at.isoformat()


def _path(feed: SampleFeed) -> str:
    return f"{ROOT}/{feed.key}.{'json' if feed.format == 'json' else 'xml'}"


class _Site:
    def __init__(self, sample: Sample, clock: Clock) -> None:
        self._feeds = {feed.key: feed for feed in sample}
        self._clock = clock
        self._start = clock.now().replace(microsecond=0)

    async def index(self, request: Request) -> Response:
        """List the feeds and what they hold so far."""
        shelves = [
            (feed, _address(request, _path(feed)), self._items(feed, request))
            for feed in self._feeds.values()
        ]
        return page("sample/index.html", language="en", shelves=shelves, notice=NOTICE)

    async def feed(self, request: Request) -> Response:
        """Answer with a feed, or 304 where the reader has this version."""
        feed = self._feeds.get(request.path_params["key"])
        if feed is None or request.url.path != _path(feed):
            raise HTTPException(404)
        items = self._items(feed, request)
        body = _write_feed(feed, items, request)
        charset = "" if feed.format == "json" else f"; charset={feed.encoding}"
        changed_at = items[0].at if items else self._start
        return respond(request, body, _MEDIA_TYPES[feed.format] + charset, changed_at)

    async def article(self, request: Request) -> Response:
        """Answer with the page of one entry, once it has been published."""
        feed = self._feeds.get(request.path_params["key"])
        items = self._items(feed, request) if feed else []
        slug = request.path_params["slug"]
        item = next((item for item in items if item.entry.slug == slug), None)
        if feed is None or item is None:
            raise HTTPException(404)
        return page(
            "sample/article.html", language=feed.language, feed=feed, item=item, notice=NOTICE
        )

    def _items(self, feed: SampleFeed, request: Request) -> list[_Item]:
        now = self._clock.now()
        return [
            _Item(entry, _address(request, f"{ROOT}/{feed.key}/{entry.slug}"), at)
            for entry in feed.entries
            if (at := self._start + entry.offset) <= now
        ]


def _address(request: Request, path: str) -> str:
    return str(request.base_url).rstrip("/") + path


def _write_feed(feed: SampleFeed, items: list[_Item], request: Request) -> bytes:
    here, home = _address(request, _path(feed)), _address(request, f"{ROOT}/#{feed.key}")
    if feed.format == "json":
        return json.dumps(_json_feed(feed, items, here, home), ensure_ascii=False).encode()
    text = fill(
        f"sample/{feed.format}.xml", feed=feed, items=items, here=here, home=home, notice=NOTICE
    )
    return text.encode(feed.encoding)


def _json_feed(feed: SampleFeed, items: list[_Item], here: str, home: str) -> dict[str, object]:
    """Follow JSON Feed, version 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": home,
        "feed_url": here,
        "description": f"{feed.description} {NOTICE}",
        "language": feed.language,
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.entry.title,
                "summary": item.summary,
                "content_html": item.html,
                "date_published": item.iso_date,
                "authors": [{"name": item.entry.author}],
                "tags": list(item.entry.categories),
            }
            for item in items
        ],
    }


async def _to_index(request: Request) -> Response:
    del request
    return RedirectResponse(f"{ROOT}/")


def sample_routes(clock: Clock) -> list[Route]:
    """Return the routes of the sample site; its news are dated from this moment."""
    site = _Site(load_sample(), clock)
    return [
        *page_routes(),
        Route(ROOT, _to_index),
        Route(f"{ROOT}/", site.index),
        Route(f"{ROOT}/{{key}}.{{suffix}}", site.feed),
        Route(f"{ROOT}/{{key}}/{{slug}}", site.article),
    ]


def sample_sources(base_url: str) -> list[SourceSeed]:
    """Return the sample feeds as sources; `base_url` is where the site is, without a slash."""
    return [
        SourceSeed(
            url=base_url + _path(feed),
            title=feed.title,
            publisher=feed.publisher,
            language=feed.language,
            reputation=feed.reputation,
            is_primary=feed.primary,
            home=f"{base_url}{ROOT}/#{feed.key}",
        )
        for feed in load_sample()
    ]
