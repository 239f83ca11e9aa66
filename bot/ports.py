"""What the shell needs from the outside world, as small protocols.

Each has its adapter in `bot.adapters`; an Interpreter may be a translation server or a model.
A test that cannot have the adapter gets a hand-written fake from `tests.fakes`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.core.attention import Attention
from bot.core.briefing import Brief, Usage, Written
from bot.core.news import Feed, Fetched, Page
from bot.core.outgoing import Fields, File, Keyboard, Message, Parcel
from bot.core.second_voice import Direction
from bot.core.trends import Chart


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current moment, always in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never go back; only differences mean anything."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class Fetcher(Protocol):
    """Reads the web, politely and within limits."""

    async def fetch(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """GET `url`; a 304 is an answer, every other failure raises FetchError."""
        ...

    async def fetch_end(self, url: str) -> Fetched:
        """GET the end of what is longer than is read; raises FetchError as `fetch` does."""
        ...


class Reader(Protocol):
    """Parses what was fetched, in a process of its own with a deadline and a memory limit."""

    async def read_feed(self, fetched: Fetched) -> Feed:
        """Parse a feed; raises FeedFormatError."""
        ...

    async def read_page(self, fetched: Fetched) -> Page | None:
        """Extract an article page; None where it holds no article."""
        ...


class Engagement(Protocol):
    """Asks a forum what its readers make of a story."""

    async def of(self, url: str) -> Attention | None:
        """Return the attention a page had, None where nobody posted it; raises SourceError."""
        ...


class Painter(Protocol):
    """Draws charts, beside the event loop."""

    async def draw(self, chart: Chart) -> bytes:
        """Return a chart as a PNG, readable on light and on dark ground."""
        ...

    async def can_write(self, text: str) -> bool:
        """Tell whether there are fonts for every letter of `text`."""
        ...


class BotApi(Protocol):
    """One POST to the Bot API; the only way any request leaves for Telegram."""

    async def post(
        self,
        method: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        timeout: float = 20.0,  # noqa: ASYNC109 - asyncio.timeout cannot tell unsent from unconfirmed
    ) -> tuple[int, bytes]:
        """Send a body (JSON, or multipart where files go along); return HTTP status and body.

        Raises:
            NotSentError: no connection could be made; nothing was written.
            UnconfirmedError: the request was written and no whole answer came back.
        """
        ...


class Messenger(Protocol):
    """Sends, edits and answers; every method raises only DeliveryError and its kinds."""

    async def send(self, chat_id: int, message: Message, *, thread_id: int = 0) -> int:
        """Send to a person who asked; return Telegram's message id."""
        ...

    async def send_photo(
        self, chat_id: int, photo: bytes, caption: Message, *, thread_id: int = 0
    ) -> int:
        """Send a PNG with words below it, 1024 UTF-16 units at most; return the message id."""
        ...

    async def send_file(
        self, chat_id: int, file: File, *, caption: str = "", thread_id: int = 0
    ) -> int:
        """Send a document to a person who asked, its caption in HTML; return the message id."""
        ...

    async def edit(self, chat_id: int, message_id: int, message: Message) -> None:
        """Replace a message in place; the same content again is no error."""
        ...

    async def edit_keyboard(self, chat_id: int, message_id: int, keyboard: Keyboard) -> None:
        """Replace the buttons of a message; the same ones again are no error."""
        ...

    async def delete(self, chat_id: int, message_id: int) -> None:
        """Remove a message; one that is gone or too old to remove is no error."""
        ...

    async def answer_callback(
        self, query_id: str, text: str = "", *, alert: bool = False, url: str = ""
    ) -> None:
        """Answer a pressed button; an expired query is no error.

        A `url` that opens this bot is opened for who pressed (Bot API, answerCallbackQuery).
        """
        ...

    async def answer_inline(
        self,
        query_id: str,
        results: Sequence[Fields],
        *,
        cache_seconds: int,
        next_offset: str = "",
        hint: str = "",
    ) -> None:
        """Answer an inline query; an expired query is no error.

        `hint` stands above the results, on a button that leads to the chat with the bot.
        """
        ...

    async def send_parcel(
        self, parcel: Parcel, *, before: Callable[[], Awaitable[None]] | None = None
    ) -> int:
        """Send a parcel of the outbox, or edit what it replaces; return the message id.

        It leaves after people's answers. `before` is awaited once it is this parcel's turn and
        right before the request is written; what it raises stops the parcel.
        """
        ...


class Analyst(Protocol):
    """A language model that writes about a story."""

    @property
    def model(self) -> str:
        """Return the name it is configured and remembered under."""
        ...

    async def write(self, brief: Brief) -> tuple[Written, Usage]:
        """Send one request, never more; raises AnalysisError."""
        ...

    async def ping(self) -> tuple[str, Usage]:
        """Ask for a word, for PING_TOKENS at most; return what answered; raises AnalysisError."""
        ...


class Interpreter(Protocol):
    """Translates texts; its name keeps it apart from the catalogue's Translator."""

    @property
    def engine(self) -> str:
        """Return what its translations are remembered under."""
        ...

    def most_tokens(self, texts: Sequence[str]) -> int:
        """Return more tokens of the daily budget than a translation can take; 0 for none."""
        ...

    async def translate(
        self, texts: Sequence[str], source: str, target: str
    ) -> tuple[list[str], Usage]:
        """Translate each text, in one request; raises AnalysisError."""
        ...


class Embedder(Protocol):
    """A model that puts texts where those on one matter lie near each other."""

    @property
    def engine(self) -> str:
        """Return what its vectors are remembered under."""
        ...

    def most_tokens(self, texts: Sequence[str]) -> int:
        """Return more tokens of the daily budget than one request can take."""
        ...

    async def embed(self, texts: Sequence[str]) -> tuple[list[Direction], Usage]:
        """Return a direction for each text, in one request; raises AnalysisError."""
        ...
