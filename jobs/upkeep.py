"""Housekeeping: parcels whose sender died are sorted out, what nobody needs is cleared away."""

import logging

from bot.services import Services

log = logging.getLogger(__name__)

BATCH = 2_000
"""Rows of each kind that go in one transaction, during which nobody else writes."""


async def reap(services: Services) -> None:
    """Put expired leases back into the queue; what was being sent counts as unconfirmed."""
    await services.store.outbox.reap(services.clock.now(), resend_alerts=services.resend_alerts)


async def tidy(services: Services) -> int:
    """Clear away what is older than the retention, or nobody's any more; return how many rows."""
    now, retention = services.clock.now(), services.store.retention
    count = 0
    while cleared := await retention.clear(now - services.retention, limit=BATCH):
        count += cleared
    count += await retention.drop_unused(now)
    if count:
        log.info("old rows cleared away", extra={"facts": {"rows": count}})
    return count
