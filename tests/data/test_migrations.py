"""The schema's history: every step works both ways, keeps the rows, and ends at the tables."""

import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from operator import itemgetter
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Boolean,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    inspect,
    make_url,
    text,
)
from sqlalchemy.pool import NullPool
from sqlalchemy.types import JSON, DateTime, Double, Float

from bot.core.audience import ChatId, QuietHours
from bot.errors import StoreError
from data.migrate import current_revision, head_revision, migrate, revisions, unmigrate
from data.store import open_store
from data.tables import METADATA
from tests.databases import PostgreSQL

STEPS = list(zip(["base", *revisions()[:-1]], revisions(), strict=True))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database without a schema."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/new folder/50%.db"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    address = make_url(url)
    if address.get_backend_name() == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    with create_engine(address, poolclass=NullPool).begin() as connection:
        yield connection


# Alembic would take the tables that FTS5 makes for itself for ours, and its own one too.
def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    return kind != "table" or not (name or "").startswith(("story_search", "alembic"))


def indices(connection: Connection) -> set[str]:
    """Return the definitions of all indices, which Alembic compares only by their columns."""
    query = (
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        if connection.dialect.name == "sqlite"
        else "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
    )
    return {
        definition
        for definition in connection.execute(text(query)).scalars()
        if "story_search" not in definition and "alembic" not in definition
    }


def test_migrated_schema_equals_the_declared_one(database_url: str) -> None:
    migrate(database_url)

    with connected(database_url) as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_ours}
        )
        assert compare_metadata(context, METADATA) == []
        migrated = indices(connection)
    unmigrate(database_url, "base")
    with connected(database_url) as connection:
        METADATA.create_all(connection)
        assert migrated == indices(connection)


def test_every_step_goes_up_down_and_up(database_url: str) -> None:
    for below, revision in STEPS:
        migrate(database_url, revision)
        with connected(database_url) as connection:
            before = set(inspect(connection).get_table_names())
        unmigrate(database_url, below)
        assert current_revision(database_url) == ("" if below == "base" else below)
        migrate(database_url, revision)
        with connected(database_url) as connection:
            assert set(inspect(connection).get_table_names()) == before

    unmigrate(database_url, "base")
    with connected(database_url) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


@pytest.mark.unmeasured  # the test before measures the same steps
def test_rows_survive_every_step(database_url: str) -> None:
    kept: dict[str, list[dict[str, Any]]] = {}
    for _, revision in STEPS:
        migrate(database_url, revision)
        with connected(database_url) as connection:
            for name, rows in read_rows(connection).items():
                # A table that a step makes may hold what others held before.
                if before := kept.get(name):
                    columns = rows[0].keys() & before[0].keys()
                    assert only(columns, rows) == only(columns, before)
            fill(connection)
            kept = read_rows(connection)

    assert kept.keys() >= set(METADATA.tables)
    assert all(len(rows) == 1 for rows in kept.values())


async def test_schedules_are_shared_by_all_who_have_the_same_and_found_again(
    database_url: str,
) -> None:
    migrate(database_url, "0030")
    with connected(database_url) as connection:
        fill(connection)
        people = next(one for one in tables(connection) if one.name == "subscriber")
        (first,) = connection.execute(people.select()).mappings()
        kinds = {"kind": "private", "state": "active", "times": [480, 1200], "timezone": "UTC"}
        connection.execute(people.update().values(kinds | {"weekdays": 31, "quiet_end": 420}))
        again = dict(first) | kinds | {"weekdays": 31, "quiet_end": 420}
        connection.execute(people.insert().values(again | {"id": 2, "chat_id": 2}))
        calm = {"quiet_start": None, "quiet_end": None, "quiet_lets_breaking": False}
        plain = calm | {"is_silent": False}
        connection.execute(people.insert().values(again | plain | {"id": 3, "chat_id": 3}))
        before = sorted(read_rows(connection)["subscriber"], key=itemgetter("id"))
        for kind in ("preference_rule", "preference_leaning"):
            connection.execute(text(f"DELETE FROM {kind}"))  # noqa: S608 - two names
        connection.execute(text("UPDATE preference SET hidden = '[]'"))

    migrate(database_url)
    async with open_store(database_url) as store:
        found = [await store.audience.get(ChatId(number), 1) for number in (1, 2, 3)]
        for person in found:
            assert person is not None
            await store.audience.reschedule(person.id, person.schedule, person.created_at)

    one, two, three = [person.schedule for person in found if person is not None]
    assert one == two
    assert (one.times, one.weekdays, one.is_silent) == ((480, 1200), 31, True)
    assert one.quiet == QuietHours(start=1, end=420, lets_breaking=True)
    assert (three.quiet, three.is_silent) == (None, False)
    with connected(database_url) as connection:
        assert len(read_rows(connection)["schedule"]) == 2
    unmigrate(database_url, "0030")
    with connected(database_url) as connection:
        changed = {"next_digest_at", "next_review_at"}
        columns = before[0].keys() - changed
        rows = sorted(read_rows(connection)["subscriber"], key=itemgetter("id"))
        assert only(columns, rows) == only(columns, before)


def test_steps_are_numbered_in_the_order_they_are_taken() -> None:
    assert revisions() == sorted(revisions())


def test_two_processes_may_start_at_once(database_url: str) -> None:
    with ThreadPoolExecutor() as pool:
        list(pool.map(migrate, [database_url] * 4))

    assert current_revision(database_url) == head_revision()


def test_who_comes_while_another_begins_the_log_waits(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")  # as changing to WAL mode does
        Timer(0.05, other.execute, ["ROLLBACK"]).start()

        assert current_revision(f"sqlite:///{path}") == ""


def test_a_database_of_a_newer_version_is_refused(database_url: str) -> None:
    migrate(database_url)
    with connected(database_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="newer version"):
        migrate(database_url)


def test_a_step_that_breaks_a_reference_is_undone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/broken.db"
    migrate(url, revisions()[-2])
    with connected(url) as connection:
        before = {column["name"] for column in inspect(connection).get_columns("source")}
        connection.execute(text("INSERT INTO digest_part VALUES (404, 0, '{}')"))

    with pytest.raises(StoreError, match="digest_part"):
        migrate(url)

    with connected(url) as connection:
        after = {column["name"] for column in inspect(connection).get_columns("source")}
    assert after == before


def test_a_folder_that_cannot_be_made_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StoreError, match="file"):
        migrate(f"sqlite:///{tmp_path}/file/tidings.db")


def only(columns: Iterable[str], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows without the columns that a step brought or took."""
    return [{key: row[key] for key in columns} for row in rows]


def tables(connection: Connection) -> list[Table]:
    """Return the tables that are there, those that others refer to first."""
    metadata = MetaData()
    metadata.reflect(connection, only=lambda name, _: is_ours(name, "table", None))
    return metadata.sorted_tables


def read_rows(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    return {
        table.name: [dict(row) for row in connection.execute(table.select()).mappings()]
        for table in tables(connection)
    }


def fill(connection: Connection) -> None:
    """Put one row in every table that has none."""
    for table in tables(connection):
        if connection.execute(table.select()).first() is None:
            row = {column.name: example(column.type) for column in table.columns}
            connection.execute(table.insert().values(row))


def example(kind: Any) -> Any:
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, DateTime):
        return "2026-03-01 08:00:00+00"
    if isinstance(kind, Integer):
        return 1
    if isinstance(kind, Float | Double):
        return 0.5
    if isinstance(kind, JSON):
        return {"key": ["value"]}
    assert isinstance(kind, String)
    return "text"
