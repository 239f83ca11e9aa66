"""Weekly reviews: the best of the week to everybody whose day has come, by way of the outbox."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.core.audience import DueKind, Preferences
from bot.core.news import Candidate, Story, StoryId
from bot.core.outgoing import Fields, PlannedDigest, Step, message_fields
from bot.core.planning import Fate, Group, decide_fate, plan_due
from bot.core.select import Choice, choose_digest
from bot.core.trends import Trend
from bot.core.updates import growth
from bot.render.review import render_review
from bot.services import Services

from .giving_way import give_way
from .viewing import view_of

log = logging.getLogger(__name__)

WEEK = timedelta(days=7)
CATCH_UP = timedelta(days=1)
"""A review missed while the program was down comes this much late, before it is left out."""
BATCH = 1000
"""Subscribers planned in one transaction."""


async def plan_reviews(services: Services) -> int:
    """Plan the reviews of everybody whose slot has come; return how many."""
    now, store = services.clock.now(), services.store
    desk: _Desk | None = None
    count = 0
    while due := await store.reviews.due(now, history_since=now - WEEK, limit=BATCH):
        if desk is None:
            desk = _Desk(
                services,
                now,
                await store.stories.candidates(now - WEEK, now),
                await store.stories.trends(now, WEEK),
            )
        plan = plan_due(due, desk.fate_of)
        planned = await store.reviews.plan(
            [await desk.make(group) for group in plan.groups], now, late=plan.late
        )
        if planned < sum(len(some.ids) for group in plan.groups for some in group.recipients):
            desk = None  # a story may have been retracted meanwhile
        count += planned
        await give_way(services.clock)
    if count:
        log.info("reviews planned", extra={"facts": {"reviews": count}})
    return count


@dataclass(slots=True)
class _Desk:
    """Makes the reviews of one run, each once for all who get the same."""

    services: Services
    now: datetime
    candidates: Sequence[Candidate]
    trends: Sequence[Trend]
    _made: dict[
        tuple[Preferences, frozenset[StoryId], date], tuple[Choice, tuple[Fields, ...]]
    ] = field(default_factory=dict)
    _grown_at: dict[StoryId, datetime] = field(init=False)

    def __post_init__(self) -> None:
        self._grown_at = growth(self.candidates)

    def fate_of(self, kind: DueKind) -> Fate:
        """Decide what becomes of one kind."""
        return decide_fate(kind, now=self.now, grown_at=self._grown_at, patience=CATCH_UP)

    async def make(self, group: Group) -> PlannedDigest:
        """Return the review of one group; what they know from digests is in it, too."""
        alike = group.alike
        same = alike.preferences, alike.muted, alike.local_date
        if same not in self._made:
            choice = choose_digest(self.candidates, alike.preferences, alike.muted)
            self._made[same] = choice, await self._render(choice, group)
        choice, messages = self._made[same]
        stories = (*choice.stories, *choice.below)
        return PlannedDigest(
            step=Step(
                past=group.past,
                # What was shown before keeps its moment, by which updates are told.
                story_ids=tuple(one for one in stories if one not in alike.shown),
                messages=messages,
                known_ids=tuple(one for one in stories if one in alike.shown),
                reader=group.reader,
            ),
            recipients=group.recipients,
        )

    async def _render(self, choice: Choice, group: Group) -> tuple[Fields, ...]:
        messages = render_review(
            view_of(
                self.services,
                group.alike.preferences,
                now=self.now,
                timezone=group.timezone,
            ),
            await self._load(choice.stories),
            total=len(self.candidates),
            trends=self.trends,
            slot=group.slot,
            below=await self._load(choice.below),
        )
        return tuple(message_fields(message) for message in messages)

    async def _load(self, ids: Sequence[StoryId]) -> list[Story]:
        return await self.services.store.stories.many(ids) if ids else []
