"""How much there is of what, for operators."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col, func

from bot.core.admin import Figures
from bot.core.audience import ChatState

from .engine import Database
from .tables import ArticleRow, PreferenceRow, StoryRow, SubscriberRow

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
