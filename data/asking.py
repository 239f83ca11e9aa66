"""What every answer asks the database, and SQLite's threads for it.

A hundred people who ask at once wait for the interpreter.
"""

import asyncio
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Sequence
from functools import cached_property
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeAlias

from sqlalchemy import Select

from bot.errors import StoreError

from .prepared import DIALECT, Prepared

Answer: TypeAlias = "asyncio.Future[list[Any]]"
_Asked: TypeAlias = "tuple[Question, dict[str, Any], Answer, asyncio.AbstractEventLoop]"
_Processor: TypeAlias = Callable[[Any], Any]


class Question(Prepared):
    """A SELECT, and its rows by their columns' names."""

    statement: Select[*tuple[Any, ...]]

    def read(self, row: Sequence[Any]) -> Any:
        """Return a row of SQLite with its columns by their names."""
        make, processors = self._row
        values = list(row)
        for place, process in processors:
            if values[place] is not None:
                values[place] = process(values[place])
        return make(values)

    @cached_property
    def _row(self) -> tuple[Callable[[list[Any]], Any], list[tuple[int, _Processor]]]:
        columns = self.statement.selected_columns
        named = namedtuple("Row", columns.keys())  # type: ignore[misc]  # noqa: PYI024 - known only now
        processors = (
            column.type.dialect_impl(DIALECT).result_processor(DIALECT, None) for column in columns
        )
        return named._make, [
            (place, process) for place, process in enumerate(processors) if process is not None
        ]


class Askers:
    """Threads that read SQLite, each through its own connection; who is free takes the next.

    SQLite works outside the interpreter's lock. Each question sees one state of the database, two
    questions perhaps two.
    """

    def __init__(self, connect: Callable[[], sqlite3.Connection], count: int) -> None:
        """`connect` opens the file; it is called in the thread that reads, at the first need."""
        self._connect = connect
        self._asked: SimpleQueue[_Asked | None] = SimpleQueue()
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(count)]
        self._is_open = False

    async def ask(self, question: Question, values: dict[str, Any]) -> list[Any]:
        """Return the rows that `question` finds.

        Raises:
            StoreError: the database failed.
        """
        if not self._is_open:
            self._is_open = True
            for thread in self._threads:
                thread.start()
        loop = asyncio.get_running_loop()
        answer: Answer = loop.create_future()
        self._asked.put((question, question.bind(values), answer, loop))
        try:
            return [question.read(row) for row in await answer]
        except sqlite3.Error as error:
            raise StoreError(str(error)) from error

    async def close(self) -> None:
        """End the threads once everybody is answered."""
        if self._is_open:
            for _ in self._threads:
                self._asked.put(None)
            for thread in self._threads:
                await asyncio.to_thread(thread.join)

    def _work(self) -> None:
        connection: sqlite3.Connection | None = None
        while (asked := self._asked.get()) is not None:
            question, values, answer, loop = asked
            try:
                connection = connection or self._connect()
                rows = connection.execute(question.sql, values).fetchall()
            except Exception as error:  # noqa: BLE001 - whoever asked gets it, and others their turn
                loop.call_soon_threadsafe(_give_up, answer, error)
            else:
                loop.call_soon_threadsafe(_give, answer, rows)
        if connection is not None:
            connection.close()


def _give(answer: Answer, rows: list[Any]) -> None:
    if not answer.done():  # nobody waits any more
        answer.set_result(rows)


def _give_up(answer: Answer, error: Exception) -> None:
    if not answer.done():
        answer.set_exception(error)
