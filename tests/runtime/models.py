"""A model beside a command line that has the thread of the test to itself."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.adapters.provider import Provider, answering

T = TypeVar("T")


@contextmanager
def answering_aside(provider: Provider) -> Iterator[str]:
    """Serve a model from a thread of its own; yields its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def finish(work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(timeout=10)

    serving = answering(provider)
    url = finish(serving.__aenter__())
    try:
        yield url
    finally:
        finish(serving.__aexit__(None, None, None))
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
