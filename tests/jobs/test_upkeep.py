"""Housekeeping clears away what is older than the retention, and only that."""

from dataclasses import replace
from datetime import timedelta

from bot.core.writing import Call
from jobs.upkeep import tidy
from tests.data import given
from tests.factories import Bench


async def test_what_is_older_than_the_retention_is_cleared_away(desk: Bench) -> None:
    services = replace(desk.services, retention=timedelta(days=30))
    call = Call(engine="model", outcome="ok", tokens_in=5, tokens_out=5, cost_usd=0.1, faults=0)
    now = desk.clock.now()
    await desk.store.models.record(call, now - 31 * given.DAY)
    await desk.store.models.record(call, now - 29 * given.DAY)

    assert await tidy(services) == 1

    assert [day.calls for day in await desk.store.models.days(9)] == [1]
