import asyncio
from dataclasses import replace

from bot.core.news import ArticleId, SourceId, StoryId
from data.history import MOST_VERSIONS
from data.store import Store, open_store

from . import given
from .given import DAY, HOUR, NOW


async def test_an_article_without_a_story_begins_one(store: Store) -> None:
    feed = await given.source(store, publisher="Publisher")
    draft = replace(given.draft(feed.id, "Title", at=NOW - HOUR), author="Somebody")

    article_id, story_id = await store.articles.add(draft, story_id=None, why={}, now=NOW)

    (article,) = await store.articles.of_story(story_id)
    assert (article.id, article.story_id, article.source_id) == (article_id, story_id, feed.id)
    assert article.publisher == "Publisher"
    assert (article.title, article.text, article.author) == ("Title", "A text.", "Somebody")
    assert (article.published_at, article.first_seen_at) == (NOW - HOUR, NOW)
    (material,) = await store.stories.to_enrich(9)
    assert (material.id, material.first_seen_at) == (story_id, NOW - HOUR)
    assert material.articles == (article,)
    assert [source.articles for source in await store.sources.all()] == [1]


async def test_a_story_is_never_first_seen_in_the_future(store: Store) -> None:
    feed = await given.source(store)

    await store.articles.add(given.draft(feed.id, at=NOW + DAY), story_id=None, why={}, now=NOW)

    (material,) = await store.stories.to_enrich(9)
    assert material.first_seen_at == NOW


async def test_an_article_joins_a_story_with_a_reason(store: Store) -> None:
    feed = await given.source(store)
    _, story_id = await store.articles.add(given.draft(feed.id), story_id=None, why={}, now=NOW)
    why = {"similarity": 0.8, "shared": ["gpu", "芯片"]}
    older = given.draft(feed.id, "Older", at=NOW - HOUR)

    article_id, same = await store.articles.add(older, story_id=story_id, why=why, now=NOW)

    assert same == story_id
    (first, reason), (_, none) = await store.articles.why(story_id)
    assert (first.id, reason, none) == (article_id, why, {})
    (material,) = await store.stories.to_enrich(9)
    assert material.revision == 2


async def test_an_entry_is_stored_once_however_often_it_comes(
    store: Store, database_url: str
) -> None:
    feed = await given.source(store)
    draft = given.draft(feed.id)

    async with open_store(database_url) as other:
        ids = await asyncio.gather(
            *(
                each.articles.add(draft, story_id=None, why={}, now=NOW)
                for each in (store, other) * 3
            )
        )

    assert len(set(ids)) == 1
    again = await store.articles.add(draft, story_id=ids[0][1], why={}, now=NOW)
    assert again == ids[0]
    (material,) = await store.stories.to_enrich(9)
    assert material.revision == 1
    assert [source.articles for source in await store.sources.all()] == [1]


async def test_known_entries_are_found_by_own_guid_and_by_anybodys_address(store: Store) -> None:
    mine, theirs = await given.source(store, "mine"), await given.source(store, "theirs")
    draft = given.draft(mine.id, guid="g", url="https://a.example/x")
    article_id, story_id = await store.articles.add(draft, story_id=None, why={}, now=NOW)

    known = await store.articles.known(mine.id, ["g", "other"], ["https://a.example/x"])
    assert known.keys() == {"g", "https://a.example/x"}
    found = known["g"]
    assert (found.article_id, found.story_id) == (article_id, story_id)
    assert (found.source_id, found.content_hash) == (mine.id, draft.content_hash)
    assert found == known["https://a.example/x"]

    elsewhere = await store.articles.known(theirs.id, ["g"], ["https://a.example/x"])
    assert elsewhere == {"https://a.example/x": found}
    assert await store.articles.known(mine.id, [], []) == {}


async def test_many_entries_are_looked_up_at_once(store: Store) -> None:
    feed = await given.source(store)
    draft = given.draft(feed.id, guid="guid 1499")
    await store.articles.add(draft, story_id=None, why={}, now=NOW)

    known = await store.articles.known(feed.id, [f"guid {n}" for n in range(1500)], [])

    assert known.keys() == {"guid 1499"}


