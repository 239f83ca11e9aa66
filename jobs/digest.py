"""Digests: who is due, what they get, rendered once per group, planned in one transaction."""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.news import Candidate, Story, StoryId
from bot.core.outgoing import PlannedDigest, message_fields
from bot.core.planning import Alike, Group, plan_due
from bot.core.select import NEWS_AGE, UPDATES, choose_digest, select_stories
from bot.core.updates import StoryUpdate, what_is_new
from bot.render.digest import render_digest
from bot.render.view import View
from bot.services import Services

log = logging.getLogger(__name__)

BATCH = 1000
"""Subscribers planned in one transaction."""
PAUSE = 0.01
"""Seconds between two of them, in which people's own writes get their turn."""


async def plan_digests(services: Services) -> int:
    """Plan the digests of everybody whose slot has come; return how many."""
    now = services.clock.now()
    since = now - NEWS_AGE
    planner: Planner | None = None
    counts: Counter[str] = Counter()
    while due := await services.store.outbox.due(now, history_since=since, limit=BATCH):
        if planner is None:
            planner = Planner(services, await services.store.stories.candidates(since, now), now)
        plan = plan_due(due, now, planner.grown_at)
        counts["digests"] += await services.store.outbox.plan(
            [await planner.make(group) for group in plan.groups], now, late=plan.late
        )
        counts["groups"] += len(plan.groups)
        counts["late"] += sum(len(some.ids) for some in plan.late)
        await services.clock.sleep(PAUSE)
    if counts:
        log.info("digests planned", extra={"facts": dict(counts)})
    return counts["digests"]


class Planner:
    """Makes the digests of one run out of one set of candidates, each once."""

    def __init__(self, services: Services, candidates: Sequence[Candidate], now: datetime) -> None:
        self._services = services
        self._candidates = candidates
        self._now = now
        self._stories: dict[StoryId, Story] = {}
        self._made: dict[Alike, PlannedDigest] = {}
        self.grown_at = {one.id: one.grown_at for one in candidates if one.grown_at is not None}

    async def make(self, group: Group) -> PlannedDigest:
        """Return the digest of one group."""
        made = self._made.get(group.alike)
        if made is None:
            made = self._made[group.alike] = await self._choose(group)
        return replace(made, recipients=group.recipients)

    async def _choose(self, group: Group) -> PlannedDigest:
        wanted = group.alike.preferences
        choice = choose_digest(self._candidates, wanted, group.alike.shown | group.alike.muted)
        updates = await self._updates(group.alike)
        messages = render_digest(
            View(
                t=self._services.translator(wanted.language),
                taxonomy=self._services.taxonomy,
                now=self._now,
                timezone=group.timezone,
                bot_username=self._services.bot_username,
                public_url=self._services.public_url,
                second_language=wanted.second_language,
                hidden=wanted.hidden,
            ),
            await self._load(choice.stories),
            floor=wanted.min_score,
            below=await self._load(choice.below),
            slot=group.slot,
            updates=updates,
        )
        return PlannedDigest(
            past=group.past,
            story_ids=(
                *(choice.stories or choice.below),
                *(update.story_id for update in updates),
            ),
            messages=tuple(message_fields(message) for message in messages),
            recipients=(),
        )

    async def _updates(self, alike: Alike) -> list[StoryUpdate]:
        """Return what is new in stories they were shown once, of those they would be sent."""
        shown_at = dict(alike.grown)
        grown = [one for one in self._candidates if one.id in shown_at]
        chosen = select_stories(grown, alike.preferences, (), size=UPDATES)
        found = [
            what_is_new(story.id, story.mentions, shown_at[story.id])
            for story in await self._load(chosen)
        ]
        return [update for update in found if update is not None]

    async def _load(self, ids: Sequence[StoryId]) -> list[Story]:
        missing = [story_id for story_id in ids if story_id not in self._stories]
        if missing:
            loaded = await self._services.store.stories.many(missing)
            self._stories |= {story.id: story for story in loaded}
        return [self._stories[story_id] for story_id in ids if story_id in self._stories]
