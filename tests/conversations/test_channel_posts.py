"""Buttons under a channel's posts: no reader can make the bot speak where all the others read."""

import pytest

from bot.core.actions import (
    GiveFeedback,
    SaveStory,
    Screen,
    ShareStory,
    ShowScreen,
    ToggleDetails,
    Unsubscribe,
)
from bot.core.audience import FeedbackKind
from bot.core.callbacks import encode
from bot.core.choices import ShowTrends
from bot.core.news import StoryId

from .people import ADA, LIN, meet_lin, remembered
from .talk import Json, Talk, labels
from .test_channels import REFUSAL, make_channel
from .test_rights import digest_of

SETTINGS, UNSUBSCRIBE = encode(ShowScreen(Screen.SETTINGS)), encode(Unsubscribe())
"""What stands under the posts of earlier versions."""


async def posted(talk: Talk, language: str = "en") -> tuple[int, Json]:
    """Let Ada's channel have a digest; return the channel and its post."""
    channel, settings = await make_channel(talk, language)
    await talk.press(ADA, settings, "🔔")
    return channel, (await digest_of(talk, channel))[-1]


def opened(talk: Talk) -> str:
    """Return the link that the press before had opened."""
    calls = [call for call in talk.world.calls if call.method == "answerCallbackQuery"]
    return str(calls[-1].values.get("url", ""))


@pytest.mark.parametrize(
    ("language", "offer"),
    [("en", "Would you like"), ("zh-Hans", "想每天"), ("de", "Möchtest du")],
)
async def test_a_story_opens_in_the_readers_own_chat(
    talk: Talk, language: str, offer: str
) -> None:
    channel, post = await posted(talk, language)
    talk.world.add_user(LIN, "Lin", language.lower())

    assert await talk.press(LIN, post, "1", channel) == post

    link = opened(talk)
    assert link.startswith("https://t.me/tidings_bot?start=s_")
    assert talk.last(channel) == post, "the channel hears nothing"
    card, offered = await talk.ask(LIN, f"/start {link.partition('=')[2]}")
    assert "🔥" in card["text"]
    assert offered["text"].startswith(offer)


@pytest.mark.parametrize(
    "action",
    [
        ToggleDetails(StoryId(3), is_open=True),
        ShareStory(StoryId(3)),
        SaveStory(StoryId(3), is_on=True),
        GiveFeedback(StoryId(3), FeedbackKind.MUTE),
    ],
)
@pytest.mark.parametrize("who", [ADA, LIN])
async def test_whatever_is_pressed_about_a_story_opens_it_and_changes_nothing(
    talk: Talk, action: ToggleDetails | ShareStory | SaveStory | GiveFeedback, who: int
) -> None:
    channel, post = await posted(talk)
    before = await remembered(talk, channel)

    assert await talk.press_data(who, post, encode(action), channel) == post

    assert opened(talk).endswith("start=s_3")
    assert talk.last(channel) == post
    assert await remembered(talk, channel) == before


async def test_a_post_offers_its_readers_stories_and_nothing_else(talk: Talk) -> None:
    _, post = await posted(talk)

    assert labels(post) == [str(number + 1) for number in range(len(labels(post)))]


async def test_a_reader_cannot_change_a_channel_by_an_older_post(talk: Talk) -> None:
    channel, post = await posted(talk)
    before = await remembered(talk, channel)

    for data in (SETTINGS, UNSUBSCRIBE):
        assert await talk.press_data(LIN, post, data, channel) == post
        assert talk.toast() == REFUSAL
    await talk.press_data(LIN, post, "nothing of ours", channel)
    assert talk.toast() == "This button is out of date. Please ask again."

    assert talk.last(channel) == post
    assert await remembered(talk, channel) == before


async def test_an_administrator_is_answered_in_private(talk: Talk) -> None:
    channel, post = await posted(talk)

    assert await talk.press_data(ADA, post, SETTINGS, channel) == post
    assert talk.toast() == "You find it in your chat with me."
    settings = talk.last(ADA)
    assert settings["text"].startswith("Settings for AI daily")
    await talk.press(ADA, settings, "🔢 Size")

    assert await talk.press_data(ADA, post, UNSUBSCRIBE, channel) == post
    off = talk.last(ADA)
    assert off["text"].startswith("AI daily\nYour digest is off."), "it is not their own"
    assert not (await remembered(talk, channel)).is_subscribed
    await talk.press(ADA, off, "🔔 Subscribe")
    assert (await remembered(talk, channel)).is_subscribed, "of the channel, from here"
    assert talk.last(channel) == post


async def test_an_administrator_is_answered_in_their_own_language(talk: Talk) -> None:
    channel, post = await posted(talk)
    await talk.ask(ADA, "/language Deutsch")

    await talk.press_data(ADA, post, SETTINGS, channel)

    assert talk.toast() == "Du findest es in deinem Chat mit mir."
    settings = talk.last(ADA)
    assert settings["text"].startswith("Einstellungen für AI daily")
    size = await talk.press(ADA, settings, "🔢")
    assert size["text"].startswith("Wie viele Meldungen")


async def test_a_reader_is_shown_trends_as_the_reader_they_are(talk: Talk) -> None:
    talk.may_fail = True  # Telegram lets no bot begin a conversation
    channel, post = await posted(talk)
    before = await remembered(talk, channel)

    await talk.press_data(LIN, post, encode(ShowTrends()), channel)
    assert talk.toast().startswith("I can't write to you yet.")
    await talk.ask(LIN, "/help")
    await talk.press_data(LIN, post, encode(ShowTrends()), channel)

    assert talk.toast() == "请到和我的私聊里查看。"
    chart = talk.last(LIN)
    assert "photo" in chart
    await talk.open(LIN, chart, "🗓")
    assert (await remembered(talk, channel), talk.last(channel)) == (before, post)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "I can't write to you yet. Send me /start in a private chat, then press again.",
        ),
        ("zh-Hans", "我还不能给您发消息。请先在私聊中给我发送 /start，然后再按一次。"),
        (
            "de",
            (
                "Ich kann dir noch nicht schreiben. "
                "Sende mir im privaten Chat /start und drücke dann noch einmal."
            ),
        ),
    ],
)
async def test_an_administrator_who_never_met_the_bot_hears_how(
    talk: Talk, language: str, said: str
) -> None:
    talk.may_fail = True  # Telegram lets no bot begin a conversation
    channel, post = await posted(talk, language)
    meet_lin(talk)
    talk.world.set_member(channel, LIN, "administrator", by=ADA)

    assert await talk.press_data(LIN, post, SETTINGS, channel) == post

    assert talk.toast() == said
    assert (await remembered(talk, channel)).is_subscribed, "the channel stays open"
