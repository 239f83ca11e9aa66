"""SQLite's connections, each in a thread of its own, which a statement crosses over to once.

SQLAlchemy's adapter of aiosqlite crosses over for a cursor, to execute, to fetch and to close, and
three times more to begin. The crossings took more of an answer than its queries.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, Self

import aiosqlite
from sqlalchemy import URL

READ, WRITE = "BEGIN", "BEGIN IMMEDIATE"
"""How transactions begin; the latter waits for another writer instead of failing in its middle."""
_CHUNK = 64  # of rows that are fetched one by one, which SQLAlchemy never does


class _Outcome(NamedTuple):
    """What a statement left in its cursor."""

    rows: Sequence[Any] = ()
    description: Any = None
    rowcount: int = -1
    lastrowid: int | None = None


class ThreadedConnection(aiosqlite.Connection):
    """A connection whose transactions begin with their first statement, as `begin` says.

    Python's driver begins none for a SELECT, so a unit of work would see the database change
    while it reads.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], begin: str) -> None:
        super().__init__(connect, _CHUNK)
        self._thread.daemon = True  # a connection that is never closed must not hold up the end
        self._begin = begin

    def cursor(self) -> "ThreadedCursor":  # type: ignore[override]  # SQLAlchemy needs no more
        """Return a cursor; nothing is made in the thread yet."""
        return ThreadedCursor(self)

    async def rollback(self) -> None:
        """End what is left of a transaction, without waiting: what follows is behind it."""
        self._tx.put_nowait((None, self._conn.rollback))

    async def run(self, statement: str, parameters: Any, *, is_many: bool = False) -> _Outcome:
        """Execute a statement and fetch all it gives."""
        crossing = self._execute(self._run, statement, parameters, is_many)  # type: ignore[no-untyped-call] # of aiosqlite
        outcome: _Outcome = await crossing
        return outcome

    async def transact(self, orders: Sequence[tuple[str, Any]]) -> list[int]:
        """Execute statements as one transaction; return how many rows each of them changed."""
        crossing = self._execute(self._transact, orders)  # type: ignore[no-untyped-call] # of aiosqlite
        counts: list[int] = await crossing
        return counts

    def _transact(self, orders: Sequence[tuple[str, Any]]) -> list[int]:
        with self._conn:  # which commits, or rolls back where anything fails
            return [self._run(*order, is_many=False).rowcount for order in orders]

    def _run(self, statement: str, parameters: Any, is_many: bool) -> _Outcome:  # noqa: FBT001
        connection = self._conn
        if not connection.in_transaction:
            connection.execute(self._begin)
        execute = connection.executemany if is_many else connection.execute
        before = connection.total_changes
        cursor = execute(statement, parameters)
        rows = cursor.fetchall() if cursor.description else ()
        count = cursor.rowcount
        if count < 0:  # the driver counts nothing where a statement begins with WITH
            count = connection.total_changes - before
        return _Outcome(rows, cursor.description, count, cursor.lastrowid)


class ThreadedCursor:
    """The part of a cursor of aiosqlite that SQLAlchemy uses."""

    def __init__(self, connection: ThreadedConnection) -> None:
        self._connection = connection
        self._outcome = _Outcome()

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> None:
        """Execute a statement."""
        self._outcome = await self._connection.run(statement, parameters)

    async def executemany(self, statement: str, parameters: Any) -> None:
        """Execute a statement for each of several sets of parameters."""
        self._outcome = await self._connection.run(statement, parameters, is_many=True)

    async def fetchall(self) -> Sequence[Any]:
        """Return the rows that the statement gave."""
        return self._outcome.rows

    async def close(self) -> None:
        """Do nothing: all is fetched."""

    @property
    def description(self) -> Any:
        """Name the columns of the rows; None where the statement gives none."""
        return self._outcome.description

    @property
    def rowcount(self) -> int:
        """Say how many rows a statement changed."""
        return self._outcome.rowcount

    @property
    def lastrowid(self) -> int | None:
        """Return the key of the row inserted last."""
        return self._outcome.lastrowid


def open_file(address: URL, pragmas: Sequence[str]) -> sqlite3.Connection:
    """Open the file at `address` for the thread that calls."""
    arguments, options = address.get_dialect()().create_connect_args(address)
    opened: Callable[[], sqlite3.Connection] = partial(
        sqlite3.connect, *arguments, **{**options, "isolation_level": None}
    )
    connection = opened()
    try:
        connection.executescript("".join(f"PRAGMA {pragma};" for pragma in pragmas))
    except BaseException:
        connection.close()
        raise
    return connection


async def connect(address: URL, pragmas: Sequence[str], begin: str) -> aiosqlite.Connection:
    """Open the file at `address` in a thread of its own."""
    return await ThreadedConnection(partial(open_file, address, pragmas), begin)
