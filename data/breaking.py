"""Alerts: which stories broke in, on whom, and what still has to be said differently."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select, tuple_, update
from sqlmodel import col, func

from bot.core.audience import PastId, Preferences, SubscriberId
from bot.core.breaking import AlertGroup, AlertReader, HeldAlert
from bot.core.news import Story, StoryId
from bot.core.outgoing import Fields, ParcelKind, ParcelState, Step

from .alert_readers import WANT_ALERTS, load_alert_readers, load_held
from .columns import constant
from .engine import Database
from .past import store_steps
from .planning import queue
from .preferences import load_preferences
from .sending import MAY_HAVE_LEFT
from .tables import (
    AlertRow,
    BreakingRow,
    DigestPartRow,
    HeldAlertRow,
    ParcelRow,
    StoryRow,
    SubscriberRow,
)


class Breaking:
    """Everything about alerts that is remembered."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def least_threshold(self) -> int | None:
        """Return the lowest threshold anybody set, None where nobody wants alerts."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(func.min(col(SubscriberRow.alert_threshold))).where(*WANT_ALERTS)
            )
            return found.scalar()

    async def levels(self, stories: Iterable[StoryId]) -> dict[StoryId, int]:
        """Return the highest threshold whose owners have been told, of stories that broke in."""
        async with self._database.core_reading() as connection:
            rows = await connection.execute(
                select(col(BreakingRow.story_id), col(BreakingRow.level)).where(
                    col(BreakingRow.story_id).in_(list(stories))
                )
            )
            return {StoryId(story_id): level for story_id, level in rows}

    async def readers(
        self,
        *,
        above: int,
        most: int,
        after: tuple[int, int],
        since: datetime,
        now: datetime,
        limit: int,
    ) -> list[AlertReader]:
        """Return who wants alerts from thresholds in (above, most], by threshold and id.

        `after` is the threshold and id of the last one before; `since` is when the oldest
        candidate was first seen.
        """
        threshold = col(SubscriberRow.alert_threshold)
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(SubscriberRow)
                .where(
                    *WANT_ALERTS,
                    threshold > above,
                    threshold <= most,
                    tuple_(threshold, col(SubscriberRow.id)) > tuple_(*after),
                )
                .order_by(threshold, col(SubscriberRow.id))
                .limit(limit)
            )
            return await load_alert_readers(connection, found.all(), since, now)

    async def held(self, *, since: datetime, now: datetime, limit: int) -> list[HeldAlert]:
        """Return alerts whose readers' quiet hours are over, longest waiting first.

        `limit` is how many readers there are at most; `since` is when the oldest candidate was
        first seen.
        """
        async with self._database.core_reading() as connection:
            return await load_held(connection, since, now, limit)

    async def hold(self, story_id: StoryId, until: Mapping[SubscriberId, datetime]) -> None:
        """Keep an alert back from readers, from each until their own moment."""
        if not until:
            return
        add = self._database.insert(HeldAlertRow)
        async with self._database.core_writing() as connection:
            await connection.execute(
                add.on_conflict_do_update(
                    index_elements=["subscriber_id", "story_id"],
                    set_={"until": add.excluded.until},
                ),
                [
                    {"subscriber_id": reader, "story_id": story_id, "until": moment}
                    for reader, moment in until.items()
                ],
            )

    async def let_go(self, story_id: StoryId, readers: Collection[SubscriberId]) -> None:
        """Keep an alert back from readers no longer."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                delete(HeldAlertRow).where(
                    col(HeldAlertRow.story_id) == story_id,
                    col(HeldAlertRow.subscriber_id).in_(readers),
                )
            )

    async def plan(
        self, story_id: StoryId, alerts: Mapping[AlertGroup, Fields], now: datetime
    ) -> frozenset[SubscriberId]:
        """Queue an alert for each group, which counts as shown; return who gets it.

        The others were shown something else meanwhile, or are being written by somebody else.
        """
        told: set[SubscriberId] = set()
        async with self._database.core_writing() as connection:
            for group, message in alerts.items():
                found = await connection.execute(
                    select(col(SubscriberRow.id))
                    .where(
                        col(SubscriberRow.id).in_(group.ids),
                        col(SubscriberRow.past_id).is_not_distinct_from(group.past),
                        *WANT_ALERTS,
                    )
                    .with_for_update(skip_locked=True)
                )
                ids = list(found.scalars())
                if not ids:
                    continue
                alert = Step(past=group.past, story_ids=(story_id,), messages=(message,))
                (step,) = await store_steps(connection, self._database, [alert], now)
                wanted = select(col(SubscriberRow.preference_id)).where(
                    col(SubscriberRow.id) == ids[0]
                )
                await connection.execute(
                    self._database.insert(AlertRow)
                    .values(
                        digest_id=step,
                        story_id=story_id,
                        preference_id=wanted.scalar_subquery(),
                        timezone=group.timezone,
                    )
                    .on_conflict_do_nothing()
                )
                await connection.execute(
                    update(SubscriberRow)
                    .where(col(SubscriberRow.id).in_(ids))
                    .values(past_id=step)
                )
                await queue(connection, ids, step, ParcelKind.ALERT, now)
                told.update(map(SubscriberId, ids))
        return frozenset(told)

    async def told(self, story: Story, level: int, now: datetime) -> None:
        """Note that everybody with a threshold up to `level` has been told of a story."""
        async with self._database.core_writing() as connection:
            await connection.execute(
                self._database.insert(BreakingRow)
                .values(
                    story_id=story.id,
                    level=level,
                    began_at=now,
                    said_at=now,
                    updated_at=story.updated_at,
                )
                .on_conflict_do_update(index_elements=["story_id"], set_={"level": level})
            )

    async def changed(self, *, began_since: datetime, said_before: datetime) -> list[StoryId]:
        """Return stories that broke in lately and have been updated since it was last said."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(col(BreakingRow.story_id))
                .join(StoryRow, col(StoryRow.id) == col(BreakingRow.story_id))
                .where(
                    col(BreakingRow.began_at) >= began_since,
                    col(BreakingRow.said_at) <= said_before,
                    col(StoryRow.updated_at) > col(BreakingRow.updated_at),
                    col(StoryRow.ready_at).is_not(None),
                )
            )
            return [StoryId(story_id) for story_id in found.scalars()]

    async def sent(self, story_id: StoryId) -> dict[PastId, tuple[Preferences, str]]:
        """Return the alerts about a story: for whom each was rendered, and in which zone."""
        async with self._database.core_reading() as connection:
            found = await connection.execute(
                select(AlertRow).where(col(AlertRow.story_id) == story_id)
            )
            rows = found.all()
            preferences = await load_preferences(connection, {row.preference_id for row in rows})
        return {
            PastId(row.digest_id): (preferences[row.preference_id], row.timezone) for row in rows
        }

    async def change(self, story: Story, messages: Mapping[PastId, Fields], now: datetime) -> None:
        """Say alerts differently: what waits leaves so, and what was sent is edited in place."""
        async with self._database.core_writing() as connection:
            for digest_id, message in messages.items():
                await connection.execute(
                    update(DigestPartRow)
                    .where(col(DigestPartRow.digest_id) == digest_id)
                    .values(fields=message)
                )
                await connection.execute(
                    update(ParcelRow)
                    .where(
                        col(ParcelRow.digest_id) == digest_id,
                        MAY_HAVE_LEFT,
                        col(ParcelRow.kind) == constant(ParcelKind.ALERT),
                        col(ParcelRow.state) == ParcelState.SENT,
                        col(ParcelRow.telegram_message_id) != 0,
                    )
                    .values(state=ParcelState.QUEUED, not_before=now, attempts=0, owner="")
                )
            await connection.execute(
                update(BreakingRow)
                .where(col(BreakingRow.story_id) == story.id)
                .values(said_at=now, updated_at=story.updated_at)
            )
