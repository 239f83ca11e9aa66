from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from bot.core.news import ArticleId, Origin, Story, StoryId, Text
from bot.core.query import Query
from data.showing import story_of
from data.store import Store

from . import given
from .given import DAY, HOUR, MINUTE, NOW


def ids(stories: list[Story]) -> list[StoryId]:
    return [story.id for story in stories]


async def test_a_story_is_shown_once_it_is_enriched(store: Store) -> None:
    feed = await given.source(store)
    article_id, story_id = await store.articles.add(
        given.draft(feed.id), story_id=None, why={}, now=NOW
    )
    assert await store.stories.get(story_id) is None
    assert await store.stories.latest(floor=0, before=None, limit=9) == []

    await store.stories.save(given.enrichment(story_id, article_id), NOW + HOUR)

    assert ids(await store.stories.latest(floor=0, before=None, limit=9)) == [story_id]
    assert await store.stories.to_enrich(9) == []


async def test_a_story_comes_back_as_it_was_enriched(store: Store) -> None:
    english, chinese = await given.source(store, "english"), await given.source(store, "chinese")
    _, story_id = await store.articles.add(
        given.draft(english.id, "First", at=NOW), story_id=None, why={}, now=NOW
    )
    for title, hours in (("Lead", 2), ("Second", 1)):
        draft = given.draft(chinese.id, title, at=NOW + hours * HOUR, language="zh-Hans")
        lead_id, _ = await store.articles.add(draft, story_id=story_id, why={}, now=NOW)
        if title == "Lead":
            chosen = lead_id
    texts = tuple(
        Text(
            language=language,
            title=f"Title {language}",
            summary="Summary.",
            analysis="Analysis.",
            origin=origin,
        )
        for language, origin in (("en", Origin.MODEL), ("zh-Hans", Origin.SOURCE))
    )
    enrichment = given.enrichment(
        story_id,
        chosen,
        revision=3,
        tags=("chips", "models"),
        at=NOW + 2 * HOUR,
        texts=texts,
    )

    await store.stories.save(enrichment, NOW + 3 * HOUR)

    story = await store.stories.get(story_id)
    assert story is not None
    assert story.language == "zh-Hans"
    assert (story.first_seen_at, story.updated_at) == (NOW, NOW + 2 * HOUR)
    assert story.scores == enrichment.scores
    assert story.texts == {text.language: text for text in texts}
    assert story.tags == ("chips", "models")
    assert [mention.title for mention in story.mentions] == ["Lead", "First", "Second"]
    assert story.publishers == ("Chinese", "English")
    assert story.readers == 0
    assert await store.stories.to_enrich(9) == []


async def test_a_new_enrichment_replaces_the_one_before(store: Store) -> None:
    story_id = await given.story(store, "Old words", tags=("old", "both"))
    (story,) = await store.stories.latest(floor=0, before=None, limit=9)
    text = Text(language="de", title="Neu", summary="S.", analysis="", origin=Origin.EXTRACT)

    await store.stories.save(
        given.enrichment(
            story_id,
            story.mentions[0].article_id,
            total=70,
            tags=("both", "new", "new"),
            texts=(text,),
        ),
        NOW + DAY,
    )

    (again,) = await store.stories.latest(floor=70, before=None, limit=9)
    assert (again.tags, again.texts) == (("both", "new"), {"de": text})
    assert ids(await store.stories.latest(floor=70, tag="new", before=None, limit=9)) == [story_id]
    assert await store.stories.latest(floor=0, tag="old", before=None, limit=9) == []
    found = await store.search.find(Query(words="neu"), NOW, offset=0, limit=9)
    assert ids(list(found.stories)) == [story_id]
    (candidate,) = await store.stories.candidates(NOW, NOW)
    assert candidate.ready_at == NOW, "it was ready when it was first ready"


async def test_a_story_that_changes_while_it_is_enriched_stays_queued(store: Store) -> None:
    feed = await given.source(store)
    article_id, story_id = await store.articles.add(
        given.draft(feed.id), story_id=None, why={}, now=NOW
    )
    (material,) = await store.stories.to_enrich(9)
    await store.articles.add(given.draft(feed.id), story_id=story_id, why={}, now=NOW)

    await store.stories.save(given.enrichment(story_id, article_id, revision=1), NOW)

    (again,) = await store.stories.to_enrich(9)
    assert (material.revision, again.revision) == (1, 2)
    assert len(again.articles) == 2
    assert ids(await store.stories.latest(floor=0, before=None, limit=9)) == [story_id]


async def test_the_newest_stories_are_enriched_first(store: Store) -> None:
    feed = await given.source(store)
    for hours in (2, 1, 3):
        draft = given.draft(feed.id, f"{hours} h", at=NOW - hours * HOUR)
        await store.articles.add(draft, story_id=None, why={}, now=NOW)

    materials = await store.stories.to_enrich(2)

    assert [material.articles[0].title for material in materials] == ["1 h", "2 h"]


async def test_an_enrichment_of_a_story_that_is_gone_is_no_error(store: Store) -> None:
    await store.stories.save(given.enrichment(StoryId(99), ArticleId(1)), NOW)

    assert await store.stories.get(StoryId(99)) is None


