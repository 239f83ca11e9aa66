"""Stories made presentable: scored, tagged and worded, offline."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.background import Earlier
from bot.core.calibration import Calibration
from bot.core.enrichment import Enrichment
from bot.core.lead import lead_article
from bot.core.news import StoryId, StoryMaterial
from bot.core.score import SCORE_VERSION, rate, score_story
from bot.core.texts import write_texts
from bot.errors import StoreError
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.render.analysis import render_texts
from bot.services import Services

log = logging.getLogger(__name__)

BATCH = 50
ACTIVE = timedelta(days=7)
"""Hot halves within hours: after this it stays at what it is."""


async def enrich(services: Services) -> int:
    """Enrich every story that changed since it was; return how many."""
    count = 0
    broken: set[StoryId] = set()
    calibration = await services.store.scoring.calibration(SCORE_VERSION)
    while materials := await services.store.stories.to_enrich(BATCH, without=broken):
        now = services.clock.now()
        for material in materials:
            try:
                lead = lead_article(material.articles)
                tags = services.taxonomy.tag(lead.title, lead.text)
                earlier = await services.store.background.of(material, tags)
                # In a thread, so that people's answers go between two steps of long texts.
                enrichment = await asyncio.to_thread(
                    _enrich,
                    services,
                    material,
                    tags=tags,
                    earlier=earlier,
                    now=now,
                    calibration=calibration,
                )
            except StoreError:
                raise
            except Exception:
                # A mistake of ours: the other stories are enriched all the same.
                log.exception("story broke the program", extra={"facts": {"story": material.id}})
                broken.add(material.id)
            else:
                await services.store.stories.save(enrichment, now)
                count += 1
    if count:
        log.info("stories enriched", extra={"facts": {"stories": count}})
    return count


async def rescore_active(services: Services) -> int:
    """Let the stories of the last days cool; return how many changed."""
    now = services.clock.now()
    found = await services.store.stories.scores_since(now - ACTIVE)
    calibration = await services.store.scoring.calibration(SCORE_VERSION)
    # What was scored by other rules has other facts; it waits for its enrichment.
    cooled = [
        (story_id, rate(scores.facts, now, calibration))
        for story_id, scores, _ in found
        if scores.version == SCORE_VERSION
    ]
    before = {story_id: scores for story_id, scores, _ in found}
    changed = [(story_id, scores) for story_id, scores in cooled if scores != before[story_id]]
    await services.store.stories.rescore(changed, now)
    return len(changed)


def _enrich(
    services: Services,
    material: StoryMaterial,
    *,
    tags: Sequence[str],
    earlier: Sequence[Earlier],
    now: datetime,
    calibration: Calibration,
) -> Enrichment:
    scores = score_story(material, tags, services.writers.vocabulary, now, calibration)
    translators = {language: services.translator(language) for language in INTERFACE_LANGUAGES}
    return Enrichment(
        story_id=material.id,
        revision=material.revision,
        lead_id=lead_article(material.articles).id,
        updated_at=datetime.fromisoformat(str(scores.facts["hot_at"])),
        scores=scores,
        tags=tuple(tags),
        texts=render_texts(
            write_texts(material, services.writers.vocabulary, tags, earlier), translators
        ),
    )
