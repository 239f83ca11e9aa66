"""What keeps scores true: curves of the last 30 days, and what a forum's readers say."""

import logging
from datetime import datetime

from bot.core.attention import WATCHED, Attention, next_look
from bot.core.calibration import WINDOW, calibrate
from bot.core.news import StoryId
from bot.core.score import SCORE_VERSION, marks_of, rate
from bot.errors import SourceError
from bot.ports import Engagement
from bot.services import Services
from data.scoring import Watched

from .enrich import enrich

log = logging.getLogger(__name__)

MOST_ASKED = 20
"""Stories asked about in one pass."""
MOST_URLS = 3
"""Articles of one story that are asked about."""


async def calibrate_scores(services: Services) -> int:
    """Make the curves of the last 30 days' stories; return how many stories they are made of.

    Where the rules have changed, all those stories are scored by the new ones first.
    """
    store, now = services.store, services.clock.now()
    if await store.scoring.requeue_other_versions(now - WINDOW, SCORE_VERSION, now):
        await enrich(services)
    facts = await store.scoring.facts_since(now - WINDOW, SCORE_VERSION)
    calibration = calibrate([marks_of(one) for one in facts])
    await store.scoring.keep_calibration(calibration, SCORE_VERSION, now)
    log.info("scores calibrated", extra={"facts": {"stories": calibration.stories}})
    return calibration.stories


async def watch_attention(services: Services) -> int:
    """Ask the forum about the best stories whose turn it is; return how many it knows.

    The first failure ends the pass: the others would fail too, and come again next time.
    """
    forum = services.engagement
    if forum is None:
        return 0
    store, now = services.store, services.clock.now()
    calibration = await store.scoring.calibration(SCORE_VERSION)
    found: list[tuple[StoryId, Attention | None, datetime]] = []
    scores = []
    for story in await store.scoring.to_watch(now - WATCHED, now, MOST_ASKED):
        try:
            attention = await _most(forum, story)
        except SourceError as error:
            log.warning("forum not asked", extra={"facts": {"error": str(error)}})
            break
        found.append((story.id, attention, next_look(now, story.updated_at)))
        if attention is not None and story.scores.version == SCORE_VERSION:
            facts = {**story.scores.facts}
            facts |= {"points": attention.points, "comments": attention.comments}
            scores.append((story.id, rate(facts, now, calibration)))
    await store.scoring.keep_attention(found, now)
    await store.stories.rescore(scores, now)
    return len(scores)


async def _most(forum: Engagement, story: Watched) -> Attention | None:
    """Return the attention of the article that has most of it."""
    answers = [await forum.of(url) for url in story.urls[:MOST_URLS]]
    known = [answer for answer in answers if answer is not None]
    return max(known, key=lambda one: (one.points, one.comments), default=None)
