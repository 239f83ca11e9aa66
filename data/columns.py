"""Column types that mean the same on SQLite and PostgreSQL."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    literal_column,
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

    Of a moment it holds what `instant` reads.
    """

    type = JSON()
    inherit_cache = True


@compiles(rows_as_json, "sqlite")
def _group_rows(element: rows_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **options)}))"


@compiles(rows_as_json, "postgresql")
def _aggregate_rows(element: rows_as_json, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_agg(json_build_array({compiler.process(element.clauses, **options)}))"


def instant(value: int | str) -> datetime:
    """Return an aware instant in UTC from what JSON holds of a UTCDateTime."""
    if isinstance(value, int):
        return EPOCH + value * MICROSECOND
    return datetime.fromisoformat(value).astimezone(UTC)


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
