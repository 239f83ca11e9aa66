"""Words from the operators into the outbox: quiet, once for each chat, after quiet hours."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.amending import LATEST_NOTICE
from bot.core.audience import ChatState
from bot.core.due import next_loud
from bot.core.news import StoryId
from bot.core.outgoing import Fields, ParcelKind, ParcelState, Step

from .columns import constant
from .engine import Database
from .past import store_steps
from .schedules import load_schedules
from .tables import ParcelRow, PreferenceRow, SubscriberRow


async def tell(
    connection: AsyncConnection,
    database: Database,
    ids: Collection[int],
    notices: Mapping[str, Fields],
    *,
    said_at: datetime,
    now: datetime,
    about: StoryId | None = None,
) -> int:
    """Queue a notice for subscribers, each in their language; return for how many.

    `said_at` names what is said: of all its topics a chat hears it in one, and once. Nobody is
    disturbed in quiet hours or in a pause; who would be only after LATEST_NOTICE is left out.
    """
    if not ids or not notices:
        return 0
    found = await connection.execute(
        select(SubscriberRow, col(PreferenceRow.language))
        .join(PreferenceRow, col(PreferenceRow.id) == col(SubscriberRow.preference_id))
        .where(
            col(SubscriberRow.id).in_(ids),
            col(SubscriberRow.state) == constant(ChatState.ACTIVE),
        )
        .order_by(col(SubscriberRow.id))
    )
    rows: Sequence[Any] = found.all()
    schedules = await load_schedules(connection, {row.schedule_id for row in rows})
    chats = {row.chat_id for row in rows}
    told = await connection.execute(
        select(col(SubscriberRow.chat_id))
        .join(ParcelRow, col(ParcelRow.subscriber_id) == col(SubscriberRow.id))
        .where(
            col(SubscriberRow.chat_id).in_(chats),
            col(ParcelRow.slot) == said_at,
            col(ParcelRow.kind) == ParcelKind.NOTICE,
        )
    )
    known = set(told.scalars())
    groups: defaultdict[tuple[str, datetime], list[int]] = defaultdict(list)
    for row in rows:
        schedule = replace(schedules[row.schedule_id], paused_until=row.paused_until)
        not_before = next_loud(schedule, now)
        if row.chat_id not in known and not_before <= now + LATEST_NOTICE:
            known.add(row.chat_id)
            groups[row.language, not_before].append(row.id)
    story_ids = () if about is None else (about,)
    for (language, not_before), some in groups.items():
        step = Step(past=None, story_ids=story_ids, messages=(notices[language],))
        await queue_apart(
            connection,
            database,
            step,
            [
                Apart(subscriber_id, ParcelKind.NOTICE, said_at, not_before)
                for subscriber_id in some
            ],
            now,
        )
    return sum(map(len, groups.values()))


class Apart(NamedTuple):
    """A parcel that is no part of anybody's past."""

    subscriber_id: int
    kind: ParcelKind
    slot: datetime
    not_before: datetime
    replaces: int = 0
    """Telegram's id of the message that it edits, 0 for a new one."""


async def queue_apart(
    connection: AsyncConnection,
    database: Database,
    step: Step,
    parcels: Collection[Apart],
    now: datetime,
) -> None:
    """Queue the one message of a step; who has a parcel of this kind and slot gets no other."""
    (digest_id,) = await store_steps(connection, database, [step], now)
    await connection.execute(
        database.insert(ParcelRow).on_conflict_do_nothing(),
        [
            {
                "digest_id": digest_id,
                "subscriber_id": one.subscriber_id,
                "kind": one.kind,
                "slot": one.slot,
                "part": 0,
                "state": ParcelState.QUEUED,
                "not_before": one.not_before,
                "turn": 0,
                "telegram_message_id": one.replaces,
            }
            for one in parcels
        ],
    )
