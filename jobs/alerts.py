"""Breaking alerts: stories too big to wait for the digest, told once and kept up to date."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.core.audience import PastId, Preferences, SubscriberId
from bot.core.breaking import (
    BREAKING_AGE,
    HELD_AGE,
    UPDATE_AGE,
    UPDATE_PAUSE,
    AlertGroup,
    AlertReader,
    group_alerts,
    held_until,
)
from bot.core.news import Candidate, Story, StoryId
from bot.core.outgoing import Fields, message_fields
from bot.core.select import NEWS_AGE
from bot.render.story import render_alert
from bot.services import Services

from .giving_way import give_way
from .viewing import view_of

log = logging.getLogger(__name__)

BATCH = 500
"""Readers told in one transaction."""


async def send_alerts(services: Services) -> int:
    """Queue alerts about stories that break, and edits of alerts that are out of date.

    Return for how many readers an alert was queued.
    """
    now = services.clock.now()
    store = services.store
    count = await _release(services)
    least = await store.breaking.least_threshold()
    if least is not None:
        candidates = [
            one
            for one in await store.stories.candidates(now - BREAKING_AGE, now)
            if one.total >= least
        ]
        levels = await store.breaking.levels([one.id for one in candidates])
        for candidate in candidates:
            level = levels.get(candidate.id, least - 1)
            if candidate.total > level:
                count += await _tell(services, candidate, level)
    await _update(services)
    return count


async def _tell(services: Services, candidate: Candidate, level: int) -> int:
    """Tell those whose thresholds the story has newly reached."""
    now, breaking = services.clock.now(), services.store.breaking
    after = (level, 0)
    telling = await _telling(services, candidate)
    while readers := await breaking.readers(
        above=level,
        most=candidate.total,
        after=after,
        since=now - NEWS_AGE,
        now=now,
        limit=BATCH,
    ):
        await telling.tell(readers)
        after = readers[-1].alerts.threshold, readers[-1].id
        await give_way(services.clock)
    await breaking.told(telling.story, candidate.total, now)
    log.info("alert", extra={"facts": {"story": candidate.id, "readers": telling.count}})
    return telling.count


async def _release(services: Services) -> int:
    """Tell those whose quiet hours are over what was kept from them, where it is still news."""
    now, breaking = services.clock.now(), services.store.breaking
    waiting = partial(breaking.held, since=now - NEWS_AGE, now=now, limit=BATCH)
    if not (held := await waiting()):
        return 0
    fresh = await _fresh(services, now)
    places = {story_id: place for place, story_id in enumerate(fresh)}
    tellings: dict[StoryId, _Telling] = {}
    while held:
        for alert in sorted(held, key=lambda one: places.get(one.story_id, 0)):
            story_id, later = alert.story_id, frozenset[SubscriberId]()
            if story_id in fresh:
                if story_id not in tellings:
                    tellings[story_id] = await _telling(services, fresh[story_id])
                later = await tellings[story_id].tell(alert.readers)
            await breaking.let_go(story_id, set(alert.ids) - later)
        await give_way(services.clock)
        held = await waiting()
    return sum(telling.count for telling in tellings.values())


async def _fresh(services: Services, now: datetime) -> dict[StoryId, Candidate]:
    """Return the stories that are still news after quiet hours, best first.

    Each counts as high as it stood when it broke in: scores go down over night.
    """
    candidates = await services.store.stories.candidates(now - HELD_AGE, now)
    levels = await services.store.breaking.levels([one.id for one in candidates])
    return {
        one.id: replace(one, total=max(one.total, levels.get(one.id, 0))) for one in candidates
    }


async def _telling(services: Services, candidate: Candidate) -> "_Telling":
    (story,) = await services.store.stories.many([candidate.id])
    return _Telling(services, candidate, story)


class _Telling:
    """Tells readers of one story, in words that are found once for all who want the same."""

    def __init__(self, services: Services, candidate: Candidate, story: Story) -> None:
        self._services = services
        self._candidate = candidate
        self.story = story
        self._said: dict[Preferences, Fields] = {}
        self.count = 0

    async def tell(self, readers: Sequence[AlertReader]) -> frozenset[SubscriberId]:
        """Queue alerts for those whom the story breaks in on now; return who is asked again."""
        breaking, now = self._services.store.breaking, self._services.clock.now()
        groups = group_alerts(readers, self._candidate, now)
        told = await breaking.plan(
            self._candidate.id, {group: self._say(group) for group in groups}, now
        )
        later = {
            reader.id: until
            for reader in readers
            if (until := held_until(reader, self._candidate, now)) is not None
        }
        # Whoever is just being shown or told something else, or is at their settings.
        later |= dict.fromkeys({one for group in groups for one in group.ids} - told, now)
        await breaking.hold(self._candidate.id, later)
        self.count += len(told)
        return frozenset(later)

    def _say(self, group: AlertGroup) -> Fields:
        if group.preferences not in self._said:
            self._said[group.preferences] = _say(
                self._services, self.story, group.preferences, group.timezone
            )
        return self._said[group.preferences]


async def _update(services: Services) -> None:
    """Say alerts anew whose stories have been updated."""
    now, breaking = services.clock.now(), services.store.breaking
    for story_id in await breaking.changed(
        began_since=now - UPDATE_AGE, said_before=now - UPDATE_PAUSE
    ):
        (story,) = await services.store.stories.many([story_id])
        sent: Mapping[PastId, tuple[Preferences, str]] = await breaking.sent(story_id)
        await breaking.change(
            story,
            {
                digest: _say(services, story, preferences, timezone)
                for digest, (preferences, timezone) in sent.items()
            },
            now,
        )


def _say(services: Services, story: Story, preferences: Preferences, timezone: str) -> Fields:
    view = view_of(services, preferences, now=services.clock.now(), timezone=timezone)
    return message_fields(render_alert(view, story))
