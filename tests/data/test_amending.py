"""What an operator says about a story reaches the messages that told it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.amending import SETTLING
from bot.core.audience import (
    Alerts,
    ChatId,
    ChatState,
    Review,
)
from bot.core.news import StoryId
from bot.core.outgoing import ParcelKind, ParcelState, Step
from bot.errors import RejectedError
from jobs.alerts import send_alerts
from jobs.amend import amend_messages
from jobs.digest import plan_digests
from jobs.review import plan_reviews
from tests.factories import Bench
from tests.fakes import NOON

from . import given
from .amended import amend, deliver, delivered, reach

HOUR = timedelta(hours=1)


async def test_an_edit_takes_the_place_of_what_was_sent_and_a_notice_makes_no_sound(
    desk: Bench,
) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())
    await amend_messages(desk.services)

    edit = (await given.sending(desk.store, at=desk.clock.now()))[0]
    await desk.store.outbox.record([given.result(edit)], desk.clock.now())
    (notice,) = await given.claim(desk.store, "two", at=desk.clock.now())

    assert (edit.kind, edit.replaces) == (ParcelKind.DIGEST, 1001)
    assert (notice.kind, notice.replaces, notice.is_silent) == (ParcelKind.NOTICE, 0, True)


async def test_a_correction_changes_what_was_sent_and_tells_nobody(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.editing.correct(first, "en", desk.clock.now(), title="Plant 0 does not open")

    (said,) = await amend(desk)

    assert "Plant 0 does not open" in said[1]
    assert "Corrected by the editors." in said[1]
    assert "Plant 1 opens" in said[1]


async def test_a_digest_that_has_not_left_is_made_anew_without_a_retracted_story(
    desk: Bench,
) -> None:
    person = await given.subscriber(desk.store, 1, due=NOON)
    hoax = await given.story(desk.store, "A hoax", total=90, at=NOON - HOUR)
    await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    await plan_digests(desk.services)
    await desk.store.editing.retract(hoax, "Invented.", desk.clock.now())

    assert await amend(desk) == []
    await plan_digests(desk.services)
    await deliver(desk)

    ((chat_id, fields),) = desk.messenger.parcels
    assert chat_id == person.chat_id
    assert "Plant opens" in fields["text"]
    assert "hoax" not in fields["text"]
    assert "1 story" in fields["text"]


async def test_a_digest_whose_first_part_was_sent_says_it_in_the_second(desk: Bench) -> None:
    hoax = await given.story(desk.store, "A hoax", at=NOON - HOUR)
    person = await given.subscriber(desk.store, 1, due=NOON)
    step = Step(past=None, story_ids=(hoax,), messages=two_parts(hoax), reader=person.id)
    planned = given.digest(person, slot=NOON, stories=(hoax,), parts=2)
    await given.plan(desk.store, [planned._replace(step=step)], NOON)
    (first,) = await given.sending(desk.store, at=NOON)
    await desk.store.outbox.record([given.result(first)], NOON)
    await desk.store.editing.retract(hoax, "Invented.", desk.clock.now())

    await amend_messages(desk.services)

    (second,) = await given.claim(desk.store, at=desk.clock.now())
    assert "1 · Retracted" in given.text(second)


async def test_a_planner_that_did_not_know_of_a_retraction_plans_nothing(desk: Bench) -> None:
    person = await given.subscriber(desk.store, 1, due=NOON)
    hoax = await given.story(desk.store, "A hoax", at=NOON - HOUR)
    await desk.store.editing.retract(hoax, "Invented.", NOON)

    planned = given.digest(person, slot=NOON, stories=(hoax,))

    assert (await given.plan(desk.store, [planned], NOON)).recipients == 0


async def test_an_alert_that_was_sent_is_edited_and_one_that_was_not_goes_away(
    desk: Bench,
) -> None:
    for chat_id in (1, 2):
        person = await given.subscriber(desk.store, chat_id, due=NOON + 3 * HOUR)
        await desk.store.audience.set_alerts(
            person.id, Alerts(is_on=True, threshold=80, most_a_day=3)
        )
    hoax = await given.story(desk.store, "A hoax", total=90, at=NOON - HOUR)
    await send_alerts(desk.services)
    first = (await given.sending(desk.store, at=NOON))[:1]
    await desk.store.outbox.record([given.result(first[0])], NOON)
    desk.clock.advance(120)
    await desk.store.outbox.reap(desk.clock.now(), resend_alerts=True)
    await desk.store.editing.retract(hoax, "Invented.", desk.clock.now())

    said = await amend(desk)

    assert sorted(text.split("\n")[0] for _, text in said) == [
        "<b>Retracted</b>",
        "A story you were sent was retracted:",
    ]
    assert {chat_id for chat_id, _ in said} == {first[0].chat_id}


async def test_a_weekly_review_is_changed_too_and_one_that_waits_is_made_anew(
    desk: Bench,
) -> None:
    first, _ = await delivered(desk, 1, 2)
    for chat_id in (1, 2):
        person = await desk.store.audience.get(ChatId(chat_id))
        assert person is not None
        review = Review(weekday=0, minutes=600)
        await desk.store.audience.set_review(person.id, review, NOON + HOUR)
    desk.clock.advance(3600)
    assert await plan_reviews(desk.services) == 2
    sent, waiting = await given.sending(desk.store, at=desk.clock.now())
    again = replace(given.result(waiting, ParcelState.QUEUED), telegram_message_id=0)
    await desk.store.outbox.record([given.result(sent), again], desk.clock.now())
    await desk.store.editing.retract(first, "A hoax.", desk.clock.now())

    said = await amend(desk)
    desk.messenger.parcels.clear()
    assert await plan_reviews(desk.services) == 1
    await deliver(desk)

    assert sum("1 · Retracted" in text for _, text in said) == 3, "two digests and a review"
    ((chat_id, fields),) = desk.messenger.parcels
    assert chat_id == waiting.chat_id
    assert "Plant 0" not in fields["text"]


async def test_a_message_that_cannot_be_edited_is_counted_and_no_error(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())
    await amend_messages(desk.services)
    desk.messenger.failures = [RejectedError(1, "message to edit not found")]
    await deliver(desk)

    counted = await reach(desk, first)

    assert (counted.changed, counted.failed, counted.told) == (0, 1, 1)
    assert (await desk.store.outbox.depths())[ParcelState.PARKED] == 0


async def test_edits_wait_while_digests_wait(desk: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.amend.BATCH", 1)
    first, _ = await delivered(desk, 1, 2, 3)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())

    await amend_messages(desk.services)
    waiting = (await desk.store.outbox.depths())[ParcelState.QUEUED]
    assert not (await reach(desk, first)).is_done
    for _ in range(9):
        await deliver(desk)
        await amend_messages(desk.services)
    await deliver(desk)

    assert waiting == 2, "an edit and a notice"
    counted = await reach(desk, first)
    assert (counted.changed, counted.told, counted.is_done) == (3, 3, True)


async def test_a_chat_that_closed_is_left_alone(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.audience.set_state(ChatId(1), ChatState.CLOSED, desk.clock.now())
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    assert await amend(desk) == []


async def test_no_word_reaches_nowhere(desk: Bench) -> None:
    assert await desk.store.amending.reach(await given.story(desk.store)) is None


def two_parts(story_id: StoryId) -> tuple[dict[str, object], ...]:
    opener = {"text": "1", "callback_data": f"o:{story_id}"}
    return (
        {"text": "<b>Your digest</b>"},
        {"text": "1 · 🔥\nA hoax", "reply_markup": {"inline_keyboard": [[opener]]}},
    )
