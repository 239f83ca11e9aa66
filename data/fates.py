"""What becomes of those who are alike, in the database: kept while their slot is planned.

Two statements move everybody of a kind then, and neither reads nor passes who they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlmodel import col

from bot.core.outgoing import Move

from .columns import UTCDateTime, among
from .due import ALONE, WAITING
from .engine import insert_into
from .passing import Passed
from .planning import GONE
from .prepared import Prepared
from .tables import FateRow, SubscriberRow

_FATE = FateRow
_ONE = SubscriberRow
_SLOT = bindparam("slot", type_=UTCDateTime())
_RUN = bindparam("run", type_=BigInteger())
_KIN = ("preference_id", "schedule_id", "past_id", "alone_id")
_LOT = ("step_id", "next_digest_at")

ENDING = Prepared(delete(_FATE).where(col(_FATE.run) == _RUN))
"""Takes a `run`, and forgets what was decided in it."""
CLEARING = Prepared(
    delete(_FATE).where(col(_FATE.next_digest_at) <= bindparam("now", type_=UTCDateTime()))
)
"""Takes `now`, and forgets what is left of runs that died long before."""


class Deciding:
    """Keeps what becomes of kin; what was decided of them before in the same run is replaced."""

    def __init__(self, dialect: Dialect) -> None:
        numbers = {name: BigInteger() for name in (*_KIN, "step_id")}
        self._passed = Passed(dialect, **numbers, next_digest_at=UTCDateTime())
        groups = self._passed.groups
        chosen = select(*(groups.c[name] for name in (*_KIN, *_LOT)), _RUN)
        # SQLite would take ON CONFLICT for the condition of a join without a WHERE (lang_upsert).
        insert = insert_into(dialect, _FATE).from_select(
            [*_KIN, *_LOT, "run"], chosen.where(true())
        )
        self.statement = Prepared(
            insert.on_conflict_do_update(
                index_elements=[*_KIN, "run"],
                set_={name: insert.excluded[name] for name in _LOT},
            )
        )

    def values(self, moves: Sequence[Move], run: int) -> Mapping[str, Any]:
        """Return what the statement takes."""
        fates = [
            (kin.preference, kin.schedule, kin.past or 0, kin.alone or 0, step, following)
            for kin, step, following in moves
        ]
        return self._passed.shared(fates) | {"run": run}


@cache
def deciding(dialect: Dialect) -> Deciding:
    """Return what keeps fates in a database of this kind."""
    return Deciding(dialect)


@cache
def moving(dialect: Dialect, *, is_late: bool) -> Prepared:
    """Move those from `after` to `until` who wait for `slot` as a `run` decided of their kin.

    Either those who are `is_late`, who get nothing, or those who get one of `steps`, if it holds
    no story that was retracted `since`, and if they had nothing for that slot.
    """
    waits: list[ColumnElement[bool]] = [
        *WAITING,
        col(_ONE.next_digest_at) == _SLOT,
        col(_ONE.id) > bindparam("after", type_=BigInteger()),
        col(_ONE.id) <= bindparam("until", type_=BigInteger()),
    ]
    is_theirs = (
        col(_FATE.run) == _RUN,
        # Plus nothing, or SQLite goes through all who ever had these preferences.
        col(_FATE.preference_id) == col(_ONE.preference_id) + literal_column("0"),
        col(_FATE.schedule_id) == col(_ONE.schedule_id),
        col(_FATE.past_id) == func.coalesce(col(_ONE.past_id), 0),
        col(_FATE.alone_id) == func.coalesce(ALONE, 0),
    )
    if isinstance(dialect, SQLiteDialect):
        lot: Any = _FATE
        is_meant = [*waits, *is_theirs, *_gets(lot, is_late=is_late)]
    else:
        lot = _locked(waits, is_theirs, is_late=is_late)
        is_meant = [col(_ONE.id) == lot.id]
    values: dict[str, Any] = {"next_digest_at": lot.next_digest_at}
    if not is_late:
        values |= {"last_digest_at": _SLOT, "past_id": lot.step_id}
    return Prepared(update(_ONE).where(*is_meant).values(**values))


def _gets(lot: Any, *, is_late: bool) -> list[ColumnElement[bool]]:
    """Tell whether somebody with a fate gets it."""
    if is_late:
        return [lot.step_id.is_(None)]
    return [
        # True, or PostgreSQL goes through all steps once for each who waits.
        among(lot.step_id, "steps").is_(true()),
        lot.step_id.not_in(GONE),
        col(_ONE.last_digest_at).is_(None) | (col(_ONE.last_digest_at) < _SLOT),
    ]


def _locked(
    waits: Iterable[ColumnElement[bool]],
    is_theirs: Iterable[ColumnElement[bool]],
    *,
    is_late: bool,
) -> Any:
    """Return who is moved to where, on PostgreSQL."""
    # One look into its key for each who waits: PostgreSQL knows nothing true of a table that is
    # filled and emptied all day, and would go through the stretch once for each fate.
    lot = (
        select(col(_FATE.step_id), col(_FATE.next_digest_at))
        .where(*is_theirs)
        .correlate(_ONE)
        .offset(literal_column("0"))
        .lateral("lot")
    )
    return (
        select(col(_ONE.id), lot.c.step_id, lot.c.next_digest_at)
        .join_from(_ONE, lot, true())
        .where(*waits, *_gets(lot.c, is_late=is_late))
        # Other planners skip who is about to be moved here instead of waiting for it.
        .with_for_update(skip_locked=True, of=_ONE)
        .cte("found")
    ).c
