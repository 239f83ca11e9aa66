"""PostgreSQL looks into the fates once for each who waits, whatever it counted in that table."""

from datetime import timedelta

import psycopg
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql

from data.fates import moving
from data.planning import queueing_moved
from data.prepared import Prepared
from data.store import open_store

from . import given
from .given import NOW

_OTHERS = """
    INSERT INTO subscriber (chat_id, {same})
    SELECT 1000 + number, {same} FROM subscriber, generate_series(1, 2000) number
"""

_FATES = """
    INSERT INTO fate (preference_id, schedule_id, past_id, alone_id, run, step_id, next_digest_at)
    SELECT number, 1, 0, 0, 1, 1, now() FROM generate_series(1, 2000) number
"""
_DIALECT: Dialect = postgresql.psycopg.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's


async def test_fates_counted_while_there_were_none_slow_nobody_down(postgresql_url: str) -> None:
    async with open_store(postgresql_url) as store:
        one = await given.subscriber(store, 1)
    place = {"slot": NOW, "after": 0, "until": one.id + 1000, "steps": list(range(5000))}
    since = {"since": NOW - timedelta(minutes=5)}
    with psycopg.connect(postgresql_url, autocommit=True) as raw:
        found = raw.execute(
            "SELECT column_name FROM information_schema.columns"
            " WHERE table_name = 'subscriber' AND column_name NOT IN ('id', 'chat_id')"
        )
        same = ", ".join(name for (name,) in found)
        raw.execute(_OTHERS.format(same=same).encode())
        raw.execute("VACUUM ANALYZE")
        raw.execute(_FATES)

        moves = _plan(raw, moving(_DIALECT, is_late=False), place | since | {"run": 1})
        queues = _plan(raw, queueing_moved(_DIALECT), place | {"drawn": 1})

    assert "using pk_fate on fate" in moves
    assert moves.count("hashed SubPlan") == 2, (
        "of the steps, and of those with something retracted"
    )
    assert queues.count("hashed SubPlan") == 1


def _plan(raw: psycopg.Connection, order: Prepared, values: dict[str, object]) -> str:
    compiled = order.statement.compile(dialect=_DIALECT)
    rows = raw.execute(f"EXPLAIN {compiled}".encode(), compiled.params | values)
    return "\n".join(line for (line,) in rows)
