"""Schedules: rows that never change, shared by all whose digests come by the same one.

As with preferences, whoever changes one setting is pointed to another row. How long a pause lasts
is one person's own, and stands in theirs.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.audience import QuietHours, Schedule

from .engine import Database
from .immutable import keep
from .tables import ScheduleRow


async def store_schedule(
    connection: AsyncConnection, database: Database, schedule: Schedule
) -> int:
    """Return the id of the row of a schedule, but for its pause; made where there is none."""
    (kept,) = await keep(connection, database, ScheduleRow.content, [_values(schedule)])
    return kept.id


async def load_schedules(connection: AsyncConnection, ids: Collection[int]) -> dict[int, Schedule]:
    """Return schedules without pauses by the id of their row."""
    rows = await connection.execute(select(ScheduleRow).where(col(ScheduleRow.id).in_(ids)))
    return {row.id: _schedule(row) for row in rows}


def _schedule(row: Any) -> Schedule:
    quiet = None
    if row.quiet_start is not None and row.quiet_end is not None:
        quiet = QuietHours(
            start=row.quiet_start, end=row.quiet_end, lets_breaking=row.quiet_lets_breaking
        )
    return Schedule(
        timezone=row.timezone,
        times=tuple(row.times),
        weekdays=row.weekdays,
        quiet=quiet,
        is_silent=row.is_silent,
    )


def _values(schedule: Schedule) -> dict[str, Any]:
    quiet = schedule.quiet
    values: dict[str, Any] = {
        "timezone": schedule.timezone,
        "times": list(schedule.times),
        "weekdays": schedule.weekdays,
        "quiet_start": quiet.start if quiet else None,
        "quiet_end": quiet.end if quiet else None,
        "quiet_lets_breaking": quiet is not None and quiet.lets_breaking,
        "is_silent": schedule.is_silent,
    }
    return values | {"content": _content(values.values())}


def _content(values: Iterable[Any]) -> str:
    """Return all of a schedule in one text; the migration that made the table writes the same."""
    stored = (int(value) if isinstance(value, bool) else value for value in values)
    return "|".join("" if value is None else str(value) for value in stored)
