"""Digests: who is due, what they get, rendered once per group, planned in small transactions."""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache, partial

from bot.core.audience import PastId
from bot.core.news import Candidate, Story, StoryId
from bot.core.outgoing import Move, Portion, Recipients, Step, message_fields
from bot.core.planning import FEWEST, Alike, Group, decide_fate, fit, plan_due
from bot.core.select import NEWS_AGE, choose_digest
from bot.core.updates import growth, select_grown, tell_updates
from bot.render.digest import render_digest
from bot.services import Services

from .giving_way import give_way
from .viewing import view_of

log = logging.getLogger(__name__)

READ = 10_000
"""Subscribers read at once; what their groups cost is shared by more of them."""
HOLD = timedelta(milliseconds=10)
"""As long as a transaction lasts that people's own writes have to wait for, on any machine."""
NEW_GROUPS = 20
"""New groups in one transaction; they bring their messages, which are much longer."""
BREATH = 0.005
"""Seconds after each digest that is made. A write of somebody's comes back to the event loop some
ten times; it must not wait for a digest each time."""
MOST_STORED = 20_000
"""Digests, and kinds of subscribers, that are kept in mind; what is beyond is made once more."""


async def plan_digests(services: Services) -> int:
    """Plan the digests of everybody whose slot has come; return how many."""
    now = services.clock.now()
    since = now - NEWS_AGE
    outbox = services.store.outbox
    planner: Planner | None = None
    counts: Counter[str] = Counter()
    async for portion in outbox.due(now, history_since=since, limit=READ):
        if planner is None:
            planner = Planner(services, await services.store.stories.candidates(since, now), now)
        plan = plan_due(portion.groups, planner.fate_of)
        counts["groups"] += len(plan.groups)
        counts["late"] += await planner.move(portion, ((None, some) for some in plan.late))
        counts["digests"] += await planner.plan(portion, plan.groups)
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
        self._stored: dict[Alike, PastId] = {}
        self._most = FEWEST
        fate_of = partial(decide_fate, now=now, grown_at=growth(candidates))
        # Most kinds come again in every portion.
        self.fate_of = lru_cache(MOST_STORED)(fate_of)

    async def plan(self, portion: Portion, groups: Sequence[Group]) -> int:
        """Plan the digests of groups of a portion; return for how many it was."""
        if len(self._stored) > MOST_STORED:
            self._stored.clear()
        known = [group for group in groups if group.alike in self._stored]
        new = [group for group in groups if group.alike not in self._stored]
        planned = await self._give(portion, known)
        for start in range(0, len(new), NEW_GROUPS):
            some = new[start : start + NEW_GROUPS]
            made = [await self.make(group) for group in some]
            steps = await self._services.store.outbox.store(made, self._now)
            self._stored |= zip((group.alike for group in some), steps, strict=True)
            # At once: the first of a slot do not wait until all its digests are made.
            planned += await self._give(portion, some)
        return planned

    async def _give(self, portion: Portion, groups: Iterable[Group]) -> int:
        """Have groups get the steps that are stored for them; return how many people did."""
        given = (
            (self._stored[group.alike], some) for group in groups for some in group.recipients
        )
        return await self.move(portion, given)

    async def move(
        self, portion: Portion, given: Iterable[tuple[PastId | None, Recipients]]
    ) -> int:
        """Have subscribers get the step that they are given, and move on; return how many did."""
        clock, planned = self._services.clock, 0
        moves = [
            Move(portion.kin[first], step, some.next_digest_at)
            for step, some in given
            for first in some.ids
        ]
        outbox = self._services.store.outbox
        began = clock.monotonic()
        async for count in outbox.plan(portion, moves, self._now, most=self._most):
            took = timedelta(seconds=clock.monotonic() - began)
            self._most = fit(self._most, count, took, wanted=HOLD)
            planned += count
            await give_way(clock)
            began = clock.monotonic()
        return planned

    async def make(self, group: Group) -> Step:
        """Return what a group gets."""
        wanted = group.alike.preferences
        choice = choose_digest(self._candidates, wanted, group.alike.shown | group.alike.muted)
        shown_at = dict(group.alike.grown)
        grown = select_grown(self._candidates, wanted, shown_at)
        updates = tell_updates(await self._load(grown), shown_at)
        messages = render_digest(
            view_of(self._services, wanted, now=self._now, timezone=group.timezone),
            await self._load(choice.stories),
            floor=wanted.only_floor,
            below=await self._load(choice.below),
            slot=group.slot,
            updates=updates,
        )
        # Others have their turn; a thousand different wishes take seconds.
        await self._services.clock.sleep(BREATH)
        return Step(
            past=group.past,
            story_ids=(
                *(choice.stories or choice.below),
                *(update.story_id for update in updates),
            ),
            messages=tuple(message_fields(message) for message in messages),
            reader=group.reader,
        )

    async def _load(self, ids: Sequence[StoryId]) -> list[Story]:
        missing = [story_id for story_id in ids if story_id not in self._stories]
        if missing:
            loaded = await self._services.store.stories.many(missing)
            self._stories |= {story.id: story for story in loaded}
        return [self._stories[story_id] for story_id in ids if story_id in self._stories]
