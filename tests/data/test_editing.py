"""What operators say about a story stands, whatever enrichment does afterwards."""

import pytest

from bot.core.news import Origin, StoryId, Text
from bot.core.query import Query
from data.store import Store

from . import given
from .given import HOUR, NOW


async def found_by(store: Store, words: str) -> list[int]:
    found = await store.search.find(Query(words=words), NOW, offset=0, limit=9)
    return [story.id for story in found.stories]


async def enrich_again(store: Store, story_id: StoryId) -> None:
    (article,) = await store.articles.of_story(story_id)
    text = Text(language="en", title="Anew", summary="Anew.", analysis="A.", origin=Origin.MODEL)
    await store.stories.save(
        given.enrichment(story_id, article.id, tags=("chips",), texts=(text,)), NOW + HOUR
    )


async def test_a_correction_is_shown_and_found(store: Store) -> None:
    story_id = await given.story(store)

    assert await store.editing.correct(story_id, "en", NOW, title="Pangolin Labs denies it")

    (story,) = await store.stories.many([story_id])
    told = story.texts["en"]
    assert (told.title, told.analysis, told.origin) == (
        "Pangolin Labs denies it",
        "",
        Origin.CORRECTION,
    )
    assert told.summary
    assert await found_by(store, "pangolin") == [story_id]


async def test_enrichment_never_writes_over_a_correction(store: Store) -> None:
    story_id = await given.story(store)
    await store.editing.correct(story_id, "en", NOW, title="Corrected", summary="Right words.")

    await enrich_again(store, story_id)

    (story,) = await store.stories.many([story_id])
    assert (story.texts["en"].title, story.texts["en"].origin) == ("Corrected", Origin.CORRECTION)
    assert await found_by(store, "corrected") == [story_id]


async def test_a_language_without_a_text_needs_title_and_summary(store: Store) -> None:
    story_id = await given.story(store)

    assert not await store.editing.correct(story_id, "zh-Hans", NOW, title="更正")
    assert await store.editing.correct(story_id, "zh-Hans", NOW, title="更正", summary="说明。")

    (story,) = await store.stories.many([story_id])
    assert story.texts["zh-Hans"].title == "更正"


async def test_a_retracted_story_is_in_no_list_search_or_digest(store: Store) -> None:
    story_id = await given.story(store)
    (before,) = await store.stories.many([story_id])
    words = before.texts["en"].title

    assert await store.editing.retract(story_id, "It was a hoax.", NOW)

    assert await store.stories.get(story_id) is None
    assert await store.stories.latest(floor=0, before=None, limit=9) == []
    assert await store.stories.top(since=NOW - 99 * HOUR, offset=0, limit=9) == []
    assert await store.stories.candidates(NOW - 99 * HOUR, NOW) == []
    assert await store.stories.tag_counts(NOW - 99 * HOUR) == {}
    assert await found_by(store, words) == []
    retraction = await store.editing.retraction(story_id)
    assert retraction is not None
    assert (retraction.reason, retraction.at) == ("It was a hoax.", NOW)


async def test_enrichment_does_not_bring_a_retracted_story_back(store: Store) -> None:
    story_id = await given.story(store)
    await store.editing.retract(story_id, "It was a hoax.", NOW)

    await enrich_again(store, story_id)

    assert await store.stories.to_enrich(9) == []
    assert await store.stories.get(story_id) is None


@pytest.mark.parametrize("is_known", [True, False])
async def test_what_is_not_shown_cannot_be_edited(store: Store, *, is_known: bool) -> None:
    story_id = await given.story(store) if is_known else StoryId(99)
    if is_known:
        await store.editing.retract(story_id, "A hoax.", NOW)

    assert not await store.editing.correct(story_id, "en", NOW, title="T", summary="S.")
    assert not await store.editing.retract(story_id, "Again.", NOW)


async def test_a_story_that_stands_has_no_retraction(store: Store) -> None:
    assert await store.editing.retraction(await given.story(store)) is None
