"""A bot with the sample news, for every conversation a fresh one."""

import asyncio
import fcntl
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from .talk import Talk, read_sample_news, talking


@pytest.fixture(scope="session")
def sample_database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a database that holds the sample news; one process reads them for all."""
    own = tmp_path_factory.getbasetemp()
    path = (own if worker_id == "master" else own.parent) / "sample.db"
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            fresh = path.with_suffix(".fresh")
            asyncio.run(read_sample_news(f"sqlite:///{fresh}"))
            fresh.rename(path)
    return path


@pytest_asyncio.fixture
async def talk(
    sample_database: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[Talk]:
    """Return a bot that has read the sample news.

    Afterwards every press must have been answered, once, and unless `talk.may_fail` nothing may
    have been refused by Telegram or logged as an error. Showing a screen that is shown already
    is refused, too; that does no harm.
    """
    copy = tmp_path / "tidings.db"
    shutil.copy(sample_database, copy)
    async with talking(copy) as opened:
        yield opened
    assert opened.world.callbacks == {}
    if not opened.may_fail:
        refused = [
            call
            for call in opened.world.calls
            if call.status != 200 and "message is not modified" not in call.error
        ]
        assert refused == []
        records = caplog.get_records("call")
        errors = [record.getMessage() for record in records if record.levelno >= logging.ERROR]
        assert errors == []
