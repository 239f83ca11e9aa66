"""An operator's word on its way, for the tests of where it arrives."""

from datetime import timedelta

from bot.core.amending import SETTLING, Reach
from bot.core.news import Origin, StoryId, Text
from jobs.amend import amend_messages
from jobs.deliver import Courier
from jobs.digest import plan_digests
from tests.factories import Bench
from tests.fakes import NOON

from . import given

HOUR = timedelta(hours=1)


async def deliver(desk: Bench) -> None:
    await Courier(desk.services, "one", per_second=28).deliver()


async def delivered(desk: Bench, *chats: int, stories: int = 2) -> list[StoryId]:
    """Have a digest of some stories delivered to chats; return the stories, best first."""
    found = [
        await given.story(desk.store, f"Plant {n} opens", total=90 - n, at=NOON - HOUR)
        for n in range(stories)
    ]
    for chat_id in chats:
        await given.subscriber(desk.store, chat_id, due=NOON)
    await plan_digests(desk.services)
    await deliver(desk)
    desk.messenger.parcels.clear()
    return found


async def amend(desk: Bench) -> list[tuple[int, str]]:
    """Let an operator's word go its way; return what chats are sent or shown then."""
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())
    await amend_messages(desk.services)
    await deliver(desk)
    return [(chat_id, fields["text"]) for chat_id, fields in desk.messenger.parcels]


async def reach(desk: Bench, story_id: StoryId) -> Reach:
    found = await desk.store.amending.reach(story_id)
    assert found is not None
    return found


async def enrich_again(desk: Bench, story_id: StoryId) -> None:
    (article,) = await desk.store.articles.of_story(story_id)
    text = Text(
        language="en", title="Plant 0 opens", summary="S.", analysis="", origin=Origin.EXTRACT
    )
    await desk.store.stories.save(
        given.enrichment(story_id, article.id, texts=(text,)), desk.clock.now()
    )
