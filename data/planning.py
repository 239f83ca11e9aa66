"""Digests into the outbox: writing a plan."""

from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Dialect,
    Insert,
    Integer,
    Update,
    and_,
    bindparam,
    case,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import ChatState, PastId
from bot.core.outgoing import Move, ParcelKind, ParcelState

from .columns import UTCDateTime, among, constant
from .engine import Database
from .passing import Passed, members_of
from .tables import DigestPartRow, DigestStoryRow, ParcelRow, StoryRow, SubscriberRow

CLOCKS_APART = timedelta(minutes=5)
"""Between processes on one database; longer than any two clocks differ."""
_TURNS = 65_536
_NEIGHBOURS = 256
"""So many have one turn: their rows lie side by side, and are written and read together."""
_STRIDE = 40_503
"""Odd, so that neighbourhoods come apart and no two of _TURNS neighbours meet (Knuth, 6.4)."""


async def write_plan(
    database: Database, moves: Iterable[Move], now: datetime, most: Callable[[], int]
) -> AsyncIterator[int]:
    """Queue what subscribers get and move them to their next slots, as `Outbox.plan` says."""
    slots: defaultdict[datetime, list[Move]] = defaultdict(list)
    for move in moves:
        slots[move.recipients.slot].append(move)
    moving, move_them = _moving(database.writer.dialect)
    queueing, queue_theirs = _queueing(database.writer.dialect, ParcelKind.DIGEST)
    for slot, leaving in slots.items():
        fates = [(step, some.past, some.next_digest_at) for step, some in leaving]
        moved = moving.shared(fates) | {"slot": slot, "since": now - CLOCKS_APART}
        queued = _place(slot) | {"steps": [step for step, *_ in fates if step is not None]}
        members = members_of(some.ids for _, some in leaving)
        start = 0
        while start < len(members):
            some = members[start : (start := start + most())]
            async with database.core_writing() as connection:
                found = await connection.execute(move_them, moved | moving.members(some))
                count = found.rowcount
                await connection.execute(queue_theirs, queued | queueing.members(some))
            yield count


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
    one, part, given = SubscriberRow, DigestPartRow, passed.table
    slot = bindparam("slot", type_=UTCDateTime())
    turn = col(one.id) // _NEIGHBOURS * _STRIDE + bindparam("drawn", type_=Integer())
    values: dict[str, Any] = {
        "digest_id": col(part.digest_id),
        "subscriber_id": col(one.id),
        "kind": constant(kind),
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
    has_it = [among(col(one.past_id), "steps")]
    if kind is ParcelKind.DIGEST:
        # Who was moved from this slot; others may have a step from another planner.
        has_it.append(col(one.last_digest_at) == slot)
    wanted = (
        select(*values.values())
        .select_from(given)
        .join(one, col(one.id) == given.c.id)
        .join(part, col(part.digest_id) == col(one.past_id))
        .where(*has_it)
        .order_by(col(one.id), col(part.part))
    )
    into = sqlite.insert if passed.is_sqlite else postgresql.insert
    queued = into(ParcelRow).from_select(list(values), wanted)
    if kind is ParcelKind.DIGEST:
        # Another planner may have given them a step for the same slot, with its parcels.
        queued = queued.on_conflict_do_nothing()
    return passed, queued


@cache
def _moving(dialect: Dialect) -> tuple[Passed, Update]:
    passed = Passed(dialect, step=BigInteger(), past=BigInteger(), following=UTCDateTime())
    one, wanted = SubscriberRow, passed.table
    slot = bindparam("slot", type_=UTCDateTime())
    may_have = (
        col(one.last_digest_at).is_(None) | (col(one.last_digest_at) < slot)
    ) & wanted.c.step.not_in(_GONE)
    still_waits = (
        col(one.id) == wanted.c.id,
        col(one.next_digest_at) == slot,
        col(one.past_id).is_not_distinct_from(wanted.c.past),
        col(one.state) == constant(ChatState.ACTIVE),
        wanted.c.step.is_(None) | may_have,
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
    )
