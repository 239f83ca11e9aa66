"""Rights that are taken away and given back, in groups and channels."""

import pytest

from bot.core.audience import ChatState
from jobs.deliver import Courier
from jobs.digest import plan_digests

from .people import ADA, LIN, meet, meet_ada, remembered
from .talk import Json, Talk
from .test_groups import make_group


async def digest_of(talk: Talk, chat_id: int, topic: int = 0) -> list[Json]:
    """Wait until the next digest of a chat or topic is due; return what arrives in the chat."""
    due = (await remembered(talk, chat_id, topic)).next_digest_at
    assert due is not None
    talk.clock.moment = max(due, talk.clock.moment)
    known = len(talk.world.messages(chat_id))
    await plan_digests(talk.services)
    courier = Courier(talk.services, "courier", per_second=30)
    while await courier.deliver():
        pass
    return talk.world.messages(chat_id)[known:]


async def test_a_group_that_may_write_again_has_its_next_digest(talk: Talk) -> None:
    talk.may_fail = True  # Telegram refuses the digest
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:00", group)

    talk.world.chats[group].may_post = False
    assert await digest_of(talk, group) == []
    assert (await remembered(talk, group)).state is ChatState.ACTIVE, (
        "nobody tells when it is over"
    )
    talk.world.chats[group].may_post = True
    assert len(await digest_of(talk, group)) == 1
    depths = await talk.services.store.outbox.depths()
    assert not any(depths.values()), "nothing is left parked"


async def test_a_bot_that_is_muted_rests_until_it_may_speak(talk: Talk) -> None:
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:00", group)

    talk.world.set_bot_status(group, ADA, "restricted")
    assert await talk.heard(group) == []
    assert (await remembered(talk, group)).state is ChatState.CLOSED
    talk.world.set_bot_status(group, ADA, "member")
    assert await talk.heard(group) == []
    assert len(await digest_of(talk, group)) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I may not write in this group. An administrator can allow it."),
        ("zh-Hans", "我不能在这个群里发言。管理员可以开启权限。"),
        ("de", "Ich darf in dieser Gruppe nicht schreiben. Ein Administrator kann es erlauben."),
    ],
)
async def test_a_press_where_nothing_may_be_written_says_so(
    talk: Talk, language: str, said: str
) -> None:
    talk.may_fail = True  # Telegram refuses the card
    meet(talk, language)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    page = await talk.ask(ADA, "/latest", group)
    talk.world.chats[group].may_post = False

    await talk.press(ADA, page[-1], "1", group)

    assert talk.toast() == said
    assert await talk.ask(ADA, "/latest", group) == []


async def test_where_no_picture_may_be_sent_trends_come_in_words(talk: Talk) -> None:
    talk.may_fail = True  # Telegram refuses the chart
    group = await make_group(talk)
    await talk.ask(ADA, "/subscribe 9:00", group)
    talk.world.chats[group].may_send_media = False

    answer = await talk.ask_one(LIN, "/trends", group)

    assert "30" in answer["text"]
    assert (await remembered(talk, group)).state is ChatState.ACTIVE
    refused = await talk.ask_one(ADA, "/export", group)
    assert refused["text"] == "I may not send files here. An administrator can allow it."


async def test_an_administrator_whom_telegram_hides_hears_what_to_do(talk: Talk) -> None:
    talk.may_fail = True  # Telegram does not say who they are
    group = await make_group(talk, kind="supergroup")
    talk.world.chats[group].hides_members = True

    answer = await talk.ask_one(ADA, "/subscribe", group)
    assert answer["text"] == (
        "Telegram does not tell me who is an administrator here. Make me one, then try again."
    )
    assert "/latest" in (await talk.ask_one(ADA, "/help", group))["text"]

    talk.world.set_bot_status(group, ADA, "administrator")
    answer = await talk.ask_one(ADA, "/subscribe", group)
    assert answer["text"].startswith("Your digest comes every day")


async def test_a_channel_is_ready_when_the_bot_may_post(talk: Talk) -> None:
    meet_ada(talk)
    await talk.ask(ADA, "/help")
    channel = talk.world.create_group("AI daily", ADA, kind="channel")
    channel.may_post = False
    talk.world.add_bot_to_group(channel.id, ADA)

    (told,) = await talk.heard(ADA)
    assert told["text"].startswith("I can't post there. Make me an administrator")

    talk.world.let_bot_post(channel.id, ADA, may_post=True)
    known, settings = await talk.heard(ADA)
    assert known["text"].startswith("AI daily is ready. Its digest starts when")
    await talk.press(ADA, settings, "🔔 Subscribe")

    talk.world.let_bot_post(channel.id, ADA, may_post=False)
    assert await talk.heard(ADA) == []
    assert (await remembered(talk, channel.id)).state is ChatState.CLOSED
    talk.world.let_bot_post(channel.id, ADA, may_post=True)
    known, _ = await talk.heard(ADA)
    assert known["text"] == "AI daily is ready. Its digest comes as before:"
    assert len(await digest_of(talk, channel.id)) >= 1
