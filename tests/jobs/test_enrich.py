"""Stories are scored, tagged and worded, and cool down."""

from datetime import timedelta

from jobs.enrich import enrich, rescore_active
from tests.data import given
from tests.factories import Bench
from tests.fakes import NOON

TEXT = (
    "Corvane raised $600 million in a Series D round led by Aldergate Capital. "
    "The chip maker will build a plant. Construction begins in the spring. "
) * 3


async def begin(desk: Bench) -> int:
    source = await given.source(desk.store)
    draft = given.draft(source.id, "Corvane raises $600 million", text=TEXT, at=NOON)
    _, story_id = await desk.store.articles.add(draft, story_id=None, why={}, now=NOON)
    return story_id


async def test_a_new_story_is_shown_once_it_is_enriched(desk: Bench) -> None:
    await begin(desk)
    assert await desk.store.stories.latest(floor=0, before=None, limit=5) == []

    assert await enrich(desk.services) == 1

    (story,) = await desk.store.stories.latest(floor=0, before=None, limit=5)
    assert "funding" in story.tags
    assert story.texts["en"].title == "Corvane raises $600 million"
    assert story.texts["en"].summary != ""
    assert story.scores.impact > 0


async def test_nothing_is_enriched_twice(desk: Bench) -> None:
    await begin(desk)
    await enrich(desk.services)

    assert await enrich(desk.services) == 0


async def test_stories_cool(desk: Bench) -> None:
    await begin(desk)
    await enrich(desk.services)
    (before,) = await desk.store.stories.latest(floor=0, before=None, limit=5)
    desk.clock.advance(timedelta(days=1).total_seconds())

    assert await rescore_active(desk.services) == 1

    (after,) = await desk.store.stories.latest(floor=0, before=None, limit=5)
    assert after.scores.hot < before.scores.hot
    assert after.scores.hot_peak == before.scores.hot_peak
    assert await rescore_active(desk.services) == 0
