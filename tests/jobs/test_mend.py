"""Stories are looked at again: two that are one become one, nobody's reading is taken apart."""

from datetime import timedelta

from bot.core.news import StoryId
from jobs.enrich import enrich
from jobs.ingest import Ingest
from jobs.mend import Mender
from tests.data import given
from tests.data.given import source
from tests.factories import Bench, vocabulary
from tests.fakes import NOON

from .feeds import FEED, OTHER, listed, rss

FIRE = (
    "Fire destroys the Corner Books shop in Halden",
    "Firefighters in Halden fought the fire that destroyed the Corner Books shop",
    "Corner Books shop in Halden destroyed by fire",
)


async def articles(desk: Bench, *titles: str, story_id: StoryId | None = None) -> list[StoryId]:
    places = []
    for number, title in enumerate(titles):
        feed = await source(desk.store, f"feed{number}")
        draft = given.draft(feed.id, title, at=NOON - timedelta(hours=1), text=title)
        _, place = await desk.store.articles.add(draft, story_id=story_id, why={}, now=NOON)
        places.append(place)
    return places


async def places(desk: Bench) -> dict[str, StoryId]:
    found = await desk.store.articles.window(NOON - timedelta(days=1))
    return {article.title: article.story_id for article in found}


async def test_stories_that_turn_out_to_be_one_are_merged_once(desk: Bench) -> None:
    first, *_ = await articles(desk, *FIRE)
    await articles(desk, "The library buys a piano")

    assert await Mender(desk.services, vocabulary()).run() == 2
    assert await Mender(desk.services, vocabulary()).run() == 0

    found = await places(desk)
    assert {found[title] for title in FIRE} == {first}
    assert found["The library buys a piano"] != first
    await enrich(desk.services)
    story = await desk.store.stories.get(first)
    assert story is not None
    assert len(story.publishers) == 3


async def test_what_comes_shows_at_once_that_two_stories_are_one(desk: Bench) -> None:
    first, second = await articles(desk, *FIRE[:2])
    assert first != second
    ingest = Ingest(desk.services, vocabulary())
    for url, title in zip((FEED, OTHER), (FIRE[2], "Corner Books in Halden burns"), strict=True):
        await listed(desk, url)
        desk.fetcher.put(url, rss((title, f"{url}/1", title)))

        await ingest.run()

        assert set((await places(desk)).values()) == {first}


async def test_a_wrong_story_that_nobody_saw_is_parted(desk: Bench) -> None:
    (place,) = await articles(desk, "The library buys a piano")
    await articles(desk, *FIRE, story_id=place)

    assert await Mender(desk.services, vocabulary()).run() == 1

    found = await places(desk)
    assert len({found[title] for title in FIRE}) == 1
    assert found["The library buys a piano"] != found[FIRE[0]]


async def test_what_belongs_elsewhere_is_taken_out_of_a_story_that_is_merged(desk: Bench) -> None:
    piano = ("The library in Mossby buys a grand piano", "Mossby library has a grand piano now")
    (first,) = await articles(desk, FIRE[0])
    (second,) = await articles(desk, FIRE[1])
    await articles(desk, FIRE[2], piano[0], story_id=second)
    await articles(desk, piano[1])

    await Mender(desk.services, vocabulary()).run()

    found = await places(desk)
    assert {found[title] for title in FIRE} == {first}
    assert len({found[title] for title in piano} - {first}) == 1


async def test_what_was_sent_or_settled_by_hand_is_left_as_it_is(desk: Bench) -> None:
    (sent,) = await articles(desk, "The library buys a piano")
    await articles(desk, *FIRE, story_id=sent)
    reader = await given.subscriber(desk.store)
    await given.plan(desk.store, [given.digest(reader, stories=(sent,))], NOON)
    assert await Mender(desk.services, vocabulary()).run() == 0

    one, other = await articles(desk, "Rain floods the mill in Mossby", "Mossby mill flooded")
    await desk.store.stories.merge(one, other, NOON)
    fresh = await desk.store.stories.split(
        one, [(await desk.store.articles.of_story(one))[0].id], NOON
    )
    assert fresh is not None
    assert await Mender(desk.services, vocabulary()).run() == 0
