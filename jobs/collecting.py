"""One source, from its feed to drafts: fetch, parse, sort out what is new, complete from pages."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from typing import NamedTuple

from bot.core.feeds import decode, discover_feed, is_oldest_first, with_end
from bot.core.intake import Item, next_try, next_visit, sort_items, take_items, to_draft
from bot.core.news import ArticleDraft, ArticleId, Feed, Fetched, Page, Source
from bot.errors import FeedFormatError, FetchError, SourceError, StoreError
from bot.services import Services

log = logging.getLogger(__name__)

VISIT = 120.0
"""Seconds for one visit; entries whose pages have not come by then are left for the next one."""
PAGES_AT_ONCE = 4
"""Pages of one source that are fetched at a time; the fetcher spaces them out per host."""
_GONE = 410
_HEAD = 1 << 18
"""Bytes of a page in which the feed's address is looked for."""


@dataclass(slots=True)
class Catch:
    """What one visit to a source brought."""

    source: Source
    status: str = "ok"
    """`ok`, `unchanged`, or `failed`."""
    entries: int = 0
    new: list[ArticleDraft] = field(default_factory=list)
    changed: list[tuple[ArticleId, ArticleDraft]] = field(default_factory=list)
    added: int = 0
    """How many of the new ones were stored; counted when they are placed."""
    doubles: int = 0
    """How many were not, for their pages had come in the same pass, mostly by another source."""
    off_topic: int = 0
    """How many entries of a general source were left out: they are not about AI."""
    stories: int = 0
    """How many stories its articles began; counted when they are placed."""
    error: str = ""
    note: str = ""
    """What an operator should know of a visit that worked."""
    seconds: float = 0.0
    fetched: Fetched | None = None
    is_settled: bool = True
    """Whether the next visit may skip a feed that has not changed."""


async def collect(services: Services, source: Source, *, deadline: float = VISIT) -> Catch:
    """Visit one source; an expected failure is recorded on it and becomes part of the answer."""
    catch = Catch(source)
    started = perf_counter()
    now = services.clock.now()
    try:
        await _collect(services, catch, now, deadline)
    except TimeoutError:
        catch.status, catch.error = "failed", f"the visit took longer than {deadline:g} s"
        await _record_failure(services, source, SourceError(source.seed.url, catch.error), now)
    except SourceError as error:
        catch.status, catch.error = "failed", error.reason
        await _record_failure(services, source, error, now)
    except StoreError:
        raise
    except Exception as error:
        # A mistake of ours: it must not keep the other sources from being read.
        log.exception("source broke the program", extra={"facts": {"source": source.seed.url}})
        catch.status, catch.error = "failed", f"unexpected {type(error).__name__}"
        await _record_failure(services, source, SourceError(source.seed.url, catch.error), now)
    catch.seconds = perf_counter() - started
    return catch


async def record_visit(services: Services, catch: Catch, now: datetime) -> None:
    """Remember a visit that worked, once everything it brought is stored."""
    fetched = catch.fetched
    if fetched is None:
        return
    source = catch.source
    await services.store.sources.record_success(
        source.id,
        now,
        next_fetch_at=next_visit(now, fetched.max_age),
        moved_to=fetched.moved_to,
        note=catch.note,
        **_validators(catch, fetched),
    )


def _validators(catch: Catch, fetched: Fetched) -> dict[str, str]:
    """Return what the next visit can tell an unchanged feed by; nothing where it must be read."""
    if not catch.is_settled:
        return {"etag": "", "last_modified": "", "body_hash": ""}
    source, is_same = catch.source, fetched.is_unchanged
    return {
        "etag": fetched.etag or (source.etag if is_same else ""),
        "last_modified": fetched.last_modified or (source.last_modified if is_same else ""),
        "body_hash": source.body_hash if is_same else _body_hash(fetched),
    }


