"""Chats that open and close, and a Telegram that does not always listen."""

import pytest

from bot.core.audience import ChatId, ChatState
from bot.errors import StoreError

from .people import ADA, LIN, meet_ada, meet_lin, remembered
from .talk import Talk, find_button


async def test_a_block_closes_the_chat_and_the_settings_stay(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/follow chips")
    await talk.ask(ADA, "/subscribe 9:15")
    before = await remembered(talk)

    talk.world.block(ADA)
    await talk.pump()
    assert (await remembered(talk)).state is ChatState.CLOSED

    talk.world.unblock(ADA)
    await talk.pump()
    assert await remembered(talk) == before


async def test_a_group_that_throws_the_bot_out_is_closed_until_it_returns(talk: Talk) -> None:
    meet_ada(talk)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    await talk.ask(ADA, "/subscribe", group)

    talk.world.kick_bot(group, ADA)
    await talk.pump()
    assert (await remembered(talk, group)).state is ChatState.CLOSED

    talk.world.add_bot_to_group(group, ADA)
    await talk.pump()
    reader = await remembered(talk, group)
    assert reader.state is ChatState.ACTIVE
    assert reader.is_subscribed


async def test_a_person_gone_before_the_answer_is_closed_without_ado(talk: Talk) -> None:
    meet_ada(talk)
    talk.may_fail = True  # Telegram refuses the answer
    talk.world.say(ADA, "/latest")
    talk.world.people[ADA].has_blocked = True

    await talk.pump()

    assert (await remembered(talk)).state is ChatState.CLOSED


async def test_who_speaks_is_there_again_whatever_was_missed(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/subscribe")
    audience = talk.services.store.audience
    await audience.set_state(ChatId(ADA), ChatState.CLOSED, talk.clock.now())

    await talk.ask(ADA, "/latest")

    assert (await remembered(talk)).state is ChatState.ACTIVE


async def test_a_chat_never_seen_may_come_and_go(talk: Talk) -> None:
    meet_ada(talk)
    channel = talk.world.create_group("News", ADA, kind="channel").id
    talk.world.add_bot_to_group(channel, ADA)
    talk.world.kick_bot(channel, ADA)

    await talk.pump()

    assert await talk.services.store.audience.get(ChatId(channel)) is None


@pytest.mark.parametrize(
    ("user_id", "sentence"),
    [
        (ADA, "Something went wrong on our side. Please try again in a moment."),
        (LIN, "我们这边出了点问题，请稍后再试。"),
    ],
)
async def test_our_own_fault_is_admitted_in_the_persons_language(
    talk: Talk,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    user_id: int,
    sentence: str,
) -> None:
    talk.may_fail = True
    meet_ada(talk)
    meet_lin(talk)
    page = await talk.ask_one(user_id, "/latest")

    async def fail(*_args: object, **_fields: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(type(talk.services.store.stories), "latest", fail)
    (answer,) = await talk.ask(user_id, "/latest 7")
    await talk.press(user_id, page, "›")

    assert answer["text"] == talk.toast() == sentence
    assert "the disk is full" in caplog.text
    assert "Traceback" not in caplog.text
    assert "disk" not in answer["text"]


@pytest.mark.parametrize(
    ("user_id", "sentence"),
    [
        (ADA, "Something went wrong on our side. Please try again in a moment."),
        (LIN, "我们这边出了点问题，请稍后再试。"),
    ],
)
async def test_without_a_database_a_person_hears_the_apology_once(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, user_id: int, sentence: str
) -> None:
    talk.may_fail = True
    meet_ada(talk)
    meet_lin(talk)

    async def fail(*_args: object, **_fields: object) -> None:
        raise StoreError("no connection")

    for method in ("get", "ensure"):
        monkeypatch.setattr(type(talk.services.store.audience), method, fail)

    (answer,) = await talk.ask(user_id, "/latest")

    assert answer["text"] == sentence


async def test_a_press_is_answered_even_where_the_page_cannot_be_shown(talk: Talk) -> None:
    talk.may_fail = True
    meet_ada(talk)
    page = await talk.ask_one(ADA, "/latest")
    talk.world.fail_next("server_error", method="editMessageText")

    assert await talk.press(ADA, page, "Older") == page

    assert talk.toast() == "Something went wrong on our side. Please try again in a moment."


async def test_an_outage_is_logged_and_the_next_question_answered(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.may_fail = True
    meet_ada(talk)
    talk.world.fail_next("server_error")
    assert await talk.ask(ADA, "/latest") == []
    assert f"of chat {ADA} failed" in caplog.text

    assert await talk.ask(ADA, "/latest")


async def test_a_mistake_that_cannot_be_told_is_only_logged(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.may_fail = True
    meet_ada(talk)
    talk.world.fail_next("server_error")

    assert await talk.ask(ADA, "/tag chps") == []

    assert "could not tell what went wrong" in caplog.text


async def test_an_update_that_is_none_is_only_logged(
    talk: Talk, caplog: pytest.LogCaptureFixture
) -> None:
    talk.may_fail = True

    await talk.app.process_error(None, StoreError("the disk is full"))

    assert "update failed" in caplog.text


async def test_two_presses_at_once_close_a_message_once(talk: Talk) -> None:
    talk.may_fail = True  # the second finds nothing to delete
    meet_ada(talk)
    settings = await talk.ask_one(ADA, "/settings")
    close = find_button(settings, "Close")
    talk.world.press(ADA, settings["message_id"], close)
    talk.world.press(ADA, settings["message_id"], close)

    await talk.pump()

    assert settings not in talk.world.messages(ADA)


async def test_an_edited_message_is_not_answered_again(talk: Talk) -> None:
    meet_ada(talk)
    said = talk.world.say(ADA, "/latest")
    await talk.pump()
    talk.world.updates.push("edited_message", {**said, "text": "/latest 3", "edit_date": 1})

    assert await talk.heard(ADA) == []
