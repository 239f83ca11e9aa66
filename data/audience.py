"""Subscribers and their settings."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col, func
from sqlmodel import select as select_rows

from bot.core.audience import (
    Alerts,
    ChatId,
    ChatKind,
    ChatState,
    Preferences,
    Review,
    Schedule,
    Subscriber,
    SubscriberId,
)
from bot.core.due import change_schedule

from .asking import Question
from .chats import (
    by_chat,
    change_state,
    load_subscribers,
    merge_subscribers,
    subscriber_of,
)
from .columns import among
from .engine import Database
from .known import Known
from .memory import Gathering
from .preferences import load_preferences, store_preferences
from .schedules import load_schedules, store_schedule
from .tables import SubscriberRow

_OF_CHATS = Question(select(SubscriberRow).where(among(col(SubscriberRow.chat_id), "chats")))


class Audience:
    """Everything about subscribers that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._asked: Gathering[tuple[int, int], Subscriber] = Gathering(self._load)
        self._preferences = Known(load_preferences)
        self._schedules = Known(load_schedules)

    async def get(self, chat_id: ChatId, thread_id: int = 0) -> Subscriber | None:
        """Return the subscriber of a chat or topic, None where it was never seen."""
        return await self._asked.get((chat_id, thread_id))

    async def _load(self, keys: Collection[tuple[int, int]]) -> dict[tuple[int, int], Subscriber]:
        """Return the subscribers of chats and topics, by both numbers."""
        chats = {chat_id for chat_id, _ in keys}
        found = await self._database.ask(_OF_CHATS, chats=chats)
        rows = [row for row in found if (row.chat_id, row.thread_id) in keys]
        wanted = await self._preferences.load(self._database, {row.preference_id for row in rows})
        times = await self._schedules.load(self._database, {row.schedule_id for row in rows})
        people = [
            subscriber_of(row, wanted[row.preference_id], times[row.schedule_id]) for row in rows
        ]
        return {(one.chat_id, one.thread_id): one for one in people}

    async def ensure(
        self,
        chat_id: ChatId,
        *,
        thread_id: int = 0,
        kind: ChatKind,
        language: str,
        timezone: str,
        now: datetime,
    ) -> Subscriber:
        """Return the subscriber of a chat or topic, made with defaults at first sight.

        A topic begins with the language and zone of its chat, where that is known: they are the
        group's own, and no matter of who happens to speak there first.
        """
        known = await self.get(chat_id, thread_id)
        if known is not None:
            return known
        if thread_id and (chat := await self.get(chat_id)):
            language, timezone = chat.preferences.language, chat.schedule.timezone
        preferences, schedule = Preferences(language=language), Schedule(timezone=timezone)
        async with self._database.writing() as session:
            connection = await session.connection()
            wanted = await store_preferences(connection, self._database, preferences)
            times = await store_schedule(connection, self._database, schedule)
            await session.exec(
                self._database.insert(SubscriberRow)
                .values(
                    chat_id=chat_id,
                    thread_id=thread_id,
                    kind=kind,
                    state=ChatState.ACTIVE,
                    state_changed_at=now,
                    preference_id=wanted,
                    schedule_id=times,
                    created_at=now,
                )
                .on_conflict_do_nothing(index_elements=["chat_id", "thread_id"])
            )
            rows = await session.exec(by_chat(chat_id, thread_id))
            (made,) = await load_subscribers(connection, [rows.one()])
            return made

    async def set_preferences(self, subscriber_id: SubscriberId, preferences: Preferences) -> None:
        """Point a subscriber to new preferences; rows of preferences never change."""
        async with self._database.core_writing() as connection:
            wanted = await store_preferences(connection, self._database, preferences)
            await connection.execute(
                update(SubscriberRow)
                .where(col(SubscriberRow.id) == subscriber_id)
                .values(preference_id=wanted)
            )

    async def reschedule(
        self,
        subscriber_id: SubscriberId,
        schedule: Schedule,
        now: datetime,
        *,
        turn_on: bool = False,
    ) -> Subscriber:
        """Store when digests come, with all that `change_schedule` says follows; return it."""
        async with self._database.core_writing() as connection:
            times = await store_schedule(connection, self._database, schedule)
            # Locked, so that nothing is planned for them between what they had and what comes.
            is_meant = col(SubscriberRow.id) == subscriber_id
            row = await connection.execute(select(SubscriberRow).where(is_meant).with_for_update())
            (before,) = await load_subscribers(connection, [row.one()])
            changed = change_schedule(before, schedule, now, turn_on=turn_on)
            await connection.execute(
                update(SubscriberRow)
                .where(is_meant)
                .values(
                    next_digest_at=changed.next_digest_at,
                    next_review_at=changed.next_review_at,
                    schedule_id=times,
                    paused_until=schedule.paused_until,
                    had_slot=changed.had.slot if changed.had else None,
                    had_local=changed.had.local if changed.had else None,
                )
            )
        return changed

    async def set_review(
        self, subscriber_id: SubscriberId, review: Review | None, next_review_at: datetime | None
    ) -> None:
        """Store when the weekly review comes, and the next one; None where none is wanted."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(SubscriberRow)
                .where(col(SubscriberRow.id) == subscriber_id)
                .values(
                    review_weekday=review.weekday if review else None,
                    review_minutes=review.minutes if review else None,
                    next_review_at=next_review_at,
                )
            )

    async def set_alerts(self, subscriber_id: SubscriberId, alerts: Alerts) -> None:
        """Store whether stories break in, which, and how often."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(SubscriberRow)
                .where(col(SubscriberRow.id) == subscriber_id)
                .values(
                    alerts_on=alerts.is_on,
                    alert_threshold=alerts.threshold,
                    alerts_a_day=alerts.most_a_day,
                )
            )

    async def set_next_digest(
        self, subscriber_id: SubscriberId, next_digest_at: datetime | None
    ) -> None:
        """Store the next slot; None turns digests off."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(SubscriberRow)
                .where(col(SubscriberRow.id) == subscriber_id)
                .values(next_digest_at=next_digest_at)
            )

    async def set_state(
        self, chat_id: ChatId, state: ChatState, now: datetime, *, thread_id: int | None = None
    ) -> None:
        """Note that a chat can be written to, or no more, with all its topics or only one.

        Closing keeps the settings, and closes what waits to be sent there.
        """
        is_meant = col(SubscriberRow.chat_id) == chat_id
        if thread_id is not None:
            is_meant &= col(SubscriberRow.thread_id) == thread_id
        async with self._database.core_writing() as connection:
            await change_state(connection, is_meant, state, now)

    async def move(self, old_chat_id: ChatId, new_chat_id: ChatId) -> None:
        """Give a group's subscribers the id of the supergroup it became.

        Where somebody wrote in the supergroup before we heard, both count as one from now on:
        with the old settings, and knowing what either was sent.
        """
        async with self._database.writing() as session:
            # Locked: Telegram tells us more than once, and who comes second finds nothing to do.
            old = await session.exec(
                select_rows(SubscriberRow)
                .where(SubscriberRow.chat_id == old_chat_id)
                .with_for_update()
            )
            for row in old.all():
                newer = (await session.exec(by_chat(new_chat_id, row.thread_id))).first()
                if newer is not None:
                    await merge_subscribers(session, self._database, newer, into=row)
                row.chat_id = new_chat_id
                row.kind = ChatKind.SUPERGROUP
                await session.flush()

    async def counts(self) -> dict[str, int]:
        """Return how many chats there are: `all`, `active`, `closed`, and `subscribed`.

        Subscribed are the active ones that have a next digest.
        """
        is_active = col(SubscriberRow.state) == ChatState.ACTIVE
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(
                    func.count().label("all"),
                    func.count().filter(is_active).label("active"),
                    func.count()
                    .filter(is_active, col(SubscriberRow.next_digest_at).is_not(None))
                    .label("subscribed"),
                ).select_from(SubscriberRow)
            )
            counts: dict[str, int] = dict(rows.mappings().one())
            return {**counts, "closed": counts["all"] - counts["active"]}