async def _collect(services: Services, catch: Catch, now: datetime, deadline: float) -> None:
    source = catch.source
    until = asyncio.get_running_loop().time() + deadline
    async with asyncio.timeout_at(until):
        fetched = await services.fetcher.fetch(
            source.seed.url, etag=source.etag, last_modified=source.last_modified
        )
        is_known = not fetched.is_cut and _body_hash(fetched) == source.body_hash
        if fetched.is_unchanged or is_known:
            catch.status, catch.fetched = "unchanged", fetched
            catch.note = "" if source.failures else source.last_error
            return
        read = await read_feed(services, fetched)
    if read.missing:
        catch.is_settled = False
    if read.fetched is not fetched:
        # The page says where the feed is now. Only one that never worked is taken to have moved:
        # the others may be under repair for an hour.
        catch.is_settled = False
        moved = read.fetched.url if source.succeeded_at is None else ""
        fetched = replace(read.fetched, moved_to=moved)
    catch.entries = len(read.feed.entries)
    catch.note = told_of_length(read)
    items = take_items(read.feed, now)
    known = await services.store.articles.known(
        source.id,
        [item.guid for item in items],
        [item.canonical_url for item in items if item.canonical_url],
    )
    found = sort_items(items, known, source)
    catch.off_topic = found.off_topic
    slots = asyncio.Semaphore(PAGES_AT_ONCE)

    async def draft(item: Item) -> ArticleDraft | None:
        page = None
        try:
            if item.needs_page:
                async with asyncio.timeout_at(until), slots:
                    page = await _read_page(services, item.entry.url)
            return to_draft(source, item, page, now)
        except TimeoutError:
            catch.is_settled = False
        except Exception:
            log.exception("article broke the program", extra={"facts": {"url": item.entry.url}})
        return None

    async with asyncio.TaskGroup() as group:
        new = [group.create_task(draft(item)) for item in found.new]
        changed = [(article, group.create_task(draft(item))) for article, item in found.changed]
    catch.new = [made for task in new if (made := task.result())]
    catch.changed = [(article, made) for article, task in changed if (made := task.result())]
    catch.fetched = fetched


class Read(NamedTuple):
    """A feed as far as it was read."""

    fetched: Fetched
    """What it was read from."""
    feed: Feed
    missing: str = ""
    """Why its newest entries could not be read; empty where they were."""


async def read_feed(services: Services, fetched: Fetched) -> Read:
    """Parse a feed, or the one that a web page in its place names.

    Raises:
        FetchError: the feed that the page names cannot be had.
        FeedFormatError: it is no feed, and no page that names one.
    """
    try:
        feed = await services.reader.read_feed(fetched)
    except FeedFormatError:
        named = discover_feed(decode(fetched.body[:_HEAD], fetched.content_type), fetched.url)
        if not named:
            raise
        fetched = await services.fetcher.fetch(named)
        feed = await services.reader.read_feed(fetched)
    return await _read_newest(services, Read(fetched, feed))


async def _read_newest(services: Services, beginning: Read) -> Read:
    """Read a feed's newest entries: of one that is cut, and oldest first, those at its end."""
    fetched, feed, _ = beginning
    if not (fetched.is_cut and is_oldest_first(feed)):
        return beginning
    try:
        end = await services.fetcher.fetch_end(fetched.url)
        body = with_end(fetched.body, end.body)
        if not body:
            return Read(fetched, feed, "its end holds no entry")
        return Read(fetched, await services.reader.read_feed(replace(fetched, body=body)))
    except SourceError as error:
        return Read(fetched, feed, error.reason)


def told_of_length(read: Read) -> str:
    """Return what to tell an operator of a feed that is longer than is read, empty of others."""
    if not read.fetched.is_cut:
        return ""
    size, count = len(read.fetched.body) / 1e6, len(read.feed.entries)
    missing = f"; the newest are missing: {read.missing}" if read.missing else ""
    return f"longer than {size:g} MB: read in part, {count} entries{missing}"


async def _read_page(services: Services, url: str) -> Page | None:
    """Return the page of an entry; without it the feed's own words must do."""
    try:
        return await services.reader.read_page(await services.fetcher.fetch(url))
    except SourceError as error:
        log.info("page not read", extra={"facts": {"url": error.url, "error": error.reason}})
    except Exception:
        log.exception("page broke the program", extra={"facts": {"url": url}})
    return None


async def _record_failure(
    services: Services, source: Source, error: SourceError, now: datetime
) -> None:
    retry_after = error.retry_after if isinstance(error, FetchError) else 0
    is_closed = isinstance(error, FetchError) and error.status == _GONE
    await services.store.sources.record_failure(
        source.id,
        now,
        error=f"{error.reason}: closed by its owner" if is_closed else error.reason,
        next_fetch_at=next_try(now, source.failures + 1, retry_after),
        close=is_closed,
    )


def _body_hash(fetched: Fetched) -> str:
    return hashlib.sha256(fetched.body).hexdigest()
