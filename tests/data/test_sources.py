from bot.core.news import Source, SourceSeed
from data.store import Store

from . import given
from .given import HOUR, MINUTE, NOW


async def one(store: Store) -> Source:
    (source,) = await store.sources.all()
    return source


async def succeed(store: Store, source: Source, *, moved_to: str = "") -> None:
    await store.sources.record_success(
        source.id,
        NOW,
        next_fetch_at=NOW + HOUR,
        etag='"e"',
        last_modified="Sun",
        body_hash="hash",
        moved_to=moved_to,
    )


async def test_a_listed_source_is_due_at_once(store: Store) -> None:
    seed = SourceSeed(
        url="https://a.example/feed",
        title="A",
        publisher="P",
        language="zh-Hans",
        reputation=0.9,
        is_primary=True,
        is_general=True,
        home="https://a.example/",
    )

    await store.sources.sync([seed], NOW)

    (source,) = await store.sources.due(NOW)
    assert source.seed == seed
    assert source.next_fetch_at == NOW
    assert await store.sources.due(NOW - MINUTE) == []


async def test_a_source_that_left_the_list_is_switched_off_and_on_again(store: Store) -> None:
    listed, gone = given.seed("listed"), given.seed("gone")
    await store.sources.sync([listed, gone], NOW)

    await store.sources.sync([listed], NOW)
    assert [source.seed for source in await store.sources.due(NOW)] == [listed]
    assert {source.seed: source.is_active for source in await store.sources.all()} == {
        listed: True,
        gone: False,
    }

    await store.sources.sync([listed, gone], NOW)
    assert len(await store.sources.due(NOW)) == 2


async def test_a_list_brings_new_particulars_and_keeps_what_was_fetched(store: Store) -> None:
    await store.sources.sync([given.seed("a")], NOW)
    await succeed(store, await one(store))

    await store.sources.sync([given.seed("a", publisher="New owner")], NOW)

    source = await one(store)
    assert source.seed.publisher == "New owner"
    assert source.next_fetch_at == NOW + HOUR
    assert source.etag == '"e"'


async def test_a_source_added_by_hand_outlives_the_list(store: Store) -> None:
    await given.source(store, "mine")

    await store.sources.sync([given.seed("listed")], NOW)

    assert len(await store.sources.due(NOW)) == 2


async def test_a_source_that_is_read_is_not_added_again(store: Store) -> None:
    added = await given.source(store, "mine")

    assert await store.sources.add(given.seed("mine", publisher="Somebody"), NOW) is None

    assert await one(store) == added


async def test_a_source_that_was_switched_off_is_read_again_when_it_is_added(store: Store) -> None:
    await store.sources.sync([given.seed("a")], NOW)
    await store.sources.sync([], NOW)

    added = await store.sources.add(given.seed("a", publisher="Somebody"), NOW)

    assert added is not None
    assert (added.is_active, added.seed.publisher) == (True, "Somebody")


async def test_a_listed_source_that_was_removed_stays_away_until_it_is_added(store: Store) -> None:
    listed = given.seed("listed")
    await store.sources.sync([listed], NOW)
    assert await store.sources.remove(listed.url)

    await store.sources.sync([listed], NOW)

    assert await store.sources.all() == []
    assert not await store.sources.is_empty()
    assert await store.sources.add(listed, NOW) is not None
    assert [source.seed for source in await store.sources.due(NOW)] == [listed]


async def test_a_paused_source_is_left_alone_whatever_a_list_says(store: Store) -> None:
    await store.sources.sync([given.seed("listed")], NOW)
    source = await one(store)
    await succeed(store, source)
    await store.sources.pause(source.id, is_on=True, now=NOW)

    await store.sources.sync([given.seed("listed")], NOW)

    paused = await one(store)
    assert (paused.is_active, paused.is_paused) == (False, True)
    assert await store.sources.due(NOW + HOUR) == []
    await store.sources.pause(source.id, is_on=False, now=NOW)
    assert [source.id for source in await store.sources.due(NOW)] == [source.id]


async def test_a_new_store_has_no_sources(store: Store) -> None:
    assert await store.sources.is_empty()


