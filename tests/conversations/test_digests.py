"""The digest: as a look ahead, and as it arrives."""

import re
from datetime import timedelta

import pytest

from bot.core.audience import ChatId
from bot.core.select import NEWS_AGE
from jobs.deliver import Courier
from jobs.digest import plan_digests
from tests.data import given

from .people import ADA, EVERY_LANGUAGE, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Json, Talk, buttons, labels

HOUR = timedelta(hours=1)
HAN = re.compile("[\u4e00-\u9fff]{4}")
HEADINGS = {"en": "Your digest · ", "zh-Hans": "您的简报 · "}


def stories_of(*messages: Json) -> list[str]:
    return [d for message in messages for label, d in buttons(message) if label.isdecimal()]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_the_digest_as_it_would_be_now(talk: Talk, language: str) -> None:
    reader = meet(talk, language)

    answers = await talk.ask(reader, "/digest")

    assert answers[0]["text"].startswith(HEADINGS[language])
    assert len(stories_of(*answers)) == 8
    assert stories_of(*await talk.ask(reader, "/digest")) == stories_of(*answers)


async def test_the_digest_has_the_size_and_the_floor_that_were_chosen(talk: Talk) -> None:
    meet_ada(talk)
    settings = await talk.ask_one(ADA, "/settings")
    size = await talk.press(ADA, settings, "🔢")
    settings = await talk.press(ADA, size, "3")
    assert len(stories_of(*await talk.ask(ADA, "/digest"))) == 3

    floor = await talk.press(ADA, settings, "📏")
    for _ in range(6):
        floor = await talk.press(ADA, floor, "+")

    answer = await talk.ask_one(ADA, "/digest")
    assert "nothing new above your floor (100). The best below it:" in answer["text"]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A quiet day: nothing new above your floor (40)."),
        ("zh-Hans", "今天比较平静：没有达到最低分（40）的新消息。"),
    ],
)
async def test_a_day_without_news_is_a_quiet_day(talk: Talk, language: str, sentence: str) -> None:
    reader = meet(talk, language)
    talk.clock.advance(30 * 86400)

    answer = await talk.ask_one(reader, "/digest")

    assert sentence in answer["text"]
    assert stories_of(answer) == []


async def arrive(talk: Talk, chat_id: int) -> list[Json]:
    """Let the next digest of a chat arrive; return its messages."""
    next_at = (await remembered(talk, chat_id)).next_digest_at
    assert next_at is not None
    talk.clock.moment = max(next_at, talk.clock.moment)
    before = len(talk.world.messages(chat_id))
    await plan_digests(talk.services)
    courier = Courier(talk.services, "courier", per_second=30)
    while await courier.deliver():
        pass
    return talk.world.messages(chat_id)[before:]


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_digest_that_arrived_stays_whatever_its_buttons_open(
    talk: Talk, language: str
) -> None:
    reader = meet(talk, language)
    await talk.ask(reader, "/subscribe")
    *_, last = messages = await arrive(talk, reader)
    assert messages[0]["text"].startswith(HEADINGS[language])

    card = await talk.open(reader, last, labels(last)[0])
    settings = await talk.open(reader, last, "⚙️")
    off = await talk.open(reader, last, "🔕")

    assert card["text"].startswith("🔥 ")
    assert "📏" in "".join(labels(settings))
    assert "🔔" in "".join(labels(off))
    assert not (await remembered(talk)).is_subscribed


async def test_what_was_sent_is_not_in_the_next_look_ahead(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")
    sent = stories_of(*await arrive(talk, ADA))
    assert sent

    assert not set(sent) & set(stories_of(*await talk.ask(ADA, "/digest")))


async def test_a_look_ahead_tells_the_same_updates_as_the_digest_that_arrives(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe 9:00")
    await arrive(talk, ADA)
    reader, now = await remembered(talk), talk.clock.now()
    story_id, _ = min((await talk.services.store.outbox.shown(reader.id, now - NEWS_AGE)).once)
    await given.growth(talk.services.store, story_id, "It costs $731 billion", at=now + HOUR)
    assert reader.next_digest_at is not None
    talk.clock.moment = reader.next_digest_at

    looks = [await talk.ask(ADA, "/digest"), (await talk.ask(ADA, "/preview"))[:-1]]

    sent = [message["text"] for message in await arrive(talk, ADA)]
    assert "Updates to what you have read" in sent[0]
    assert "new figures: $731 billion" in sent[0]
    assert [[message["text"] for message in look] for look in looks] == [sent, sent]


async def test_everybody_gets_the_digest_in_their_own_language(talk: Talk) -> None:
    meet_ada(talk)
    meet_lin(talk)
    await talk.ask(ADA, "/timezone Shanghai")
    await talk.ask(ADA, "/subscribe")
    await talk.ask(LIN, "/subscribe")

    english = await arrive(talk, ADA)

    assert english[0]["text"].startswith("Your digest · ")
    assert talk.last(LIN)["text"] != english[-1]["text"]
    texts = [message["text"] for message in talk.world.messages(LIN)]
    assert any(text.startswith("您的简报 · ") for text in texts)


async def test_a_digest_that_arrives_looks_as_the_settings_say(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")
    before = "".join(message["text"] for message in await arrive(talk, ADA))
    assert "#" in before
    # Who reports first may be Chinese; names of publishers stay as they are.
    assert not HAN.search(re.sub(r"(?m)^.* ago$", "", before))

    settings = await talk.ask_one(ADA, "/settings")
    languages = await talk.press(ADA, settings, "🗣")
    await talk.press(ADA, languages, "+ 简体中文")
    await talk.ask_one(ADA, "/settings")
    parts = await talk.press(ADA, talk.last(ADA), "🃏")
    await talk.press(ADA, parts, "Tags")
    messages = await arrive(talk, ADA)

    after = "".join(message["text"] for message in messages)
    assert messages[0]["text"].startswith(HEADINGS["en"])
    assert HAN.search(after)
    assert "#" not in after


async def test_a_digest_comes_back_after_a_block(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe 9:00")
    talk.world.block(ADA)
    await talk.pump()
    assert await arrive(talk, ADA) == []

    talk.world.unblock(ADA)
    await talk.pump()

    assert (await talk.services.store.audience.get(ChatId(ADA))) is not None
    assert (await arrive(talk, ADA))[0]["text"].startswith("Your digest · ")


async def test_who_changes_a_setting_when_the_digest_is_due_has_it_all_the_same(
    talk: Talk,
) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe 8:00")
    slot = (await remembered(talk)).next_digest_at
    assert slot is not None
    talk.clock.moment = slot + timedelta(seconds=10)

    await talk.ask(ADA, "/time 8:00 18:00")
    digest = await arrive(talk, ADA)
    arrived_at = talk.clock.now()
    await talk.ask(ADA, "/time 8:00")

    assert stories_of(*digest)
    assert arrived_at - slot < timedelta(minutes=1)
    assert (await remembered(talk)).next_digest_at == slot + timedelta(days=1)
