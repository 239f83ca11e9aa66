"""Many ids given to a statement at once.

A parameter for each costs more than what the database does with it, and every number of them
would be another statement to compile. SQLite reads them from JSON texts, PostgreSQL from arrays.
"""

import json
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    Dialect,
    FromClause,
    Integer,
    Select,
    bindparam,
    column,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.types import TypeEngine

_REMEMBERED = 256
"""Values of one column, in the form they are stored in."""
_GROUPS = 1 << 20
"""More than are ever passed at once. SQLite gets an id and its group as one number."""


class Passed:
    """A table of ids, in groups that share the values of other columns.

    A statement over `table` is made once, and executed with what `parameters` returns. One over
    `groups` alone needs no ids, only what `shared` returns.
    """

    def __init__(self, dialect: Dialect, **shared: TypeEngine[Any]) -> None:
        self._shared = shared
        self.is_sqlite = isinstance(dialect, SQLiteDialect)
        processors = (
            kind.dialect_impl(dialect).bind_processor(dialect) for kind in shared.values()
        )
        # Few values are many groups': the same moments, mostly.
        self._stores = [None if one is None else lru_cache(_REMEMBERED)(one) for one in processors]

    @cached_property
    def groups(self) -> FromClause:
        """What the groups share, a row for each; `shared` alone gives its parameters."""
        if not self.is_sqlite:
            arrays: FromClause = _unnested("passed_shared", group=Integer(), **self._shared)
            return arrays
        given = func.json_each(bindparam("passed_groups")).table_valued(
            "key", "value", name="given"
        )
        shared = (
            func.json_extract(given.c.value, f"$[{place}]", type_=kind).label(name)
            for place, (name, kind) in enumerate(self._shared.items())
        )
        # Materialized, or what a group shares is taken out of the text for each of its ids, each
        # time the statement names it.
        return _once(select(given.c.key.label("group"), *shared), "passed_shared")

    @cached_property
    def table(self) -> FromClause:
        """The ids, each with what its group shares."""
        return self._from_json() if self.is_sqlite else self._from_arrays()

    def parameters(self, groups: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
        """Return the parameters that fill the table; a group is its ids and what these share."""
        shared = [values for _, *values in groups]
        return self.shared(shared) | self._members(ids for ids, *_ in groups)

    def shared(self, groups: Sequence[Sequence[Any]]) -> dict[str, Any]:
        """Return the parameters that say what each group shares."""
        if not self._shared:
            return {}
        columns = list(zip(*groups, strict=True)) if groups else [()] * len(self._shared)
        if self.is_sqlite:
            stored = (
                values if store is None else map(store, values)
                for store, values in zip(self._stores, columns, strict=True)
            )
            return {"passed_groups": json.dumps(list(zip(*stored, strict=True)))}
        numbers = {"passed_group": list(range(len(groups)))}
        names = (f"passed_{name}" for name in self._shared)
        return numbers | dict(zip(names, map(list, columns), strict=True))

    def _members(self, groups: Iterable[Iterable[int]]) -> dict[str, Any]:
        """Return the parameters that say which ids are passed, and of which group each is."""
        if self.is_sqlite:
            packed = sorted(
                one * _GROUPS + number for number, ids in enumerate(groups) for one in ids
            )
            return {"passed_members": json.dumps(packed)}
        members = sorted((one, number) for number, ids in enumerate(groups) for one in ids)
        ids = {"passed_id": [one for one, _ in members]}
        return ids | {"passed_of": [number for _, number in members]} if self._shared else ids

    def _from_json(self) -> FromClause:
        member = func.json_each(bindparam("passed_members")).table_valued("value", name="member")
        packed = member.c.value
        one = packed.op("/")(_GROUPS).label("id")
        if not self._shared:
            return _once(select(one), "passed")
        # Outer, though all have a group: else SQLite reads all members for each group.
        groups = self.groups
        both = member.outerjoin(groups, groups.c.group == packed.op("%")(_GROUPS))
        fields = (groups.c[name] for name in self._shared)
        return _once(select(one, *fields).select_from(both), "passed")

    def _from_arrays(self) -> FromClause:
        if not self._shared:
            return select(_unnested("passed_members", id=BigInteger()).c.id).subquery("passed")
        groups = self.groups
        members = _unnested("passed_members", id=BigInteger(), of=Integer())
        fields = (groups.c[name] for name in self._shared)
        both = members.join(groups, groups.c.group == members.c.of)
        return select(members.c.id, *fields).select_from(both).subquery("passed")


def _unnested(alias: str, **columns: TypeEngine[Any]) -> Any:
    arrays = (bindparam(f"passed_{name}", type_=ARRAY(kind)) for name, kind in columns.items())
    named = (column(name, kind) for name, kind in columns.items())
    return func.unnest(*arrays).table_valued(*named, name=alias).render_derived()


def _once(rows: Select[Any], name: str) -> CTE:
    return rows.cte(name).prefix_with("MATERIALIZED")
