"""Rows that never change, each found by its key: whoever wants what is equal has the same row."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from .engine import Database


class Kept(NamedTuple):
    """Where something is stored, and whether it was not before."""

    id: int
    is_new: bool


async def keep(
    connection: AsyncConnection, database: Database, key: Any, rows: Sequence[Mapping[str, Any]]
) -> list[Kept]:
    """Store rows of one table where there are none with their keys; return where each is.

    `key` is the unique column they are found by.
    """
    wanted = {row[key.key]: row for row in rows}
    row_id = key.class_.id
    store = (
        database.insert(key.class_)
        .on_conflict_do_nothing(index_elements=[key.key])
        .returning(key, row_id)
    )
    kept: dict[str, Kept] = {}
    if missing := [row for name, row in wanted.items() if name not in kept]:
        made = await connection.execute(store, missing)
        kept |= {name: Kept(number, is_new=True) for name, number in made}
        if known := wanted.keys() - kept.keys():
            found = await connection.execute(select(key, row_id).where(key.in_(known)))
            kept |= {name: Kept(number, is_new=False) for name, number in found}
    return [kept[row[key.key]] for row in rows]