async def test_where_several_share_an_address_the_oldest_counts(store: Store) -> None:
    feed = await given.source(store)
    url = "https://a.example/same"
    ids = [
        await store.articles.add(given.draft(feed.id, url=url), story_id=None, why={}, now=NOW)
        for _ in range(2)
    ]

    known = await store.articles.known(feed.id, [], [url])

    assert known[url].article_id == ids[0][0]


async def test_guids_and_addresses_too_long_for_an_index_are_told_apart(store: Store) -> None:
    feed = await given.source(store)
    long = "芯" * 5000
    draft = given.draft(feed.id, guid=long, url=f"https://a.example/{long}")

    ids = await store.articles.add(draft, story_id=None, why={}, now=NOW)

    assert await store.articles.add(draft, story_id=None, why={}, now=NOW) == ids
    known = await store.articles.known(
        feed.id, [long, f"{long}x"], [draft.canonical_url, f"{draft.canonical_url}x"]
    )
    assert known.keys() == {long, draft.canonical_url}
    (article,) = await store.articles.of_story(ids[1])
    assert article.url == draft.url


async def test_a_changed_article_changes_its_story(store: Store) -> None:
    feed = await given.source(store)
    draft = given.draft(feed.id)
    article_id, story_id = await store.articles.add(draft, story_id=None, why={}, now=NOW)
    changed = replace(
        draft,
        title="New",
        text="New text.",
        content_hash="new",
        published_at=NOW + HOUR,
        is_full_text=True,
    )

    await store.articles.update(article_id, changed, NOW + HOUR)

    (article,) = await store.articles.of_story(story_id)
    assert (article.title, article.text, article.is_full_text) == ("New", "New text.", True)
    assert article.published_at == NOW, "it was published when it was published"
    known = await store.articles.known(feed.id, [draft.guid], [])
    assert known[draft.guid].content_hash == "new"
    (material,) = await store.stories.to_enrich(9)
    assert material.revision == 2


async def test_a_change_of_an_article_that_is_gone_is_no_error(store: Store) -> None:
    await store.articles.update(ArticleId(99), given.draft(SourceId(1)), NOW)

    assert await store.articles.of_story(StoryId(99)) == ()


async def test_the_window_holds_what_was_published_since_oldest_first(store: Store) -> None:
    feed = await given.source(store)
    for hours in (1, 3, 2):
        draft = given.draft(feed.id, f"{hours} h", at=NOW - hours * HOUR)
        await store.articles.add(draft, story_id=None, why={}, now=NOW)

    articles = await store.articles.window(NOW - 2 * HOUR)

    assert [article.title for article in articles] == ["2 h", "1 h"]
    placed = await store.articles.placed(NOW - 2 * HOUR)
    assert list(placed.items()) == [(article.id, article.story_id) for article in articles]
    assert await store.articles.many(list(placed)) == articles


async def test_a_corrected_article_keeps_what_it_said_before(store: Store) -> None:
    source = await given.source(store)
    first = given.draft(source.id, "Plant opens", text="It opens.")
    article_id, story_id = await store.articles.add(first, story_id=None, why={}, now=NOW)

    await store.articles.update(article_id, replace(first, text="It opens late."), NOW + HOUR)
    await store.articles.update(article_id, replace(first, text="It opens late."), NOW + 2 * HOUR)

    (version,) = await store.articles.versions(story_id)
    assert (version.article_id, version.replaced_at) == (article_id, NOW + HOUR)
    assert (version.title, version.text) == ("Plant opens", "It opens.")


async def test_of_an_article_that_changes_all_the_time_the_last_versions_are_kept(
    store: Store,
) -> None:
    source = await given.source(store)
    first = given.draft(source.id, text="0")
    article_id, story_id = await store.articles.add(first, story_id=None, why={}, now=NOW)
    for number in range(1, MOST_VERSIONS + 3):
        await store.articles.update(article_id, replace(first, text=f"{number}"), NOW)

    versions = await store.articles.versions(story_id)

    assert [version.text for version in versions] == [
        f"{number}" for number in range(2, MOST_VERSIONS + 2)
    ]


async def test_a_copy_names_its_original(store: Store) -> None:
    source = await given.source(store)
    original, story_id = await store.articles.add(
        given.draft(source.id), story_id=None, why={}, now=NOW
    )
    await store.articles.add(
        given.draft(source.id), story_id=story_id, why={}, now=NOW, copy_of=original
    )

    articles = await store.articles.of_story(story_id)

    assert [article.copy_of for article in articles] == [None, original]
