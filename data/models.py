"""What models and translators took and gave: the day's budget, the calls, checked answers."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlmodel import col

from bot.core.writing import FALLBACK, USABLE, Call, ModelDay

from .engine import Database
from .tables import AnswerRow, ModelBudgetRow, ModelCallRow


class Models:
    """The books of models and translators; days are UTC."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, tokens: int, limit: int, now: datetime) -> bool:
        """Take tokens from the day's budget; False, and nothing taken, where they are not left."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                self._database.insert(ModelBudgetRow)
                .values(day=_day(now), tokens=0)
                .on_conflict_do_nothing()
            )
            # One statement, so that no two reservations read the same rest.
            taken = await connection.execute(
                update(ModelBudgetRow)
                .where(
                    col(ModelBudgetRow.day) == _day(now),
                    col(ModelBudgetRow.tokens) + tokens <= limit,
                )
                .values(tokens=col(ModelBudgetRow.tokens) + tokens)
                .returning(col(ModelBudgetRow.day))
            )
            return taken.first() is not None

    async def settle(self, reserved: int, used: int, reserved_at: datetime) -> None:
        """Give back what a reservation did not use, to the day it was taken from."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(ModelBudgetRow)
                .where(col(ModelBudgetRow.day) == _day(reserved_at))
                .values(tokens=col(ModelBudgetRow.tokens) + used - reserved)
            )

    async def spent(self, now: datetime) -> int:
        """Return the tokens taken today, reserved ones included."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(ModelBudgetRow.tokens)).where(col(ModelBudgetRow.day) == _day(now))
            )
            return rows.scalar() or 0

    async def record(self, call: Call, now: datetime) -> None:
        """Write a request into the books."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                self._database.insert(ModelCallRow).values(
                    day=_day(now),
                    at=now,
                    engine=call.engine,
                    outcome=call.outcome,
                    tokens_in=call.tokens_in,
                    tokens_out=call.tokens_out,
                    cost_usd=call.cost_usd,
                    faults=call.faults,
                )
            )

    async def days(self, limit: int) -> list[ModelDay]:
        """Return the last days with requests or stories that fell back, newest first."""
        outcome, number = col(ModelCallRow.outcome), func.count()
        is_fallback = outcome == FALLBACK
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(
                    col(ModelCallRow.day),
                    number.filter(~is_fallback),
                    number.filter(outcome.not_in((*USABLE, FALLBACK))),
                    func.sum(col(ModelCallRow.tokens_in) + col(ModelCallRow.tokens_out)),
                    func.sum(col(ModelCallRow.cost_usd)),
                    func.sum(col(ModelCallRow.faults)),
                    number.filter(is_fallback),
                )
                .group_by(col(ModelCallRow.day))
                .order_by(col(ModelCallRow.day).desc())
                .limit(limit)
            )
            return [
                ModelDay(
                    day=day,
                    calls=calls,
                    failed=failed,
                    tokens=tokens,
                    cost_usd=cost,
                    faults=faults,
                    fallbacks=fallbacks,
                )
                for day, calls, failed, tokens, cost, faults, fallbacks in rows
            ]

    async def answers(self, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        """Return the remembered answers among `keys`."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(AnswerRow.key), col(AnswerRow.answer)).where(
                    col(AnswerRow.key).in_(keys)
                )
            )
            return {row.key: row.answer for row in rows}

    async def remember(self, answers: dict[str, dict[str, Any]], now: datetime) -> None:
        """Keep checked answers; one that is known stays as it is."""
        if not answers:
            return
        async with self._database.core_writing() as connection:
            await connection.execute(
                self._database.insert(AnswerRow).on_conflict_do_nothing(),
                [{"key": key, "at": now, "answer": answer} for key, answer in answers.items()],
            )


def _day(now: datetime) -> str:
    return now.date().isoformat()
