"""Stand-ins for the outside world, one per port; written by hand and kept dumb."""

import asyncio
import heapq
import json
import random
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from math import hypot
from typing import TypeVar

from bot.adapters.reading import read_feed, read_page
from bot.core.attention import Attention
from bot.core.briefing import Usage
from bot.core.feeds import FeedReadError
from bot.core.news import Feed, Fetched, Page
from bot.core.outgoing import Fields, File, Keyboard, Message, Parcel
from bot.core.second_voice import Direction
from bot.errors import DeliveryError, FeedFormatError, FetchError
from data.sample import load_sample

T = TypeVar("T")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday, so that weekdays and daylight saving are plain."""


class FixedClock:
    """Stands still until moved; sleeping moves it on at once."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return (self.moment - NOON).total_seconds()

    async def sleep(self, seconds: float) -> None:
        self.advance(seconds)
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


class VirtualClock(FixedClock):
    """Lets many sleepers wait in virtual time; `play` moves it from one to the next."""

    def __init__(self, moment: datetime = NOON) -> None:
        super().__init__(moment)
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    async def sleep(self, seconds: float) -> None:
        wake = asyncio.get_running_loop().create_future()
        until = self.monotonic() + max(seconds, 0)
        heapq.heappush(self._sleepers, (until, next(self._order), wake))
        await wake

    async def play(self, work: Coroutine[object, object, T]) -> T:
        """Run `work` to its end, moving the clock whenever nothing else is left to do."""
        async with asyncio.TaskGroup() as group:
            task = group.create_task(work)
            while not task.done():
                await self._settle()
                if self._sleepers and not task.done():
                    until, _, wake = heapq.heappop(self._sleepers)
                    self.advance(max(until - self.monotonic(), 0))
                    if not wake.done():
                        wake.set_result(None)
        return task.result()

    async def _settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


@dataclass
class FakeFetcher:
    """Answers from a table of URLs; a value may be an error to raise."""

    pages: dict[str, Fetched | FetchError] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    ends: dict[str, Fetched | FetchError] = field(default_factory=dict)

    def put(self, url: str, body: str | bytes, content_type: str = "text/html") -> None:
        data = body.encode() if isinstance(body, str) else body
        self.pages[url] = Fetched(url=url, status=200, body=data, content_type=content_type)

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        self.asked.append((url, etag, last_modified))
        answer = self.pages.get(url) or FetchError(url, "HTTP 404", status=404)
        if isinstance(answer, FetchError):
            raise answer
        return answer

    async def fetch_end(self, url: str) -> Fetched:
        answer = self.ends.get(url) or FetchError(url, "longer than 20000000 bytes")
        if isinstance(answer, FetchError):
            raise answer
        return answer


