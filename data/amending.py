"""How an operator's word about a story reaches the messages and the people that had it.

What many share is put into new words first. Messages that were sent are edited when nothing with
the old words is on its way any more: their parcels are queued again, as for an alert that is
updated. A cursor makes it go on where it stopped, in small steps, so that digests need not wait
behind a hundred thousand edits.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from bot.core.amending import Amendment, CardReader, Holding, Reach, Word
from bot.core.audience import PastId
from bot.core.news import Story, StoryId
from bot.core.outgoing import Fields, ParcelState

from .columns import constant
from .engine import Database
from .preferences import load_preferences
from .reaching import is_last_word, load_card_readers, load_reach, reach_messages, reach_readers
from .showing import load_stories
from .story_loading import survivor
from .tables import (
    AlertRow,
    AmendmentRow,
    DigestPartRow,
    DigestRow,
    DigestStoryRow,
    ParcelRow,
    StoryRow,
)
from .withdrawing import load_waiting, withdraw_notices, withdraw_plans


class Amending:
    """Everything about operators' words that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self) -> list[Amendment]:
        """Return the words that have not reached all messages, the oldest first."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(AmendmentRow)
                .where(col(AmendmentRow.is_done).is_(False))
                .order_by(col(AmendmentRow.at))
            )
            return [
                Amendment(
                    story_id=StoryId(row.story_id),
                    known_as=await _known_as(connection, row.story_id),
                    word=Word(row.word),
                    at=row.at,
                    is_told=row.is_told,
                    changed_at=row.changed_at,
                )
                for row in found.all()
            ]

    async def story(self, story_id: StoryId) -> tuple[Story, str] | None:
        """Return a story, retracted or not, and why it was retracted; None while it is not ready.

        A story that was restored is not ready before it has been enriched.
        """
        async with self._database.core_reading() as connection:
            stories = await load_stories(connection, [story_id], also_retracted=True)
            reason = await connection.execute(
                select(col(StoryRow.retraction)).where(col(StoryRow.id) == story_id)
            )
            return (stories[0], reason.scalar_one()) if stories else None

    async def withdraw(
        self, amendment: Amendment, *, after: tuple[int, int], limit: int
    ) -> tuple[int, int] | None:
        """Take back notices that wait; of a retracted story also what is planned and unsent.

        Begin after a parcel, look at as many as `limit` that hold the story, and return the last
        of them, None where there is no more. Those whose plan is undone are due again.
        """
        async with self._database.core_reading() as connection:
            waiting = await load_waiting(connection, amendment.known_as, after, limit)
        if not waiting:
            return None
        parcels = [parcel for _, parcel in waiting]
        async with self._database.core_writing() as connection:
            await withdraw_notices(connection, parcels)
            if amendment.word is Word.RETRACTION:
                await withdraw_plans(connection, parcels)
        return waiting[-1]

    async def holdings(
        self, amendment: Amendment, *, after: tuple[int, int], limit: int
    ) -> list[Holding]:
        """Return shared messages that hold the story, by digest and part, those after `after`."""
        part, digest = DigestPartRow, DigestRow
        wanted = func.coalesce(col(AlertRow.preference_id), col(digest.preference_id))
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(
                    col(part.digest_id),
                    col(part.part),
                    col(part.fields),
                    wanted.label("preference_id"),
                    col(AlertRow.digest_id).is_not(None).label("is_alert"),
                )
                .join(DigestStoryRow, col(DigestStoryRow.digest_id) == col(part.digest_id))
                .join(digest, col(digest.id) == col(part.digest_id))
                .outerjoin(AlertRow, col(AlertRow.digest_id) == col(part.digest_id))
                .where(
                    col(DigestStoryRow.story_id).in_(amendment.known_as),
                    wanted.is_not(None),
                    tuple_(col(part.digest_id), col(part.part)) > tuple_(*after),
                )
                .order_by(col(part.digest_id), col(part.part))
                .limit(limit)
            )
            rows = found.all()
            preferences = await load_preferences(connection, {row.preference_id for row in rows})
        return [
            Holding(
                digest_id=PastId(row.digest_id),
                part=row.part,
                fields=row.fields,
                preferences=preferences[row.preference_id],
                is_alert=row.is_alert,
            )
            for row in rows
        ]

    async def rewrite(self, changes: Mapping[tuple[PastId, int], Fields]) -> None:
        """Put shared messages into new words: what waits leaves so."""
        async with self._database.core_writing() as connection:
            for (digest_id, part), fields in changes.items():
                await connection.execute(
                    update(DigestPartRow)
                    .where(
                        col(DigestPartRow.digest_id) == digest_id,
                        col(DigestPartRow.part) == part,
                    )
                    .values(fields=fields)
                )

    async def mark_changed(self, amendment: Amendment, now: datetime) -> None:
        """Note that all shared messages are in new words."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(AmendmentRow).where(*is_last_word(amendment)).values(changed_at=now)
            )

    async def is_busy(self, now: datetime, *, limit: int) -> bool:
        """Tell whether more than `limit` messages wait to be sent."""
        waiting = (
            select(col(ParcelRow.id))
            .where(
                col(ParcelRow.state) == constant(ParcelState.QUEUED),
                col(ParcelRow.not_before) <= now,
            )
            .limit(limit + 1)
            .subquery()
        )
        async with self._database.core_reading() as connection:
            found = await connection.execute(select(func.count()).select_from(waiting))
            return found.scalar_one() > limit

    async def reach_messages(
        self, amendment: Amendment, notices: Mapping[str, Fields], now: datetime, *, limit: int
    ) -> bool:
        """Queue edits of messages that were sent, and notices to those who had them.

        `notices` holds one for each language, nothing where nobody is told. Return whether there
        may be more.
        """
        async with self._database.core_writing() as connection:
            return await reach_messages(
                connection, self._database, amendment, notices, now=now, limit=limit
            )

    async def card_readers(self, amendment: Amendment, *, limit: int) -> list[CardReader]:
        """Return the next of those who opened the story."""
        async with self._database.core_reading() as connection:
            return await load_card_readers(connection, amendment, limit)

    async def reach_readers(
        self,
        amendment: Amendment,
        cards: Mapping[CardReader, Fields],
        notices: Mapping[str, Fields],
        now: datetime,
    ) -> None:
        """Queue edits of the cards that readers were last sent, and notices to these readers."""
        async with self._database.core_writing() as connection:
            await reach_readers(connection, self._database, amendment, cards, notices, now=now)

    async def finish(self, amendment: Amendment) -> None:
        """Note that a word has reached everybody."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                update(AmendmentRow).where(*is_last_word(amendment)).values(is_done=True)
            )

    async def reach(self, story_id: StoryId) -> Reach | None:
        """Return how far the last word about a story has come, None where none was said."""
        async with self._database.core_reading() as connection:
            story_id = await survivor(connection, story_id)
            return await load_reach(connection, story_id, await _known_as(connection, story_id))


async def say_word(
    connection: AsyncConnection,
    database: Database,
    story_id: StoryId,
    word: Word,
    now: datetime,
    *,
    is_told: bool,
) -> None:
    """Have a word about a story reach the messages that told it; it takes the last one's place."""
    values = {
        "word": word,
        "is_told": is_told,
        "at": now,
        "changed_at": None,
        "digest_cursor": 0,
        "parcel_cursor": 0,
        "reader_cursor": 0,
        "is_done": False,
    }
    await connection.execute(
        database.insert(AmendmentRow)
        .values(story_id=story_id, **values)
        .on_conflict_do_update(index_elements=["story_id"], set_=values)
    )


async def _known_as(connection: AsyncConnection, story_id: int) -> frozenset[StoryId]:
    merged = await connection.execute(
        select(col(StoryRow.id)).where(col(StoryRow.merged_into) == story_id)
    )
    return frozenset(map(StoryId, (story_id, *merged.scalars())))
