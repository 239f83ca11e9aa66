"""Digests that unfold in place: asked for, looked at, delivered, put right, taken back."""

import pytest

from bot.core.outgoing import ParcelState
from jobs.deliver import Courier
from jobs.digest import plan_digests

from .people import ADA, meet, meet_ada, remembered
from .talk import BOSS, Json, Talk, buttons, find_button, labels, words
from .test_corrections import now_of, spread

SAID = {
    "en": ("Digests that unfold", "This is how digests unfold", "Your digest · ", "🔍 Details"),
    "zh-Hans": ("可展开的简报", "简报就这样展开", "您的简报 · ", "🔍 详情"),
    "es": (
        "Boletines desplegables",
        "Así se despliegan los boletines",
        "Tu boletín · ",
        "🔍 Detalles",
    ),
}


async def let_unfold(talk: Talk, reader: int) -> tuple[Json, Json]:
    """Turn it on; return the screen where that is done, and what came below it."""
    settings = await talk.ask_one(reader, "/settings")
    screen = await talk.press(reader, settings, "🃏")
    switch = next(data for _, data in buttons(screen) if data.startswith("su:"))
    return await talk.press_data(reader, screen, switch), talk.last(reader)


async def arrive(talk: Talk, reader: int) -> list[Json]:
    """Let the next digest arrive; return its messages."""
    await talk.ask(reader, "/subscribe")
    next_at = (await remembered(talk, reader)).next_digest_at
    assert next_at is not None
    talk.clock.moment = next_at
    before = len(talk.world.messages(reader))
    await plan_digests(talk.services)
    while await Courier(talk.services, "courier", per_second=30).deliver():
        pass
    return talk.world.messages(reader)[before:]


def unfolding(message: Json) -> int:
    """Count the stories that unfold."""
    blocks = message["rich_message"]["blocks"]
    return sum(block["type"] == "details" for block in blocks)


@pytest.mark.parametrize("language", SAID)
async def test_a_reader_sees_at_once_what_unfolding_is_and_takes_it_back(
    talk: Talk, language: str
) -> None:
    label, sample_heading, heading, summary = SAID[language]
    reader = meet(talk, language)

    screen, sample = await let_unfold(talk, reader)

    assert f"✓ {label}" in labels(screen)
    assert words(sample).startswith(sample_heading)
    assert unfolding(sample) == 1
    first, *_ = await talk.ask(reader, "/digest")
    assert words(first).startswith(heading)
    assert summary in words(first)
    numbers = [label for label in labels(first) if label.isdecimal()]
    assert unfolding(first) == len(numbers) > 1
    assert (await talk.open(reader, first, "1"))["text"].startswith("🔥 ")
    plain = await talk.press(reader, sample, "↩️")
    assert label in labels(plain)
    assert "text" in (await talk.ask(reader, "/digest"))[0]


async def test_a_digest_arrives_rich_and_is_put_right_in_place(talk: Talk) -> None:
    talk.world.add_user(BOSS, "Boss", "en")
    meet_ada(talk)
    await let_unfold(talk, ADA)

    digest, *_ = messages = await arrive(talk, ADA)
    story_id = int(find_button(digest, "1").split(":")[1], 36)
    await talk.ask(BOSS, f"/admin retract {story_id} A hoax.")
    await spread(talk)

    assert all("rich_message" in message for message in messages)
    shown = now_of(talk, ADA, digest)
    assert "1 · Retracted\n" in words(shown)
    assert "\nA hoax.\n\n2 · 🔥" in words(shown)
    assert unfolding(shown) == unfolding(digest) - 1
    assert labels(shown) == labels(digest)


async def test_a_telegram_that_is_too_old_for_it_delivers_the_same_digest_in_html(
    talk: Talk,
) -> None:
    talk.may_fail = True
    talk.world.knows_rich = False
    meet_ada(talk)

    _, sample = await let_unfold(talk, ADA)
    messages = await arrive(talk, ADA)

    assert words(sample).startswith("Telegram does not take digests that unfold from me here")
    assert messages[0]["text"].startswith("Your digest · ")
    tried = [call.method for call in talk.world.calls if call.method.startswith("sendRich")]
    assert len(tried) == 1, "it is asked once"
    assert not any((await talk.services.store.outbox.depths()).values())


async def test_a_rich_digest_whose_answer_was_lost_is_not_sent_again_in_html(talk: Talk) -> None:
    talk.may_fail = True
    meet_ada(talk)
    await let_unfold(talk, ADA)
    talk.world.fail_next("server_error", method="sendRichMessage", is_late=True)

    messages = await arrive(talk, ADA)

    assert all("rich_message" in message for message in messages)
    assert sum("Your digest" in words(message) for message in messages) == 1
    parcels = await talk.services.store.outbox.depths()
    assert parcels[ParcelState.UNCONFIRMED] == 1
