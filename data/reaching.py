"""An operator's word on its way to those who had the story: edits and quiet notices."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, func

from bot.core.amending import SETTLING, Amendment, CardReader, Reach, Word, find_place
from bot.core.audience import ChatState, FeedbackKind, SubscriberId
from bot.core.news import StoryId
from bot.core.outgoing import Fields, ParcelKind, ParcelState, Step

from .columns import constant
from .engine import Database
from .notices import Apart, queue_apart, tell
from .preferences import load_preferences
from .sending import MAY_HAVE_LEFT
from .tables import (
    AmendmentRow,
    BookmarkRow,
    DigestPartRow,
    DigestStoryRow,
    FeedbackRow,
    ParcelRow,
    ReadingRow,
    SubscriberRow,
)
from .tables.outbox import OPEN

_SHARED = (ParcelKind.ALERT, ParcelKind.DIGEST, ParcelKind.REVIEW)
_IN_PARTS = (ParcelKind.DIGEST, ParcelKind.REVIEW)
_EDITABLE = (ParcelState.SENT, ParcelState.PARKED)
"""A parked parcel with a message id is an edit that was given up."""
_ARRIVED = (ParcelState.SENT, ParcelState.UNCONFIRMED)


def is_last_word(amendment: Amendment) -> tuple[Any, ...]:
    """Return the conditions that no other word has been said since."""
    return (
        col(AmendmentRow.story_id) == amendment.story_id,
        col(AmendmentRow.at) == amendment.at,
    )


async def reach_messages(
    connection: AsyncConnection,
    database: Database,
    amendment: Amendment,
    notices: Mapping[str, Fields],
    *,
    now: datetime,
    limit: int,
) -> bool:
    """Edit and tell on from where it stopped; return whether there may be more."""
    row = await _lock(connection, amendment)
    if row is None:
        return False
    page = await _page(connection, amendment, (row.digest_cursor, row.parcel_cursor), limit)
    if not page:
        return False
    meant = await _of_the_story(connection, page, amendment.known_as)
    await connection.execute(
        update(ParcelRow)
        .where(
            col(ParcelRow.id).in_([one.id for one in meant if one.kind in _SHARED]),
            col(ParcelRow.telegram_message_id) != 0,
            col(ParcelRow.state).in_(_EDITABLE),
        )
        .values(state=ParcelState.QUEUED, not_before=now, attempts=0, owner="", error="")
    )
    hearers = [one.subscriber_id for one in meant if _hears(amendment, one)]
    story_id = amendment.story_id
    at = amendment.at
    await tell(connection, database, hearers, notices, said_at=at, now=now, about=story_id)
    await connection.execute(
        update(AmendmentRow)
        .where(*is_last_word(amendment))
        .values(digest_cursor=page[-1].digest_id, parcel_cursor=page[-1].id)
    )
    return len(page) == limit


async def _lock(connection: AsyncConnection, amendment: Amendment) -> Any:
    """Return the row of a word that is still the last one, for this transaction alone."""
    found = await connection.execute(
        select(AmendmentRow)
        .where(*is_last_word(amendment), col(AmendmentRow.is_done).is_(False))
        .with_for_update()
    )
    return found.first()


async def _page(
    connection: AsyncConnection, amendment: Amendment, after: tuple[int, int], limit: int
) -> list[Any]:
    """Return parcels that came to open chats, or may have, by digest and id.

    What is left of one digest is asked for by itself: it may have a hundred thousand parcels, and
    none of those before is read again.
    """
    digest_id, parcel_id = after
    of_digest, holds = col(ParcelRow.digest_id), col(DigestStoryRow.digest_id)
    page: list[Any] = []
    for rest in ((of_digest == digest_id, col(ParcelRow.id) > parcel_id), (holds > digest_id,)):
        found = await connection.execute(
            select(
                col(ParcelRow.id),
                of_digest,
                col(ParcelRow.subscriber_id),
                col(ParcelRow.kind),
                col(ParcelRow.part),
            )
            .select_from(DigestStoryRow)
            .join(ParcelRow, of_digest == holds)
            .join(SubscriberRow, col(SubscriberRow.id) == col(ParcelRow.subscriber_id))
            .where(
                col(DigestStoryRow.story_id).in_(amendment.known_as),
                *rest,
                MAY_HAVE_LEFT,
                or_(col(ParcelRow.state).in_(_ARRIVED), col(ParcelRow.telegram_message_id) != 0),
                col(SubscriberRow.state) == constant(ChatState.ACTIVE),
            )
            .order_by(of_digest, col(ParcelRow.id))
            .limit(limit - len(page))
        )
        page += found.all()
    return page


async def _of_the_story(
    connection: AsyncConnection, page: Sequence[Any], ids: Collection[StoryId]
) -> list[Any]:
    """Return the parcels that tell the story: of a digest in parts it is one part."""
    digests = {one.digest_id for one in page if one.kind in _IN_PARTS}
    parts = await connection.execute(
        select(DigestPartRow).where(col(DigestPartRow.digest_id).in_(digests))
    )
    telling = {(row.digest_id, row.part) for row in parts if find_place(row.fields, ids)}
    return [
        one for one in page if one.kind not in _IN_PARTS or (one.digest_id, one.part) in telling
    ]


def _hears(amendment: Amendment, parcel: Any) -> bool:
    """Tell whether who got a parcel is told: of a restoration only who heard of the retraction."""
    if amendment.word is Word.RESTORATION:
        return bool(parcel.kind == ParcelKind.NOTICE)
    return parcel.kind in _SHARED


async def load_card_readers(
    connection: AsyncConnection, amendment: Amendment, limit: int
) -> list[CardReader]:
    """Return the next readers after the cursor, in open chats."""
    reading = ReadingRow
    found = await connection.execute(
        select(
            col(reading.subscriber_id),
            col(reading.message_id),
            col(SubscriberRow.preference_id),
            col(BookmarkRow.story_id).is_not(None).label("is_saved"),
        )
        .join(AmendmentRow, col(AmendmentRow.story_id) == col(reading.story_id))
        .join(SubscriberRow, col(SubscriberRow.id) == col(reading.subscriber_id))
        .outerjoin(
            BookmarkRow,
            and_(
                col(BookmarkRow.story_id) == col(reading.story_id),
                col(BookmarkRow.subscriber_id) == col(reading.subscriber_id),
            ),
        )
        .where(
            *is_last_word(amendment),
            col(reading.subscriber_id) > col(AmendmentRow.reader_cursor),
            col(SubscriberRow.state) == constant(ChatState.ACTIVE),
        )
        .order_by(col(reading.subscriber_id))
        .limit(limit)
    )
    rows = found.all()
    preferences = await load_preferences(connection, {row.preference_id for row in rows})
    said = await connection.execute(
        select(col(FeedbackRow.subscriber_id), col(FeedbackRow.kind)).where(
            col(FeedbackRow.story_id) == amendment.story_id,
            col(FeedbackRow.subscriber_id).in_([row.subscriber_id for row in rows]),
        )
    )
    kinds = [(subscriber_id, FeedbackKind(kind)) for subscriber_id, kind in said]
    return [
        CardReader(
            id=SubscriberId(row.subscriber_id),
            message_id=row.message_id,
            preferences=preferences[row.preference_id],
            is_saved=row.is_saved,
            said=frozenset(kind for reader, kind in kinds if reader == row.subscriber_id),
        )
        for row in rows
    ]


async def reach_readers(
    connection: AsyncConnection,
    database: Database,
    amendment: Amendment,
    cards: Mapping[CardReader, Fields],
    notices: Mapping[str, Fields],
    *,
    now: datetime,
) -> None:
    """Edit the cards of readers and tell them, where nobody else has done it."""
    if await _lock(connection, amendment) is None:
        return
    for reader, fields in cards.items():
        if reader.message_id:
            step = Step(past=None, story_ids=(amendment.story_id,), messages=(fields,))
            edit = Apart(reader.id, ParcelKind.EDIT, amendment.at, now, reader.message_id)
            await queue_apart(connection, database, step, [edit], now)
    if amendment.word is not Word.RESTORATION:
        ids = [reader.id for reader in cards]
        story_id = amendment.story_id
        at = amendment.at
        await tell(connection, database, ids, notices, said_at=at, now=now, about=story_id)
    await connection.execute(
        update(AmendmentRow)
        .where(*is_last_word(amendment))
        .values(reader_cursor=max(reader.id for reader in cards))
    )


async def load_reach(
    connection: AsyncConnection, story_id: StoryId, ids: Collection[StoryId]
) -> Reach | None:
    """Return how far the last word about a story has come; `ids` are all numbers it ever had."""
    found = await connection.execute(
        select(AmendmentRow).where(col(AmendmentRow.story_id) == story_id)
    )
    row = found.first()
    if row is None:
        return None
    had_old_words = col(ParcelRow.sent_at) <= (row.changed_at or row.at) + SETTLING
    is_edit = or_(
        and_(col(ParcelRow.kind) == ParcelKind.EDIT, col(ParcelRow.slot) == row.at),
        and_(
            col(ParcelRow.kind).in_(_SHARED),
            had_old_words,
            col(ParcelRow.telegram_message_id) != 0,
            col(ParcelRow.not_before) >= row.at,
        ),
    )
    is_open, is_failed = col(ParcelRow.state).in_(OPEN), col(ParcelRow.error) != ""
    is_told = and_(col(ParcelRow.kind) == ParcelKind.NOTICE, col(ParcelRow.slot) == row.at)
    counted = await connection.execute(
        select(
            func.count().filter(is_edit, ~is_open, ~is_failed).label("changed"),
            func.count().filter(is_edit, is_open).label("waiting"),
            func.count().filter(is_edit, ~is_open, is_failed).label("failed"),
            func.count().filter(is_told, col(ParcelRow.state).in_(_ARRIVED)).label("told"),
            func.count().filter(is_told, is_open).label("to_tell"),
        )
        .select_from(DigestStoryRow)
        .join(ParcelRow, col(ParcelRow.digest_id) == col(DigestStoryRow.digest_id))
        .where(col(DigestStoryRow.story_id).in_(ids), MAY_HAVE_LEFT)
    )
    counts = counted.one()
    holding = select(col(DigestStoryRow.digest_id)).where(col(DigestStoryRow.story_id).in_(ids))
    queued = await connection.execute(
        select(func.count()).where(
            is_told,
            col(ParcelRow.state) == constant(ParcelState.QUEUED),
            col(ParcelRow.digest_id).in_(holding),
        )
    )
    return Reach(
        word=Word(row.word),
        at=row.at,
        is_told=row.is_told,
        is_done=row.is_done,
        changed=counts.changed,
        waiting=counts.waiting,
        failed=counts.failed,
        told=counts.told,
        to_tell=counts.to_tell + queued.scalar_one(),
    )
