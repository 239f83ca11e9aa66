"""Digests into the outbox: writing a plan."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Insert,
    Integer,
    ScalarSelect,
    Select,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import PastId
from bot.core.outgoing import Move, ParcelKind, ParcelState, Portion

from .columns import UTCDateTime, among, constant
from .due import ALONE, WAITING
from .engine import Database
from .passing import Passed
from .tables import DigestPartRow, DigestStoryRow, ParcelRow, StoryRow, SubscriberRow

CLOCKS_APART = timedelta(minutes=5)
"""Between processes on one database; longer than any two clocks differ."""
_TURNS = 65_536
_NEIGHBOURS = 256
"""So many have one turn: their rows lie side by side, and are written and read together."""
_STRIDE = 40_503
"""Odd, so that neighbourhoods come apart and no two of _TURNS neighbours meet (Knuth, 6.4)."""


_ONE = SubscriberRow
_SLOT = bindparam("slot", type_=UTCDateTime())
_AFTER = bindparam("after", type_=BigInteger())
_UNTIL = bindparam("until", type_=BigInteger())
_MOST = bindparam("most", type_=Integer())
_WITHIN: tuple[ColumnElement[bool], ...] = (col(_ONE.id) > _AFTER, col(_ONE.id) <= _UNTIL)
_STANDING = *WAITING, col(_ONE.next_digest_at) == _SLOT


def _last_of_next(after: ColumnElement[int]) -> ScalarSelect[int]:
    """Return the last of the next `most` who wait; NULL where fewer do."""
    return (
        select(col(_ONE.id))
        .where(*_STANDING, col(_ONE.id) > after, col(_ONE.id) <= _UNTIL)
        .order_by(col(_ONE.id))
        .limit(1)
        .offset(_MOST - 1)
        .scalar_subquery()
    )


def _edges_of_all() -> Select[int]:
    """Step from edge to edge in the index; a number for each who waits costs ten times as much."""
    edges = select(_last_of_next(_AFTER).label("id")).cte("edge", recursive=True)
    following = select(_last_of_next(edges.c.id)).where(edges.c.id.is_not(None))
    edges = edges.union_all(following)
    return select(edges.c.id).where(edges.c.id.is_not(None))


_EDGES = _edges_of_all()


async def write_plan(
    database: Database,
    portion: Portion,
    moves: Iterable[Move],
    now: datetime,
    most: int,
) -> AsyncIterator[int]:
    """Queue what subscribers get and move them to their next slots, as `Outbox.plan` says."""
    fates = [(*kin, step, following) for kin, step, following in moves]
    if not fates:
        return
    dialect = database.writer.dialect
    moving, move_them = _moving(dialect)
    slot = portion.slot
    shared = moving.shared(fates) | {"slot": slot, "since": now - CLOCKS_APART}
    queued = _place(slot) | {"steps": list({step for *_, step, _ in fates if step is not None})}
    after = portion.after
    for until in (*await _edges(database, portion, most), portion.until):
        within = {"after": after, "until": until}
        async with database.core_writing() as connection:
            found = await connection.execute(move_them, shared | within)
            count = found.rowcount
            if queued["steps"]:
                await connection.execute(_queueing_moved(dialect), queued | within)
        yield count
        after = until


async def _edges(database: Database, portion: Portion, most: int) -> Sequence[int]:
    """Return the last ids of each so many who wait."""
    place = {"slot": portion.slot, "after": portion.after, "until": portion.until, "most": most}
    async with database.core_reading() as connection:
        return (await connection.execute(_EDGES, place)).scalars().all()


async def load_gone(connection: AsyncConnection, chosen_at: datetime) -> frozenset[PastId]:
    """Return the steps that hold a story that was retracted since stories were chosen."""
    found = await connection.execute(_GONE, {"since": chosen_at - CLOCKS_APART})
    return frozenset(map(PastId, found.scalars()))


_GONE = (
    select(col(DigestStoryRow.digest_id))
    .join(StoryRow, col(StoryRow.id) == col(DigestStoryRow.story_id))
    .where(
        col(StoryRow.retracted_at).is_not(None),
        col(StoryRow.retracted_at) >= bindparam("since", type_=UTCDateTime()),
    )
)


async def queue(
    connection: AsyncConnection, ids: Sequence[int], step: PastId, kind: ParcelKind, slot: datetime
) -> None:
    """Queue the messages of a step, which is the newest of some subscribers, from `slot` on."""
    passed, statement = _queueing(connection.dialect, kind)
    place = _place(slot) | {"steps": [step]}
    await connection.execute(statement, passed.parameters([(ids,)]) | place)


def _place(slot: datetime) -> dict[str, Any]:
    return {"slot": slot, "drawn": int(slot.timestamp()) % _TURNS}


@cache
def _queueing(dialect: Dialect, kind: ParcelKind) -> tuple[Passed, Insert]:
    passed = Passed(dialect)
    return passed, _insert_parcels(dialect, kind, col(_ONE.id).in_(select(passed.table.c.id)))


@cache
def _queueing_moved(dialect: Dialect) -> Insert:
    # Who was moved from this slot; others may have a step from another planner.
    is_moved = *_WITHIN, col(_ONE.last_digest_at) == _SLOT
    # Another planner may have given them a step for the same slot, with its parcels.
    return _insert_parcels(dialect, ParcelKind.DIGEST, *is_moved).on_conflict_do_nothing()


def _insert_parcels(
    dialect: Dialect, kind: ParcelKind, *is_meant: ColumnElement[bool]
) -> sqlite.Insert | postgresql.Insert:
    """Queue the messages of the newest step of those who are meant, where it is one of `steps`."""
    part = DigestPartRow
    turn = col(_ONE.id) // _NEIGHBOURS * _STRIDE + bindparam("drawn", type_=Integer())
    values: dict[str, Any] = {
        "digest_id": col(part.digest_id),
        "subscriber_id": col(_ONE.id),
        "kind": constant(kind),
        "slot": _SLOT,
        "part": col(part.part),
        "state": constant(ParcelState.QUEUED),
        "not_before": _SLOT,
        "turn": turn % _TURNS,
        "attempts": literal(0),
        "owner": literal(""),
        "telegram_message_id": literal(0),
        "error": literal(""),
    }
    wanted = (
        select(*values.values())
        .join_from(_ONE, part, col(part.digest_id) == col(_ONE.past_id))
        .where(*is_meant, among(col(_ONE.past_id), "steps"))
        .order_by(col(_ONE.id), col(part.part))
    )
    into = sqlite.insert if isinstance(dialect, SQLiteDialect) else postgresql.insert
    return into(ParcelRow).from_select(list(values), wanted)


@cache
def _moving(dialect: Dialect) -> tuple[Passed, Update]:
    passed = Passed(
        dialect,
        preference=BigInteger(),
        schedule=BigInteger(),
        past=BigInteger(),
        alone=BigInteger(),
        step=BigInteger(),
        following=UTCDateTime(),
    )
    wanted = passed.groups
    may_have = (
        col(_ONE.last_digest_at).is_(None) | (col(_ONE.last_digest_at) < _SLOT)
    ) & wanted.c.step.not_in(_GONE)
    still_waits = (
        *_STANDING,
        *_WITHIN,
        # Plus nothing, or SQLite goes through all who ever had these preferences.
        col(_ONE.preference_id) + literal_column("0") == wanted.c.preference,
        col(_ONE.schedule_id) == wanted.c.schedule,
        # Numbers of rows begin at 1. PostgreSQL joins by hash only where nothing is NULL.
        func.coalesce(col(_ONE.past_id), 0) == func.coalesce(wanted.c.past, 0),
        func.coalesce(ALONE, 0) == func.coalesce(wanted.c.alone, 0),
        wanted.c.step.is_(None) | may_have,
    )
    moves, is_meant = wanted, and_(*still_waits)
    if not passed.is_sqlite:
        # Other planners skip who is about to be moved here instead of waiting for it.
        locked = (
            select(col(_ONE.id), wanted.c.step, wanted.c.following)
            .where(*still_waits)
            .with_for_update(skip_locked=True, of=_ONE)
        )
        moves = locked.cte("found")
        is_meant = col(_ONE.id) == moves.c.id
    had_slot = case((moves.c.step.is_(None), col(_ONE.last_digest_at)), else_=_SLOT)
    return passed, (
        update(_ONE)
        .where(is_meant)
        .values(
            next_digest_at=moves.c.following,
            last_digest_at=had_slot,
            past_id=func.coalesce(moves.c.step, col(_ONE.past_id)),
        )
    )
