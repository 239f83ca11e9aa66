"""Copies of the database while it is in use (SQLite's online backup)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from bot.errors import StoreError

from .engine import database_url
from .migrate import current_revision, migrate, refuse_newer
from .remedies import remedy

_MAGIC = b"SQLite format 3\0"
_LOGS = ("-wal", "-journal")
_PATIENCE = 1.0
"""Seconds to wait for somebody else's last transaction before calling the database in use."""
_BROKEN = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


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
    try:
        _copy(source, target)
    except StoreError:
        _remove(target)  # half a copy must not pass for a backup, nor bar the next one
        raise


def put_back(url: str, copy: Path) -> Path | None:
    """Put `copy` in the place of the SQLite database at `url`, whole or not at all.

    It is checked and brought up to date beside the database first.

    Returns:
        Where the database that was there is kept, None where there was none.

    Raises:
        StoreError: `copy` is no sound database of this version or an older one, the database is
            in use or no SQLite file, or copying failed; nothing has changed then.
    """
    target = _file(url).resolve()
    fresh = target.with_name(f"{target.name}.restoring")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove(fresh)
        try:
            _copy(copy, fresh)
            _refuse_damaged(fresh, copy)
            address = database_url(url, is_async=False).set(database=str(fresh))
            _bring_up_to_date(address.render_as_string(hide_password=False), fresh, copy)
            with _alone(target):
                return _exchange(target, fresh)
        finally:
            _remove(fresh)
    except OSError as error:
        raise StoreError(f"{error.filename}: {error.strerror}") from error


def _refuse_damaged(fresh: Path, copy: Path) -> None:
    """Refuse a damaged file; `copy` is the name that people know it by."""
    try:
        with closing(sqlite3.connect(fresh)) as database:
            (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        problem = " ".join(found.split())
        raise StoreError(f"{copy} is damaged: {problem}; restore another backup")


def _bring_up_to_date(url: str, fresh: Path, copy: Path) -> None:
    """Migrate the database `fresh` at `url`; refuse what is not ours or newer."""
    revision = current_revision(url)
    if not revision:
        raise StoreError(f"{copy} is no database of Tidings; give what `tidings backup` wrote")
    refuse_newer(str(copy), revision)
    migrate(url)
    # The file alone is moved, so nothing may be left in its log.
    with _alone(fresh):
        pass


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep everybody else out of the database at `path`, with its log brought into the file.

    A database that is missing or broken lets everybody pass: it is what a backup is for.
    """
    if not path.exists():
        yield
        return
    with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as database:
        _lock(database, path)
        yield


def _lock(database: sqlite3.Connection, path: Path) -> None:
    in_use = f"{path}: the database is in use: stop the bot first"
    try:
        # Whoever has a database in WAL mode open hinders this, even between transactions.
        (mode,) = database.execute("PRAGMA journal_mode=DELETE").fetchone()
        database.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        code = error.sqlite_errorcode & 0xFF
        if code in _BROKEN:
            return
        raise StoreError(in_use if code in _BUSY else f"{path}: {error}{remedy(error)}") from error
    if mode != "delete":
        raise StoreError(in_use)


def _exchange(target: Path, fresh: Path) -> Path | None:
    """Put `fresh` in the place of `target`, which gets a second name first."""
    kept = _free_name(target)
    was_there = target.exists()
    if was_there:
        _keep(target, kept)
    # What a broken database has in its log must not be applied to the new one.
    for log in _LOGS:
        if (old := target.with_name(target.name + log)).exists():
            old.replace(kept.with_name(kept.name + log))
    target.with_name(f"{target.name}-shm").unlink(missing_ok=True)
    fresh.replace(target)
    return kept if was_there else None


def _free_name(target: Path) -> Path:
    names = (f"{target.name}.before-restore-{number}" for number in count(1))
    return next(path for name in names if not (path := target.with_name(name)).exists())


def _keep(target: Path, kept: Path) -> None:
    try:
        kept.hardlink_to(target)
    except OSError:  # Not every file system has links.
        shutil.copy2(target, kept)


def _remove(path: Path) -> None:
    for suffix in ("", "-shm", *_LOGS):
        # A read-only file system refuses to remove even what is not there.
        if (file := path.with_name(path.name + suffix)).exists():
            file.unlink()


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
        reason = f"{error}{remedy(error)}"
        raise StoreError(f"{source} cannot be copied to {target}: {reason}") from error
