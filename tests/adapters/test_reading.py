"""Documents are parsed in processes that may fail without harm."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.adapters import reading
from bot.adapters.reading import PooledReader
from bot.core.news import Fetched
from bot.errors import FeedFormatError

URL = "https://news.example/feed"
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item>
<title>Chips</title><link>https://news.example/1</link><description>Text</description>
</item></channel></rss>"""


def fetched(body: bytes) -> Fetched:
    return Fetched(url=URL, status=200, body=body, content_type="application/rss+xml")


@pytest.fixture
async def reader() -> AsyncIterator[PooledReader]:
    made = PooledReader(processes=1)
    yield made
    await made.close()


def hang(document: Fetched) -> None:
    del document
    while True:
        pass


def devour(document: Fetched) -> int:
    del document
    return len(bytearray(reading.MEMORY))


def stumble(document: Fetched) -> None:
    raise ZeroDivisionError(document.url)


async def test_feeds_and_pages_are_read_and_failures_stay_there(
    reader: PooledReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = await reader.read_feed(fetched(FEED))
    assert [entry.title for entry in feed.entries] == ["Chips"]

    assert await reader.read_page(fetched(b"")) is None

    with pytest.raises(FeedFormatError) as caught:
        await reader.read_feed(fetched(b"no feed at all"))
    assert caught.value.url == URL

    monkeypatch.setattr(reading, "read_feed", stumble)
    with pytest.raises(FeedFormatError, match="reading it failed: ZeroDivisionError"):
        await reader.read_feed(fetched(FEED))

    monkeypatch.setattr(reading, "read_feed", devour)
    with pytest.raises(FeedFormatError, match="memory"):
        await reader.read_feed(fetched(FEED))

    monkeypatch.setattr(reading, "read_feed", hang)
    monkeypatch.setattr(reader, "_deadline", 0.2)
    with pytest.raises(FeedFormatError, match=r"longer than 0\.2 s"):
        await reader.read_feed(fetched(FEED))

    monkeypatch.undo()
    assert (await reader.read_feed(fetched(FEED))).title == "News"


async def test_reading_goes_on_where_the_system_ended_a_process_that_had_nothing_to_do(
    reader: PooledReader,
) -> None:
    await reader.read_feed(fetched(FEED))
    for idle in multiprocessing.active_children():
        idle.kill()
        idle.join()

    with suppress(FeedFormatError):  # of who comes before it is noticed
        await reader.read_feed(fetched(FEED))

    assert (await reader.read_feed(fetched(FEED))).title == "News"


async def test_what_waits_for_processes_that_are_ended_is_told_so(
    reader: PooledReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LOOK", 0.05)
    long = fetched(FEED + b" " * 1_000_000)  # more than fits between two processes

    async def end() -> None:
        for process in multiprocessing.active_children():
            process.kill()

    reading_them = (reader.read_feed(long) for _ in range(3))
    *ends, _ = await asyncio.gather(*reading_them, end(), return_exceptions=True)

    assert [str(one) for one in ends] == [f"{URL}: the processes that read were ended"] * 3
