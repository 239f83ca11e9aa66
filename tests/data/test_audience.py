import asyncio
from datetime import datetime

import pytest
from sqlalchemy import select

from bot.core.audience import (
    Alerts,
    ChatId,
    ChatKind,
    ChatState,
    Effect,
    FeedbackKind,
    Had,
    Preferences,
    QuietHours,
    Rule,
    RuleKind,
    Schedule,
    Subscriber,
)
from data.engine import open_engines
from data.store import Store, open_store
from data.tables import PreferenceRow

from . import given
from .given import DAY, HOUR, NOW
from .scheduled import come_by

RULES = frozenset(
    {
        Rule(kind=RuleKind.TAG, value="chips", effect=Effect.FOLLOW),
        Rule(kind=RuleKind.WORD, value="芯片", effect=Effect.FOLLOW),
        Rule(kind=RuleKind.PUBLISHER, value="The Paper", effect=Effect.MUTE),
    }
)


async def found(store: Store, chat_id: int = 1, thread_id: int = 0) -> Subscriber:
    subscriber = await store.audience.get(ChatId(chat_id), thread_id)
    assert subscriber is not None
    return subscriber


async def test_a_chat_is_made_with_defaults_at_first_sight(store: Store) -> None:
    assert await store.audience.get(ChatId(-7), 3) is None

    made = await store.audience.ensure(
        ChatId(-7),
        thread_id=3,
        kind=ChatKind.SUPERGROUP,
        language="zh-Hans",
        timezone="Asia/Shanghai",
        now=NOW,
    )

    assert made.preferences == Preferences(language="zh-Hans")
    assert made.schedule == Schedule(timezone="Asia/Shanghai")
    assert (made.chat_id, made.thread_id, made.kind) == (-7, 3, ChatKind.SUPERGROUP)
    assert (made.state, made.created_at) == (ChatState.ACTIVE, NOW)
    assert not made.is_subscribed
    assert await found(store, -7, 3) == made


async def test_a_chat_known_already_is_left_as_it_is(store: Store, database_url: str) -> None:
    async with open_store(database_url) as other:
        made = await asyncio.gather(
            *(given.subscriber(each, 1, due=None) for each in (store, other) * 3)
        )

    assert len({one.id for one in made}) == 1
    again = await store.audience.ensure(
        ChatId(1), kind=ChatKind.PRIVATE, language="de", timezone="UTC", now=NOW
    )
    assert again.preferences.language == "en"


async def test_chat_ids_may_be_as_long_as_telegrams(store: Store) -> None:
    made = await given.subscriber(store, -(2**52))

    assert await found(store, -(2**52)) == await found(store, made.chat_id)


async def test_preferences_come_back_as_they_were_set(store: Store) -> None:
    person = await given.subscriber(store)
    wanted = Preferences(language="zh-Hans", min_score=70, size=20, rules=RULES)

    await store.audience.set_preferences(person.id, wanted)

    assert (await found(store)).preferences == wanted


async def test_equal_preferences_share_a_row_and_a_change_touches_nobody_else(
    store: Store, database_url: str
) -> None:
    one, two = await given.subscriber(store, 1), await given.subscriber(store, 2)
    same = Preferences(language="en", rules=RULES)
    await store.audience.set_preferences(one.id, same)
    await store.audience.set_preferences(two.id, same)

    await store.audience.set_preferences(one.id, Preferences(language="en", size=3))

    assert (await found(store, 2)).preferences == same
    async with open_engines(database_url) as database, database.core_reading() as connection:
        assert len((await connection.execute(select(PreferenceRow))).all()) == 3


async def test_a_schedule_comes_back_as_it_was_set(store: Store) -> None:
    person = await given.subscriber(store)
    schedule = Schedule(
        timezone="America/New_York",
        times=(0, 1439),
        weekdays=0b0011111,
        quiet=QuietHours(start=1320, end=420, lets_breaking=True),
        paused_until=NOW + DAY,
        is_silent=True,
    )

    await come_by(store, person.id, schedule, NOW + HOUR)
    subscriber = await found(store)
    await store.audience.set_next_digest(person.id, None)

    assert (subscriber.schedule, subscriber.next_digest_at) == (schedule, NOW + HOUR)
    assert not (await found(store)).is_subscribed


async def test_what_was_had_until_a_change_is_what_the_planner_gave(store: Store) -> None:
    person = await given.subscriber(store)
    await given.plan(store, [given.digest(person)], NOW)

    changed = await store.audience.reschedule(
        person.id, Schedule(timezone="America/New_York"), NOW + HOUR
    )

    had = Had(slot=NOW, local=datetime(2026, 3, 1, 8))  # noqa: DTZ001 - by the person's clock
    assert changed.had == had
    assert changed.next_digest_at == NOW + DAY + 5 * HOUR
    assert await found(store) == changed


async def test_alerts_come_back_as_they_were_set(store: Store) -> None:
    person = await given.subscriber(store)
    wanted = Alerts(is_on=True, threshold=90, most_a_day=1)

    await store.audience.set_alerts(person.id, wanted)

    assert person.alerts == Alerts()
    assert (await found(store)).alerts == wanted


async def test_a_chat_that_comes_back_finds_its_settings(store: Store) -> None:
    await given.subscriber(store, due=NOW + DAY)

    await store.audience.set_state(ChatId(1), ChatState.CLOSED, NOW)
    closed = await found(store)
    await store.audience.set_state(ChatId(1), ChatState.ACTIVE, NOW)

    assert closed.state is ChatState.CLOSED
    back = await found(store)
    assert (back.state, back.next_digest_at) == (ChatState.ACTIVE, NOW + DAY)


async def test_bookmarks_come_last_kept_first(store: Store) -> None:
    person = await given.subscriber(store)
    stories = [await given.story(store) for _ in range(3)]
    for hours, story_id in enumerate(stories):
        for _ in range(2):
            await store.reactions.bookmark(person.id, story_id, on=True, now=NOW + hours * HOUR)
    await store.reactions.bookmark(person.id, stories[1], on=False, now=NOW)

    kept = await store.reactions.bookmarks(person.id, 0, 9)

    assert [story.id for story in kept] == [stories[2], stories[0]]
    assert [s.id for s in await store.reactions.bookmarks(person.id, 1, 9)] == [stories[0]]
    assert await store.reactions.is_bookmarked(person.id, stories[0])
    assert not await store.reactions.is_bookmarked(person.id, stories[1])


@pytest.mark.parametrize("said", [FeedbackKind.MORE, FeedbackKind.LESS])
async def test_only_muting_mutes(store: Store, said: FeedbackKind) -> None:
    person, story_id = await given.subscriber(store), await given.story(store)

    for kind in (said, FeedbackKind.MUTE, said, FeedbackKind.MORE, FeedbackKind.LESS):
        await store.reactions.give_feedback(person.id, story_id, kind, NOW)

    assert (await store.outbox.shown(person.id, NOW)).stories == {story_id}


async def test_chats_are_counted(store: Store) -> None:
    assert await store.audience.counts() == {"all": 0, "active": 0, "closed": 0, "subscribed": 0}
    await given.subscriber(store, 1)
    await given.subscriber(store, 2, due=None)
    await given.subscriber(store, 3)
    await store.audience.set_state(ChatId(3), ChatState.CLOSED, NOW)

    assert await store.audience.counts() == {"all": 3, "active": 2, "closed": 1, "subscribed": 1}
