"""What breaks in quiet hours is kept for their end, and told then as everything stands then."""

from datetime import timedelta

import pytest

from bot.core.audience import Alerts, ChatId, ChatKind, QuietHours, Schedule, Subscriber
from jobs.alerts import send_alerts
from jobs.digest import plan_digests
from tests.data import given
from tests.data.scheduled import come_by
from tests.factories import Bench
from tests.fakes import NOON

from .test_alerts import alerted

HOUR = timedelta(hours=1)
NIGHT = QuietHours(start=12 * 60, end=20 * 60)
"""In Berlin; its reader does not sleep at night, and noon in London is quiet."""


@pytest.fixture
def database_url(either_url: str) -> str:
    return either_url


async def sleeper(desk: Bench, chat_id: int = 1, *, most: int = 3) -> Subscriber:
    """Store somebody who has quiet hours until 19:00 UTC, alerts and no digest."""
    person = await alerted(desk, chat_id, most=most)
    schedule = Schedule(timezone="Europe/Berlin", quiet=NIGHT)
    await come_by(desk.store, person.id, schedule, None)
    return person


async def heard(desk: Bench) -> list[str]:
    """Return the alerts that wait to be sent, as they read."""
    return [given.text(one) for one in await given.claim(desk.store, at=desk.clock.now())]


async def test_quiet_hours_keep_an_alert_for_their_end(desk: Bench) -> None:
    await sleeper(desk)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)

    assert await send_alerts(desk.services) == 0
    desk.clock.advance(6.9 * 3600)
    assert await send_alerts(desk.services) == 0
    desk.clock.advance(0.2 * 3600)
    assert await send_alerts(desk.services) == 1
    assert await send_alerts(desk.services) == 0

    (said,) = await heard(desk)
    assert "Plant opens" in said


async def test_a_story_that_cooled_down_over_night_is_told_all_the_same(desk: Bench) -> None:
    await sleeper(desk)
    story_id = await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    desk.clock.advance(8 * 3600)

    await desk.store.stories.rescore([(story_id, given.scores(55))], desk.clock.now())

    assert await send_alerts(desk.services) == 1


async def test_what_was_kept_back_is_not_told_once_it_is_old(desk: Bench) -> None:
    await sleeper(desk)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)

    desk.clock.advance(24 * 3600)

    assert await send_alerts(desk.services) == 0
    assert await desk.store.breaking.held(since=NOON, now=desk.clock.now(), limit=9) == []


async def test_what_was_kept_back_is_not_told_after_a_digest_with_it(desk: Bench) -> None:
    person = await sleeper(desk)
    schedule = Schedule(timezone="Europe/Berlin", quiet=NIGHT)
    await come_by(desk.store, person.id, schedule, NOON + 7 * HOUR)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    desk.clock.advance(7 * 3600 + 60)

    await plan_digests(desk.services)

    assert await send_alerts(desk.services) == 0
    (said,) = await heard(desk)
    assert "Plant opens" in said


@pytest.mark.parametrize("change", ["off", "paused", "gone", "quiet still"])
async def test_the_settings_of_the_morning_decide(desk: Bench, change: str) -> None:
    person = await sleeper(desk)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    desk.clock.advance(8 * 3600)
    now, audience = desk.clock.now(), desk.store.audience

    match change:
        case "off":
            await audience.set_alerts(person.id, Alerts(is_on=False))
        case "paused":
            paused = Schedule(timezone="Europe/Berlin", paused_until=now + HOUR)
            await come_by(desk.store, person.id, paused, None)
        case "gone":
            await desk.store.personal.forget(person.id)
        case _:
            longer = QuietHours(start=13 * 60, end=22 * 60)
            later = Schedule(timezone="Europe/Berlin", quiet=longer)
            await come_by(desk.store, person.id, later, None)

    assert await send_alerts(desk.services) == 0
    desk.clock.advance(2 * 3600)
    assert await send_alerts(desk.services) == (change == "quiet still")


async def test_after_quiet_hours_no_more_alerts_come_than_wanted_the_best_first(
    desk: Bench,
) -> None:
    await sleeper(desk, most=2)
    for total in (85, 95, 90):
        await given.story(desk.store, f"Story of {total}", total=total, at=NOON - HOUR)
    await send_alerts(desk.services)
    desk.clock.advance(8 * 3600)

    counts = [await send_alerts(desk.services) for _ in range(3)]

    assert counts == [1, 1, 0]
    told: list[str] = []
    while parcels := await given.sending(desk.store, at=desk.clock.now()):
        told += map(given.text, parcels)
        await desk.store.outbox.record(list(map(given.result, parcels)), desk.clock.now())
    assert ["Story of 95" in told[0], "Story of 90" in told[1], len(told)] == [True, True, 2]


async def test_an_alert_that_was_kept_back_follows_its_story_into_another(desk: Bench) -> None:
    await sleeper(desk)
    gone = await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    kept = await given.story(desk.store, "The plant is open", total=70, at=NOON - HOUR)
    await send_alerts(desk.services)

    await desk.store.stories.merge(kept, gone, NOON)
    await desk.store.stories.rescore([(kept, given.scores(90))], NOON)
    desk.clock.advance(8 * 3600)

    assert await send_alerts(desk.services) == 1


async def test_a_group_that_moved_into_another_keeps_what_was_kept_back(desk: Bench) -> None:
    old = await sleeper(desk, -5)
    await given.subscriber(desk.store, -1005, kind=ChatKind.SUPERGROUP)
    await given.story(desk.store, "Plant opens", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)

    await desk.store.audience.move(ChatId(old.chat_id), ChatId(-1005))
    desk.clock.advance(8 * 3600)

    assert await send_alerts(desk.services) == 1
