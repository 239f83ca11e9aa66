"""Channels: set up from a private chat, by those who administer them and by nobody else."""

import pytest

from bot.core.actions import Subscribe
from bot.core.audience import ChatId, ChatKind
from bot.core.callbacks import aim, encode

from .people import ADA, LIN, meet, meet_ada, meet_lin, remembered
from .talk import Json, Talk, find_button

REFUSAL = "Only administrators of that channel can change its digest."


async def make_channel(talk: Talk, language: str = "en") -> tuple[int, Json]:
    """Let Ada add the bot to her channel; return its id and the settings she is shown."""
    meet(talk, language)
    meet_lin(talk)
    await talk.ask(ADA, "/help")
    channel = talk.world.create_group("AI daily", ADA, kind="channel", members=(LIN,))
    talk.world.add_bot_to_group(channel.id, ADA)
    _, settings = await talk.heard(ADA)
    return channel.id, settings


async def test_who_adds_the_bot_sets_the_channel_up_in_private(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    assert settings["text"].startswith("Settings for AI daily")

    topics = await talk.press(ADA, settings, "⭐ Topics")
    topics = await talk.press(ADA, topics, "Research")
    settings = await talk.press(ADA, topics, "‹ Settings")
    done = await talk.press(ADA, settings, "🔔 Subscribe")

    assert done["text"].startswith("AI daily\nYour digest comes every day at 08:00")
    reader = await remembered(talk, channel)
    assert reader.kind is ChatKind.CHANNEL
    assert reader.is_subscribed
    assert len(reader.preferences.rules) == 1
    assert not (await remembered(talk)).preferences.rules
    assert talk.world.messages(channel) == []


async def test_a_time_sent_under_a_channels_screen_is_the_channels(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk)
    screen = await talk.press(ADA, settings, "🕗")
    assert screen["text"].endswith("For another time, just send it: 7:15")

    mistake = await talk.ask_one(ADA, "25:00")
    settings = await talk.ask_one(ADA, "7:15, 18:00")

    assert mistake["text"] == "I don't understand the time “25:00”. For example 7:15."
    assert settings["text"].startswith("Settings for AI daily")
    reader = await remembered(talk, channel)
    assert reader.schedule.times == (435, 1080)
    assert not reader.is_subscribed, "nothing is published before it is subscribed"
    assert await remembered(talk) == before
    done = await talk.press(ADA, settings, "🔔 Subscribe")
    assert done["text"].startswith("AI daily\nYour digest comes every day at 07:15 and 18:00")
    assert (await talk.ask_one(ADA, "chips"))["text"].startswith("Found for “chips”")


@pytest.mark.parametrize(
    ("language", "city", "hint", "mistake"),
    [
        (
            "en",
            "Vienna",
            "For another one, just send your city or an offset: Vienna, +5:30",
            "I don't know the time zone “qqq”. Send a city or an offset: Berlin, +8.",
        ),
        (
            "zh-Hans",
            "维也纳",
            "要选别的时区，直接发送城市或时差：维也纳、+5:30",
            "没有找到时区“qqq”。请发送城市或时差，例如北京、+8。",
        ),
        (
            "de",
            "Wien",
            "Für eine andere sende einfach deine Stadt oder den Abstand zu UTC: Wien, +5:30",
            (
                "Die Zeitzone „qqq“ kenne ich nicht. Sende eine Stadt oder den Abstand zu UTC:"
                " Berlin, +8."
            ),
        ),
    ],
)
async def test_a_city_sent_under_a_channels_zones_is_the_channels(
    talk: Talk, language: str, city: str, hint: str, mistake: str
) -> None:
    channel, settings = await make_channel(talk, language)
    before = await remembered(talk)
    screen = await talk.press(ADA, settings, "🌍")

    assert screen["text"].endswith(f"\n{hint}")
    assert (await talk.ask_one(ADA, "qqq"))["text"] == mistake
    settings = await talk.ask_one(ADA, city)

    assert "AI daily" in settings["text"]
    assert (await remembered(talk, channel)).schedule.timezone == "Europe/Vienna"
    assert await remembered(talk) == before


async def test_a_place_shared_under_a_channels_zones_is_the_channels(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk)
    await talk.press(ADA, settings, "🌍")

    talk.world.send_location(ADA, 48.2, 16.4)
    known, settings = await talk.heard(ADA)

    assert "Vienna" in known["text"]
    assert settings["text"].startswith("Settings for AI daily")
    assert (await remembered(talk, channel)).schedule.timezone == "Europe/Vienna"
    assert await remembered(talk) == before


async def test_a_city_sent_under_a_channels_times_is_the_channels_zone(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk)
    await talk.press(ADA, settings, "🕗")

    settings = await talk.ask_one(ADA, "Vienna")

    assert settings["text"].startswith("Settings for AI daily")
    assert (await remembered(talk, channel)).schedule.timezone == "Europe/Vienna"
    assert await remembered(talk) == before


async def test_ones_own_screen_after_a_channels_is_ones_own(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk, channel)
    await talk.press(ADA, settings, "🕗")
    await talk.ask_one(ADA, "/time")

    await talk.ask_one(ADA, "7:15")

    assert (await remembered(talk)).schedule.times == (435,)
    assert await remembered(talk, channel) == before


async def test_a_time_for_a_channel_that_is_theirs_no_more_changes_nothing(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk, channel)
    await talk.press(ADA, settings, "🕗")
    talk.world.set_member(channel, ADA, "member", by=ADA)

    assert (await talk.ask_one(ADA, "7:15"))["text"] == REFUSAL

    assert await remembered(talk, channel) == before
    assert (await talk.ask_one(ADA, "chips"))["text"].startswith("Found for “chips”")


async def test_a_channel_is_picked_from_the_settings(talk: Talk) -> None:
    channel, _ = await make_channel(talk)
    chats = await talk.press(ADA, await talk.ask_one(ADA, "/settings"), "👥")
    await talk.open(ADA, chats, "📣")

    talk.world.share_chat(ADA, channel)
    known, settings = await talk.heard(ADA)

    assert known["text"].startswith("AI daily is ready.")
    assert settings["text"].startswith("Settings for AI daily")


async def test_a_channel_picked_by_the_button_is_greeted_once(talk: Talk) -> None:
    meet_ada(talk)
    channel = talk.world.create_group("AI daily", ADA, kind="channel")
    chats = await talk.press(ADA, await talk.ask_one(ADA, "/settings"), "👥")
    await talk.open(ADA, chats, "📣")

    talk.world.add_bot_to_group(channel.id, ADA)
    talk.world.share_chat(ADA, channel.id)
    known, settings = await talk.heard(ADA)

    assert known["text"].startswith("AI daily is ready.")
    assert settings["text"].startswith("Settings for AI daily")


async def test_a_channel_added_by_hand_under_the_button_is_greeted_once(talk: Talk) -> None:
    meet_ada(talk)
    chats = await talk.press(ADA, await talk.ask_one(ADA, "/settings"), "👥")
    await talk.open(ADA, chats, "📣")
    channel = talk.world.create_group("AI daily", ADA, kind="channel")

    talk.world.add_bot_to_group(channel.id, ADA)
    known, settings = await talk.heard(ADA)

    assert known["text"].startswith("AI daily is ready.")
    assert settings["text"].startswith("Settings for AI daily")
    talk.world.share_chat(ADA, channel.id)
    assert await talk.heard(ADA) == []
    talk.world.share_chat(ADA, channel.id)
    assert await talk.heard(ADA) != [], "who asks again is answered again"


async def test_nobody_picks_or_changes_the_channel_of_somebody_else(talk: Talk) -> None:
    channel, settings = await make_channel(talk)
    before = await remembered(talk, channel)
    help_ = await talk.ask_one(LIN, "/help")

    forged = aim(encode(Subscribe()), ChatId(channel))
    assert await talk.press_data(LIN, help_, forged) == help_
    assert talk.toast() != ""
    talk.world.share_chat(LIN, channel)
    (answer,) = await talk.heard(LIN)

    assert answer["text"] == "只有该频道的管理员可以更改它的简报设置。"
    assert await remembered(talk, channel) == before
    assert find_button(settings, "🔔") == forged


async def test_a_button_for_a_chat_that_is_none_of_theirs_changes_nothing(talk: Talk) -> None:
    talk.may_fail = True  # Telegram refuses to tell who is in a stranger's chat
    await make_channel(talk)
    help_ = await talk.ask_one(ADA, "/help")

    for stranger in (-1, -100_123, -1_000_000_000_777):
        await talk.press_data(ADA, help_, aim(encode(Subscribe()), ChatId(stranger)))
        assert talk.toast() == REFUSAL
        assert await talk.services.store.audience.get(ChatId(stranger)) is None


async def test_a_button_for_a_group_that_moved_takes_no_strangers_settings_there(
    talk: Talk,
) -> None:
    talk.may_fail = True  # Telegram says that the group is a supergroup now
    meet_ada(talk)
    meet_lin(talk)
    group = talk.world.create_group("AI readers", ADA).id
    talk.world.add_bot_to_group(group, ADA)
    moved = talk.world.migrate(group, ADA).id
    await talk.ask(ADA, "/subscribe 9:15", moved)
    mine = await talk.ask_one(LIN, "/subscribe 6:00")
    known = {chat: await remembered(talk, chat) for chat in (LIN, moved)}

    await talk.press_data(LIN, mine, aim(encode(Subscribe()), ChatId(group)))

    assert talk.toast() == "这个按钮已经过期，请重新发送命令。"
    assert {chat: await remembered(talk, chat) for chat in (LIN, moved)} == known


async def test_a_bot_that_was_thrown_out_says_so(talk: Talk) -> None:
    talk.may_fail = True  # Telegram refuses to tell who is in the channel
    channel, settings = await make_channel(talk)
    talk.world.kick_bot(channel, ADA)

    await talk.press(ADA, settings, "🔔")

    assert talk.toast() != ""
    assert not (await remembered(talk, channel)).is_subscribed