@dataclass
class FakeForum:
    """Knows the attention of some addresses; a value may be an error to raise."""

    posts: dict[str, Attention | FetchError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def of(self, url: str) -> Attention | None:
        self.asked.append(url)
        answer = self.posts.get(url)
        if isinstance(answer, FetchError):
            raise answer
        return answer


@dataclass
class FakeEmbedder:
    """Puts texts of one matter in one place, and those of different matters far apart.

    It knows the matters of the sample news, and of other texts by their titles; what it is not
    told is a matter of its own, unless `always` names one for all. `failure` is raised instead.
    """

    matters: dict[str, str] = field(default_factory=dict)
    failure: Exception | None = None
    before: Callable[[], None] = lambda: None
    always: str = ""
    asked: list[Sequence[str]] = field(default_factory=list)
    engine: str = "vectors fake"

    def __post_init__(self) -> None:
        entries = [entry for feed in load_sample() for entry in feed.entries]
        self.matters = {entry.title: entry.event for entry in entries} | self.matters

    def most_tokens(self, texts: Sequence[str]) -> int:
        return sum(len(text.encode()) for text in texts)

    async def embed(self, texts: Sequence[str]) -> tuple[list[Direction], Usage]:
        self.asked.append(texts)
        self.before()
        if self.failure is not None:
            raise self.failure
        titles = [text.split("\n", maxsplit=1)[0] for text in texts]
        directions = [
            _direction(self.always or self.matters.get(title, title)) for title in titles
        ]
        return directions, Usage(tokens_in=10 * len(texts))


def _direction(matter: str) -> Direction:
    source = random.Random(matter)  # noqa: S311 - repeatable, not secret
    numbers = [source.gauss(0, 1) for _ in range(256)]
    length = hypot(*numbers)
    return tuple(number / length for number in numbers)


class InlineReader:
    """Parses in the same process."""

    async def read_feed(self, fetched: Fetched) -> Feed:
        try:
            return read_feed(fetched)
        except FeedReadError as error:
            raise FeedFormatError(fetched.url, str(error)) from error

    async def read_page(self, fetched: Fetched) -> Page | None:
        return read_page(fetched)


@dataclass
class RecordingMessenger:
    """Keeps what would have been said; `failures` are raised in turn for parcels first."""

    sent: list[tuple[int, Message]] = field(default_factory=list)
    files: list[tuple[int, File, str]] = field(default_factory=list)
    edited: list[tuple[int, int, Message]] = field(default_factory=list)
    keyboards: list[tuple[int, int, Keyboard]] = field(default_factory=list)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    callbacks: list[tuple[str, str, bool]] = field(default_factory=list)
    inline: list[tuple[str, list[Fields], str]] = field(default_factory=list)
    parcels: list[tuple[int, Fields]] = field(default_factory=list)
    failures: list[DeliveryError] = field(default_factory=list)
    on_parcel: Callable[[], None] = lambda: None

    async def send(self, chat_id: int, message: Message, *, thread_id: int = 0) -> int:
        del thread_id
        self.sent.append((chat_id, message))
        return len(self.sent)

    async def send_photo(
        self, chat_id: int, photo: bytes, caption: Message, *, thread_id: int = 0
    ) -> int:
        assert photo.startswith(b"\x89PNG")
        return await self.send(chat_id, caption, thread_id=thread_id)

    async def send_file(
        self, chat_id: int, file: File, *, caption: str = "", thread_id: int = 0
    ) -> int:
        del thread_id
        self.files.append((chat_id, file, caption))
        return len(self.files)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        self.edited.append((chat_id, message_id, message))

    async def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard) -> None:
        self.keyboards.append((chat_id, message_id, keyboard))

    async def delete(self, chat_id: int, message_id: int) -> None:
        self.deleted.append((chat_id, message_id))

    async def answer_callback(
        self, query_id: str, text: str = "", *, alert: bool = False, url: str = ""
    ) -> None:
        self.callbacks.append((query_id, url or text, alert))

    async def answer_inline(
        self,
        query_id: str,
        results: Sequence[Fields],
        *,
        cache_seconds: int,
        next_offset: str = "",
        hint: str = "",
    ) -> None:
        del cache_seconds, hint
        self.inline.append((query_id, list(results), next_offset))

    async def send_parcel(
        self, parcel: Parcel, *, before: Callable[[], Awaitable[None]] | None = None
    ) -> int:
        if before is not None:
            await before()
        if self.failures:
            raise self.failures.pop(0)
        self.parcels.append((parcel.chat_id, json.loads(parcel.message)))
        self.on_parcel()
        return 1000 + len(self.parcels)


@dataclass
class FakeBotApi:
    """Answers each method from a list of (status, body), the last one again and again."""

    answers: list[tuple[int, bytes] | DeliveryError]
    calls: list[tuple[str, bytes, str]] = field(default_factory=list)

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        timeout: float = 20.0,  # noqa: ASYNC109 - the port's own parameter
    ) -> tuple[int, bytes]:
        del timeout
        self.calls.append((method, body, content_type))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, DeliveryError):
            raise answer
        return answer
