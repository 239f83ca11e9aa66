"""Rows that are shared go when nobody has them any more, and never while somebody takes them."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, select, update
from sqlmodel import col

from bot.core.amending import Amendment, Word
from bot.core.audience import Effect, Preferences, Rule, RuleKind, Schedule, Subscriber
from bot.core.breaking import AlertGroup
from bot.core.outgoing import Step
from data.engine import open_engines
from data.preferences import store_preferences
from data.store import Store, open_store
from data.tables import PreferenceRow, PreferenceRuleRow, ScheduleRow, SubscriberRow

from . import given
from .given import DAY, NOW
from .scheduled import come_by

GERMAN = Preferences(
    language="de", rules=frozenset({Rule(kind=RuleKind.TAG, value="chips", effect=Effect.FOLLOW)})
)
FRENCH = Preferences(language="fr")
LATE = Schedule(timezone="Asia/Tokyo", times=(1200,))
EARLY = Schedule(timezone="Asia/Tokyo", times=(300,))


async def ids(url: str, table: type[PreferenceRow | ScheduleRow] = PreferenceRow) -> set[int]:
    async with open_engines(url) as database, database.core_reading() as connection:
        return set((await connection.execute(select(col(table.id)))).scalars())


async def rules(url: str) -> int:
    async with open_engines(url) as database, database.core_reading() as connection:
        counted = await connection.execute(select(func.count()).select_from(PreferenceRuleRow))
        return counted.scalar_one()


async def drop_unused(store: Store, *, since: datetime = NOW) -> int:
    """Housekeeping of one day and of the day after the next; return how many rows went."""
    return sum([await store.retention.drop_unused(since + days * DAY) for days in (0, 2)])


async def wanted(store: Store, person: Subscriber) -> Preferences:
    found = await store.audience.get(person.chat_id)
    assert found is not None
    return found.preferences


async def test_preferences_and_schedules_go_a_day_after_the_last_who_had_them(
    store: Store, database_url: str
) -> None:
    one, other = [await given.subscriber(store, chat_id) for chat_id in (1, 2)]
    for person in (one, other):
        await store.audience.set_preferences(person.id, GERMAN)
        await come_by(store, person.id, LATE, NOW)
    await store.audience.set_preferences(one.id, FRENCH)
    await come_by(store, one.id, Schedule(timezone="UTC"), NOW)
    first = await ids(database_url)

    assert await store.retention.drop_unused(NOW) == 0
    assert await store.retention.drop_unused(NOW + DAY) == 0
    assert await ids(database_url) == first
    assert await store.retention.drop_unused(NOW + 2 * DAY) == 2

    assert len(first - await ids(database_url)) == 1
    assert len(await ids(database_url, ScheduleRow)) == 2
    assert [await wanted(store, each) for each in (one, other)] == [FRENCH, GERMAN]

    await store.audience.set_preferences(other.id, FRENCH)
    # The newest row would be missed: its id would be given again.
    await store.audience.set_preferences(one.id, replace(FRENCH, size=3))
    assert await drop_unused(store, since=NOW + 3 * DAY) == 1
    assert await rules(database_url) == 0


async def test_who_comes_back_to_retired_preferences_keeps_them(
    store: Store, database_url: str
) -> None:
    person = await given.subscriber(store)
    await store.audience.set_preferences(person.id, GERMAN)
    await store.audience.set_preferences(person.id, FRENCH)
    await store.retention.drop_unused(NOW)

    await store.audience.set_preferences(person.id, GERMAN)
    await store.retention.drop_unused(NOW + 2 * DAY)

    assert await wanted(store, person) == GERMAN
    await store.audience.set_preferences(person.id, FRENCH)
    await drop_unused(store, since=NOW + 3 * DAY)
    assert await wanted(store, person) == FRENCH
    assert len(await ids(database_url)) == 1
    assert await rules(database_url) == 0


async def test_an_id_that_is_remembered_never_names_other_preferences(
    store: Store, database_url: str
) -> None:
    person = await given.subscriber(store)
    newest = 0
    for turn, preferences in enumerate((GERMAN, FRENCH, replace(FRENCH, size=3))):
        await store.audience.set_preferences(person.id, preferences)
        assert await wanted(store, person) == preferences
        assert max(await ids(database_url)) > newest
        newest = max(await ids(database_url))
        await store.audience.set_preferences(person.id, person.preferences)
        await drop_unused(store, since=NOW + 9 * turn * DAY)


async def test_preferences_stay_as_long_as_a_message_can_be_put_into_other_words_for_them(
    store: Store,
) -> None:
    story_id = await given.story(store)
    person = await given.subscriber(store)
    await store.audience.set_preferences(person.id, GERMAN)
    step = Step(past=None, story_ids=(story_id,), messages=({"text": "a"},), reader=person.id)
    await store.outbox.store([step], NOW)
    await store.audience.set_preferences(person.id, FRENCH)
    group = AlertGroup(preferences=FRENCH, timezone="UTC", past=None, ids=(person.id,))
    await store.audience.set_alerts(person.id, replace(person.alerts, is_on=True))
    assert await store.breaking.plan(story_id, {group: {"text": "b"}}, NOW) == {person.id}
    for size in (3, 4):
        await store.audience.set_preferences(person.id, replace(FRENCH, size=size))
    word = Amendment(
        story_id=story_id,
        known_as=frozenset({story_id}),
        word=Word.RETRACTION,
        at=NOW,
        is_told=False,
        changed_at=None,
    )

    assert await drop_unused(store) == 2, "the first, and one that no message was made for"

    held = await store.amending.holdings(word, after=(0, 0), limit=9)
    assert [one.preferences for one in held] == [GERMAN, FRENCH]
    assert list((await store.breaking.sent(story_id)).values()) == [(FRENCH, "UTC")]
    # The alert waits to be sent; the digest is nobody's.
    await store.retention.clear(NOW + DAY, limit=9)
    assert await drop_unused(store, since=NOW + 3 * DAY) == 1
    for parcel in await given.sending(store):
        await store.outbox.record([given.result(parcel)], NOW)
    await store.retention.clear(NOW + DAY, limit=9)
    assert await store.breaking.sent(story_id) == {}
    assert await drop_unused(store, since=NOW + 5 * DAY) == 1


async def test_who_takes_preferences_while_they_are_looked_at_keeps_them(
    store: Store, database_url: str
) -> None:
    person = await given.subscriber(store)
    for preferences in (GERMAN, FRENCH):
        await store.audience.set_preferences(person.id, preferences)
    database = store.retention._database  # noqa: SLF001 - what it writes is listened to
    found = asyncio.Event()

    @event.listens_for(database.writer.sync_engine, "before_cursor_execute")
    def listen(*call: Any) -> None:
        if "EXCEPT" not in call[2]:
            found.set()

    async with (
        open_engines(database_url) as other,
        asyncio.TaskGroup() as tasks,
        other.core_writing() as connection,
    ):
        taken = await store_preferences(connection, other, GERMAN)
        tasks.create_task(store.retention.drop_unused(NOW))
        await found.wait()
        for _ in range(20):  # Time enough for who does not wait.
            await connection.execute(select(1))
        await connection.execute(
            update(SubscriberRow)
            .where(col(SubscriberRow.id) == person.id)
            .values(preference_id=taken)
        )

    async with database.core_writing() as connection:
        assert await store_preferences(connection, database, GERMAN) == taken, "never retired"
    await store.retention.drop_unused(NOW + 2 * DAY)
    assert await wanted(store, person) == GERMAN


async def test_who_wants_preferences_that_are_just_retired_gets_new_ones(
    store: Store, database_url: str
) -> None:
    person = await given.subscriber(store)
    for preferences in (GERMAN, FRENCH):
        await store.audience.set_preferences(person.id, preferences)
    before = await ids(database_url)

    async with (
        open_engines(database_url) as other,
        asyncio.TaskGroup() as tasks,
        other.core_writing() as connection,
    ):
        # As `retire` does it, not committed yet.
        await connection.execute(update(PreferenceRow).values(hash=col(PreferenceRow.id)))
        for _ in range(2):
            tasks.create_task(store.audience.set_preferences(person.id, GERMAN))

    assert len(await ids(database_url) - before) == 1
    assert await wanted(store, person) == GERMAN


async def test_people_change_their_minds_while_rows_go(store: Store, database_url: str) -> None:
    people = [await given.subscriber(store, chat_id) for chat_id in range(1, 4)]

    async def change(person: Subscriber) -> None:
        for turn in range(6):
            preferences = (GERMAN, FRENCH)[turn % 2]
            await store.audience.set_preferences(person.id, preferences)
            await come_by(store, person.id, (LATE, EARLY)[turn % 2], NOW)
            assert await wanted(store, person) == preferences

    async def clean() -> None:
        async with open_store(database_url) as other:
            for day in range(0, 20, 2):
                await other.retention.drop_unused(NOW + day * DAY)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(clean())
        for person in people:
            tasks.create_task(change(person))

    assert [await wanted(store, person) for person in people] == [FRENCH] * 3
