"""Messages into the outbox: parcels of those who were given a step."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    Insert,
    Integer,
    bindparam,
    literal,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import PastId
from bot.core.outgoing import ParcelKind, ParcelState

from .columns import UTCDateTime, among, constant
from .engine import insert_into
from .passing import Passed
from .prepared import Prepared
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


async def load_gone(connection: AsyncConnection, chosen_at: datetime) -> frozenset[PastId]:
    """Return the steps that hold a story that was retracted since stories were chosen."""
    found = await connection.execute(GONE, {"since": chosen_at - CLOCKS_APART})
    return frozenset(map(PastId, found.scalars()))


GONE = (
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
    place = place_of(slot) | {"steps": [step]}
    await connection.execute(statement, passed.parameters([(ids,)]) | place)


def place_of(slot: datetime) -> dict[str, Any]:
    """Return when messages of a slot are due, and who is first among them."""
    return {"slot": slot, "drawn": int(slot.timestamp()) % _TURNS}


@cache
def _queueing(dialect: Dialect, kind: ParcelKind) -> tuple[Passed, Insert]:
    passed = Passed(dialect)
    return passed, _insert_parcels(dialect, kind, col(_ONE.id).in_(select(passed.table.c.id)))


@cache
def queueing_moved(dialect: Dialect) -> Prepared:
    """Queue one of `steps` for those from `after` to `until` who were just moved with it."""
    # Who was moved from this slot; others may have a step from another planner.
    is_moved = (
        col(_ONE.id) > bindparam("after", type_=BigInteger()),
        col(_ONE.id) <= bindparam("until", type_=BigInteger()),
        col(_ONE.last_digest_at) == _SLOT,
    )
    # Another planner may have given them a step for the same slot, with its parcels.
    insert = _insert_parcels(dialect, ParcelKind.DIGEST, *is_moved)
    return Prepared(insert.on_conflict_do_nothing())


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
        # True, or PostgreSQL goes through all steps once for each.
        .where(*is_meant, among(col(_ONE.past_id), "steps").is_(true()))
        .order_by(col(_ONE.id), col(part.part))
    )
    return insert_into(dialect, ParcelRow).from_select(list(values), wanted)
