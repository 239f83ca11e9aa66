"""The table names every job once."""

from datetime import timedelta

from jobs.ingest import Ingest
from jobs.timetable import timetable
from tests.data import given
from tests.factories import Bench, vocabulary


async def test_every_job_runs_with_nothing_to_do(desk: Bench) -> None:
    every = timedelta(minutes=10)
    table = timetable(desk.services, Ingest(desk.services, vocabulary()), ingest_every=every)

    for job in table:
        await job.run()

    assert len({job.name for job in table}) == len(table)
    assert next(job.every for job in table if job.name == "ingest") == every


async def test_after_a_start_digests_wait_for_the_first_pass_but_not_for_ever(desk: Bench) -> None:
    ingest = Ingest(desk.services, vocabulary())
    for chat_id, waits in enumerate((True, False), 1):
        table = timetable(desk.services, ingest, ingest_every=timedelta(minutes=10))
        jobs = {job.name: job.run for job in table}
        await given.subscriber(desk.store, chat_id, due=desk.clock.now())

        await jobs["digest"]()
        assert await given.claim(desk.store, at=desk.clock.now()) == []
        if waits:
            desk.clock.advance(5 * 60)
        else:
            await jobs["ingest"]()
        await jobs["digest"]()

        assert len(await given.claim(desk.store, at=desk.clock.now())) == 1
