"""How much there is of what, for operators."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col, func

from bot.core.admin import DoubtfulParcel, Figures
from bot.core.audience import ChatId, ChatState
from bot.core.outgoing import ParcelKind, ParcelState

from .engine import Database
from .sending import in_states
from .tables import ArticleRow, ParcelRow, PreferenceRow, StoryRow, SubscriberRow
from .tables.outbox import DOUBTFUL

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Counts:
    """Counts over what is remembered; each is one look, none is kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def figures(self, now: datetime) -> Figures:
        """Count subscribers by language, and what came in the last day and week."""
        number = func.count()
        async with self._database.core_reading() as connection:

            async def since(when: Any, span: timedelta) -> int:
                return (
                    await connection.execute(select(number).where(when >= now - span))
                ).scalar_one()

            languages = await connection.execute(
                select(col(PreferenceRow.language), number)
                .join(SubscriberRow, col(SubscriberRow.preference_id) == col(PreferenceRow.id))
                .where(
                    col(SubscriberRow.state) == ChatState.ACTIVE,
                    col(SubscriberRow.next_digest_at).is_not(None),
                )
                .group_by(col(PreferenceRow.language))
                .order_by(number.desc(), col(PreferenceRow.language))
            )
            return Figures(
                languages={row[0]: row[1] for row in languages},
                stories_day=await since(col(StoryRow.first_seen_at), _DAY),
                stories_week=await since(col(StoryRow.first_seen_at), _WEEK),
                articles_day=await since(col(ArticleRow.published_at), _DAY),
                articles_week=await since(col(ArticleRow.published_at), _WEEK),
            )

    async def doubtful(self, limit: int) -> list[DoubtfulParcel]:
        """Return the latest unconfirmed and parked parcels, at most `limit`, newest first."""
        since = col(ParcelRow.not_before)  # they wait for nothing more since they are doubtful
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(
                    col(SubscriberRow.chat_id),
                    col(SubscriberRow.thread_id),
                    col(ParcelRow.kind),
                    col(ParcelRow.slot),
                    col(ParcelRow.part),
                    col(ParcelRow.state),
                    since,
                    col(ParcelRow.error),
                )
                .join(SubscriberRow, col(SubscriberRow.id) == col(ParcelRow.subscriber_id))
                .where(in_states(ParcelRow, DOUBTFUL))
                .order_by(since.desc(), col(ParcelRow.id).desc())
                .limit(limit)
            )
            return [
                DoubtfulParcel(
                    chat_id=ChatId(chat_id),
                    thread_id=thread_id,
                    kind=ParcelKind(kind),
                    slot=slot,
                    part=part,
                    state=ParcelState(state),
                    since=at,
                    error=error,
                )
                for chat_id, thread_id, kind, slot, part, state, at, error in rows
            ]
