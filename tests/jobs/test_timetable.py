"""The table names every job once."""

from datetime import timedelta

from jobs.ingest import Ingest
from jobs.timetable import timetable
from tests.factories import Bench, vocabulary


async def test_every_job_runs_with_nothing_to_do(desk: Bench) -> None:
    every = timedelta(minutes=10)
    table = timetable(desk.services, Ingest(desk.services, vocabulary()), ingest_every=every)

    for job in table:
        await job.run()

    assert len({job.name for job in table}) == len(table)
    assert next(job.every for job in table if job.name == "ingest") == every
