"""Many ids given to a statement at once.

A parameter for each costs more than what the database does with it, and every number of them
would be another statement to compile. SQLite reads them from one JSON text, PostgreSQL from
arrays.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, Dialect, FromClause, bindparam, column, func, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.types import TypeEngine


class Passed:
    """A table of ids, in groups that share the values of other columns.

    A statement over `table` is made once, and executed with what `parameters` returns.
    """

    def __init__(self, dialect: Dialect, **shared: TypeEngine[Any]) -> None:
        self._shared = shared
        self._types = {"id": BigInteger(), **shared}
        self.is_sqlite = isinstance(dialect, SQLiteDialect)
        self._stored = [
            kind.dialect_impl(dialect).bind_processor(dialect) for kind in shared.values()
        ]
        self.table: FromClause = self._from_json() if self.is_sqlite else self._from_arrays()

    def parameters(
        self, groups: Iterable[tuple[Sequence[int], tuple[Any, ...]]]
    ) -> dict[str, Any]:
        """Return the parameters that fill the table with ids and what they share."""
        if self.is_sqlite:
            return {
                "passed": json.dumps(
                    [(ids, *map(_stored, self._stored, values)) for ids, values in groups]
                )
            }
        rows = [(number, *values) for ids, values in groups for number in ids]
        lists = zip(*rows, strict=True) if rows else ([] for _ in self._types)
        return {
            f"passed_{name}": list(values) for name, values in zip(self._types, lists, strict=True)
        }

    def _from_json(self) -> FromClause:
        groups = func.json_each(bindparam("passed")).table_valued("value", name="groups")
        ids = func.json_each(groups.c.value, "$[0]").table_valued("value", name="ids")
        shared = (
            func.json_extract(groups.c.value, f"$[{place}]", type_=kind).label(name)
            for place, (name, kind) in enumerate(self._shared.items(), start=1)
        )
        return (
            select(ids.c.value.label("id"), *shared)
            .select_from(groups.join(ids, true()))
            .cte("passed")
            # Else a field is taken out of the text each time the statement names it.
            .prefix_with("MATERIALIZED")
        )

    def _from_arrays(self) -> FromClause:
        arrays = (
            bindparam(f"passed_{name}", type_=ARRAY(kind)) for name, kind in self._types.items()
        )
        columns = (column(name, kind) for name, kind in self._types.items())
        return func.unnest(*arrays).table_valued(*columns).render_derived()


def _stored(process: Any, value: Any) -> Any:
    return value if process is None else process(value)
