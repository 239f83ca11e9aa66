"""Column types that mean the same on SQLite and PostgreSQL."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    bindparam,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""A constraint without a name could never be changed by a migration on SQLite."""

BigKey = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit key; only INTEGER PRIMARY KEY counts up by itself on SQLite."""


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant; microseconds since 1970 on SQLite, whose own dates drop the offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the stored form."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(BigInteger())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a datetime without a zone: nobody can tell which moment it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return (value - EPOCH) // MICROSECOND if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware instant in UTC."""
        if value is None:
            return None
        instant: datetime = (
            EPOCH + value * MICROSECOND if dialect.name == "sqlite" else value.astimezone(UTC)
        )
        return instant


class Words(TypeDecorator[str]):
    """Text from outside; PostgreSQL takes no NUL, and nothing can encode half a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Take out what cannot be stored."""
        del dialect
        return None if value is None else storable(value)


class Json(TypeDecorator[Any]):
    """JSON, JSONB on PostgreSQL; strings in it are cleaned as in `Words`."""

    impl = JSON().with_variant(JSONB(), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Take out what cannot be stored, however deep."""
        del dialect
        return _storable_json(value)


class rows_as_json(FunctionElement[Any]):  # noqa: N801 - written like a function of SQL
    """The rows of a subquery as one JSON array of arrays, in no order; None or empty for no rows.

    Moments go in as `microseconds`.
    """

    type = JSON()
    inherit_cache = True


@compiles(rows_as_json, "sqlite")
def _group_rows(element: rows_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(rows_as_json, "postgresql")
def _aggregate_rows(element: rows_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"


class row_as_json(FunctionElement[Any]):  # noqa: N801 - written like a function of SQL
    """Columns of one row as a JSON array; moments go in as `microseconds`."""

    type = JSON()
    inherit_cache = True


@compiles(row_as_json, "sqlite")
def _row(element: row_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array({compiler.process(element.clauses, **options)})"


@compiles(row_as_json, "postgresql")
def _build_row(element: row_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_build_array({compiler.process(element.clauses, **options)})"


class Keys(TypeDecorator[Collection[int]]):
    """Many numbers bound as one value: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the form that is bound."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(BigInteger()))

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        """Write the numbers."""
        numbers = list(value or ())
        return json.dumps(numbers) if dialect.name == "sqlite" else numbers


class numbers_of(FunctionElement[Any]):  # noqa: N801 - written like a function of SQL
    """The numbers of one value of `Keys` as rows."""

    inherit_cache = True


@compiles(numbers_of, "sqlite")
def _each(element: numbers_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(numbers_of, "postgresql")
def _unnest(element: numbers_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"unnest({compiler.process(element.clauses, **options)})"


def among(column: Any, name: str) -> ColumnElement[bool]:
    """Tell whether a column is one of the numbers bound to `name`.

    The statement stays the same however many there are, unlike one that lists them.
    """
    # PostgreSQL names the only column of a function after its alias.
    numbers = numbers_of(bindparam(name, type_=Keys())).table_valued("value", name="value")
    condition: ColumnElement[bool] = column.in_(select(numbers.c.value))
    return condition


class json_of(FunctionElement[Any]):  # noqa: N801 - written like a function of SQL
    """Several values that are JSON as one JSON array."""

    type = JSON()
    inherit_cache = True


@compiles(json_of, "sqlite")
def _array_of(element: json_of, compiler: SQLCompiler, **options: Any) -> str:
    # A value that comes out of a subquery is only text to SQLite (json1, section 3.4).
    parts = (f"json({compiler.process(part, **options)})" for part in element.clauses)
    return f"json_array({', '.join(parts)})"


@compiles(json_of, "postgresql")
def _build_array_of(element: json_of, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_build_array({compiler.process(element.clauses, **options)})"


class microseconds(FunctionElement[int]):  # noqa: N801 - written like a function of SQL
    """A moment as a number, from which `instant` makes a datetime again."""

    type = BigInteger()
    inherit_cache = True


@compiles(microseconds, "sqlite")
def _as_stored(element: microseconds, compiler: SQLCompiler, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(microseconds, "postgresql")
def _from_epoch(element: microseconds, compiler: SQLCompiler, **options: Any) -> str:
    moment = compiler.process(element.clauses, **options)
    return f"CAST(EXTRACT(EPOCH FROM {moment}) * 1000000 AS BIGINT)"


def instant(value: int) -> datetime:
    """Return an aware instant in UTC from its microseconds since 1970."""
    return EPOCH + value * MICROSECOND


def storable(text: str) -> str:
    """Return `text` without NULs, unpaired surrogates replaced."""
    if text.isascii():
        return text.replace("\0", "")
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _storable_json(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): _storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable_json(item) for item in value]
    return value


def key() -> Any:
    """Declare a table's own id."""
    return Field(default=None, primary_key=True, sa_type=BigKey)


def reference(target: str, *, primary_key: bool = False, cascade: bool = True) -> Any:
    """Declare a foreign key; with `cascade` the row goes when its target goes."""
    foreign = ForeignKey(target, ondelete="CASCADE" if cascade else None)
    return Field(sa_type=BigKey, primary_key=primary_key, sa_column_args=[foreign])


def when(condition: str) -> dict[str, Any]:
    """Limit an index to the rows that meet `condition`; queries state it with `constant`."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


def constant(value: str) -> ColumnElement[str]:
    """Write one of our own words into a statement instead of binding it.

    A database uses an index with a condition only where the statement itself shows that the
    condition holds (sqlite.org/partialindex.html, section 3).
    """
    return literal_column(f"'{value}'", String())
