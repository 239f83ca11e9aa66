"""Look again at the articles of the last days, all together, and mend the stories they are in."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

from bot.core.cluster import WINDOW
from bot.core.concepts import Vocabulary
from bot.core.features import features
from bot.core.likeness import Rarity
from bot.core.mending import Mending, plan_mending
from bot.core.news import Article, StoryId
from bot.core.regroup import Report, regroup
from bot.services import Services

log = logging.getLogger(__name__)

MOST = 5000
"""The latest articles that are looked at, so that time and memory stay bounded."""


async def mend_stories(services: Services, vocabulary: Vocabulary) -> int:
    """Merge stories that turned out to be one, part those nobody saw yet; return how many."""
    articles = await services.store.articles.window(services.clock.now() - WINDOW)
    return await look_again(services, articles[-MOST:], vocabulary)


async def look_again(
    services: Services,
    articles: Sequence[Article],
    vocabulary: Vocabulary,
    rarity: Rarity | None = None,
) -> int:
    """Mend the stories of these articles; `rarity` is needed where they are but some of them."""
    now = services.clock.now()
    stories = services.store.stories
    # In a thread, so that people are answered meanwhile.
    groups = await asyncio.to_thread(_regroup, articles, vocabulary, rarity)
    ids = {article.story_id for article in articles}
    plan = plan_mending(
        [[(article.id, article.story_id) for article in group] for group in groups],
        settled=await stories.settled(ids),
        shown=await stories.shown(ids),
    )
    # All splits first: a story that became part of another one has nothing to take out any more.
    wholes = [[*mending.stories, *await _part(services, mending)] for mending in plan]
    counts = Counter(parted=sum(map(len, wholes)) - sum(len(one.stories) for one in plan))
    for first, *others in wholes:
        for other in others:
            counts["merged"] += await stories.merge(first, other, now, by_hand=False)
    if counts.total():
        log.info("stories mended", extra={"facts": dict(counts)})
    return counts.total()


async def _part(services: Services, mending: Mending) -> list[StoryId]:
    """Take out what belongs elsewhere; return the stories it is now."""
    now = services.clock.now()
    taken = [
        await services.store.stories.split(story_id, articles, now, by_hand=False)
        for story_id, articles in mending.parts
    ]
    return [story_id for story_id in taken if story_id is not None]


def _regroup(
    articles: Sequence[Article], vocabulary: Vocabulary, rarity: Rarity | None
) -> list[list[Article]]:
    known = {str(article.id): article for article in articles}
    groups = regroup(
        [
            Report(
                key=key,
                features=features(article.title, article.text, article.language, vocabulary),
                publisher=article.publisher,
                at=article.published_at,
            )
            for key, article in known.items()
        ],
        rarity,
    )
    return [[known[report.key] for report in group] for group in groups]
