"""What an operator says about a story reaches the messages and the people that had it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.amending import SETTLING, Reach, Word
from bot.core.audience import (
    Alerts,
    ChatId,
    ChatState,
    Preferences,
    QuietHours,
    Review,
    Schedule,
    SubscriberId,
)
from bot.core.news import Origin, StoryId, Text
from bot.core.outgoing import Parcel, ParcelKind, ParcelState, Step
from bot.errors import RejectedError
from data.store import Store
from jobs.alerts import send_alerts
from jobs.amend import amend_messages
from jobs.deliver import Courier
from jobs.digest import plan_digests
from jobs.review import plan_reviews
from tests.factories import Bench, bench
from tests.fakes import NOON

from . import given

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(store: Store) -> Bench:
    return bench(store)


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


async def test_a_retracted_story_is_marked_in_what_was_sent_and_who_had_it_is_told(
    desk: Bench,
) -> None:
    first, _ = await delivered(desk, 1, 2)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    said = await amend(desk)

    edits = [text for _, text in said if text.startswith("<b>Your digest")]
    notices = [text for _, text in said if text not in edits]
    assert len(edits) == len(notices) == 2
    assert "1 · Retracted\n<b>Plant 0 opens</b>\nIt was a hoax.\n\n2 · 🔥" in edits[0]
    assert notices[0] == (
        "A story you were sent was retracted:\n<b>Plant 0 opens</b>\nIt was a hoax."
    )
    counted = await reach(desk, first)
    assert (counted.changed, counted.waiting, counted.failed) == (2, 0, 0)
    assert (counted.told, counted.to_tell, counted.is_done) == (2, 0, True)


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


async def test_who_had_a_corrected_story_is_told_where_the_operator_wants_it(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.editing.correct(first, "en", desk.clock.now(), title="Plant 0 does not open")
    await amend(desk)
    desk.messenger.parcels.clear()

    assert await desk.store.editing.tell(first, desk.clock.now())

    (said,) = (text for _, text in await amend(desk) if text.startswith("A story you were sent"))
    assert said == (
        "A story you were sent was corrected. It is right like this:\n"
        "<b>Plant 0 does not open</b>\nA summary."
    )
    for story_id in (first, StoryId(99)):
        assert not await desk.store.editing.tell(story_id, desk.clock.now())


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
    await desk.store.outbox.plan([replace(planned, step=step)], NOON)
    (first,) = await given.sending(desk.store, at=NOON)
    await desk.store.outbox.record([given.result(first)], NOON)
    await desk.store.editing.retract(hoax, "Invented.", desk.clock.now())

    await amend_messages(desk.services)

    (second,) = await given.claim(desk.store, at=desk.clock.now())
    assert "1 · Retracted" in given.text(second)


def two_parts(story_id: StoryId) -> tuple[dict[str, object], ...]:
    opener = {"text": "1", "callback_data": f"o:{story_id}"}
    return (
        {"text": "<b>Your digest</b>"},
        {"text": "1 · 🔥\nA hoax", "reply_markup": {"inline_keyboard": [[opener]]}},
    )


async def test_a_planner_that_did_not_know_of_a_retraction_plans_nothing(desk: Bench) -> None:
    person = await given.subscriber(desk.store, 1, due=NOON)
    hoax = await given.story(desk.store, "A hoax", at=NOON - HOUR)
    await desk.store.editing.retract(hoax, "Invented.", NOON)

    planned = given.digest(person, slot=NOON, stories=(hoax,))

    assert (await desk.store.outbox.plan([planned], NOON)).recipients == 0


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


async def test_nobody_is_told_in_quiet_hours(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    quiet = QuietHours(start=12 * 60, end=14 * 60)
    schedule = Schedule(timezone="UTC", quiet=quiet)
    await desk.store.audience.set_schedule(SubscriberId(1), schedule, NOON + 20 * HOUR)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    assert len(await amend(desk)) == 1, "the edit"
    desk.clock.advance(2 * 3600)
    await deliver(desk)

    assert len(desk.messenger.parcels) == 2
    hours = await desk.store.outbox.hours(desk.clock.now(), last=4)
    assert sum(hour.sent for hour in hours) == 1, "no notice spoils the figures of delivery"


async def test_nobody_is_told_in_a_long_pause(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    schedule = Schedule(timezone="UTC", paused_until=NOON + 48 * HOUR)
    await desk.store.audience.set_schedule(SubscriberId(1), schedule, NOON + 50 * HOUR)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    await amend(desk)

    assert (await reach(desk, first)).to_tell == 0


async def test_all_topics_of_a_forum_are_told_once(desk: Bench) -> None:
    first = await given.story(desk.store, "Plant 0 opens", at=NOON - HOUR)
    for thread_id in (1, 2):
        await given.subscriber(desk.store, -5, due=NOON, thread_id=thread_id)
    await plan_digests(desk.services)
    await deliver(desk)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    await amend(desk)

    counted = await reach(desk, first)
    assert (counted.changed, counted.told) == (2, 1)


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


async def test_a_message_that_may_have_arrived_is_not_edited_but_its_reader_is_told(
    desk: Bench,
) -> None:
    first = await given.story(desk.store, "Plant 0 opens", at=NOON - HOUR)
    await given.subscriber(desk.store, 1, due=NOON)
    await plan_digests(desk.services)
    (parcel,) = await given.sending(desk.store, at=NOON)
    await desk.store.outbox.record([given.result(parcel, ParcelState.UNCONFIRMED)], NOON)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    (said,) = await amend(desk)

    assert said[1].startswith("A story you were sent was retracted:")


async def test_a_restored_story_is_told_again_and_who_heard_of_the_retraction_is_told(
    desk: Bench,
) -> None:
    first, _ = await delivered(desk, 1)
    await given.subscriber(desk.store, 2, due=NOON + HOUR)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())
    await amend(desk)
    desk.messenger.parcels.clear()

    desk.clock.advance(60)
    assert await desk.store.editing.restore(first, desk.clock.now())
    assert not await desk.store.editing.restore(first, desk.clock.now())
    await amend_messages(desk.services)
    assert (await desk.store.amending.open())[0].changed_at is None, "it is not ready yet"
    await enrich_again(desk, first)
    said = [text for _, text in await amend(desk)]

    assert "1 · 🔥" in said[0]
    assert "Retracted" not in said[0]
    assert said[1] == "A story that was retracted stands after all:\n<b>Plant 0 opens</b>"
    assert len(said) == 2


async def test_a_retraction_that_is_undone_before_anybody_heard_of_it_tells_nobody(
    desk: Bench,
) -> None:
    first, _ = await delivered(desk, 1)
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())
    await amend_messages(desk.services)
    await desk.store.editing.restore(first, desk.clock.now())
    await enrich_again(desk, first)

    said = [text for _, text in await amend(desk)]

    assert len(said) == 1
    assert "1 · 🔥" in said[0]


async def test_cards_that_were_opened_are_changed_and_their_readers_told(desk: Bench) -> None:
    story_id = await given.story(desk.store, "Plant opens", at=NOON - HOUR)
    person = await given.subscriber(desk.store, 1, due=None)
    await desk.store.stories.record_reader(story_id, person.id, NOON)
    await desk.store.stories.record_card(story_id, person.id, 77)
    await desk.store.editing.retract(story_id, "It was a hoax.", desk.clock.now())
    await amend_messages(desk.services)
    desk.clock.advance(SETTLING.total_seconds())
    await amend_messages(desk.services)

    edit, notice = await one_after_the_other(desk)

    assert (edit.kind, edit.replaces) == (ParcelKind.EDIT, 77)
    assert given.text(edit) == "<b>Retracted</b>\n<b>Plant opens</b>\nIt was a hoax."
    assert notice.kind is ParcelKind.NOTICE


async def one_after_the_other(desk: Bench) -> list[Parcel]:
    found = []
    while parcels := await given.sending(desk.store, at=desk.clock.now()):
        found += parcels
        await desk.store.outbox.record([given.result(one) for one in parcels], desk.clock.now())
    return found


async def test_everybody_is_told_in_their_language(desk: Bench) -> None:
    first = await given.story(desk.store, "Plant 0 opens", at=NOON - HOUR)
    person = await given.subscriber(desk.store, 1, due=NOON)
    await desk.store.audience.set_preferences(person.id, Preferences(language="zh-Hans"))
    await plan_digests(desk.services)
    await deliver(desk)
    desk.messenger.parcels.clear()
    await desk.store.editing.retract(first, "It was a hoax.", desk.clock.now())

    edit, notice = [text for _, text in await amend(desk)]

    assert "1 · 已撤回" in edit
    assert notice.startswith("发给您的一条新闻已撤回：")


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


async def test_a_word_about_a_merged_story_reaches_what_told_the_other(desk: Bench) -> None:
    first, second = await delivered(desk, 1)
    await desk.store.stories.merge(second, first, desk.clock.now())
    await enrich_again_all(desk, second)
    await desk.store.editing.retract(second, "It was a hoax.", desk.clock.now())

    said = [text for _, text in await amend(desk)]

    assert "Retracted" in said[0]
    assert (await reach(desk, first)).word is Word.RETRACTION


async def enrich_again_all(desk: Bench, story_id: StoryId) -> None:
    article, *_ = await desk.store.articles.of_story(story_id)
    text = Text(language="en", title="Both", summary="S.", analysis="", origin=Origin.EXTRACT)
    await desk.store.stories.save(
        given.enrichment(story_id, article.id, texts=(text,), revision=2), desk.clock.now()
    )


async def test_no_word_reaches_nowhere(desk: Bench) -> None:
    assert await desk.store.amending.reach(await given.story(desk.store)) is None
