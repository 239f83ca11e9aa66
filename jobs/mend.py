"""Look again at the articles of the last days, all together, and mend the stories they are in."""

import asyncio
import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.core.cluster import WINDOW
from bot.core.concepts import Vocabulary
from bot.core.features import features
from bot.core.likeness import Rarity
from bot.core.mending import Mending, plan_mending
from bot.core.news import Article, ArticleId, StoryId
from bot.core.regroup import Pairs, Report, compare, regroup
from bot.core.second_voice import Likenesses, between
from bot.services import Services

from .second_voice import SecondVoice

log = logging.getLogger(__name__)

MOST = 5000
"""The latest articles that are looked at, so that time and memory stay bounded."""


class Mender:
    """Merges stories that turned out to be one, parts those nobody saw yet."""

    def __init__(self, services: Services, vocabulary: Vocabulary) -> None:
        self._services = services
        self._vocabulary = vocabulary
        self._second_voice = SecondVoice(services)

    async def run(self) -> int:
        """Look at the whole window; return how many stories were mended."""
        since = self._services.clock.now() - WINDOW
        articles = await self._services.store.articles.window(since)
        return await self.look_again(articles[-MOST:])

    async def look_again(self, articles: Sequence[Article], rarity: Rarity | None = None) -> int:
        """Mend the stories of these articles; `rarity` is needed where they are but some."""
        stories = self._services.store.stories
        known = {str(article.id): article for article in articles}
        copies = _copies(articles)
        follow = {copy.id for some in copies.values() for copy in some}
        own = {key: article for key, article in known.items() if article.id not in follow}
        # In threads, so that people are answered meanwhile.
        reports, pairs = await asyncio.to_thread(_compare, own, self._vocabulary, rarity)
        weighed, heard = await self._second_voice.weigh(known, reports, pairs)
        groups = await asyncio.to_thread(regroup, reports, weighed)
        ids = {article.story_id for article in articles}
        plan = plan_mending(
            [
                [
                    (article.id, article.story_id)
                    for one in group
                    for article in (known[one.key], *copies.get(known[one.key].id, ()))
                ]
                for group in groups
            ],
            settled=await stories.settled(ids),
            shown=await stories.shown(ids),
        )
        members: defaultdict[StoryId, set[str]] = defaultdict(set)
        for key, article in known.items():
            members[article.story_id].add(key)
        return await self._mend(plan, members, heard)

    async def _mend(
        self, plan: Sequence[Mending], members: dict[StoryId, set[str]], heard: Likenesses
    ) -> int:
        now = self._services.clock.now()
        # All splits first: a story that became part of another has nothing to take out any more.
        wholes = [[*mended.stories, *await self._part(mended, members, heard)] for mended in plan]
        counts = Counter(parted=sum(map(len, wholes)) - sum(len(one.stories) for one in plan))
        for first, *others in wholes:
            for other in others:
                embedding = between(heard, members[other], members[first])
                counts["merged"] += await self._services.store.stories.merge(
                    first, other, now, by_hand=False, embedding=embedding
                )
                members[first] |= members[other]
        if counts.total():
            log.info("stories mended", extra={"facts": dict(counts)})
        return counts.total()

    async def _part(
        self, mending: Mending, members: dict[StoryId, set[str]], heard: Likenesses
    ) -> list[StoryId]:
        """Take out what belongs elsewhere; return the stories it is now."""
        now = self._services.clock.now()
        taken = []
        for story_id, articles in mending.parts:
            keys = set(map(str, articles))
            members[story_id] -= keys
            embedding = between(heard, keys, members[story_id])
            fresh = await self._services.store.stories.split(
                story_id, articles, now, by_hand=False, embedding=embedding
            )
            if fresh is not None:
                members[fresh] = keys
                taken.append(fresh)
        return taken


def _copies(articles: Sequence[Article]) -> Mapping[ArticleId, list[Article]]:
    """Return the copies in the stories of their originals, by these: where one goes, they go."""
    stories = {one.id: one.story_id for one in articles if one.copy_of is None}
    copies: defaultdict[ArticleId, list[Article]] = defaultdict(list)
    for article in articles:
        if article.copy_of is not None and stories.get(article.copy_of) == article.story_id:
            copies[article.copy_of].append(article)
    return copies


def _compare(
    articles: Mapping[str, Article], vocabulary: Vocabulary, rarity: Rarity | None
) -> tuple[list[Report], Pairs]:
    reports = [
        Report(
            key=key,
            features=features(article.title, article.text, article.language, vocabulary),
            publisher=article.publisher,
            at=article.published_at,
        )
        for key, article in articles.items()
    ]
    return reports, compare(reports, rarity)
