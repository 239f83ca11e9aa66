"""What was sent is put right in place, and those who had it hear of it quietly."""

from typing import Any

import pytest

from bot.core.amending import SETTLING
from bot.core.news import StoryId
from jobs.amend import amend_messages
from jobs.deliver import Courier
from jobs.digest import plan_digests
from jobs.enrich import enrich

from .people import meet, remembered
from .talk import BOSS, Json, Talk, buttons, find_button, labels

SAID = {
    "en": ("Retracted", "A story you were sent was retracted:", "stands after all:"),
    "zh-Hans": ("已撤回", "发给您的一条新闻已撤回：", "现已恢复："),
    "de": (
        "Zurückgezogen",
        "Eine Meldung, die du bekommen hast, wurde zurückgezogen:",
        "gilt nun doch:",
    ),
}


@pytest.fixture
def boss(talk: Talk) -> int:
    talk.world.add_user(BOSS, "Boss", "en")
    return BOSS


async def deliver(talk: Talk) -> None:
    while await Courier(talk.services, "courier", per_second=30).deliver():
        pass


async def arrived(talk: Talk, reader: int) -> tuple[Json, StoryId]:
    """Have a digest arrive; return its first message and the story it begins with."""
    await talk.ask(reader, "/subscribe")
    next_at = (await remembered(talk, reader)).next_digest_at
    assert next_at is not None
    talk.clock.moment = next_at
    before = len(talk.world.messages(reader))
    await plan_digests(talk.services)
    await deliver(talk)
    message = talk.world.messages(reader)[before]
    return message, StoryId(int(find_button(message, "1").split(":")[1], 36))


async def spread(talk: Talk) -> None:
    """Let what an operator said reach everybody."""
    await enrich(talk.services)
    await amend_messages(talk.services)
    talk.clock.advance(SETTLING.total_seconds())
    await amend_messages(talk.services)
    await deliver(talk)


def now_of(talk: Talk, reader: int, message: Json) -> Json:
    return next(m for m in talk.world.messages(reader) if m["message_id"] == message["message_id"])


def words_of(card: Json) -> str:
    """Return title and summary: scores and background change with time."""
    return str(card["text"].split("\n")[1:3])


def silent(talk: Talk) -> list[Any]:
    calls = [call for call in talk.world.calls if call.method == "sendMessage"]
    return [call.values["text"] for call in calls if call.values.get("disable_notification")]


@pytest.mark.parametrize("language", SAID)
async def test_a_retraction_reaches_the_digest_and_the_card_and_can_be_undone(
    talk: Talk, boss: int, language: str
) -> None:
    retracted, told, restored = SAID[language]
    reader = meet(talk, language)
    digest, story_id = await arrived(talk, reader)
    card = await talk.open(reader, digest, "1")

    desk = await talk.ask_one(boss, f"/admin retract {story_id} A hoax.")
    await spread(talk)

    shown = now_of(talk, reader, digest)
    assert f"1 · {retracted}\n" in shown["text"]
    assert "\nA hoax.\n\n2 · 🔥" in shown["text"]
    assert labels(shown) == labels(digest)
    gone = now_of(talk, reader, card)
    assert gone["text"].startswith(f"{retracted}\n")
    assert gone["text"].endswith("\nA hoax.")
    assert buttons(gone) == []
    assert talk.last(reader)["text"].startswith(told)
    assert len(silent(talk)) == 1
    again = await talk.press(boss, desk, "Undo")
    assert again["text"] == f"Story {story_id} stands again; it is back in a moment."

    await spread(talk)

    assert now_of(talk, reader, digest)["text"].startswith(shown["text"].partition("1 · ")[0])
    assert retracted not in now_of(talk, reader, digest)["text"]
    assert words_of(now_of(talk, reader, card)) == words_of(card)
    assert restored in talk.last(reader)["text"]
    opened = await talk.open(reader, talk.last(reader), "")
    assert words_of(opened) == words_of(card)


async def test_a_correction_is_shown_in_place_and_told_of_where_the_operator_wants_it(
    talk: Talk, boss: int
) -> None:
    reader = meet(talk, "en")
    digest, story_id = await arrived(talk, reader)

    desk = await talk.ask_one(boss, f"/admin correct {story_id} en The right title | Right words.")
    await spread(talk)

    assert "The right title\nRight words.\n" in now_of(talk, reader, digest)["text"]
    assert silent(talk) == []
    shown = await talk.press(boss, desk, "Tell those")
    assert "Told: 0, to be told: 0\nMore messages follow." in shown["text"]
    await spread(talk)
    assert talk.last(reader)["text"].endswith("The right title\nRight words.")
    await talk.press_data(boss, desk, find_button(desk, "🔔"))
    managed = await talk.ask_one(boss, f"/admin story {story_id}")
    assert "Messages changed: 1, waiting: 0, beyond change: 0" in managed["text"]
    assert "Told: 1, to be told: 0" in managed["text"]


async def test_a_deleted_message_is_no_error(talk: Talk, boss: int) -> None:
    talk.may_fail = True
    reader = meet(talk, "en")
    digest, story_id = await arrived(talk, reader)
    await talk.services.messenger.delete(reader, digest["message_id"])

    await talk.ask_one(boss, f"/admin retract {story_id} A hoax.")
    await spread(talk)

    shown = await talk.ask_one(boss, f"/admin story {story_id}")
    assert "Messages changed: 0, waiting: 0, beyond change: 1" in shown["text"]


async def test_what_is_not_retracted_cannot_be_restored(talk: Talk, boss: int) -> None:
    said = await talk.ask_one(boss, "/admin restore 1")

    assert said["text"] == "Story 1 is not retracted."
