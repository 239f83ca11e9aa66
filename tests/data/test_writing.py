"""What a model wrote never stands over what operators said about a story."""

from datetime import timedelta

from bot.core.news import Origin, Text
from bot.core.writing import Assignment, Demand, Report
from data.store import Store

from . import given
from .given import HOUR, NOW

TEXTS = [
    Text(language=language, title="Anew", summary="Anew.", analysis="A.", origin=Origin.MODEL)
    for language in ("en", "zh-Hans")
]


async def waiting(store: Store) -> Assignment:
    demand = Demand(floor=0, languages=frozenset())
    (one,) = await store.writing.due(demand, NOW, age=timedelta(days=9), limit=9)
    return one


async def save(store: Store, assignment: Assignment) -> bool:
    report = Report(origins={text.language: str(text.origin) for text in TEXTS})
    return await store.writing.save(
        assignment, TEXTS, assignment.scores, report, next_try_at=NOW + HOUR, now=NOW
    )


async def test_a_model_never_writes_over_a_correction(store: Store) -> None:
    story_id = await given.story(store)
    assignment = await waiting(store)
    await store.editing.correct(story_id, "en", NOW, title="Corrected", summary="Right words.")
    assert (await waiting(store)).is_corrected("en")
    assert not (await waiting(store)).is_corrected("zh-Hans")

    assert await save(store, assignment)

    (story,) = await store.stories.many([story_id])
    assert (story.texts["en"].title, story.texts["en"].origin) == ("Corrected", Origin.CORRECTION)
    assert story.texts["zh-Hans"].origin == Origin.MODEL
    report = await store.writing.report(story_id)
    assert report["origins"] == {"en": "correction", "zh-Hans": "model"}


async def test_a_model_does_not_write_about_a_story_that_was_taken_back(store: Store) -> None:
    story_id = await given.story(store)
    assignment = await waiting(store)
    await store.editing.retract(story_id, "It was a hoax.", NOW)

    assert not await save(store, assignment)

    assert await store.writing.report(story_id) == {}
    assert await store.stories.get(story_id) is None
