"""Statements compiled once, as SQLite's own driver takes them.

SQLAlchemy's way to a few rows (a connection from the pool, greenlets, a cursor, a result) takes
five times what this one does.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeAlias

from sqlalchemy import BindParameter, Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import UpdateBase

DIALECT = sqlite.dialect(paramstyle="named")

_Processor: TypeAlias = Callable[[Any], Any]


class Prepared:
    """A statement that is executed again and again, with other values each time.

    It has no list that grows with its values: `among` takes many in one.
    """

    def __init__(self, statement: Select[*tuple[Any, ...]] | UpdateBase) -> None:
        self.statement = statement

    @cached_property
    def sql(self) -> str:
        """Return the statement as SQLite reads it."""
        return str(self._compiled)

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return `values`, and those written into the statement, as SQLite takes them."""
        constants, processors = self._binds
        return {
            **constants,
            **{
                name: process(value) if (process := processors[name]) else value
                for name, value in values.items()
            },
        }

    @cached_property
    def _compiled(self) -> Any:
        return self.statement.compile(dialect=DIALECT)

    @cached_property
    def _binds(self) -> tuple[Mapping[str, Any], Mapping[str, _Processor | None]]:
        names: dict[BindParameter[Any], str] = self._compiled.bind_names
        processors = {
            name: bind.type.dialect_impl(DIALECT).bind_processor(DIALECT)
            for bind, name in names.items()
        }
        constants = {
            name: process(bind.value) if (process := processors[name]) else bind.value
            for bind, name in names.items()
            if not bind.required
        }
        return constants, processors
