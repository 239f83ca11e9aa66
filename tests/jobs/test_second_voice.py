"""An embedding model is heard where words leave it in doubt; without its answer words decide."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.commands.why import explain
from bot.core.news import StoryId
from bot.errors import AnalysisError
from bot.services import Services
from jobs.mend import Mender
from jobs.second_voice import AT_ONCE, PATIENCE
from tests.data import given
from tests.factories import Bench, vocabulary
from tests.fakes import NOON, FakeEmbedder

NEARLY = ("Vellum closes its harbour office in Halden", "Halden jobs go as Vellum leaves")
BARELY = ("Vellum closes its harbour office in Halden", "Halden loses the Vellum office")


async def look(
    desk: Bench,
    embedder: FakeEmbedder | None,
    *titles: str,
    tokens: int = 100_000,
    together: bool = False,
) -> tuple[int, Services]:
    """Store articles, in one story or one each; return in how many they are once looked at."""
    writers = replace(desk.services.writers, embedder=embedder, daily_tokens=tokens)
    services = replace(desk.services, writers=writers)
    home: StoryId | None = None
    for number, title in enumerate(titles):
        feed = await given.source(desk.store, f"feed{number}")
        draft = given.draft(feed.id, title, at=NOON - timedelta(hours=1), text=title)
        _, place = await desk.store.articles.add(draft, story_id=home, why={}, now=NOON)
        home = place if together else None
    await Mender(services, vocabulary()).run()
    return await stories(desk), services


async def stories(desk: Bench) -> int:
    found = await desk.store.articles.window(NOON - timedelta(days=1))
    return len({article.story_id for article in found})


async def whys(desk: Bench) -> list[str]:
    """Return what is last said of each article's place."""
    places = {one.story_id for one in await desk.store.articles.window(NOON - timedelta(days=1))}
    reasons = [why for place in places for _, why in await desk.store.articles.why(place)]
    return [explain(why, seen="then")[-1] for why in reasons]


def of_one_matter(*titles: str) -> FakeEmbedder:
    return FakeEmbedder(dict.fromkeys(titles, "one"))


async def test_what_words_nearly_join_is_joined_where_the_model_agrees(desk: Bench) -> None:
    count, services = await look(desk, of_one_matter(*NEARLY), *NEARLY)

    assert count == 1
    assert "embedding 1.00." in " ".join(await whys(desk))
    assert await Mender(services, vocabulary()).run() == 0


@pytest.mark.parametrize("embedder", [None, FakeEmbedder()], ids=["no model", "it disagrees"])
async def test_what_words_nearly_join_stays_apart_else(
    desk: Bench, embedder: FakeEmbedder | None
) -> None:
    count, _ = await look(desk, embedder, *NEARLY)
    assert count == 2


async def test_what_words_barely_join_is_parted_where_the_model_disagrees(desk: Bench) -> None:
    count, _ = await look(desk, FakeEmbedder(), *BARELY, together=True)

    assert count == 2
    assert any("Taken out" in why and "embedding " in why for why in await whys(desk))


async def test_without_doubt_nothing_is_asked(desk: Bench) -> None:
    embedder = FakeEmbedder()
    await look(desk, embedder, "The library buys a piano", "Vellum opens an office in Halden")
    assert embedder.asked == []


async def test_no_text_is_paid_for_twice_also_after_a_restart(desk: Bench) -> None:
    embedder = of_one_matter(*NEARLY)
    _, services = await look(desk, embedder, *NEARLY)
    requests, spent = len(embedder.asked), await desk.store.models.spent(NOON)
    assert spent == 10 * sum(map(len, embedder.asked))

    await Mender(services, vocabulary()).run()

    assert len(embedder.asked) == requests
    assert await desk.store.models.spent(NOON) == spent


async def test_what_is_remembered_is_heard_while_the_model_is_down(desk: Bench) -> None:
    embedder = of_one_matter(*NEARLY)
    _, services = await look(desk, embedder, *NEARLY)
    embedder.failure = AnalysisError("vectors fake: HTTP 500", is_down=True)

    await Mender(services, vocabulary()).run()

    assert await stories(desk) == 1


async def test_without_budget_the_words_decide(desk: Bench) -> None:
    embedder = of_one_matter(*NEARLY)
    count, _ = await look(desk, embedder, *NEARLY, tokens=100)

    assert (count, embedder.asked) == (2, [])
    assert await desk.store.models.spent(NOON) == 0


async def test_a_model_that_fails_rests_and_is_asked_again_later(desk: Bench) -> None:
    failure = AnalysisError("vectors fake: HTTP 429", is_down=True, retry_after=500)
    embedder = replace(of_one_matter(*NEARLY), failure=failure)
    writers = replace(desk.services.writers, embedder=embedder, daily_tokens=100_000)
    mender = Mender(replace(desk.services, writers=writers), vocabulary())
    await look(desk, None, *NEARLY)

    assert await mender.run() == 0
    assert await mender.run() == 0
    assert len(embedder.asked) == 1

    embedder.failure = None
    desk.clock.advance(499)
    assert await mender.run() == 0
    desk.clock.advance(1)
    assert await mender.run() == 1
    assert await mender.run() == 0


async def test_a_slow_model_is_asked_no_more_for_a_while_and_what_it_said_is_kept(
    desk: Bench,
) -> None:
    embedder = replace(of_one_matter(*NEARLY), before=lambda: desk.clock.advance(PATIENCE))
    count, services = await look(desk, embedder, *NEARLY)
    assert (count, len(embedder.asked)) == (2, 1)
    assert len(embedder.asked[0]) == AT_ONCE

    embedder.before = lambda: None
    assert await Mender(services, vocabulary()).run() == 1

    texts = [text for request in embedder.asked for text in request]
    assert len(texts) == len(set(texts))


async def test_a_model_that_tells_no_events_apart_is_not_heard(
    desk: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    embedder = FakeEmbedder(always="the same")
    count, _ = await look(desk, embedder, *NEARLY)

    assert count == 2
    assert "vectors tell no events apart" in caplog.text