async def test_a_removed_source_is_gone_and_its_articles_stay(store: Store) -> None:
    empty, used = await given.source(store, "empty"), await given.source(store, "used")
    article_id, story_id = await store.articles.add(
        given.draft(used.id), story_id=None, why={}, now=NOW
    )

    assert await store.sources.remove(empty.seed.url)
    assert await store.sources.remove(used.seed.url)

    assert not await store.sources.remove(used.seed.url)
    assert not await store.sources.remove("https://unknown.example/")
    assert await store.sources.all() == []
    (article,) = await store.articles.of_story(story_id)
    assert article.id == article_id
    back = await store.sources.add(used.seed, NOW)
    assert back is not None
    assert (back.id, back.is_active, back.articles) == (used.id, True, 1)


async def test_a_fetch_that_worked_is_remembered(store: Store) -> None:
    source = await given.source(store)
    await store.sources.record_failure(source.id, NOW, error="x" * 9999, next_fetch_at=NOW)
    await store.sources.record_failure(source.id, NOW, error="second", next_fetch_at=NOW)
    failed = await one(store)

    await succeed(store, source)

    assert (failed.failures, failed.last_error, failed.succeeded_at) == (2, "second", None)
    source = await one(store)
    assert (source.failures, source.last_error) == (0, "")
    assert (source.fetched_at, source.succeeded_at) == (NOW, NOW)
    assert (source.etag, source.last_modified, source.body_hash) == ('"e"', "Sun", "hash")
    assert await store.sources.due(NOW) == []


async def test_a_source_that_is_gone_for_good_is_asked_no_more(store: Store) -> None:
    seed = given.seed("a")
    await store.sources.sync([seed], NOW)

    await store.sources.record_failure(
        (await one(store)).id, NOW, error="410 Gone", next_fetch_at=NOW, close=True
    )
    await store.sources.sync([seed], NOW)  # at the next start

    assert await store.sources.due(NOW) == []
    assert (await one(store)).last_error == "410 Gone"
    assert await store.sources.add(seed, NOW)
    assert await store.sources.due(NOW) == [await one(store)]


async def test_a_moved_feed_is_read_at_its_new_address_and_still_the_listed_one(
    store: Store,
) -> None:
    await store.sources.sync([given.seed("old")], NOW)
    await succeed(store, await one(store), moved_to="https://new.example/feed")

    await store.sources.sync([given.seed("old")], NOW)

    assert (await one(store)).seed.url == "https://new.example/feed"
    await store.sources.sync([given.seed("new")], NOW)
    source = await one(store)
    assert (source.seed.title, source.is_active) == ("New", True)


async def test_a_feed_that_moved_to_another_source_is_left_to_it(store: Store) -> None:
    old, new = await given.source(store, "old"), await given.source(store, "new")

    await succeed(store, old, moved_to=new.seed.url)

    (source,) = await store.sources.due(NOW)
    assert source.id == new.id
    (off,) = [source for source in await store.sources.all() if not source.is_active]
    assert off.last_error == "moved to https://new.example/feed, which is another source"


async def test_an_address_too_long_for_an_index_is_not_moved_to(store: Store) -> None:
    source = await given.source(store)

    await succeed(store, source, moved_to=f"https://a.example/{'x' * 9999}")

    assert (await one(store)).seed.url == source.seed.url


async def test_a_source_removed_while_it_was_fetched_is_no_error(store: Store) -> None:
    source = await given.source(store)
    await store.sources.remove(source.seed.url)

    await succeed(store, source)
    await store.sources.record_failure(source.id, NOW, error="x", next_fetch_at=NOW)

    assert await store.sources.all() == []


async def test_the_longest_waiting_source_comes_first(store: Store) -> None:
    late, early = await given.source(store, "late"), await given.source(store, "early")
    await store.sources.record_failure(early.id, NOW, error="x", next_fetch_at=NOW - HOUR)

    assert [source.id for source in await store.sources.due(NOW)] == [early.id, late.id]
    assert [source.id for source in await store.sources.due(NOW, limit=1)] == [early.id]
