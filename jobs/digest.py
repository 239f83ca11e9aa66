"""Digests: who is due, what they get, rendered once per group, planned in one transaction."""

import logging
from collections import Counter
from collections.abc import Sequence

from bot.core.news import Candidate, Story, StoryId
from bot.core.outgoing import PlannedDigest, message_fields
from bot.core.planning import Group, plan_due
from bot.core.select import NEWS_AGE, choose_digest
from bot.render.digest import render_digest
from bot.render.view import View
from bot.services import Services

log = logging.getLogger(__name__)

BATCH = 1000


async def plan_digests(services: Services) -> int:
    """Plan the digests of everybody whose slot has come; return how many."""
    now = services.clock.now()
    since = now - NEWS_AGE
    planner: Planner | None = None
    counts: Counter[str] = Counter()
    while due := await services.store.outbox.due(now, history_since=since, limit=BATCH):
        if planner is None:
            planner = Planner(services, await services.store.stories.candidates(since, now))
        plan = plan_due(due, now)
        for group in plan.groups:
            counts["digests"] += await services.store.outbox.plan(await planner.make(group), now)
            counts["groups"] += 1
        await services.store.outbox.skip(plan.late, now)
        counts["late"] += len(plan.late)
    if counts:
        log.info("digests planned", extra={"facts": dict(counts)})
    return counts["digests"]


class Planner:
    """Makes the digests of one run out of one set of candidates."""

    def __init__(self, services: Services, candidates: Sequence[Candidate]) -> None:
        self._services = services
        self._candidates = candidates
        self._stories: dict[StoryId, Story] = {}

    async def make(self, group: Group) -> PlannedDigest:
        """Choose and render the digest of one group."""
        wanted = group.preferences
        choice = choose_digest(self._candidates, wanted, group.shown)
        messages = render_digest(
            View(
                t=self._services.translator(wanted.language),
                taxonomy=self._services.taxonomy,
                now=group.slot,
                timezone=group.timezone,
                bot_username=self._services.bot_username,
                public_url=self._services.public_url,
            ),
            await self._load(choice.stories),
            floor=wanted.min_score,
            below=await self._load(choice.below),
        )
        return PlannedDigest(
            language=wanted.language,
            local_date=group.local_date.isoformat(),
            story_ids=choice.stories or choice.below,
            messages=tuple(message_fields(message) for message in messages),
            recipients=group.recipients,
        )

    async def _load(self, ids: Sequence[StoryId]) -> list[Story]:
        missing = [story_id for story_id in ids if story_id not in self._stories]
        if missing:
            loaded = await self._services.store.stories.many(missing)
            self._stories |= {story.id: story for story in loaded}
        return [self._stories[story_id] for story_id in ids if story_id in self._stories]
