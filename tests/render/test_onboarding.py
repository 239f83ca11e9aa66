"""The welcome, its steps, and the offer behind a link."""

from bot.core.actions import Flow, Screen, SetLanguage, ShowScreen, TagOrigin
from bot.core.audience import Preferences, Schedule
from bot.render.content import render_language
from bot.render.onboarding import render_offer, render_welcome
from bot.render.schedule import render_time
from bot.render.tags import render_topics
from tests.render.samples import actions, labels, view

BERLIN = Schedule(timezone="Europe/Berlin")
PLAIN = Preferences(language="en")


def test_the_welcome_begins_three_taps_to_a_digest() -> None:
    message = render_welcome(view())
    assert message.html.startswith("<b>Welcome to Tidings</b>\n\nI read AI news")
    assert labels(message.keyboard)[0] == ["✓ English", "简体中文"]
    assert labels(message.keyboard)[-1] == ["Only look around"]
    assert actions(message.keyboard)[1] == SetLanguage("zh-Hans", Flow.START)


def test_a_guest_by_link_is_offered_a_digest() -> None:
    message = render_offer(view())
    assert actions(message.keyboard)[0] == ShowScreen(Screen.TIME, Flow.START)


def test_each_step_of_the_welcome_leads_back_to_the_one_before() -> None:
    time = render_time(view(), BERLIN, Flow.START)
    language = render_language(view(), PLAIN, Flow.START)
    topics = render_topics(view(), PLAIN, TagOrigin.START)
    assert ShowScreen(Screen.LANGUAGE, Flow.START) in actions(time.keyboard)
    assert SetLanguage("zh-Hans", Flow.START) in actions(language.keyboard)
    assert not any("+" in label for row in labels(language.keyboard) for label in row)
    assert ShowScreen(Screen.TIME, Flow.START) in actions(topics.keyboard)
