from datetime import timedelta

from bot.core.news import ArticleId, Origin, StoryId, Text
from bot.core.query import Query
from bot.core.search import Found
from data.store import Store

from . import given
from .given import DAY, HOUR, NOW


async def find(store: Store, query: Query | str, offset: int = 0, limit: int = 9) -> Found:
    asked = Query(words=query) if isinstance(query, str) else query
    return await store.search.find(asked, NOW, offset=offset, limit=limit)


async def exact(store: Store, query: Query | str) -> list[StoryId]:
    """Return what holds all the words."""
    found = await find(store, query)
    return [] if found.is_loose or found.corrected else [story.id for story in found.stories]


FOUND = (
    "nvidia", "NVIDIA's", "nvidia’s", "chip", "chips", "export chips", "café", "cafe",
    "GPT-5", "gpt 5", "ＧＰＴ", "芯片", "出口", "芯", "英伟达", "芯片 GPT", "芯片出口",
    "半導體", "半导体", "英偉達", "がぎ", "한국",
)  # fmt: skip
NOT_FOUND = (
    "", " ", "!?", "\0", '"', "nvidi", "gpt-6", "gpt-5-6", "发", "芯口", "口受芯", "かき", "*",
    "' OR 1=1 --", '") AND (', "NEAR(a b)", "words:x", "NOT y", "^", "& | !", "x" * 5000,
)  # fmt: skip


async def test_search_finds_a_story_by_any_of_its_words(store: Store) -> None:
    summary = "英伟达的芯片出口受限。半導體 がぎぐ 한국어. GPT-5 met at the Café."
    story_id = await given.story(store, "Nvidia exports chips", summary=summary)
    await given.story(store, "Nothing of the kind", summary="另一件事，英国，伟大，片源，进口。")

    found = {query: await exact(store, query) for query in FOUND}

    assert found == {query: [story_id] for query in FOUND}


async def test_search_finds_nothing_where_no_word_matches_and_takes_no_orders(
    store: Store,
) -> None:
    summary = "芯片出口受限。がぎ GPT-5, GPT-4, 6 of them."
    await given.story(store, "Nvidia exports chips", summary=summary)

    found = {query: await exact(store, query) for query in NOT_FOUND}

    assert found == {query: [] for query in NOT_FOUND}


async def test_a_story_with_endless_words_is_indexed_as_far_as_a_database_can(
    store: Store,
) -> None:
    words = " ".join([*(f"word{n}" for n in range(50_000)), "x" * 100_000])

    story_id = await given.story(store, words)

    assert await exact(store, "word17") == [story_id]


async def test_pages_of_a_search_hold_every_match_once(store: Store) -> None:
    matches = [await given.story(store, "芯片", at=NOW - n * DAY) for n in range(5)]

    seen: list[StoryId] = []
    is_more = True
    while is_more:
        page = await find(store, "芯片", offset=len(seen), limit=2)
        seen += [story.id for story in page.stories]
        is_more = page.is_more

    assert seen == matches


async def test_a_title_a_new_story_and_a_high_score_come_first(store: Store) -> None:
    body = await given.story(store, "Something else", summary="About robots.")
    old = await given.story(store, "Robots", at=NOW - 60 * DAY)
    low = await given.story(store, "Robots walk", total=10, at=NOW - HOUR)
    high = await given.story(store, "Robots run", total=90, at=NOW - HOUR)

    found = await find(store, "robots")

    assert [story.id for story in found.stories[:2]] == [high, low]
    assert {story.id for story in found.stories[2:]} == {body, old}


async def test_misspelt_words_are_corrected_by_recent_titles(store: Store) -> None:
    story_id = await given.story(store, "Nvidia opens a laboratory")

    found = await find(store, "nvdia labratory")

    assert [story.id for story in found.stories] == [story_id]
    assert found.corrected == "nvidia laboratory"
    assert not found.is_loose


async def test_the_spelling_is_read_again_after_a_while(store: Store) -> None:
    await given.story(store, "Something")
    assert (await find(store, "nvdia")).stories == ()
    story_id = await given.story(store, "Nvidia")

    later = NOW + timedelta(minutes=11)
    found = await store.search.find(Query(words="nvdia"), later, offset=0, limit=9)

    assert [story.id for story in found.stories] == [story_id]


async def test_where_nothing_holds_all_words_most_of_them_are_enough(store: Store) -> None:
    half = await given.story(store, "芯片工厂")
    most = await given.story(store, "芯片的出口受到管制", at=NOW - 9 * DAY)

    found = await find(store, "芯片出口管制")

    assert [story.id for story in found.stories] == [most, half]
    assert found.is_loose


async def test_filters_narrow_a_search_down(store: Store) -> None:
    feeds = [await given.source(store, name, publisher=name) for name in ("The Decoder", "量子位")]
    ids = []
    for number, (feed, language, tags) in enumerate(
        zip(feeds, ("en", "zh-Hans"), (("chips", "policy"), ("chips",)), strict=True)
    ):
        at = NOW - number * DAY
        title = "Robot chips 芯片"
        article_id, story_id = await store.articles.add(
            given.draft(feed.id, title, at=at, language=language), story_id=None, why={}, now=at
        )
        text = Text(
            language=language, title=title, summary="S.", analysis="", origin=Origin.EXTRACT
        )
        enrichment = given.enrichment(
            story_id, article_id, total=40 + 40 * number, tags=tags, at=at, texts=(text,)
        )
        await store.stories.save(enrichment, at)
        ids.append(story_id)
    new, old = ids

    for words in ("", "chips"):
        assert set(await exact(store, Query(words=words, tags=("chips",)))) == {new, old}
        assert await exact(store, Query(words=words, tags=("chips", "policy"))) == [new]
        assert await exact(store, Query(words=words, publishers=("The Decoder",))) == [new]
        assert await exact(store, Query(words=words, publishers=("量子位",))) == [old]
        assert set(
            await exact(store, Query(words=words, publishers=("The Decoder", "量子位")))
        ) == {new, old}
        assert await exact(store, Query(words=words, language="zh")) == [old]
        assert await exact(store, Query(words=words, language="zh-Hans")) == [old]
        assert await exact(store, Query(words=words, language="zh-Hant")) == []
        assert await exact(store, Query(words=words, since=NOW - HOUR)) == [new]
        assert await exact(store, Query(words=words, until=NOW - HOUR)) == [old]
        assert await exact(store, Query(words=words, floor=60)) == [old]


async def test_a_new_enrichment_replaces_what_a_story_is_found_by(store: Store) -> None:
    story_id = await given.story(store, "First", tags=("chips",))

    await store.stories.save(given.enrichment(story_id, ArticleId(1), tags=("policy",)), NOW)

    assert await exact(store, Query(tags=("chips",))) == []
    assert await exact(store, Query(tags=("policy",))) == [story_id]
