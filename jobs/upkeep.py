"""Housekeeping: parcels whose sender died are sorted out."""

from bot.services import Services


async def reap(services: Services) -> None:
    """Put expired leases back into the queue; what was being sent counts as unconfirmed."""
    await services.store.outbox.reap(services.clock.now(), resend_alerts=services.resend_alerts)
