"""Stories that were two become one and can be parted again; nothing that led to them is lost."""

from bot.core.audience import FeedbackKind
from bot.core.news import ArticleId, StoryId
from data.store import Store

from . import given
from .given import DAY, HOUR, NOW


async def article_of(store: Store, story_id: StoryId) -> ArticleId:
    (article,) = await store.articles.of_story(story_id)
    return article.id


async def ready_again(store: Store) -> None:
    for material in await store.stories.to_enrich(9):
        made = given.enrichment(
            material.id, material.articles[0].id, revision=material.revision, tags=("chips",)
        )
        await store.stories.save(made, NOW + HOUR)


async def test_a_merged_storys_number_leads_to_the_one_that_goes_on(store: Store) -> None:
    kept, other, third = [await given.story(store, title) for title in ("One", "Two", "Three")]
    assert await store.stories.merge(other, third, NOW)
    assert await store.stories.merge(kept, other, NOW)
    await ready_again(store)

    for number in (kept, other, third):
        story = await store.stories.get(number)
        assert story is not None
        assert story.id == kept
        assert [mention.title for mention in story.mentions] == ["One", "Two", "Three"]
    listed = await store.stories.latest(floor=0, tag="chips", before=None, limit=9)
    assert [story.id for story in listed] == [kept]
    assert [story.id for story in await store.stories.many([third, kept])] == [kept]


async def test_what_is_one_or_unknown_is_not_merged(store: Store) -> None:
    kept, other = await given.story(store), await given.story(store)
    assert await store.stories.merge(kept, other, NOW)
    assert not await store.stories.merge(kept, other, NOW)
    assert not await store.stories.merge(kept, StoryId(999), NOW)


async def test_what_readers_said_of_either_story_holds_for_the_one_that_goes_on(
    store: Store,
) -> None:
    kept, other = await given.story(store), await given.story(store)
    one, two = await given.subscriber(store, 1), await given.subscriber(store, 2)
    await store.reactions.bookmark(one.id, other, on=True, now=NOW)
    await store.reactions.give_feedback(one.id, other, FeedbackKind.MUTE, NOW)
    for reader, story_id in ((one, kept), (one, other), (two, other)):
        await store.stories.record_reader(story_id, reader.id, NOW)

    await store.stories.merge(kept, other, NOW)
    await ready_again(store)

    assert await store.reactions.is_bookmarked(one.id, kept)
    assert kept in (await store.outbox.shown(one.id, NOW)).stories
    (saved,) = await store.reactions.bookmarks(one.id, 0, 9)
    assert (saved.id, saved.readers) == (kept, 2)


async def test_buttons_of_a_merged_story_act_on_the_one_that_goes_on(store: Store) -> None:
    kept, other = await given.story(store), await given.story(store)
    reader = await given.subscriber(store)
    await store.stories.merge(kept, other, NOW)
    await ready_again(store)

    await store.reactions.bookmark(reader.id, other, on=True, now=NOW)
    await store.reactions.give_feedback(reader.id, other, FeedbackKind.MUTE, NOW)
    await store.stories.record_reader(other, reader.id, NOW)

    assert await store.reactions.is_bookmarked(reader.id, other)
    (saved,) = await store.reactions.bookmarks(reader.id, 0, 9)
    assert (saved.id, saved.readers) == (kept, 1)
    assert kept in (await store.outbox.shown(reader.id, NOW)).stories
    for number in (kept, other):
        assert await store.reactions.said(reader.id, number) == {FeedbackKind.MUTE}

    await store.reactions.take_back(reader.id, other, FeedbackKind.MUTE)

    assert await store.reactions.said(reader.id, kept) == frozenset()


async def test_who_was_sent_a_merged_story_is_not_sent_the_one_that_goes_on(store: Store) -> None:
    kept, other = await given.story(store), await given.story(store)
    reader = await given.subscriber(store)
    await given.plan(store, [given.digest(reader, stories=(other,))], NOW)
    await store.stories.merge(kept, other, NOW)

    (due,) = await given.due(store, NOW + DAY, since=NOW - DAY)

    assert kept in due.kind.shown


async def test_an_article_on_its_way_into_a_merged_story_follows_it(store: Store) -> None:
    kept, other = await given.story(store), await given.story(store)
    await store.stories.merge(kept, other, NOW)
    feed = await given.source(store)
    _, found = await store.articles.add(given.draft(feed.id), story_id=other, why={}, now=NOW)
    assert found == kept


async def test_what_was_written_for_a_story_before_it_was_merged_is_not_shown(
    store: Store,
) -> None:
    kept, other = await given.story(store), await given.story(store)
    late = given.enrichment(other, await article_of(store, other), tags=("chips",))
    await store.stories.merge(kept, other, NOW)

    await store.stories.save(late, NOW)

    listed = await store.stories.latest(floor=0, before=None, limit=9)
    assert [story.id for story in listed] == [kept]


async def test_splitting_off_what_was_merged_brings_the_old_story_back(store: Store) -> None:
    kept, other = await given.story(store, "One"), await given.story(store, "Two")
    reader = await given.subscriber(store)
    await given.plan(store, [given.digest(reader, stories=(other,))], NOW)
    moved = await article_of(store, other)
    await store.stories.merge(kept, other, NOW)

    assert await store.stories.split(kept, [moved], NOW) == other

    await ready_again(store)
    for story_id, title in ((kept, "One"), (other, "Two")):
        story = await store.stories.get(story_id)
        assert story is not None
        assert (story.id, [mention.title for mention in story.mentions]) == (story_id, [title])
    (due,) = await given.due(store, NOW + DAY, since=NOW - DAY)
    assert due.kind.shown == {other}
    ((_, why),) = await store.articles.why(other)
    assert why["merged"] == {"split_from": kept, "at": NOW.isoformat(), "by_hand": True}


async def test_articles_that_never_had_a_story_of_their_own_get_a_new_one(store: Store) -> None:
    kept = await given.story(store, "One")
    feed = await given.source(store)
    second, _ = await store.articles.add(
        given.draft(feed.id, "Two"), story_id=kept, why={}, now=NOW
    )

    made = await store.stories.split(kept, [second], NOW)

    assert made not in {None, kept}
    assert await article_of(store, StoryId(made or 0)) == second


async def test_a_split_that_cannot_be_changes_nothing(store: Store) -> None:
    story_id, other = await given.story(store, "One"), await given.story(store, "Two")
    own, foreign = await article_of(store, story_id), await article_of(store, other)
    assert await store.stories.split(story_id, [own], NOW) is None
    assert await store.stories.split(story_id, [own, foreign], NOW) is None
    assert await store.stories.split(story_id, [], NOW) is None
    assert await store.stories.to_enrich(9) == []
