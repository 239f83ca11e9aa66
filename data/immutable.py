"""Rows that never change, each found by its key: whoever wants what is equal has the same row.

One that nobody has any more goes in two steps. First it loses its key, so that nobody finds it
again; a day later, when whoever read its id before is long done, it is deleted. No id is given
twice, so what is kept in mind by ids stays true.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Select, String, cast, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from .engine import Database

_RETIRED = "retired "
"""How keys begin that nobody finds any more; the date follows."""
_MOST = 500
"""Retired in one transaction."""


class Kept(NamedTuple):
    """Where something is stored, and whether it was not before."""

    id: int
    is_new: bool


async def keep(
    connection: AsyncConnection, database: Database, key: Any, rows: Sequence[Mapping[str, Any]]
) -> list[Kept]:
    """Store rows of one table where there are none with their keys; return where each is.

    `key` is the unique column they are found by. Until the transaction ends nobody retires them.
    """
    # In one order, so that two who store the same rows never wait for each other.
    wanted = {row[key.key]: row for row in sorted(rows, key=itemgetter(key.key))}
    row_id = key.class_.id
    store = (
        database.insert(key.class_)
        .on_conflict_do_nothing(index_elements=[key.key])
        .returning(key, row_id)
    )
    kept: dict[str, Kept] = {}
    # Again only where a row was in the way of ours, and retired before it was found.
    while missing := [row for name, row in wanted.items() if name not in kept]:
        made = await connection.execute(store, missing)
        kept |= {name: Kept(number, is_new=True) for name, number in made}
        if known := wanted.keys() - kept.keys():
            found = await connection.execute(
                select(key, row_id)
                .where(key.in_(known))
                .with_for_update(read=True, key_share=True)
            )
            kept |= {name: Kept(number, is_new=False) for name, number in found}
    return [kept[row[key.key]] for row in rows]


async def retire(database: Database, key: Any, had_by: Any, now: datetime) -> None:
    """Take their keys from the rows that no `had_by`, a column that points at them, holds."""
    row_id = key.class_.id
    # By EXCEPT, which PostgreSQL hashes or sorts; a long NOT IN it may go through for each row.
    unused = select(row_id).where(~key.startswith(_RETIRED)).except_(select(had_by))
    async with database.core_reading() as connection:
        ids = list((await connection.execute(unused)).scalars())
    for start in range(0, len(ids), _MOST):
        some = ids[start : start + _MOST]
        async with database.core_writing() as connection:
            # Locked first: whoever is just taking one of them has done so when it is looked at.
            await connection.execute(
                select(row_id).where(row_id.in_(some)).order_by(row_id).with_for_update()
            )
            await connection.execute(
                update(key.class_)
                .where(row_id.in_(some), row_id.not_in(select(had_by).where(had_by.in_(some))))
                .values({key: literal(f"{_RETIRED}{now.date()} ") + cast(row_id, String)})
            )


async def remove_retired(
    database: Database, key: Any, before: datetime, *needed: Select[Any], limit: int
) -> int:
    """Delete rows that were retired before the day of a moment; return how many.

    What `needed` selects, ids that others still name, stays for now. A transaction deletes
    `limit` rows.
    """
    row_id = key.class_.id
    retired = select(row_id).where(
        key >= _RETIRED,
        key < f"{_RETIRED}{before.date()}",
        # SQLite gives the id after the highest there is.
        row_id < select(func.max(row_id)).scalar_subquery(),
    )
    async with database.core_reading() as connection:
        ids = list((await connection.execute(retired.except_(*needed))).scalars())
    for start in range(0, len(ids), limit):
        async with database.core_writing() as connection:
            await connection.execute(
                delete(key.class_).where(row_id.in_(ids[start : start + limit]))
            )
    return len(ids)
