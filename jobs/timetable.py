"""When each job runs: the whole table, in one place.

Delivery is not in it: the courier runs all the time (`jobs.deliver`).
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.services import Services

from .alerts import send_alerts
from .amend import amend_messages
from .broadcast import spread_broadcasts
from .digest import plan_digests
from .enrich import enrich, rescore_active
from .ingest import Ingest
from .review import plan_reviews
from .scoring import calibrate_scores, watch_attention
from .upkeep import reap, tidy
from .write import Writer

LONGEST_WAIT = timedelta(minutes=5)
"""After a start digests wait this long for the first pass over the sources, and no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do again and again."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]


def timetable(services: Services, ingest: Ingest, *, ingest_every: timedelta) -> tuple[Job, ...]:
    """Return every job; `ingest` is shared with whoever starts a pass by hand."""
    has_read = asyncio.Event()
    patience = services.clock.now() + LONGEST_WAIT
    return (
        Job(name="ingest", every=ingest_every, run=partial(_read, services, ingest, has_read)),
        Job(name="enrich", every=timedelta(seconds=15), run=partial(enrich, services)),
        Job(name="write", every=timedelta(seconds=15), run=Writer(services).run),
        Job(name="rescore", every=timedelta(minutes=10), run=partial(rescore_active, services)),
        Job(name="mend", every=timedelta(hours=1), run=ingest.mender.run),
        Job(name="calibrate", every=timedelta(days=1), run=partial(calibrate_scores, services)),
        Job(name="attention", every=timedelta(minutes=10), run=partial(watch_attention, services)),
        Job(
            name="digest",
            every=timedelta(seconds=30),
            run=partial(_plan, services, has_read, patience),
        ),
        Job(name="alerts", every=timedelta(seconds=30), run=partial(send_alerts, services)),
        Job(
            name="broadcast",
            every=timedelta(seconds=5),
            run=partial(spread_broadcasts, services),
        ),
        Job(name="amend", every=timedelta(seconds=5), run=partial(amend_messages, services)),
        Job(name="reap", every=timedelta(seconds=10), run=partial(reap, services)),
        Job(name="tidy", every=timedelta(days=1), run=partial(tidy, services)),
    )


async def _read(services: Services, ingest: Ingest, has_read: asyncio.Event) -> None:
    """Read the sources and show what they gave without waiting for the next enrichment."""
    await ingest.run()
    await enrich(services)
    has_read.set()


async def _plan(services: Services, has_read: asyncio.Event, patience: datetime) -> None:
    """Plan digests, after a start not before the news of the downtime has been read."""
    if has_read.is_set() or services.clock.now() >= patience:
        await plan_digests(services)
        # After the digests, which would find their stories told where both come at once.
        await plan_reviews(services)
