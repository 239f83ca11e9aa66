"""Digests: who is due, what they get, rendered once per group, planned in small transactions."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
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
from data.due_slot import DueSlot

from .giving_way import give_way
from .viewing import view_of

log = logging.getLogger(__name__)

STRETCH = 10_000
"""Subscribers moved before those are looked for of whom nothing was decided yet."""
READ = 2000
"""Subscribers read at once, and kept in mind until all of them are planned."""
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
    planner: Planner | None = None
    async for slot in services.store.outbox.due(now, history_since=since):
        if planner is None:
            planner = Planner(services, await services.store.stories.candidates(since, now), now)
        await planner.plan(slot)
    if planner is None:
        return 0
    log.info("digests planned", extra={"facts": dict(planner.counts)})
    return planner.counts["digests"]


class Planner:
    """Makes the digests of one run out of one set of candidates, each once."""

    def __init__(self, services: Services, candidates: Sequence[Candidate], now: datetime) -> None:
        self.counts: Counter[str] = Counter()
        self._services = services
        self._candidates = candidates
        self._now = now
        self._stories: dict[StoryId, Story] = {}
        self._stored: dict[Alike, PastId] = {}
        self._most = FEWEST
        fate_of = partial(decide_fate, now=now, grown_at=growth(candidates))
        # Most kinds come again in every portion.
        self._fate_of = lru_cache(MOST_STORED)(fate_of)

    async def plan(self, slot: DueSlot) -> None:
        """Plan what everybody gets who waits for a slot."""
        after = 0
        while (stretch := await slot.stretch(after, STRETCH)) is not None:
            # Most are like somebody before them, and nobody has to look at them.
            self.counts["late"] += await self._move(slot.pass_over(stretch, most=self._most))
            self.counts["digests"] += await self._move(slot.give(stretch, most=self._most))
            portion = await slot.read(stretch, READ)
            await self._plan(slot, portion)
            after = portion.stretch.until

    async def _plan(self, slot: DueSlot, portion: Portion) -> None:
        """Plan what those get who were read."""
        plan = plan_due(portion.groups, self._fate_of)
        if late := _moves(portion, None, plan.late):
            moved = slot.pass_over(portion.stretch, late, most=self._most)
            self.counts["late"] += await self._move(moved)
        if len(self._stored) > MOST_STORED:
            self._stored.clear()
        self.counts["groups"] += len(plan.groups)
        known = [group for group in plan.groups if group.alike in self._stored]
        new = [group for group in plan.groups if group.alike not in self._stored]
        await self._give(slot, portion, known)
        for start in range(0, len(new), NEW_GROUPS):
            some = new[start : start + NEW_GROUPS]
            made = [await self.make(group) for group in some]
            steps = await self._services.store.outbox.store(made, self._now)
            self._stored |= zip((group.alike for group in some), steps, strict=True)
            # At once: the first of a slot do not wait until all its digests are made.
            await self._give(slot, portion, some)

    async def _give(self, slot: DueSlot, portion: Portion, groups: Sequence[Group]) -> None:
        """Have groups get the steps that are stored for them."""
        moves = [
            move
            for group in groups
            for move in _moves(portion, self._stored[group.alike], group.recipients)
        ]
        if moves:
            # As many are moved at once as anywhere else, though they stand among others.
            people = sum(
                portion.people[first]
                for group in groups
                for some in group.recipients
                for first in some.ids
            )
            most = self._most * sum(portion.people.values()) // people
            turns = slot.give(portion.stretch, moves, most=most)
            self.counts["digests"] += await self._move(turns)

    async def _move(self, turns: AsyncIterator[int]) -> int:
        """Have subscribers moved; return how many were."""
        clock, moved = self._services.clock, 0
        began = clock.monotonic()
        async for count in turns:
            if count:
                took = timedelta(seconds=clock.monotonic() - began)
                self._most = fit(self._most, count, took, wanted=HOLD)
            moved += count
            await give_way(clock)
            began = clock.monotonic()
        return moved

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


def _moves(portion: Portion, step: PastId | None, given: Iterable[Recipients]) -> list[Move]:
    """Return that recipients of a portion get a step, or nothing."""
    return [
        Move(portion.kin[first], step, some.next_digest_at) for some in given for first in some.ids
    ]
