"""What every connection must be, and that datetimes come back as they went in."""

import asyncio
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.core.audience import Preferences
from bot.core.news import SourceId
from bot.errors import StoreError
from data.engine import Database, open_engines
from data.preferences import store_preferences
from data.store import Store, open_store
from data.tables import PreferenceRow, ReadingRow, StoryRow

from . import given
from .given import HOUR, NOW


async def pragma(session: AsyncSession, name: str) -> object:
    connection = await session.connection()
    return (await connection.execute(text(f"PRAGMA {name}"))).scalar()


async def test_sqlite_writes_durably_with_foreign_keys_beside_readers(sqlite_url: str) -> None:
    async with open_engines(sqlite_url) as database:
        async with database.writing() as session:
            assert await pragma(session, "journal_mode") == "wal"
            assert await pragma(session, "synchronous") == 2
            assert await pragma(session, "foreign_keys") == 1
            assert await pragma(session, "busy_timeout") == 10_000
        async with database.reading() as session:
            assert await pragma(session, "journal_mode") == "wal"
            assert await pragma(session, "query_only") == 1


async def test_a_checkpoint_brings_what_was_committed_into_the_file(
    sqlite_url: str, tmp_path: Path
) -> None:
    file, copy = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "copy.db"

    def rows_in_the_file() -> int:
        shutil.copy(file, copy)  # without the log beside it
        with closing(sqlite3.connect(copy)) as connection:
            count: int = connection.execute("SELECT count(*) FROM preference").fetchone()[0]
            return count

    async with open_engines(sqlite_url) as database:
        async with database.core_writing() as connection:
            await store_preferences(connection, database, Preferences(language="en"))
        assert rows_in_the_file() == 0
        await database.checkpoint()
        assert rows_in_the_file() == 1


async def test_a_reference_to_nothing_is_refused(database_url: str) -> None:
    reading = {"story_id": 1, "subscriber_id": 1, "read_at": NOW}

    async with open_engines(database_url) as database:
        with pytest.raises(StoreError, match=r"(?i)foreign key"):
            async with database.core_writing() as connection:
                await connection.execute(insert(ReadingRow).values(reading))


async def test_a_reader_of_sqlite_cannot_write(sqlite_url: str) -> None:
    async with open_engines(sqlite_url) as database:
        with pytest.raises(StoreError, match="readonly"):
            async with database.core_reading() as connection:
                await connection.execute(text("DELETE FROM source"))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 1, 8, 0, 0, 123456, tzinfo=UTC),
        datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=8))),
        datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
)
async def test_datetimes_come_back_aware_in_utc_and_to_the_microsecond(
    database_url: str, moment: datetime
) -> None:
    row = StoryRow(language="en", first_seen_at=moment, updated_at=moment)
    story = row.model_dump(exclude={"id"})

    async with open_engines(database_url) as database:
        async with database.core_writing() as connection:
            await connection.execute(insert(StoryRow).values(story))
        async with database.core_reading() as connection:
            found = await connection.execute(
                select(col(StoryRow.first_seen_at)).where(col(StoryRow.first_seen_at) == moment)
            )
            stored = found.scalar_one()

    assert stored == moment
    assert stored.tzinfo is UTC


async def test_a_datetime_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no time zone"):
        await store.sources.due(datetime(2026, 3, 1))  # noqa: DTZ001 - what must not get in


async def write_twice(database: Database, row: dict[str, object]) -> None:
    async with database.core_writing() as connection:
        await connection.execute(insert(PreferenceRow).values(row))
        await connection.execute(insert(PreferenceRow).values(row))


async def test_a_failed_transaction_leaves_nothing(database_url: str) -> None:
    row: dict[str, object] = {"hash": "same", "language": "en", "min_score": 1, "size": 1}

    async with open_engines(database_url) as database:
        with pytest.raises(StoreError, match=r"(?i)unique"):
            await write_twice(database, row)
        async with database.core_reading() as connection:
            assert (await connection.execute(select(PreferenceRow))).all() == []


async def test_writers_that_read_first_wait_for_each_other(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as store:
        story_id = await given.story(store)
        people = [await given.subscriber(store, chat) for chat in range(1, 5)]

        async with open_store(sqlite_url) as other:
            await asyncio.gather(
                *(
                    each.stories.record_reader(story_id, one.id, NOW)
                    for one in people
                    for each in (store, other)
                )
            )

        story = await store.stories.get(story_id)
        assert story is not None
        assert story.readers == 4


async def test_a_reader_sees_one_state_of_the_database_throughout(sqlite_url: str) -> None:
    async with open_store(sqlite_url) as store, open_engines(sqlite_url) as database:
        await given.story(store, at=NOW - HOUR)
        async with database.core_reading() as connection:
            before = (await connection.execute(select(StoryRow))).all()
            await given.story(store, at=NOW)
            assert (await connection.execute(select(StoryRow))).all() == before


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://localhost/tidings", "no database we know"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
    ],
)
async def test_a_url_that_makes_no_sense_is_explained(url: str, reason: str) -> None:
    with pytest.raises(StoreError, match=reason):
        await open_engines(url).__aenter__()


async def test_a_database_that_cannot_be_reached_is_a_store_error(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/no/such/folder.db", f"postgres://x@/x?host={tmp_path}"):
        async with open_store(url) as store:
            with pytest.raises(StoreError):
                await store.sources.all()


async def test_a_writer_that_waited_too_long_for_another_is_a_store_error(
    sqlite_url: str, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "tidings.db", isolation_level=None)) as other:
        async with open_engines(sqlite_url) as database:
            async with database.core_writing() as connection:
                await connection.execute(text("PRAGMA busy_timeout=0"))
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="locked"):
                async with database.core_writing() as connection:
                    await connection.execute(text("DELETE FROM source"))
            other.execute("COMMIT")
            async with database.core_writing() as connection:
                await connection.execute(text("DELETE FROM source"))


async def test_a_database_without_a_schema_is_a_store_error(tmp_path: Path) -> None:
    async with open_store(f"sqlite:///{tmp_path}/empty.db") as store:
        with pytest.raises(StoreError, match="no such table"):
            await store.sources.all()


async def test_what_no_database_can_hold_is_taken_out(store: Store) -> None:
    feed = await given.source(store)
    nasty = "a\0b\ud800c 芯片"
    why = {"words": [nasty, {nasty: 1}], "similarity": 0.5, "best": None}

    _, story_id = await store.articles.add(
        given.draft(SourceId(feed.id), nasty, text=nasty), story_id=None, why=why, now=NOW
    )

    ((article, reason),) = await store.articles.why(story_id)
    assert article.title == article.text == "ab?c 芯片"
    assert reason == {"words": ["ab?c 芯片", {"ab?c 芯片": 1}], "similarity": 0.5, "best": None}


def test_both_databases_are_told_apart(sqlite_url: str, postgresql_url: str) -> None:
    async def is_sqlite(url: str) -> bool:
        async with open_engines(url) as database:
            return database.is_sqlite

    assert asyncio.run(is_sqlite(sqlite_url))
    assert not asyncio.run(is_sqlite(postgresql_url))
