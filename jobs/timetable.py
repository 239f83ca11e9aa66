"""When each job runs: the whole table, in one place.

Delivery is not in it: the courier runs all the time (`jobs.deliver`).
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.services import Services

from .digest import plan_digests
from .enrich import enrich, rescore_active
from .ingest import Ingest
from .upkeep import reap


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do again and again."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]


def timetable(services: Services, ingest: Ingest, *, ingest_every: timedelta) -> tuple[Job, ...]:
    """Return every job; `ingest` is shared with whoever starts a pass by hand."""
    return (
        Job(name="ingest", every=ingest_every, run=partial(_read, services, ingest)),
        Job(name="enrich", every=timedelta(seconds=15), run=partial(enrich, services)),
        Job(name="rescore", every=timedelta(minutes=10), run=partial(rescore_active, services)),
        Job(name="digest", every=timedelta(seconds=30), run=partial(plan_digests, services)),
        Job(name="reap", every=timedelta(seconds=10), run=partial(reap, services)),
    )


async def _read(services: Services, ingest: Ingest) -> None:
    """Read the sources and show what they gave without waiting for the next enrichment."""
    await ingest.run()
    await enrich(services)
