"""Whose turn it is, where several processes share one PostgreSQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import func, select

from .engine import Database, store_errors

_NAMESPACE = "tidings"


class Turns:
    """Things that one process at a time should do."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @asynccontextmanager
    async def take(self, name: str) -> AsyncIterator[bool]:
        """Yield whether this process may do a thing until the context ends.

        The turn is an advisory lock of a connection (PostgreSQL, section 13.3.5), so it ends with
        the process that has it, however that ends. On SQLite one process works, always.
        """
        if self._database.is_sqlite:
            yield True
            return
        lock = func.hashtext(_NAMESPACE), func.hashtext(name)
        with store_errors():
            async with self._database.reader.connect() as opened:
                connection = await opened.execution_options(isolation_level="AUTOCOMMIT")
                is_ours = await connection.scalar(select(func.pg_try_advisory_lock(*lock)))
                try:
                    yield bool(is_ours)
                finally:
                    if is_ours:
                        await connection.execute(select(func.pg_advisory_unlock(*lock)))
