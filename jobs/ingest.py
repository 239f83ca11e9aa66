"""Feeds in: visit the due sources, place what is new in stories, store it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from bot.core.cluster import WINDOW, StoryIndex
from bot.core.concepts import Vocabulary
from bot.core.features import features
from bot.core.news import Article, ArticleDraft, ArticleId, Source, StoryId
from bot.core.syndication import CopyIndex, sketch, tell_the_same
from bot.errors import StoreError
from bot.services import Services

from .collecting import Catch, collect, record_visit
from .mend import MOST, Mender

log = logging.getLogger(__name__)

SOURCES_AT_ONCE = 16
PATIENCE = 20.0
"""Seconds in which what has come is placed together, oldest first, as it would have come.

A slow source's articles are placed later; the others do not wait for it.
"""
READ_AT_ONCE = 200
"""Stored articles whose texts are in memory at one time."""


class Ingest:
    """Passes over the sources; keeps the index of recent stories between them."""

    def __init__(
        self, services: Services, vocabulary: Vocabulary, *, patience: float = PATIENCE
    ) -> None:
        self._services = services
        self._vocabulary = vocabulary
        self.mender = Mender(services, vocabulary)
        self._patience = patience
        self._index = StoryIndex()
        self._copies = CopyIndex()
        self._placed: dict[ArticleId, StoryId] = {}
        self._brought: set[ArticleId] = set()
        """What this pass has stored, however old it is."""
        self._near: set[StoryId] = set()
        """Stories to look at again once a batch is stored."""
        self._visiting = asyncio.Lock()

    async def run(self) -> list[Catch]:
        """Visit every source whose time has come."""
        return await self.visit(await self._services.store.sources.due(self._services.clock.now()))

    async def visit(
        self, sources: Sequence[Source], seen: Callable[[Catch], None] | None = None
    ) -> list[Catch]:
        """Visit these sources now; `seen` hears of each as soon as it has been read."""
        slots = asyncio.Semaphore(SOURCES_AT_ONCE)

        async def one(source: Source) -> Catch:
            async with slots:
                catch = await collect(self._services, source)
            if seen is not None:
                seen(catch)
            return catch

        # Two passes at once would place the same articles twice.
        async with self._visiting, asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(source)) for source in sources]
            coming = set(tasks)
            self._brought.clear()
            while coming:
                come, coming = await asyncio.wait(coming, timeout=self._patience)
                if come:
                    await self._place([task.result() for task in tasks if task in come])
        return [task.result() for task in tasks]

    async def _catch_up(self, now: datetime) -> None:
        """Bring the index up to what is stored: other processes' articles, merges and splits."""
        placed = await self._services.store.articles.placed(now - WINDOW)
        self._copies.forget(now - WINDOW)
        moved = [one for one, story in placed.items() if self._placed.get(one, story) != story]
        changed = {story for one in moved for story in (self._placed[one], placed[one])}
        for story in changed:
            self._index.drop(story)
        known = self._placed
        self._placed = {one: story for one, story in known.items() if story not in changed}
        # The window may hold many thousands of texts: only those are read that are not indexed.
        async for article in self._read([one for one in placed if one not in self._placed]):
            self._learn(article, is_new=article.id not in known)
            self._placed[article.id] = article.story_id
            await asyncio.sleep(0)  # people's answers go between two articles
        self._placed = placed

    async def _read(self, ids: Sequence[ArticleId]) -> AsyncIterator[Article]:
        """Yield these articles in the order of `ids`, oldest first."""
        for start in range(0, len(ids), READ_AT_ONCE):
            for article in await self._services.store.articles.many(
                ids[start : start + READ_AT_ONCE]
            ):
                yield article

    def _learn(self, article: Article, *, is_new: bool) -> None:
        """Count a stored article into the index."""
        with _one_article(article.url):
            found = features(article.title, article.text, article.language, self._vocabulary)
            self._index.add(
                article.story_id, found, article.publisher, article.published_at, is_new=is_new
            )
            if article.copy_of is None:
                self._copies.add(article.id, sketch(article.text), article.published_at)

    async def _look_again(self) -> None:
        """Mend the stories near what has just come, as the hourly job does with all of them."""
        near, self._near = self._near, set()
        ids = [one for one, story in self._placed.items() if story in near][-MOST:]
        articles = [article async for article in self._read(ids)]
        if articles:
            await self.mender.look_again(articles, self._index.rarity)

    async def _place(self, catches: Sequence[Catch]) -> None:
        """Store what the catches brought, oldest first across all of them."""
        now = self._services.clock.now()
        await self._catch_up(now)
        new = [(draft, catch) for catch in catches for draft in catch.new]
        # The address decides ties: which source answered first must not matter.
        for draft, catch in sorted(new, key=lambda pair: (pair[0].published_at, pair[0].url)):
            with _one_article(draft.url):
                await self._add(draft, catch, now)
        for catch in catches:
            for article_id, draft in catch.changed:
                with _one_article(draft.url):
                    await self._services.store.articles.update(article_id, draft, now)
            await record_visit(self._services, catch, now)
            log.log(
                logging.WARNING if catch.error else logging.INFO,
                "source read",
                extra={"facts": _facts(catch)},
            )
        await self._look_again()

    async def _add(self, draft: ArticleDraft, catch: Catch, now: datetime) -> None:
        """Store one article, unless its page has come in this pass, and count it."""
        articles = self._services.store.articles
        publisher, said_at = catch.source.seed.publisher, draft.published_at
        found = features(draft.title, draft.text, draft.language, self._vocabulary)
        placement = self._index.place(found, said_at, publisher)
        target, why, marks = placement.story_id, placement.why, sketch(draft.text)
        original = self._copies.find(marks)
        if original is not None and (target is None or self._placed.get(original) != target):
            original = None  # reports of a fixed wording, quarter after quarter, are no copies
        if named := await self._named(draft):
            original, target = named.copy_of or named.id, named.story_id
            why = {"same_page": draft.original_url}
        article_id, story_id = await articles.add(
            draft, story_id=target, why=why, copy_of=original, now=now
        )
        if article_id in self._placed or article_id in self._brought:
            catch.doubles += 1
            return
        catch.added += 1
        catch.stories += target is None
        self._brought.add(article_id)
        self._placed[article_id] = story_id
        if placement.near:
            self._near |= {story_id, *placement.near}
        self._index.add(story_id, found, publisher, said_at)
        if original is None:
            self._copies.add(article_id, marks, said_at)

    async def _named(self, draft: ArticleDraft) -> Article | None:
        """Return the article at the address that a draft's page names, if it is the same news."""
        articles = self._services.store.articles
        if not draft.original_url or (found := await articles.at(draft.original_url)) is None:
            return None
        (article,) = await articles.many([found[0]])
        return article if tell_the_same(draft, article) else None


@contextmanager
def _one_article(url: str) -> Iterator[None]:
    """Keep a mistake of ours about one article from the others; say which one it was."""
    try:
        yield
    except StoreError:
        raise
    except Exception:
        log.exception("article broke the program", extra={"facts": {"url": url}})


def _facts(catch: Catch) -> dict[str, object]:
    facts: dict[str, object] = {
        "source": catch.source.seed.url,
        "status": catch.status,
        "entries": catch.entries,
        "new": catch.added,
        "changed": len(catch.changed),
        "doubles": catch.doubles,
        "off_topic": catch.off_topic,
        "stories": catch.stories,
        "seconds": round(catch.seconds, 2),
    }
    return facts | ({"error": catch.error} if catch.error else {})
