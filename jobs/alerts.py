"""Breaking alerts: stories too big to wait for the digest, told once and kept up to date."""

import logging
from collections.abc import Mapping

from bot.core.audience import PastId, Preferences
from bot.core.breaking import (
    BREAKING_AGE,
    UPDATE_AGE,
    UPDATE_PAUSE,
    AlertGroup,
    group_alerts,
)
from bot.core.news import Candidate, Story
from bot.core.outgoing import Fields, message_fields
from bot.core.select import NEWS_AGE
from bot.render.story import render_alert
from bot.services import Services

from .viewing import view_of

log = logging.getLogger(__name__)

BATCH = 500
"""Readers told in one transaction."""
PAUSE = 0.01
"""Seconds between two of them, in which people's own writes get their turn."""


async def send_alerts(services: Services) -> int:
    """Queue alerts about stories that break, and edits of alerts that are out of date.

    Return for how many readers an alert was queued.
    """
    now = services.clock.now()
    store = services.store
    count = 0
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
    count, after = 0, (level, 0)
    (story,) = await services.store.stories.many([candidate.id])
    said: dict[Preferences, Fields] = {}
    while readers := await breaking.readers(
        above=level,
        most=candidate.total,
        after=after,
        since=now - NEWS_AGE,
        now=now,
        limit=BATCH,
    ):
        alerts: dict[AlertGroup, Fields] = {}
        for group in group_alerts(readers, candidate, now):
            if group.preferences not in said:
                said[group.preferences] = _say(services, story, group.preferences, group.timezone)
            alerts[group] = said[group.preferences]
        count += await breaking.plan(candidate.id, alerts, now)
        after = readers[-1].alerts.threshold, readers[-1].id
        await services.clock.sleep(PAUSE)
    await breaking.told(story, candidate.total, now)
    log.info("alert", extra={"facts": {"story": candidate.id, "readers": count}})
    return count


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
