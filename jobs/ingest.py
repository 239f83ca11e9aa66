"""Feeds in: visit the due sources, place what is new in stories, store it."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.core.cluster import WINDOW, StoryIndex
from bot.core.concepts import Vocabulary
from bot.core.features import features
from bot.core.news import ArticleDraft, ArticleId, Source
from bot.services import Services

from .collecting import Catch, collect, record_visit

log = logging.getLogger(__name__)

SOURCES_AT_ONCE = 16
CHUNK = 100
"""Sources whose articles are placed together, oldest first, as they would have come."""


class Ingest:
    """Passes over the sources; keeps the index of recent stories between them."""

    def __init__(self, services: Services, vocabulary: Vocabulary) -> None:
        self._services = services
        self._vocabulary = vocabulary
        self._index = StoryIndex()
        self._placed: dict[ArticleId, datetime] = {}
        self._visiting = asyncio.Lock()

    async def run(self) -> list[Catch]:
        """Visit every source whose time has come."""
        return await self.visit(await self._services.store.sources.due(self._services.clock.now()))

    async def visit(
        self, sources: Sequence[Source], seen: Callable[[Catch], None] | None = None
    ) -> list[Catch]:
        """Visit these sources now; `seen` hears of each as soon as it has been read."""
        catches: list[Catch] = []
        async with self._visiting:  # two passes at once would place the same articles twice
            for chunk in _chunks(sources):
                now = self._services.clock.now()
                catches += await self._collect(chunk, now, seen)
                await self._catch_up(now)
                await self._place(catches[-len(chunk) :], now)
        return catches

    async def _collect(
        self, sources: Sequence[Source], now: datetime, seen: Callable[[Catch], None] | None
    ) -> list[Catch]:
        slots = asyncio.Semaphore(SOURCES_AT_ONCE)

        async def one(source: Source) -> Catch:
            async with slots:
                catch = await collect(self._services, source, now)
            if seen is not None:
                seen(catch)
            return catch

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(source)) for source in sources]
        return [task.result() for task in tasks]

    async def _catch_up(self, now: datetime) -> None:
        """Bring the index up to what is stored, other processes' articles included."""
        since = now - WINDOW
        self._placed = {key: at for key, at in self._placed.items() if at >= since}
        for article in await self._services.store.articles.window(since):
            if article.id not in self._placed:
                found = features(article.title, article.text, article.language, self._vocabulary)
                self._index.add(article.story_id, found, article.publisher, article.published_at)
                self._placed[article.id] = article.published_at
                await asyncio.sleep(0)  # people's answers go between two articles

    async def _place(self, catches: Sequence[Catch], now: datetime) -> None:
        """Store what the catches brought, oldest first across all of them."""
        new = [(draft, catch) for catch in catches for draft in catch.new]
        for draft, catch in sorted(new, key=lambda pair: pair[0].published_at):
            catch.stories += await self._add(draft, catch.source, now)
        for catch in catches:
            for article_id, draft in catch.changed:
                await self._services.store.articles.update(article_id, draft, now)
            await record_visit(self._services, catch, now)
            log.log(
                logging.WARNING if catch.error else logging.INFO,
                "source read",
                extra={"facts": _facts(catch)},
            )

    async def _add(self, draft: ArticleDraft, source: Source, now: datetime) -> bool:
        """Store one article; tell whether it began a story."""
        publisher, said_at = source.seed.publisher, draft.published_at
        found = features(draft.title, draft.text, draft.language, self._vocabulary)
        placement = self._index.place(found, said_at, publisher)
        article_id, story_id = await self._services.store.articles.add(
            draft, story_id=placement.story_id, why=placement.why, now=now
        )
        self._index.add(story_id, found, publisher, said_at)
        self._placed[article_id] = said_at
        return placement.story_id is None


def _facts(catch: Catch) -> dict[str, object]:
    facts: dict[str, object] = {
        "source": catch.source.seed.url,
        "status": catch.status,
        "entries": catch.entries,
        "new": len(catch.new),
        "changed": len(catch.changed),
        "off_topic": catch.off_topic,
        "stories": catch.stories,
        "seconds": round(catch.seconds, 2),
    }
    return facts | ({"error": catch.error} if catch.error else {})


def _chunks(sources: Sequence[Source]) -> Iterator[Sequence[Source]]:
    for start in range(0, len(sources), CHUNK):
        yield sources[start : start + CHUNK]
