"""Operators tell everybody something, after a look at it, and everybody hears it once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.core.audience import QuietHours
from bot.core.broadcast import MAX_BROADCAST
from jobs.broadcast import spread_broadcasts
from jobs.deliver import Courier
from tests.data.scheduled import come_by

from .people import ADA, LIN, meet_ada, meet_lin, remembered
from .talk import BOSS, Json, Talk, find_button, labels

TYPED = "/admin broadcast Back at <b>noon</b>.\nzh-Hans: 中午回来。"


async def preview(talk: Talk, typed: str = TYPED) -> Json:
    """Have two people come in, and an operator type; return what the operator is shown."""
    talk.world.add_user(BOSS, "Boss", "en")
    meet_ada(talk)
    meet_lin(talk)
    for person in (ADA, LIN):
        await talk.ask(person, "/subscribe")
    return await talk.ask_one(BOSS, typed)


async def spread(talk: Talk) -> None:
    await spread_broadcasts(talk.services)
    while await Courier(talk.services, "courier", per_second=30).deliver():
        pass


def sent(talk: Talk) -> list[Any]:
    calls = [call for call in talk.world.calls if call.method == "sendMessage"]
    return sorted(call.values["text"] for call in calls if call.values.get("disable_notification"))


async def test_everybody_hears_it_once_in_their_language(talk: Talk) -> None:
    shown = await preview(talk)
    assert shown["text"] == (
        "Simplified Chinese\n中午回来。\n\nIn every other language:\nBack at <b>noon</b>.\n\n"
        "This goes to 3 chats, without a sound. Send it?"
    )
    await spread(talk)
    assert sent(talk) == [], "nobody has confirmed it"

    done = await talk.press(BOSS, shown, "Send it")
    await talk.press_data(BOSS, done, find_button(shown, "Send it"))
    assert talk.toast() == "This button is out of date. Please ask again."
    for _ in range(2):
        await spread(talk)

    assert done["text"] == "It goes to everybody now, after their quiet hours."
    assert talk.last(ADA)["text"] == "Back at <b>noon</b>."
    assert talk.last(LIN)["text"] == "中午回来。"
    assert len(sent(talk)) == 3


async def test_it_waits_for_the_end_of_quiet_hours(talk: Talk) -> None:
    shown = await preview(talk, "/admin broadcast Back at noon.")
    ada = await remembered(talk, ADA)
    local = talk.clock.now().hour * 60
    quiet = QuietHours(start=(local - 180) % 1440, end=(local + 180) % 1440)
    schedule = type(ada.schedule)(timezone="UTC", quiet=quiet)
    await come_by(talk.services.store, ada.id, schedule, None)

    await talk.press(BOSS, shown, "Send it")
    await spread(talk)
    assert talk.last(ADA)["text"] != "Back at noon."
    talk.clock.advance(timedelta(hours=6).total_seconds())
    await spread(talk)

    assert talk.last(ADA)["text"] == "Back at noon."


async def test_a_draft_of_yesterday_is_not_sent(talk: Talk) -> None:
    shown = await preview(talk)
    talk.clock.advance(timedelta(hours=25).total_seconds())

    await talk.press(BOSS, shown, "Send it")
    await spread(talk)

    assert sent(talk) == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/admin broadcast", "Say what everybody is to read, for example /admin broadcast"),
        ("/admin broadcast \u200b\n ", "Say what everybody is to read"),
        (
            "/admin broadcast " + "x" * (MAX_BROADCAST + 1),
            "is too long: 1,500 characters at most.",
        ),
    ],
)
async def test_what_cannot_be_sent_is_said(talk: Talk, typed: str, answer: str) -> None:
    talk.world.add_user(BOSS, "Boss", "en")

    assert answer in (await talk.ask_one(BOSS, typed))["text"]


async def test_others_cannot_confirm_it(talk: Talk) -> None:
    shown = await preview(talk)
    theirs = await talk.ask_one(ADA, "/settings")

    await talk.press_data(ADA, theirs, find_button(shown, "Send it"))
    await spread(talk)

    assert sent(talk) == []


async def test_the_queue_says_how_delivery_went(talk: Talk) -> None:
    talk.world.add_user(BOSS, "Boss", "en")
    home = await talk.ask_one(BOSS, "/admin")
    queue = await talk.press(BOSS, home, "📬")

    assert queue["text"].endswith("Nothing was sent in 24 hours.")
    assert "📣 Tell everybody" in labels(home)
