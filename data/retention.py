"""What is cleared away after a while; stories, and who was shown which, stay."""

from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlmodel import col

from .engine import Database
from .tables import (
    AnswerRow,
    ArticleVersionRow,
    DigestPartRow,
    DigestRow,
    ModelCallRow,
    ParcelRow,
)
from .tables.outbox import OPEN


class Retention:
    """The end of what nobody needs any more."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def clear(self, before: datetime, *, limit: int) -> int:
        """Delete rows from before a moment, at most `limit` of each kind; return how many.

        They are messages that are done with and their words, what articles said before their
        sources corrected them, and what models answered. Call it until it returns 0: a
        transaction at a time, so that others write in between.
        """
        # Keys grow with time, so the oldest rows are found without an index on their dates.
        oldest_parcels = select(col(ParcelRow.id)).order_by(col(ParcelRow.id)).limit(limit)
        oldest_versions = (
            select(col(ArticleVersionRow.id)).order_by(col(ArticleVersionRow.id)).limit(limit)
        )
        statements = (
            delete(ParcelRow).where(
                col(ParcelRow.id).in_(oldest_parcels),
                col(ParcelRow.slot) < before,
                col(ParcelRow.state).not_in(OPEN),
            ),
            delete(DigestPartRow).where(col(DigestPartRow.digest_id).in_(_said(before, limit))),
            delete(ArticleVersionRow).where(
                col(ArticleVersionRow.id).in_(oldest_versions),
                col(ArticleVersionRow.replaced_at) < before,
            ),
            delete(AnswerRow).where(
                col(AnswerRow.key).in_(
                    select(col(AnswerRow.key)).where(col(AnswerRow.at) < before).limit(limit)
                )
            ),
            delete(ModelCallRow).where(
                col(ModelCallRow.id).in_(
                    select(col(ModelCallRow.id))
                    .where(col(ModelCallRow.day) < before.date().isoformat())
                    .limit(limit)
                )
            ),
        )
        async with self._database.core_writing() as connection:
            return sum([(await connection.execute(one)).rowcount for one in statements])


def _said(before: datetime, limit: int) -> Select[int]:
    """Return the digests whose words nobody waits for."""
    waiting = select(col(ParcelRow.digest_id)).where(col(ParcelRow.state).in_(OPEN))
    return (
        select(col(DigestPartRow.digest_id))
        .join(DigestRow, col(DigestRow.id) == col(DigestPartRow.digest_id))
        .where(col(DigestRow.planned_at) < before, col(DigestRow.id).not_in(waiting))
        .order_by(col(DigestPartRow.digest_id))
        .limit(limit)
    )
