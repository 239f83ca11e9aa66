"""The schema's versions: Alembic without its command line and its ini file."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import NullPool

from bot.errors import StoreError

from .engine import BUSY_TIMEOUT, PRAGMAS, database_url, store_errors
from .remedies import remedy

_PATIENCE = 600_000
"""Milliseconds to wait for another process's migration; a large table takes minutes to rebuild."""
_PAUSE = 0.05
"""Seconds between two tries to begin SQLite's log."""
# Rebuilding a table drops it, and with foreign keys on that would delete what points at it.
_PRAGMAS = (*PRAGMAS, f"busy_timeout={_PATIENCE}", "synchronous=FULL", "foreign_keys=OFF")
_LOCK = 0x7469_6469_6E67
"""The key of PostgreSQL's advisory lock; any number that nobody else in the database uses."""


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at `url` to `revision`, making the file where there is none.

    All steps are one transaction on both databases, and a second process that starts meanwhile
    waits and then finds nothing to do.

    Raises:
        StoreError: the database cannot be reached, or was written by a newer version.
    """
    with _connected(url) as connection:
        refuse_newer("the database", _revision(connection))
        _run(command.upgrade, connection, revision)


def unmigrate(url: str, revision: str) -> None:
    """Take the database at `url` back to `revision` (`base`: to nothing)."""
    with _connected(url) as connection:
        _run(command.downgrade, connection, revision)


def current_revision(url: str) -> str:
    """Return the revision of the database at `url`, empty where it has none."""
    with _connected(url) as connection:
        return _revision(connection)


def refuse_newer(name: str, revision: str) -> None:
    """Raise a StoreError where `revision`, which `name` has, is none of this version's."""
    if revision and revision not in revisions():
        raise StoreError(
            f"{name} has the unknown revision {revision}, of a newer version:"
            " install that one or restore an older backup"
        )


def revisions() -> list[str]:
    """Return all revisions, oldest first."""
    script = ScriptDirectory.from_config(_config())
    return [step.revision for step in reversed(list(script.walk_revisions()))]


def head_revision() -> str:
    """Return the revision this program needs."""
    return revisions()[-1]


def _config() -> Config:
    config = Config()
    folder = str(files("data") / "migrations")
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config


def _run(step: Callable[[Config, str], None], connection: Connection, revision: str) -> None:
    config = _config()
    config.attributes["connection"] = connection
    step(config, revision)


def _revision(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    """Open one locked transaction."""
    address = database_url(url, is_async=False)
    engine = create_engine(address, poolclass=NullPool)
    is_sqlite = engine.dialect.name == "sqlite"
    if is_sqlite:
        _make_folder(Path(address.database or "").parent)
        _prepare_sqlite(engine)
    try:
        with store_errors(), engine.begin() as connection:
            if not is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield connection
            if is_sqlite:
                _refuse_broken(connection)
    except StoreError as error:
        if is_sqlite:
            raise StoreError(f"{address.database}: {error}{remedy(error)}") from error
        raise


def _refuse_broken(connection: Connection) -> None:
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    if broken is not None:
        raise StoreError(f"a migration broke a reference in table {broken[0]}")


def _prepare_sqlite(engine: Engine) -> None:
    """Set up every connection of `engine`, and begin transactions ourselves, with the lock."""

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        _begin_log(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_log(connection: sqlite3.Connection) -> None:
    """Change to WAL mode, for good.

    While another process does the same, SQLite refuses at once, whatever its patience: of two
    that read and want to write, one has to let go.
    """
    until = monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_PAUSE)
        else:
            return


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: {error.strerror}") from error
