"""One source, from its feed to drafts: fetch, parse, sort out what is new, complete from pages."""

import asyncio
import hashlib
import logging
from dataclasses import dataclass, field
from datetime import datetime
from time import perf_counter

from bot.core.intake import Item, next_try, next_visit, sort_items, take_items, to_draft
from bot.core.news import ArticleDraft, ArticleId, Fetched, Page, Source
from bot.errors import FetchError, SourceError, StoreError
from bot.services import Services

log = logging.getLogger(__name__)

PAGES_AT_ONCE = 4
"""Pages of one source that are fetched at a time; the fetcher spaces them out per host."""
_GONE = 410


@dataclass(slots=True)
class Catch:
    """What one visit to a source brought."""

    source: Source
    status: str = "ok"
    """`ok`, `unchanged`, or `failed`."""
    entries: int = 0
    new: list[ArticleDraft] = field(default_factory=list)
    changed: list[tuple[ArticleId, ArticleDraft]] = field(default_factory=list)
    off_topic: int = 0
    """How many entries of a general source were left out: they are not about AI."""
    stories: int = 0
    """How many stories its articles began; counted when they are placed."""
    error: str = ""
    seconds: float = 0.0
    fetched: Fetched | None = None


async def collect(services: Services, source: Source, now: datetime) -> Catch:
    """Visit one source; an expected failure is recorded on it and becomes part of the answer."""
    catch = Catch(source)
    started = perf_counter()
    try:
        await _collect(services, catch, now)
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
        etag=fetched.etag or (source.etag if fetched.is_unchanged else ""),
        last_modified=fetched.last_modified
        or (source.last_modified if fetched.is_unchanged else ""),
        body_hash=source.body_hash if fetched.is_unchanged else _body_hash(fetched),
        moved_to=fetched.moved_to,
    )


async def _collect(services: Services, catch: Catch, now: datetime) -> None:
    source = catch.source
    fetched = await services.fetcher.fetch(
        source.seed.url, etag=source.etag, last_modified=source.last_modified
    )
    if fetched.is_unchanged or _body_hash(fetched) == source.body_hash:
        catch.status, catch.fetched = "unchanged", fetched
        return
    feed = await services.reader.read_feed(fetched)
    catch.entries = len(feed.entries)
    items = take_items(feed, now)
    known = await services.store.articles.known(
        source.id,
        [item.guid for item in items],
        [item.canonical_url for item in items if item.canonical_url],
    )
    found = sort_items(items, known, source)
    catch.off_topic = found.off_topic
    slots = asyncio.Semaphore(PAGES_AT_ONCE)

    async def draft(item: Item) -> ArticleDraft:
        async with slots:
            page = await _read_page(services, item)
        return to_draft(source, item, page, now)

    async with asyncio.TaskGroup() as group:
        new = [group.create_task(draft(item)) for item in found.new]
        changed = [(article, group.create_task(draft(item))) for article, item in found.changed]
    catch.new = [task.result() for task in new]
    catch.changed = [(article, task.result()) for article, task in changed]
    catch.fetched = fetched


async def _read_page(services: Services, item: Item) -> Page | None:
    """Return the page of an item that needs it; without it the feed's own words must do."""
    if not item.needs_page:
        return None
    try:
        return await services.reader.read_page(await services.fetcher.fetch(item.entry.url))
    except SourceError as error:
        log.info("page not read", extra={"facts": {"url": error.url, "error": error.reason}})
        return None


async def _record_failure(
    services: Services, source: Source, error: SourceError, now: datetime
) -> None:
    retry_after = error.retry_after if isinstance(error, FetchError) else 0
    await services.store.sources.record_failure(
        source.id,
        now,
        error=error.reason,
        next_fetch_at=next_try(now, source.failures + 1, retry_after),
        deactivate=isinstance(error, FetchError) and error.status == _GONE,
    )


def _body_hash(fetched: Fetched) -> str:
    return hashlib.sha256(fetched.body).hexdigest()
