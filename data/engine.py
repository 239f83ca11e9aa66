"""Connections to SQLite and PostgreSQL.

SQLite has one writer at a time, so it gets two engines: a pool of readers that cannot write, and
one writing connection that begins with BEGIN IMMEDIATE. A transaction that reads first and then
wants to write would otherwise fail with "database is locked" instead of waiting. WAL lets
readers go on meanwhile, and `synchronous=FULL` makes "sent" survive a power cut.
"""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import URL, Dialect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import StoreError

from .asking import Askers, Question
from .memory import Generation
from .prepared import Prepared
from .threads import READ, WRITE, connect, open_file

READERS = 4
ASKERS = 2
CONNECTIONS = 16
"""Kept open to PostgreSQL by one process; as many again when it is busy."""
BUSY_TIMEOUT = 10_000
"""Milliseconds to wait for another process's transaction."""

_DRIVERS = {
    "sqlite": ("sqlite+aiosqlite", "sqlite+pysqlite"),
    "postgres": ("postgresql+psycopg", "postgresql+psycopg"),
    "postgresql": ("postgresql+psycopg", "postgresql+psycopg"),
}
PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={BUSY_TIMEOUT}",
    "cache_size=-16384",
    "temp_store=MEMORY",
)
WRITER_PRAGMAS = (*PRAGMAS, "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=4000")
# Mapped pages count as memory of the process, once for each connection.
READER_PRAGMAS = (*PRAGMAS, "query_only=ON", "mmap_size=134217728")


@dataclass(frozen=True, slots=True)
class Database:
    """The ways in, each one transaction: sessions of SQLModel, and connections for hot loops."""

    reader: AsyncEngine
    writer: AsyncEngine
    askers: Askers | None = None
    """SQLite's threads for questions; PostgreSQL needs none."""
    generation: Generation = field(default_factory=Generation)

    @property
    def is_sqlite(self) -> bool:
        """Tell which of the two databases this is."""
        return self.reader.dialect.name == "sqlite"

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a consistent view; nothing can be written through it on SQLite."""
        with store_errors():
            async with AsyncSession(self.reader, expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Open a transaction that commits at the end, or leaves nothing behind.

        Never nest two: the second would wait for the first.
        """
        with store_errors():
            async with (
                AsyncSession(self.writer, expire_on_commit=False) as session,
                session.begin(),
            ):
                yield session

    @asynccontextmanager
    async def core_reading(self) -> AsyncIterator[AsyncConnection]:
        """Open the same view as `reading`, for statements of SQLAlchemy Core."""
        with store_errors():
            async with self.reader.connect() as connection:
                yield connection

    @asynccontextmanager
    async def core_writing(self) -> AsyncIterator[AsyncConnection]:
        """Open the same transaction as `writing`, for statements of SQLAlchemy Core."""
        with store_errors():
            async with self.writer.begin() as connection:
                yield connection

    async def write_at_once(self, *orders: tuple[Prepared, Mapping[str, Any]]) -> list[int]:
        """Execute statements as one transaction; return how many rows each of them changed.

        For those who write much: they cross over to SQLite's thread once, where `core_writing`
        does so for each statement and to commit. Not for what lists show, since `Generation`
        hears nothing of it.
        """
        if not self.is_sqlite:
            async with self.core_writing() as connection:
                found = [
                    await connection.execute(one.statement, dict(values)) for one, values in orders
                ]
            return [one.rowcount for one in found]
        bound = [(one.sql, one.bind(values)) for one, values in orders]
        with store_errors():
            async with self.writer.connect() as connection:
                raw: Any = await connection.get_raw_connection()
                counts: list[int] = await raw.driver_connection.transact(bound)
        return counts

    async def ask(self, question: Question, **values: object) -> Sequence[Any]:
        """Return the rows that a question finds; what it sees is one state of the database."""
        if self.askers is not None:
            return await self.askers.ask(question, values)
        async with self.core_reading() as connection:
            rows: Sequence[Any] = (await connection.execute(question.statement, values)).all()
            return rows

    async def checkpoint(self) -> None:
        """Bring what was committed from SQLite's log into its file, while others read and write.

        For those who write much: whoever makes the log longer than `wal_autocheckpoint` pages
        does it as part of their commit, and other writers wait for them.
        """
        if self.is_sqlite:
            async with self.core_reading() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(PASSIVE)"))

    def insert(self, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
        """Begin an INSERT that can say what to do on a conflict."""
        return insert_into(self.writer.dialect, table)


def insert_into(dialect: Dialect, table: type[SQLModel]) -> sqlite.Insert | postgresql.Insert:
    """Begin an INSERT that can say what to do on a conflict, for a statement made once."""
    return sqlite.insert(table) if dialect.name == "sqlite" else postgresql.insert(table)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn what the database raises into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        # What the driver said; SQLAlchemy puts its own names and the statement around that.
        said = getattr(error, "orig", None) or error
        raise StoreError(str(said).partition("\n")[0]) from error


def database_url(url: str, *, is_async: bool) -> URL:
    """Return `url` with the driver we use.

    Raises:
        StoreError: it is no URL of SQLite or PostgreSQL, or names no SQLite file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("the database URL cannot be read") from error
    backend = parsed.get_backend_name()
    if backend not in _DRIVERS:
        raise StoreError(f"{backend} is no database we know; use sqlite:/// or postgresql://")
    if backend == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StoreError("SQLite needs a file: sqlite:///path/to/file")
    asynchronous, synchronous = _DRIVERS[backend]
    return parsed.set(drivername=asynchronous if is_async else synchronous)


@asynccontextmanager
async def open_engines(url: str) -> AsyncIterator[Database]:
    """Open the database at `url` for as long as the context lasts.

    Raises:
        StoreError: the URL makes no sense; that nobody answers there shows at first use.
    """
    address = database_url(url, is_async=True)
    askers = None
    if address.get_backend_name() == "sqlite":
        reader = create_async_engine(
            address,
            pool_size=READERS,
            max_overflow=0,
            async_creator=partial(connect, address, READER_PRAGMAS, READ),
        )
        # One connection: writers of this process queue in the pool, in order, without polling.
        writer = create_async_engine(
            address,
            pool_size=1,
            max_overflow=0,
            async_creator=partial(connect, address, WRITER_PRAGMAS, WRITE),
        )
        askers = Askers(partial(open_file, address, READER_PRAGMAS), ASKERS)
    else:
        # A job's turn holds a connection for as long as it runs.
        reader = writer = create_async_engine(
            address, pool_pre_ping=True, pool_size=CONNECTIONS, max_overflow=CONNECTIONS
        )
    database = Database(reader, writer, askers)
    database.generation.watch(writer.sync_engine)
    try:
        yield database
    finally:
        if askers is not None:
            await askers.close()
        await reader.dispose()
        await writer.dispose()
