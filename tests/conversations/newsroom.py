"""One article on its way from a feed, past a model or translator, to readers in two languages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.adapters.model import DEADLINE, ModelAnalyst, ModelClient
from bot.core.news import SourceSeed, StoryId
from bot.i18n.catalog import open_translator
from bot.ports import Analyst, Interpreter
from bot.services import Writers
from jobs.enrich import enrich
from jobs.ingest import Ingest
from jobs.write import Writer
from tests.adapters.answers import ARTICLE, TITLE
from tests.jobs.feeds import FEED, item, rss

from .people import ADA, LIN, meet_ada, meet_lin
from .talk import Talk, talking, vocabulary

EXCERPT = "Corvane said on Monday that it will spend $295 billion on data centres by 2030."
BY_MODEL = "Written by a model from the sources above."
EXCERPTED = "Excerpted from the sources above."
TRANSLATED = "Translated by machine from the sources above."
A_DAY = 1_000_000
"""Tokens."""
STORY = StoryId(1)


def chinese(sentence: str) -> str:
    """Return one of our sentences as Chinese readers see it."""
    return open_translator("zh-Hans")(sentence)


@dataclass(frozen=True)
class Seen:
    """What two readers are shown: the story's card in their languages, and both their lists."""

    english: str
    chinese: str
    lists: str

    @property
    def everything(self) -> str:
        """Return all of it."""
        return f"{self.english}\n{self.chinese}\n{self.lists}"


class Newsroom:
    """A bot with one source of one article."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.store = talk.services.store
        self.clock = talk.clock
        self.writer = Writer(talk.services)

    async def read(self) -> None:
        """Have the article come in by its feed and be worded offline."""
        seed = SourceSeed(url=FEED, title="Alpha", publisher="Alpha", language="en")
        await self.store.sources.add(seed, self.clock.now())
        await Ingest(self.talk.services, vocabulary()).run()
        await enrich(self.talk.services)

    async def look(self) -> Seen:
        """Have an English and a Chinese reader ask for the news and open the story."""
        lists, cards = [], []
        for reader in (ADA, LIN):
            lists.append((await self.talk.ask_one(reader, "/latest"))["text"])
            cards.append((await self.talk.ask_one(reader, f"/story {STORY}"))["text"])
        return Seen(english=cards[0], chinese=cards[1], lists="\n".join(lists))

    async def is_queued(self) -> bool:
        """Tell whether the story is to be written about again, later."""
        return bool((await self.store.writing.report(STORY))["is_waiting"])

    async def spent(self) -> int:
        """Return what the day's budget has lost, in tokens."""
        return await self.store.models.spent(self.clock.now())


@asynccontextmanager
async def newsroom(
    database: Path, *, analyst: Analyst | None = None, interpreter: Interpreter | None = None
) -> AsyncIterator[Newsroom]:
    """Open a bot over an empty database, with the article read."""
    writers = Writers(
        vocabulary=vocabulary(), daily_tokens=A_DAY, analyst=analyst, interpreter=interpreter
    )
    async with talking(database, writers) as talk:
        meet_ada(talk)
        meet_lin(talk)
        talk.fetcher.put(FEED, rss(item(1, TITLE, ARTICLE)), "application/rss+xml")
        room = Newsroom(talk)
        await room.read()
        yield room


@asynccontextmanager
async def with_model(
    database: Path, url: str, *, model: str = "m", deadline: float = DEADLINE
) -> AsyncIterator[Newsroom]:
    """Open it with the model at an address."""
    client = ModelClient(model, base_url=url, api_key="key", deadline=deadline)
    try:
        async with newsroom(database, analyst=ModelAnalyst(client)) as room:
            yield room
    finally:
        await client.close()
