"""Who had a story hears what became of it: quietly, once, and in time."""

from datetime import timedelta

from bot.core.amending import SETTLING, Word
from bot.core.audience import (
    Preferences,
    QuietHours,
    Schedule,
    SubscriberId,
)
from bot.core.news import Origin, StoryId, Text
from bot.core.outgoing import Parcel, ParcelKind, ParcelState
from jobs.amend import amend_messages
from jobs.digest import plan_digests
from tests.factories import Bench
from tests.fakes import NOON

from . import given
from .amended import amend, deliver, delivered, enrich_again, reach
from .scheduled import come_by

HOUR = timedelta(hours=1)


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


async def test_nobody_is_told_in_quiet_hours(desk: Bench) -> None:
    first, _ = await delivered(desk, 1)
    quiet = QuietHours(start=12 * 60, end=14 * 60)
    schedule = Schedule(timezone="UTC", quiet=quiet)
    await come_by(desk.store, SubscriberId(1), schedule, NOON + 20 * HOUR)
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
    await come_by(desk.store, SubscriberId(1), schedule, NOON + 50 * HOUR)
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


async def test_a_word_about_a_merged_story_reaches_what_told_the_other(desk: Bench) -> None:
    first, second = await delivered(desk, 1)
    await desk.store.stories.merge(second, first, desk.clock.now())
    await enrich_again_all(desk, second)
    await desk.store.editing.retract(second, "It was a hoax.", desk.clock.now())

    said = [text for _, text in await amend(desk)]

    assert "Retracted" in said[0]
    assert (await reach(desk, first)).word is Word.RETRACTION


async def one_after_the_other(desk: Bench) -> list[Parcel]:
    found = []
    while parcels := await given.sending(desk.store, at=desk.clock.now()):
        found += parcels
        await desk.store.outbox.record([given.result(one) for one in parcels], desk.clock.now())
    return found


async def enrich_again_all(desk: Bench, story_id: StoryId) -> None:
    article, *_ = await desk.store.articles.of_story(story_id)
    text = Text(language="en", title="Both", summary="S.", analysis="", origin=Origin.EXTRACT)
    await desk.store.stories.save(
        given.enrichment(story_id, article.id, texts=(text,), revision=2), desk.clock.now()
    )
