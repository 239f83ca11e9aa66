"""Chats: a subscriber's row, and what happens to all that belongs to it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, exists, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel import select as select_rows
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.core.audience import (
    Alerts,
    ChatId,
    ChatKind,
    ChatState,
    Had,
    PastId,
    Preferences,
    Review,
    Schedule,
    Subscriber,
    SubscriberId,
)
from bot.core.outgoing import ParcelState

from .columns import EPOCH, constant
from .engine import Database
from .past import add_to_past, load_shown
from .preferences import load_preferences
from .schedules import load_schedules
from .tables import (
    BookmarkRow,
    DigestRow,
    FeedbackRow,
    HeldAlertRow,
    ParcelRow,
    ReadingRow,
    SubscriberRow,
)

_ARRIVED = (ParcelState.SENT, ParcelState.UNCONFIRMED)
_LEFT = (ParcelState.SENDING, *_ARRIVED)
"""What the old chat is being sent comes back unsent: it has moved."""


def by_chat(chat_id: ChatId, thread_id: int) -> SelectOfScalar[SubscriberRow]:
    """Select the row of a chat or topic."""
    return select_rows(SubscriberRow).where(
        SubscriberRow.chat_id == chat_id, SubscriberRow.thread_id == thread_id
    )


async def load_subscribers(connection: AsyncConnection, rows: Collection[Any]) -> list[Subscriber]:
    """Return the subscribers of rows, in their order, with their preferences and schedules."""
    preferences = await load_preferences(connection, {row.preference_id for row in rows})
    schedules = await load_schedules(connection, {row.schedule_id for row in rows})
    return [
        subscriber_of(row, preferences[row.preference_id], schedules[row.schedule_id])
        for row in rows
    ]


def subscriber_of(
    row: SubscriberRow | Row[Any], preferences: Preferences, schedule: Schedule
) -> Subscriber:
    """Return the subscriber of a row."""
    return Subscriber(
        id=SubscriberId(row.id),
        chat_id=ChatId(row.chat_id),
        thread_id=row.thread_id,
        kind=ChatKind(row.kind),
        state=ChatState(row.state),
        preferences=preferences,
        schedule=replace(schedule, paused_until=row.paused_until),
        alerts=Alerts(
            is_on=row.alerts_on, threshold=row.alert_threshold, most_a_day=row.alerts_a_day
        ),
        review=review_of(row),
        next_review_at=row.next_review_at,
        next_digest_at=row.next_digest_at,
        last_digest_at=row.last_digest_at,
        had=_had_of(row),
        created_at=row.created_at,
    )


def review_of(row: SubscriberRow | Row[Any]) -> Review | None:
    """Return when the weekly review of a row comes."""
    if row.review_weekday is None or row.review_minutes is None:
        return None
    return Review(weekday=row.review_weekday, minutes=row.review_minutes)


def _had_of(row: SubscriberRow | Row[Any]) -> Had | None:
    """Return what somebody had before their schedule changed."""
    if row.had_slot is None or row.had_local is None:
        return None
    return Had(slot=row.had_slot, local=row.had_local)


async def change_state(
    connection: AsyncConnection, is_meant: ColumnElement[bool], state: ChatState, now: datetime
) -> None:
    """Open or close the subscribers that are meant; closing closes the parcels that wait, too."""
    await connection.execute(
        update(SubscriberRow)
        .where(is_meant, col(SubscriberRow.state) != state)
        .values(state=state, state_changed_at=now)
    )
    if state is ChatState.CLOSED:
        closed = select(col(SubscriberRow.id)).where(is_meant)
        await connection.execute(
            update(ParcelRow)
            .where(
                col(ParcelRow.subscriber_id).in_(closed),
                col(ParcelRow.state) == constant(ParcelState.QUEUED),
            )
            .values(state=ParcelState.CLOSED, lease_until=None)
        )


async def merge_subscribers(
    session: AsyncSession, database: Database, gone: SubscriberRow, *, into: SubscriberRow
) -> None:
    """Give all that belongs to one subscriber to another, and delete the one.

    What either was shown counts as shown to both; a slot that both had stays with the other,
    unless something of it has left for the one only.
    """
    if gone.past_id is not None:
        connection = await session.connection()
        past = PastId(gone.past_id)
        shown = (await load_shown(connection, [past], EPOCH))[past].stories
        newest = (
            await connection.execute(
                select(func.max(col(DigestRow.planned_at))).where(
                    col(DigestRow.id).in_([gone.past_id, into.past_id or gone.past_id])
                )
            )
        ).scalar_one()
        await add_to_past(connection, database, SubscriberId(into.id), sorted(shown), newest)
    same = aliased(ParcelRow)
    same_slot = (
        col(same.slot) == col(ParcelRow.slot),
        col(same.kind) == col(ParcelRow.kind),
    )
    await session.exec(
        delete(ParcelRow).where(
            col(ParcelRow.subscriber_id) == into.id,
            col(ParcelRow.state).not_in(_ARRIVED),
            col(ParcelRow.telegram_message_id) == 0,
            exists().where(
                col(same.subscriber_id) == gone.id, *same_slot, col(same.state).in_(_LEFT)
            ),
            ~exists().where(
                col(same.subscriber_id) == into.id, *same_slot, col(same.state).in_(_ARRIVED)
            ),
        )
    )
    has_like = exists().where(col(same.subscriber_id) == into.id, *same_slot)
    await session.exec(
        update(ParcelRow)
        .where(col(ParcelRow.subscriber_id) == gone.id, ~has_like)
        .values(subscriber_id=into.id)
    )
    for table, owner, key in (
        (BookmarkRow, col(BookmarkRow.subscriber_id), col(BookmarkRow.story_id)),
        (FeedbackRow, col(FeedbackRow.subscriber_id), col(FeedbackRow.story_id)),
        (HeldAlertRow, col(HeldAlertRow.subscriber_id), col(HeldAlertRow.story_id)),
        (ReadingRow, col(ReadingRow.subscriber_id), col(ReadingRow.story_id)),
    ):
        # What the other has the like of goes with its owner.
        has = select(key).where(owner == into.id)
        await session.exec(
            update(table).where(owner == gone.id, key.not_in(has)).values(subscriber_id=into.id)
        )
    await session.exec(delete(SubscriberRow).where(col(SubscriberRow.id) == gone.id))
