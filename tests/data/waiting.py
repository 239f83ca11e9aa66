"""Slots that somebody waits for, and by which numbers those who wait are known."""

from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from bot.core.outgoing import Kin, Recipients
from data.due import ALONE, Readers
from data.due_slot import DueSlot
from data.store import Store
from data.tables import SubscriberRow


def due_slot(store: Store, at: datetime, now: datetime) -> DueSlot:
    """Return a slot, whoever waits for it."""
    database = store.outbox._database  # noqa: SLF001 - a slot that nobody waits for is not told
    return DueSlot(database, Readers(database, now), at, now)


async def kin(store: Store, some: Recipients) -> list[tuple[int, Kin]]:
    """Return by which numbers recipients are known, if they were shown what is said of them."""
    database = store.outbox._database  # noqa: SLF001 - these numbers leave the store as they are
    one = SubscriberRow
    async with database.core_reading() as connection:
        rows = await connection.execute(
            select(col(one.id), col(one.preference_id), col(one.schedule_id), ALONE).where(
                col(one.id).in_(some.ids)
            )
        )
        return [
            (number, Kin(wanted, times, some.past, alone)) for number, wanted, times, alone in rows
        ]