async def test_pages_of_latest_hold_every_story_once_newest_first(store: Store) -> None:
    same_moment = [await given.story(store, at=NOW) for _ in range(3)]
    newest = await given.story(store, at=NOW + HOUR)
    await given.story(store, total=10, at=NOW + 2 * HOUR)
    oldest = await given.story(store, at=NOW - HOUR)

    seen: list[StoryId] = []
    before = None
    while page := await store.stories.latest(floor=40, before=before, limit=2):
        seen += ids(page)
        before = page[-1].first_seen_at, page[-1].id

    assert seen == [newest, *reversed(same_moment), oldest]


async def test_pages_of_a_tag_hold_its_stories_above_the_floor(store: Store) -> None:
    tagged = [
        await given.story(store, tags=("chips", "other"), at=NOW - n * HOUR) for n in range(3)
    ]
    await given.story(store, tags=("other",))
    await given.story(store, tags=("chips",), total=10)

    first = await store.stories.latest(floor=40, tag="chips", before=None, limit=2)
    cursor = first[-1].first_seen_at, first[-1].id
    second = await store.stories.latest(floor=40, tag="chips", before=cursor, limit=2)

    assert ids(first) + ids(second) == tagged


async def test_the_top_is_what_scored_best_since(store: Store) -> None:
    low, high = await given.story(store, total=60), await given.story(store, total=90)
    middle = await given.story(store, total=70, tags=("chips",))
    await given.story(store, total=99, at=NOW - DAY)

    assert ids(await store.stories.top(since=NOW, offset=0, limit=2)) == [high, middle]
    assert ids(await store.stories.top(since=NOW, offset=2, limit=2)) == [low]
    assert ids(await store.stories.top(since=NOW, tag="chips", offset=0, limit=9)) == [middle]


async def test_many_comes_in_the_order_asked_for(store: Store) -> None:
    first, second = await given.story(store), await given.story(store)

    found = await store.stories.many([second, StoryId(99), first, second])

    assert ids(found) == [second, first]
    assert await store.stories.many([]) == []


async def test_a_story_is_read_anew_only_where_it_changed(store: Store) -> None:
    same, other = await given.story(store), await given.story(store)
    reader = await given.subscriber(store, 1)

    before = await store.stories.many([same, other])
    await store.stories.record_reader(other, reader.id, NOW)
    after = await store.stories.many([same, other])

    assert after[0] is before[0]
    assert (before[1].readers, after[1].readers) == (0, 1)


@pytest.mark.parametrize(("blanks", "is_kept"), [(0, True), (100_000, False)])
def test_a_story_without_end_is_not_kept(blanks: int, *, is_kept: bool) -> None:
    content = '[[1,"en",0,0,1,0,0],[0,0,0,0,0,1],{},[],[],[]]' + " " * blanks
    row: Any = SimpleNamespace(content=content)
    assert story_of(row) == story_of(row)
    assert (story_of(row) is story_of(row)) is is_kept


async def test_tags_are_counted_since(store: Store) -> None:
    await given.story(store, tags=("chips", "policy"))
    await given.story(store, tags=("chips",))
    await given.story(store, tags=("robots",), at=NOW - DAY)

    counts = await store.stories.tag_counts(NOW - HOUR)

    assert list(counts.items()) == [("chips", 2), ("policy", 1)]


async def test_candidates_are_what_was_seen_since_and_ready_until(store: Store) -> None:
    good = await given.story(store, "Good CHIPS", total=60, tags=("chips",))
    best = await given.story(store, "Best", total=80, language="zh-Hans")
    await given.story(store, "Old", at=NOW - DAY)
    await given.story(store, "Not ready yet", ready=NOW + HOUR)

    candidates = await store.stories.candidates(NOW - HOUR, NOW)

    assert [candidate.id for candidate in candidates] == [best, good]
    assert candidates[1].tags == {"chips"}
    assert candidates[1].publishers == {"Alpha"}
    assert candidates[1].words == "good chips"
    assert (candidates[0].total, candidates[0].ready_at, candidates[0].updated_at) == (
        80,
        NOW,
        NOW,
    )


async def test_scores_are_computed_again_without_a_new_enrichment(store: Store) -> None:
    story_id = await given.story(store, total=80, tags=("chips",))
    await given.story(store, at=NOW - DAY)
    ((found, before, updated_at),) = await store.stories.scores_since(NOW - HOUR)
    after = replace(before, hot=1, total=30, facts={"publishers": 2})

    await store.stories.rescore([(found, after)], NOW + MINUTE)
    await store.stories.rescore([], NOW + MINUTE)

    assert (found, updated_at) == (story_id, NOW)
    story = await store.stories.get(story_id)
    assert story is not None
    assert story.scores == after
    assert await store.stories.latest(floor=31, tag="chips", before=None, limit=9) == []
    assert len(await store.stories.latest(floor=30, tag="chips", before=None, limit=9)) == 1


async def test_a_reader_is_counted_once(store: Store) -> None:
    story_id = await given.story(store)
    readers = [await given.subscriber(store, chat) for chat in (1, 2)]

    for reader in [*readers, *readers]:
        await store.stories.record_reader(story_id, reader.id, NOW)

    story = await store.stories.get(story_id)
    assert story is not None
    assert story.readers == 2


async def test_publishers_are_those_of_active_sources(store: Store) -> None:
    for name, publisher in (("a", "Zeta"), ("b", "Alpha"), ("c", "Zeta"), ("d", "Gone")):
        await given.source(store, name, publisher=publisher)
    await store.sources.remove(given.seed("d").url)

    assert await store.stories.publishers() == ["Alpha", "Zeta"]
