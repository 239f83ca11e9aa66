"""Two buttons in a row have half a phone's width each; Telegram cuts what has no room."""

import pytest

from bot.core.actions import TagOrigin
from bot.core.audience import Effect, Preferences, Rule, RuleKind
from bot.i18n.catalog import INTERFACE_LANGUAGES
from bot.render.commands import Scope
from bot.render.content import render_parts
from bot.render.help import render_help
from bot.render.replies import render_subscribed
from bot.render.settings import render_settings
from bot.render.story import render_story
from bot.render.tags import render_tags, render_topics
from tests.rules.test_typography import width

from .samples import TAXONOMY, labels, story, subscriber, view

WIDEST = 18
"""Columns at 390 points, in the bold type of a button."""


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_labels_side_by_side_are_read_whole_on_a_phone(language: str) -> None:
    seen = view(language)
    screens = (
        render_settings(seen, subscriber()),
        render_parts(seen, Preferences(language=language)),
        render_story(seen, story()),
        render_story(seen, story(), is_open=True),
        render_subscribed(seen, subscriber()),
        render_help(seen, Scope.PRIVATE),
    )
    halves = {
        label
        for screen in screens
        for row in labels(screen.keyboard)
        for label in row
        if len(row) == 2
    }
    assert halves
    assert {label for label in halves if width(label.replace("\ufe0f", "")) > WIDEST} == set()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_long_tag_has_a_row_of_its_own_ticked_or_not(language: str) -> None:
    seen, none, rows = view(language), Preferences(language=language), []
    for page in range(5):
        plain = render_topics(seen, none, TagOrigin.TOPICS, page).keyboard
        ticked = render_topics(seen, following_all(language), TagOrigin.TOPICS, page).keyboard
        assert [len(row) for row in plain] == [len(row) for row in ticked]
        rows += labels(plain) + labels(render_tags(seen, {}, none, page).keyboard)
    pairs = {label for row in rows if len(row) == 2 for label in row}
    assert pairs
    assert {label for label in pairs if width(label) > WIDEST} == set()


def following_all(language: str) -> Preferences:
    tags = TAXONOMY.keys()
    rules = (Rule(kind=RuleKind.TAG, value=tag, effect=Effect.FOLLOW) for tag in tags)
    return Preferences(language=language, rules=frozenset(rules))
