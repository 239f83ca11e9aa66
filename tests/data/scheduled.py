"""Schedules whose next digest comes when a test wants it."""

from datetime import datetime

from bot.core.audience import Schedule, SubscriberId
from data.store import Store

from .given import NOW


async def come_by(
    store: Store, subscriber_id: SubscriberId, schedule: Schedule, due: datetime | None
) -> None:
    """Have somebody's digests come by a schedule, and the next at `due` whatever it says."""
    await store.audience.reschedule(subscriber_id, schedule, NOW)
    await store.audience.set_next_digest(subscriber_id, due)
