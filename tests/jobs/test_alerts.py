"""Big stories are told at once, once, and what was told is kept up to date."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.audience import Alerts, CardPart, Preferences, Subscriber
from bot.core.news import Origin, StoryId, Text
from bot.core.outgoing import ParcelKind, ParcelState
from jobs.alerts import send_alerts
from jobs.deliver import Courier
from jobs.digest import plan_digests
from jobs.upkeep import reap
from tests.data import given
from tests.factories import Bench
from tests.fakes import NOON

HOUR = timedelta(hours=1)


@pytest.fixture
def database_url(either_url: str) -> str:
    return either_url


async def alerted(desk: Bench, chat_id: int, *, threshold: int = 80, most: int = 3) -> Subscriber:
    person = await given.subscriber(desk.store, chat_id, due=NOON + 3 * HOUR)
    alerts = Alerts(is_on=True, threshold=threshold, most_a_day=most)
    await desk.store.audience.set_alerts(person.id, alerts)
    return person


async def update(desk: Bench, story_id: StoryId, title: str) -> None:
    """Have a story told anew by one more publisher."""
    (story,) = await desk.store.stories.many([story_id])
    text = Text(language="en", title=title, summary="", analysis="", origin=Origin.EXTRACT)
    await desk.store.stories.save(
        given.enrichment(
            story_id,
            story.mentions[0].article_id,
            total=90,
            at=desk.clock.now(),
            texts=(text,),
        ),
        desk.clock.now(),
    )


async def test_a_story_above_the_threshold_breaks_in_once(desk: Bench) -> None:
    await alerted(desk, 1)
    await alerted(desk, 2, threshold=95)
    await given.subscriber(desk.store, 3)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)

    assert await send_alerts(desk.services) == 1
    assert await send_alerts(desk.services) == 0

    (parcel,) = await given.claim(desk.store, at=NOON)
    assert (parcel.chat_id, parcel.kind) == (1, ParcelKind.ALERT)
    assert "Breaking news" in given.text(parcel)
    assert "Plant opens" in given.text(parcel)


async def test_an_alert_looks_as_the_settings_say(desk: Bench) -> None:
    person = await alerted(desk, 1)
    wanted = Preferences(
        language="en", second_language="zh-Hans", hidden=frozenset({CardPart.TAGS})
    )
    await desk.store.audience.set_preferences(person.id, wanted)
    story_id = await given.story(desk.store, total=90, tags=("chips",), at=NOON - HOUR)
    (story,) = await desk.store.stories.many([story_id])
    titles = {"en": "Plant opens", "zh-Hans": "工厂投产"}
    texts = tuple(
        Text(language=language, title=title, summary="", analysis="", origin=Origin.EXTRACT)
        for language, title in titles.items()
    )
    lead = story.mentions[0].article_id
    enriched = given.enrichment(story_id, lead, total=90, tags=("chips",), at=NOON, texts=texts)
    await desk.store.stories.save(enriched, NOON)

    await send_alerts(desk.services)

    (parcel,) = await given.claim(desk.store, at=NOON)
    assert all(title in given.text(parcel) for title in titles.values())
    assert "#chips" not in given.text(parcel)


async def test_a_story_that_grows_reaches_those_with_higher_thresholds(desk: Bench) -> None:
    await alerted(desk, 1, threshold=80)
    await alerted(desk, 2, threshold=90)
    story_id = await given.story(desk.store, "Plant opens", total=85, at=NOON - HOUR)
    assert await send_alerts(desk.services) == 1

    await desk.store.stories.rescore([(story_id, given.scores(95))], NOON)

    assert await send_alerts(desk.services) == 1
    chats = [parcel.chat_id for parcel in await given.claim(desk.store, at=desk.clock.now())]
    assert sorted(chats) == [1, 2]


async def test_an_alerted_story_is_not_in_the_next_digest(desk: Bench) -> None:
    person = await alerted(desk, 1)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await given.story(desk.store, "Court rules", total=60, at=NOON - HOUR)
    await send_alerts(desk.services)
    await Courier(desk.services, "one", per_second=28).deliver()
    desk.clock.advance(3 * 3600)

    await plan_digests(desk.services)

    (parcel,) = await given.claim(desk.store, at=desk.clock.now())
    assert parcel.subscriber_id == person.id
    assert "Court rules" in given.text(parcel)
    assert "Plant opens" not in given.text(parcel)


async def test_no_more_alerts_a_day_than_wanted(desk: Bench) -> None:
    await alerted(desk, 1, most=1)
    for title in ("Plant opens", "Court rules"):
        await given.story(desk.store, title, total=90, at=NOON - HOUR)

    assert await send_alerts(desk.services) == 1


async def test_old_stories_wait_for_the_digest(desk: Bench) -> None:
    await alerted(desk, 1)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - 7 * HOUR)

    assert await send_alerts(desk.services) == 0


async def test_an_alert_goes_before_digests_that_wait(desk: Bench) -> None:
    waiting = await given.subscriber(desk.store, 5, due=NOON - HOUR)
    await given.plan(desk.store, [given.digest(waiting, slot=NOON - HOUR)], NOON)
    await alerted(desk, 1)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)

    first, second = await given.claim(desk.store, at=NOON)

    assert (first.chat_id, second.chat_id) == (1, 5)


async def test_an_update_edits_the_alert_in_place(desk: Bench) -> None:
    await alerted(desk, 1)
    story_id = await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    await Courier(desk.services, "one", per_second=28).deliver()
    (figures,) = await desk.store.outbox.hours(desk.clock.now(), last=2)
    desk.clock.advance(15 * 60)
    await send_alerts(desk.services)
    assert await given.claim(desk.store, at=desk.clock.now()) == [], "nothing new"

    await update(desk, story_id, "Plant opens early")
    await send_alerts(desk.services)

    (edit,) = await given.sending(desk.store, at=desk.clock.now())
    assert edit.replaces == 1001
    assert "Plant opens early" in given.text(edit)
    await desk.store.outbox.record([given.result(edit)], desk.clock.now())
    assert await desk.store.outbox.hours(desk.clock.now(), last=2) == [figures]


async def test_an_edit_whose_sender_died_is_made_again(desk: Bench) -> None:
    await alerted(desk, 1)
    story_id = await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    await Courier(desk.services, "one", per_second=28).deliver()
    desk.clock.advance(15 * 60)
    await update(desk, story_id, "Plant opens early")
    await send_alerts(desk.services)
    await given.sending(desk.store, at=desk.clock.now())

    desk.clock.advance(120)
    await reap(desk.services)

    (edit,) = await given.claim(desk.store, "two", at=desk.clock.now())
    assert edit.replaces == 1001


@pytest.mark.parametrize(("allowed", "waiting"), [(False, 0), (True, 1)])
async def test_an_alert_whose_sender_died_is_sent_once_more_where_the_operator_allows_it(
    desk: Bench,
    allowed: bool,  # noqa: FBT001 - the setting
    waiting: int,
) -> None:
    services = replace(desk.services, resend_alerts=allowed)
    await alerted(desk, 1)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(services)
    for expected in (waiting, 0):
        await given.sending(desk.store, at=desk.clock.now())
        desk.clock.advance(120)
        await reap(services)
        assert (await desk.store.outbox.depths())[ParcelState.QUEUED] == expected
