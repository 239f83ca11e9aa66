"""What is old goes, what somebody still needs stays."""

from datetime import datetime

from sqlalchemy import select, text

from bot.core.outgoing import ParcelState
from bot.core.writing import Call
from data.engine import open_engines
from data.store import Store

from . import given
from .given import DAY, HOUR, NOW

LATER = NOW + 100 * DAY


async def clear(store: Store, before: datetime) -> int:
    count = 0
    while cleared := await store.retention.clear(before, limit=2):
        count += cleared
    return count


async def rows(url: str, table: str) -> int:
    async with open_engines(url) as database, database.core_reading() as connection:
        counted = select(text("count(*)")).select_from(text(table))
        return int((await connection.execute(counted)).scalar_one())


async def test_old_messages_go_and_nobody_is_shown_their_stories_again(
    store: Store, database_url: str
) -> None:
    story_id = await given.story(store)
    people = [await given.subscriber(store, chat_id) for chat_id in range(1, 6)]
    await given.plan(store, [given.digest(*people, stories=(story_id,), parts=2)], NOW)
    for _ in range(2):
        await store.outbox.record([given.result(one) for one in await given.sending(store)], NOW)

    assert await clear(store, NOW) == 0
    assert await clear(store, NOW + HOUR) == 10 + 2

    assert await rows(database_url, "parcel") == await rows(database_url, "digest_part") == 0
    assert story_id in (await store.outbox.shown(people[0].id, NOW - DAY)).stories


async def test_who_is_given_the_same_once_its_words_are_gone_gets_it_with_words(
    store: Store,
) -> None:
    people = [await given.subscriber(store, chat_id) for chat_id in (1, 2)]
    await given.plan(store, [given.digest(people[0])], NOW)
    await store.outbox.record([given.result(one) for one in await given.sending(store)], NOW)
    await clear(store, NOW + HOUR)

    await given.plan(store, [given.digest(people[1])], NOW)

    assert [given.text(parcel) for parcel in await given.claim(store)] == ["part 0"]


async def test_a_message_that_waits_stays_with_its_words(store: Store) -> None:
    one = await given.subscriber(store)
    await given.plan(store, [given.digest(one)], NOW)

    assert await clear(store, LATER) == 0

    (parcel,) = await given.claim(store, at=LATER)
    assert given.text(parcel) == "part 0"
    assert (await store.outbox.depths())[ParcelState.LEASED] == 1


async def test_earlier_versions_of_articles_go_and_the_present_one_stays(
    store: Store, database_url: str
) -> None:
    feed = await given.source(store)
    article_id, _ = await store.articles.add(
        given.draft(feed.id, "Version 0"), story_id=None, why={}, now=NOW
    )
    for number in range(1, 4):
        draft = given.draft(feed.id, f"Version {number}")
        await store.articles.update(article_id, draft, NOW + number * HOUR)

    assert await clear(store, NOW + 2 * HOUR) == 1

    assert await rows(database_url, "article_version") == 2
    assert await rows(database_url, "article") == 1


async def test_what_models_answered_and_cost_goes(store: Store, database_url: str) -> None:
    for number, now in enumerate((NOW, LATER)):
        call = Call(
            engine="model", outcome="ok", tokens_in=5, tokens_out=5, cost_usd=0.1, faults=0
        )
        await store.models.record(call, now)
        await store.models.remember({f"key {number}": {"title": "A"}}, now)

    assert await clear(store, LATER - DAY) == 2

    assert await rows(database_url, "model_call") == 1
    assert await store.models.answers(["key 0", "key 1"]) == {"key 1": {"title": "A"}}
