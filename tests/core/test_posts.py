"""Posts of channels: their readers are offered nothing that only administrators may press."""

from bot.core.actions import (
    GiveFeedback,
    OpenStory,
    SaveStory,
    Screen,
    ShowScreen,
    Unsubscribe,
)
from bot.core.audience import FeedbackKind
from bot.core.callbacks import encode
from bot.core.news import StoryId
from bot.core.outgoing import Button, Keyboard, Message, message_fields
from bot.core.posts import post_fields

OPENER = Button(text="1", data=encode(OpenStory(StoryId(1))))
LINK = Button(text="Original", url="https://example.org/")
SETTINGS = Button(text="Settings", data=encode(ShowScreen(Screen.SETTINGS)))
OFF = Button(text="Unsubscribe", data=encode(Unsubscribe()))


def fields(*keyboard: tuple[Button, ...]) -> dict[str, object]:
    shown: Keyboard = keyboard
    return message_fields(Message(html="digest", keyboard=shown))


def test_what_readers_can_press_stays_and_what_changes_the_channel_goes() -> None:
    assert post_fields(fields((OPENER, LINK), (SETTINGS, OFF))) == fields((OPENER, LINK))
    assert post_fields(fields((OPENER, SETTINGS))) == fields((OPENER,))


def test_what_is_each_readers_own_affair_stands_in_their_own_chat() -> None:
    save = Button(text="Save", data=encode(SaveStory(StoryId(1), is_on=True)))
    mute = Button(text="Mute", data=encode(GiveFeedback(StoryId(1), FeedbackKind.MUTE)))
    assert post_fields(fields((OPENER, save), (mute,))) == fields((OPENER,))


def test_a_post_with_nothing_for_readers_has_no_buttons() -> None:
    assert post_fields(fields((SETTINGS, OFF))) == fields()
    assert post_fields(fields()) == fields()
