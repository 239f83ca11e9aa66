"""Feeds and pages parsed in processes of their own, with a deadline and a memory limit.

Whatever a hostile document does to a parser happens there: the process is killed and replaced,
and the program hears of it as a FeedFormatError.
"""

import asyncio
import logging
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from bot.core.extract import extract_page
from bot.core.feeds import FeedReadError, parse_feed
from bot.core.news import Feed, Fetched, Page
from bot.errors import FeedFormatError

T = TypeVar("T")

log = logging.getLogger(__name__)

DEADLINE = 10.0
_LOOK = 1.0
"""Seconds between two looks at whether those that work are still there."""
MEMORY = 1_500_000_000
"""Bytes of address space; a worker that has read nothing yet uses about a third."""
TASKS_PER_PROCESS = 500
"""Then a fresh process takes over, so that what a library leaks stays small."""


class PooledReader:
    """The Reader port over a pool of processes."""

    def __init__(self, *, processes: int = 2, deadline: float = DEADLINE) -> None:
        self._deadline = deadline
        self._open = partial(
            ProcessPool,
            max_workers=processes,
            max_tasks=TASKS_PER_PROCESS,
            initializer=limit_memory,
            context=multiprocessing.get_context("spawn"),
        )
        self._pool = self._open()
        self._is_closed = False

    async def read_feed(self, fetched: Fetched) -> Feed:
        """Parse a feed; raises FeedFormatError."""
        return await self._run(fetched, read_feed)

    async def read_page(self, fetched: Fetched) -> Page | None:
        """Extract an article page; None where it holds no article."""
        return await self._run(fetched, read_page)

    async def close(self) -> None:
        """End the processes, also those that still work."""
        self._is_closed = True
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble types only a part of itself
        await asyncio.to_thread(self._pool.join)

    async def _run(self, fetched: Fetched, work: Callable[[Fetched], T]) -> T:
        try:
            result: T = await self._outcome(fetched, work)
        except TimeoutError as error:
            reason = f"reading it took longer than {self._deadline:g} s"
            raise FeedFormatError(fetched.url, reason) from error
        except (ProcessExpired, MemoryError) as error:
            raise FeedFormatError(fetched.url, "reading it took too much memory") from error
        except BrokenProcessPool as error:
            raise FeedFormatError(fetched.url, "the processes that read were ended") from error
        except FeedReadError as error:
            raise FeedFormatError(fetched.url, str(error)) from error
        except Exception as error:
            # A mistake of ours in a worker: it ends this document, not what waits for it.
            log.exception("document broke its reader", extra={"facts": {"url": fetched.url}})
            reason = f"reading it failed: {type(error).__name__}"
            raise FeedFormatError(fetched.url, reason) from error
        return result

    async def _outcome(self, fetched: Fetched, work: Callable[[Fetched], T]) -> T:
        """Have work done in a process; raises what it raises there, or what ended the process."""
        if not (self._pool.active or self._is_closed):
            # A process that ends while none works (the system ran out of memory, mostly) ends
            # pebble's whole pool, for good.
            broken, self._pool = self._pool, self._open()
            await asyncio.to_thread(broken.join)
        pool = self._pool
        try:
            future = pool.schedule(work, args=(fetched,), timeout=self._deadline)
        except RuntimeError as error:
            raise BrokenProcessPool from error
        waiting = asyncio.wrap_future(future)
        try:
            while pool.active and not waiting.done():
                await asyncio.wait({waiting}, timeout=_LOOK)
            # Of a pool that ends, pebble forgets what it had not handed to a process yet.
            if not waiting.done():
                raise BrokenProcessPool
            return waiting.result()
        finally:
            waiting.cancel()


def limit_memory() -> None:
    """Cap what this process may take; runs first in every worker."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))


def read_feed(fetched: Fetched) -> Feed:
    """Parse a feed, in a worker."""
    return parse_feed(
        fetched.body,
        content_type=fetched.content_type,
        url=fetched.url,
        is_cut=fetched.is_cut,
    )


def read_page(fetched: Fetched) -> Page | None:
    """Extract a page, in a worker."""
    return extract_page(
        fetched.body,
        content_type=fetched.content_type,
        url=fetched.url,
        is_cut=fetched.is_cut,
    )
