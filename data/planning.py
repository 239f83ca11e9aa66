"""Digests into the outbox: writing a plan."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    BigInteger,
    Dialect,
    Insert,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate
from sqlmodel import col

from bot.core.audience import ChatState, PastId
from bot.core.outgoing import ParcelKind, ParcelState, Planned, PlannedDigest, Recipients, Step

from .columns import UTCDateTime, constant
from .engine import Database
from .passing import Passed
from .past import store_steps
from .tables import DigestPartRow, DigestStoryRow, ParcelRow, StoryRow, SubscriberRow

_Move: TypeAlias = tuple[Sequence[int], PastId | None, PastId | None, datetime]
"""Some who leave a slot, their past, what they get for it (None for nothing), their next slot."""

CLOCKS_APART = timedelta(minutes=5)
"""Between processes on one database; longer than any two clocks differ."""
_TURNS = 65_536
_NEIGHBOURS = 256
"""So many have one turn: their rows lie side by side, and are written and read together."""
_STRIDE = 40_503
"""Odd, so that neighbourhoods come apart and no two of _TURNS neighbours meet (Knuth, 6.4)."""


async def write_plan(
    connection: AsyncConnection,
    database: Database,
    digests: Sequence[PlannedDigest],
    now: datetime,
) -> Planned:
    """Write digests and their parcels, and move their recipients to the next slot.

    Whose digest holds a story that was retracted since it was chosen stays due.
    """
    steps = await store_new(connection, database, digests, now)
    gone = await load_gone(connection, now)
    moves: defaultdict[datetime, list[_Move]] = defaultdict(list)
    for digest, step in zip(digests, steps, strict=True):
        if step not in gone:
            for ids, past, slot, following in digest.recipients:
                moves[slot].append((ids, past, step, following))
    planned = 0
    for slot, leaving in moves.items():
        moved = await _move(connection, slot, leaving)
        await queue(connection, moved, ParcelKind.DIGEST, slot)
        planned += len(moved)
    return Planned(planned, steps)


async def store_new(
    connection: AsyncConnection,
    database: Database,
    digests: Sequence[PlannedDigest],
    now: datetime,
) -> list[PastId]:
    """Store the steps that are not stored yet; return those of all digests."""
    new = [digest.step for digest in digests if isinstance(digest.step, Step)]
    stored = iter(await store_steps(connection, database, new, now) if new else ())
    return [next(stored) if isinstance(one.step, Step) else one.step for one in digests]


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
    connection: AsyncConnection, ids: Sequence[int], kind: ParcelKind, slot: datetime
) -> None:
    """Queue the messages of subscribers' newest steps, to leave from `slot` on."""
    passed, statement = _queueing(connection.dialect)
    place = {"kind": kind, "slot": slot, "drawn": int(slot.timestamp()) % _TURNS}
    await connection.execute(statement, passed.parameters([(ids,)]) | place)


@cache
def _queueing(dialect: Dialect) -> tuple[Passed, Insert]:
    passed = Passed(dialect)
    one, part = SubscriberRow, DigestPartRow
    slot = bindparam("slot", type_=UTCDateTime())
    turn = col(one.id) // _NEIGHBOURS * _STRIDE + bindparam("drawn", type_=Integer())
    values: dict[str, Any] = {
        "digest_id": col(part.digest_id),
        "subscriber_id": col(one.id),
        "kind": bindparam("kind", type_=String()),
        "slot": slot,
        "part": col(part.part),
        "state": constant(ParcelState.QUEUED),
        "not_before": slot,
        "turn": turn % _TURNS,
        "attempts": literal(0),
        "owner": literal(""),
        "telegram_message_id": literal(0),
        "error": literal(""),
    }
    return passed, insert(ParcelRow).from_select(
        list(values),
        select(*values.values())
        .select_from(one)
        .join(part, col(part.digest_id) == col(one.past_id))
        .where(col(one.id).in_(select(passed.table.c.id)))
        .order_by(col(one.id), col(part.part)),
    )


async def move_on(connection: AsyncConnection, late: Iterable[Recipients]) -> None:
    """Move subscribers to their next slot without a digest."""
    moves: defaultdict[datetime, list[_Move]] = defaultdict(list)
    for ids, past, slot, following in late:
        moves[slot].append((ids, past, None, following))
    for slot, leaving in moves.items():
        await _move(connection, slot, leaving)


async def _move(
    connection: AsyncConnection, slot: datetime, moves: Sequence[_Move]
) -> Sequence[int]:
    """Move subscribers from a slot to their next; return those who still stood where they were.

    With a step they have had their slot then, and the step is the newest of their past.
    """
    passed, statement = _moving(connection.dialect)
    moved = await connection.execute(statement, passed.parameters(moves) | {"slot": slot})
    return moved.scalars().all()


@cache
def _moving(dialect: Dialect) -> tuple[Passed, ReturningUpdate[int]]:
    passed = Passed(
        dialect,
        past=BigInteger(),
        step=BigInteger(),
        following=UTCDateTime(),
    )
    one, wanted = SubscriberRow, passed.table
    slot = bindparam("slot", type_=UTCDateTime())
    still_waits = (
        col(one.id) == wanted.c.id,
        col(one.next_digest_at) == slot,
        col(one.past_id).is_not_distinct_from(wanted.c.past),
        col(one.state) == constant(ChatState.ACTIVE),
        or_(
            wanted.c.step.is_(None),
            col(one.last_digest_at).is_(None),
            col(one.last_digest_at) < slot,
        ),
    )
    moves, is_meant = wanted, and_(*still_waits)
    if not passed.is_sqlite:
        # Other planners skip who is about to be moved here instead of waiting for it.
        locked = select(wanted).where(*still_waits).with_for_update(skip_locked=True, of=one)
        moves = locked.cte("found")
        is_meant = col(one.id) == moves.c.id
    had_slot = case((moves.c.step.is_(None), col(one.last_digest_at)), else_=slot)
    return passed, (
        update(one)
        .where(is_meant)
        .values(
            next_digest_at=moves.c.following,
            last_digest_at=had_slot,
            past_id=func.coalesce(moves.c.step, col(one.past_id)),
        )
        .returning(col(one.id))
    )
