"""Copies of the database while it is in use (SQLite's online backup)."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StoreError

from .engine import database_url

_MAGIC = b"SQLite format 3\0"


def back_up(url: str, target: Path) -> None:
    """Write a consistent copy of the SQLite database at `url` to `target`, others may write on.

    Raises:
        StoreError: it is no SQLite file, `target` exists, or copying failed.
    """
    source = _file(url)
    if not source.is_file():
        raise StoreError(f"there is no database at {source} yet")
    if target.exists():
        raise StoreError(f"{target} exists already")
    _copy(source, target)


def put_back(url: str, copy: Path) -> None:
    """Put `copy` in the place of the SQLite database at `url`, whole or not at all.

    Raises:
        StoreError: it is no SQLite file, or copying failed.
    """
    target = _file(url)
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        _copy(copy, fresh)
        # What the old file had in its journal must not be applied to the new one.
        for suffix in ("-wal", "-shm"):
            target.with_name(target.name + suffix).unlink(missing_ok=True)
        fresh.replace(target)
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}") from error
    finally:
        fresh.unlink(missing_ok=True)


def _file(url: str) -> Path:
    address = database_url(url, is_async=False)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise StoreError("only SQLite is copied here; use pg_dump and pg_restore for PostgreSQL")
    return Path(address.database)


def _copy(source: Path, target: Path) -> None:
    try:
        with source.open("rb") as file:
            is_sqlite = file.read(len(_MAGIC)) == _MAGIC
        if not is_sqlite:
            raise StoreError(f"{source} is no SQLite database")
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{source} cannot be copied to {target}: {error}") from error
