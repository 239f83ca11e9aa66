"""A group that becomes a supergroup goes on as one subscriber, and gets each slot once."""

from contextlib import suppress

import pytest
from sqlalchemy import create_engine, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlmodel import col
from sqlmodel.sql.expression import SelectOfScalar

from bot.core.audience import ChatId, ChatKind, FeedbackKind, Subscriber
from bot.core.outgoing import ParcelState
from data import audience, engine
from data.chats import by_chat
from data.store import Store
from data.tables import SubscriberRow

from . import given
from .given import DAY, HOUR, NOW


async def found(store: Store, chat_id: int) -> Subscriber:
    subscriber = await store.audience.get(ChatId(chat_id))
    assert subscriber is not None
    return subscriber


async def test_a_group_keeps_everything_when_it_becomes_a_supergroup(store: Store) -> None:
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)

    await store.audience.move(ChatId(-5), ChatId(-1005))
    await store.audience.move(ChatId(-5), ChatId(-1005))

    assert await store.audience.get(ChatId(-5)) is None
    moved = await found(store, -1005)
    assert (moved.id, moved.kind, moved.next_digest_at) == (old.id, ChatKind.SUPERGROUP, NOW)


async def test_two_who_hear_that_a_group_moved_do_not_merge_it_with_itself(
    store: Store, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    is_sqlite = database_url.startswith("sqlite")
    other = create_engine(
        engine.database_url(database_url, is_async=False),
        poolclass=NullPool,
        connect_args={"timeout": 0.05} if is_sqlite else {"options": "-c lock_timeout=50"},
    )

    def after_another(chat_id: ChatId, thread_id: int) -> SelectOfScalar[SubscriberRow]:
        moving = update(SubscriberRow).where(col(SubscriberRow.id) == old.id)
        with suppress(OperationalError), other.begin() as connection:  # it may have to wait
            connection.execute(moving.values(chat_id=-1005))
        return by_chat(chat_id, thread_id)

    monkeypatch.setattr(audience, "by_chat", after_another)
    await store.audience.move(ChatId(-5), ChatId(-1005))

    assert (await found(store, -1005)).id == old.id


async def test_a_group_and_its_supergroup_become_one(store: Store) -> None:
    """Somebody wrote in the supergroup before we heard that the group became it."""
    told, kept, both = [await given.story(store) for _ in range(3)]
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    new = await given.subscriber(store, -1005, kind=ChatKind.SUPERGROUP, due=NOW + HOUR)
    await given.plan(store, [given.digest(new, slot=NOW + HOUR, stories=(told,))], NOW + HOUR)
    for person, story_id in ((old, both), (new, both), (new, kept)):
        await store.reactions.bookmark(person.id, story_id, on=True, now=NOW)
        await store.reactions.give_feedback(person.id, story_id, FeedbackKind.MUTE, NOW)
        await store.stories.record_reader(story_id, person.id, NOW)

    await store.audience.move(ChatId(-5), ChatId(-1005))

    moved = await found(store, -1005)
    assert (moved.id, moved.next_digest_at) == (old.id, NOW)
    assert {one.id for one in await store.reactions.bookmarks(moved.id, 0, 9)} == {kept, both}
    (due,) = await given.due(store, NOW, since=NOW - DAY)
    assert due.kind.shown | due.kind.muted == {told, kept, both}
    (parcel,) = await given.claim(store, at=NOW + HOUR)
    assert (parcel.subscriber_id, parcel.chat_id) == (old.id, -1005)


async def test_what_the_supergroup_got_does_not_come_again_from_the_group(store: Store) -> None:
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    new = await given.subscriber(store, -1005, kind=ChatKind.SUPERGROUP)
    await given.plan(store, [given.digest(new)], NOW)
    (parcel,) = await given.sending(store)
    await store.outbox.record([given.result(parcel)], NOW)
    await given.plan(store, [given.digest(old)], NOW)

    await store.audience.move(ChatId(-5), ChatId(-1005))

    assert await given.claim(store) == []
    (hour,) = await store.outbox.hours(NOW, last=1)
    assert hour.sent == 1


async def test_what_the_supergroup_got_does_not_come_again_from_a_group_just_written_to(
    store: Store,
) -> None:
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    new = await given.subscriber(store, -1005, kind=ChatKind.SUPERGROUP)
    await given.plan(store, [given.digest(new)], NOW)
    (sent,) = await given.sending(store)
    await store.outbox.record([given.result(sent)], NOW)
    await given.plan(store, [given.digest(old)], NOW)
    (refused,) = await given.sending(store)

    await store.audience.move(ChatId(-5), ChatId(-1005))
    again = given.result(refused, ParcelState.QUEUED, retry_at=NOW)
    await store.outbox.record([again], NOW)

    assert await given.claim(store) == []


async def test_of_two_digests_for_one_slot_no_parts_are_mixed(store: Store) -> None:
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    new = await given.subscriber(store, -1005, kind=ChatKind.SUPERGROUP)
    await given.plan(store, [given.digest(old)], NOW)
    (sent,) = await given.sending(store)
    await store.outbox.record([given.result(sent)], NOW)
    await given.plan(store, [given.digest(new, parts=2)], NOW)

    await store.audience.move(ChatId(-5), ChatId(-1005))

    assert await given.claim(store) == []


async def test_a_slot_that_both_had_is_sent_once_and_its_stories_never_again(store: Store) -> None:
    told, other = [await given.story(store) for _ in range(2)]
    old = await given.subscriber(store, -5, kind=ChatKind.GROUP)
    new = await given.subscriber(store, -1005, kind=ChatKind.SUPERGROUP)
    await given.plan(store, [given.digest(old, stories=(told,))], NOW)
    await given.plan(store, [given.digest(new, stories=(other,))], NOW)

    await store.audience.move(ChatId(-5), ChatId(-1005))

    assert (await store.outbox.shown(old.id, NOW - DAY)).stories == {told, other}
    assert len(await given.claim(store)) == 1
