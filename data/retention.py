"""What is cleared away after a while; stories, and who was shown which, stay."""

from datetime import datetime, timedelta

from sqlalchemy import Select, String, cast, delete, exists, literal, select, update
from sqlmodel import col

from .engine import Database
from .immutable import remove_retired, retire
from .tables import (
    AlertRow,
    AnswerRow,
    ArticleVersionRow,
    DigestPartRow,
    DigestRow,
    ModelCallRow,
    ParcelRow,
    PreferenceRow,
    ScheduleRow,
    SubscriberRow,
)
from .tables.outbox import OPEN

_GRACE = timedelta(days=1)
"""A portion is planned, and a person answered, much faster than this."""
_PREFERENCES = 50
"""In one transaction; each has some forty rows with what its readers lean to."""
_SCHEDULES = 1
"""In one transaction. Nothing but going through all subscribers shows that nobody has it: an index
for this alone would cost planning on PostgreSQL, which makes a new entry in every index of a
subscriber it moves."""


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
        oldest_alerts = (
            select(col(AlertRow.digest_id)).order_by(col(AlertRow.digest_id)).limit(limit)
        )
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
            # Whom an alert was put into words for is of use as long as it can be put into others.
            delete(AlertRow).where(
                col(AlertRow.digest_id).in_(oldest_alerts),
                ~exists().where(col(DigestPartRow.digest_id) == col(AlertRow.digest_id)),
            ),
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
            # No equal step finds one without words: who is given the same later would get nothing.
            nobodys = literal("said ") + cast(col(DigestRow.id), String)
            is_said = col(DigestRow.id).in_(_said(before, limit))
            await connection.execute(update(DigestRow).where(is_said).values(hash=nobodys))
            return sum([(await connection.execute(one)).rowcount for one in statements])

    async def drop_unused(self, now: datetime) -> int:
        """Delete preferences and schedules that nobody has any more; return how many.

        It takes two calls, more than a day apart. Many short transactions: others write in
        between.
        """
        database, before = self._database, now - _GRACE
        preferences, schedules = col(PreferenceRow.hash), col(ScheduleRow.content)
        await retire(database, preferences, col(SubscriberRow.preference_id), now)
        await retire(database, schedules, col(SubscriberRow.schedule_id), now)
        put_into_words = select(col(DigestRow.preference_id)).join(
            DigestPartRow, col(DigestPartRow.digest_id) == col(DigestRow.id)
        )
        alerted = select(col(AlertRow.preference_id))
        return await remove_retired(
            database, preferences, before, put_into_words, alerted, limit=_PREFERENCES
        ) + await remove_retired(database, schedules, before, limit=_SCHEDULES)


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
