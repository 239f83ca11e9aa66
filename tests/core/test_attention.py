from datetime import timedelta

from bot.core.attention import next_look

from .stories import NOON, hours


def test_a_story_is_asked_about_less_often_as_it_ages() -> None:
    assert next_look(NOON, NOON) == NOON + timedelta(minutes=30)
    assert next_look(NOON + hours(20), NOON) == NOON + hours(25)
