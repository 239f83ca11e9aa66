"""What operators say to everybody, as far as it is remembered."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col, func

from bot.core.audience import ChatState
from bot.core.broadcast import DRAFT_AGE, Broadcast, BroadcastId
from bot.core.outgoing import Fields

from .columns import constant
from .engine import Database
from .notices import tell
from .tables import BroadcastRow, SubscriberRow


class Broadcasts:
    """Everything about broadcasts that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def draft(self, texts: Mapping[str, str], now: datetime) -> BroadcastId:
        """Keep what would be said until somebody confirms it."""
        async with self._database.core_writing() as connection:
            made = await connection.execute(
                self._database.insert(BroadcastRow)
                .values(said_at=now, texts=dict(texts), cursor=0, is_done=False)
                .returning(col(BroadcastRow.id))
            )
            return BroadcastId(made.scalar_one())

    async def chats(self) -> int:
        """Return how many chats there are to hear it."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(func.count(func.distinct(col(SubscriberRow.chat_id)))).where(
                    col(SubscriberRow.state) == constant(ChatState.ACTIVE)
                )
            )
            return found.scalar_one()

    async def confirm(self, broadcast_id: BroadcastId, now: datetime) -> bool:
        """Let a draft go to everybody, once; False where it went before or is too old."""
        async with self._database.core_writing() as connection:
            confirmed = await connection.execute(
                update(BroadcastRow)
                .where(
                    col(BroadcastRow.id) == broadcast_id,
                    col(BroadcastRow.confirmed_at).is_(None),
                    col(BroadcastRow.said_at) > now - DRAFT_AGE,
                )
                .values(confirmed_at=now)
                .returning(col(BroadcastRow.id))
            )
            return confirmed.first() is not None

    async def open(self) -> list[Broadcast]:
        """Return what was confirmed and has not been queued for everybody, the oldest first."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(BroadcastRow)
                .where(
                    col(BroadcastRow.confirmed_at).is_not(None),
                    col(BroadcastRow.is_done).is_(False),
                )
                .order_by(col(BroadcastRow.id))
            )
            return [
                Broadcast(id=BroadcastId(row.id), said_at=row.said_at, texts=row.texts)
                for row in found
            ]

    async def spread(
        self,
        broadcast: Broadcast,
        notices: Mapping[str, Fields],
        now: datetime,
        *,
        limit: int,
    ) -> bool:
        """Queue it for the next subscribers, each in their language; return whether more follow.

        Where another process does the same, nobody hears it twice.
        """
        is_it = col(BroadcastRow.id) == broadcast.id
        async with self._database.core_writing() as connection:
            found = await connection.execute(
                select(col(BroadcastRow.cursor)).where(is_it).with_for_update()
            )
            reached = found.scalar_one()
            people = await connection.execute(
                select(col(SubscriberRow.id))
                .where(
                    col(SubscriberRow.id) > reached,
                    col(SubscriberRow.state) == constant(ChatState.ACTIVE),
                )
                .order_by(col(SubscriberRow.id))
                .limit(limit)
            )
            ids = list(people.scalars())
            await tell(
                connection, self._database, ids, notices, said_at=broadcast.said_at, now=now
            )
            is_more = len(ids) == limit
            await connection.execute(
                update(BroadcastRow)
                .where(is_it)
                .values(cursor=ids[-1] if ids else reached, is_done=not is_more)
            )
            return is_more
