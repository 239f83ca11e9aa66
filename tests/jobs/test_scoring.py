"""Scores keep their meaning as the news changes, and take in what a forum says."""

from dataclasses import replace
from datetime import timedelta

from bot.core.attention import Attention
from bot.core.calibration import PRIOR, calibrate
from bot.core.score import SCORE_VERSION, marks_of
from bot.errors import FetchError
from jobs.enrich import enrich, rescore_active
from jobs.scoring import calibrate_scores, watch_attention
from tests.data import given
from tests.factories import Bench
from tests.fakes import NOON, FakeForum

PAGE = "https://alpha.example/{}"


async def stories(desk: Bench, count: int) -> None:
    source = await given.source(desk.store)
    for number in range(count):
        text = f"Vellum opens office number {number} in Oslo. " * (10 + 40 * number)
        draft = given.draft(source.id, f"Vellum opens {number}", text=text, at=NOON)
        url = PAGE.format(number)
        await desk.store.articles.add(
            replace(draft, guid=url, url=url, canonical_url=url), story_id=None, why={}, now=NOON
        )
    await enrich(desk.services)


async def test_the_curves_are_made_of_the_last_stories_and_then_count(desk: Bench) -> None:
    await stories(desk, 5)
    before = await desk.store.stories.scores_since(NOON)
    assert await desk.store.scoring.calibration(SCORE_VERSION) == PRIOR

    assert await calibrate_scores(desk.services) == 5

    expected = calibrate([marks_of(scores.facts) for _, scores, _ in before])
    assert await desk.store.scoring.calibration(SCORE_VERSION) == expected
    assert await rescore_active(desk.services) > 0


async def test_the_newest_curves_count(desk: Bench) -> None:
    await calibrate_scores(desk.services)
    await stories(desk, 2)
    desk.clock.advance(60)
    await calibrate_scores(desk.services)

    assert (await desk.store.scoring.calibration(SCORE_VERSION)).stories == 2


async def test_old_stories_and_other_rules_make_no_curves(desk: Bench) -> None:
    await stories(desk, 3)
    desk.clock.advance(timedelta(days=31).total_seconds())

    assert await calibrate_scores(desk.services) == 0
    assert await desk.store.scoring.calibration(SCORE_VERSION + 1) == PRIOR


async def test_what_other_rules_scored_is_scored_again_first(desk: Bench) -> None:
    await stories(desk, 1)
    ((story_id, scores, _),) = await desk.store.stories.scores_since(NOON)
    outdated = replace(scores, version=SCORE_VERSION - 1, facts={"publishers": 1})
    await desk.store.stories.rescore([(story_id, outdated)], NOON)
    assert await rescore_active(desk.services) == 0

    assert await calibrate_scores(desk.services) == 1

    ((_, again, _),) = await desk.store.stories.scores_since(NOON)
    assert again == scores


async def test_attention_makes_a_story_hotter_and_stays(desk: Bench) -> None:
    await stories(desk, 2)
    forum = FakeForum({PAGE.format(1): Attention(points=400, comments=90)})
    services = replace(desk.services, engagement=forum)
    before = {story: scores for story, scores, _ in await desk.store.stories.scores_since(NOON)}

    assert await watch_attention(services) == 1

    after = {story: scores for story, scores, _ in await desk.store.stories.scores_since(NOON)}
    (changed,) = [story for story in after if after[story] != before[story]]
    assert after[changed].hot > before[changed].hot
    assert after[changed].facts["points"] == 400
    assert len(forum.asked) == 2


async def test_a_story_is_asked_about_again_when_its_time_has_come(desk: Bench) -> None:
    await stories(desk, 1)
    forum = FakeForum()
    services = replace(desk.services, engagement=forum)
    for minutes, asked in ((0, 1), (10, 1), (30, 2)):
        desk.clock.moment = NOON + timedelta(minutes=minutes)
        await watch_attention(services)
        assert len(forum.asked) == asked
    desk.clock.moment = NOON + timedelta(days=3)
    assert await watch_attention(services) == 0
    assert len(forum.asked) == 2


async def test_a_forum_that_fails_ends_the_pass_and_is_asked_again(desk: Bench) -> None:
    await stories(desk, 3)
    down = {PAGE.format(n): FetchError(PAGE.format(n), "HTTP 503") for n in range(3)}
    forum = FakeForum(dict(down))
    services = replace(desk.services, engagement=forum)

    assert await watch_attention(services) == 0
    assert len(forum.asked) == 1

    forum.posts.clear()
    await watch_attention(services)
    assert len(forum.asked) == 4


async def test_without_a_forum_nothing_is_asked(desk: Bench) -> None:
    await stories(desk, 1)
    assert await watch_attention(desk.services) == 0
