"""Many ids given to a statement at once.

A parameter for each costs more than what the database does with it, and every number of them
would be another statement to compile. SQLite reads them from one JSON text, PostgreSQL from
arrays.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Dialect,
    FromClause,
    Select,
    bindparam,
    column,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.types import TypeEngine

_REMEMBERED = 256
"""Values of one column, in the form they are stored in."""


class Passed:
    """A table of ids, in groups that share the values of other columns.

    A statement over `table` is made once, and executed with what `parameters` returns.
    """

    def __init__(self, dialect: Dialect, **shared: TypeEngine[Any]) -> None:
        self._shared = shared
        self._types = {"id": BigInteger(), **shared}
        self.is_sqlite = isinstance(dialect, SQLiteDialect)
        processors = (
            kind.dialect_impl(dialect).bind_processor(dialect) for kind in shared.values()
        )
        # Few values are many groups': the same moments, mostly.
        self._stores = [None if one is None else lru_cache(_REMEMBERED)(one) for one in processors]
        self.table: FromClause = self._from_json() if self.is_sqlite else self._from_arrays()

    def parameters(self, groups: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
        """Return the parameters that fill the table; a group is its ids and what these share."""
        if self.is_sqlite:
            # By columns, since there are hundreds of groups in a batch.
            ids, *shared = zip(*groups, strict=True) if groups else ((),) * len(self._types)
            stored = (
                values if store is None else map(store, values)
                for store, values in zip(self._stores, shared, strict=True)
            )
            return {"passed": json.dumps(list(zip(ids, *stored, strict=True)))}
        rows = [(number, *values) for ids, *values in groups for number in ids]
        lists = zip(*rows, strict=True) if rows else ([] for _ in self._types)
        return {
            f"passed_{name}": list(values) for name, values in zip(self._types, lists, strict=True)
        }

    def _from_json(self) -> FromClause:
        given = func.json_each(bindparam("passed")).table_valued("value", name="given")
        shared = (
            func.json_extract(given.c.value, f"$[{place}]", type_=kind).label(name)
            for place, (name, kind) in enumerate(self._shared.items(), start=1)
        )
        # Materialized, or what a group shares is taken out of the text for each of its ids, each
        # time the statement names it.
        groups = _once(
            select(func.json_extract(given.c.value, "$[0]").label("ids"), *shared), "groups"
        )
        ids = func.json_each(groups.c.ids).table_valued("value", name="ids")
        fields = (groups.c[name] for name in self._shared)
        return _once(
            select(ids.c.value.label("id"), *fields).select_from(groups.join(ids, true())),
            "passed",
        )

    def _from_arrays(self) -> FromClause:
        arrays = (
            bindparam(f"passed_{name}", type_=ARRAY(kind)) for name, kind in self._types.items()
        )
        columns = (column(name, kind) for name, kind in self._types.items())
        return func.unnest(*arrays).table_valued(*columns).render_derived()


def _once(rows: Select[Any], name: str) -> CTE:
    return rows.cte(name).prefix_with("MATERIALIZED")
