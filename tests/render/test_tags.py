"""All tags, and the topics to choose from."""

from dataclasses import replace

import pytest

from bot.core.actions import (
    Flow,
    ListKind,
    MarkTags,
    SetTag,
    ShowList,
    ShowTags,
    ShowTopics,
    Subscribe,
    TagOrigin,
)
from bot.core.audience import Effect, Preferences, Rule, RuleKind
from bot.core.callbacks import decode
from bot.render.tags import render_tags, render_topics

from .samples import TAXONOMY, actions, labels, view

PLAIN = Preferences(language="en")
CHOOSY = Preferences(
    language="en",
    rules=frozenset(
        {
            Rule(kind=RuleKind.TAG, value="chips", effect=Effect.FOLLOW),
            Rule(kind=RuleKind.TAG, value="policy", effect=Effect.MUTE),
        }
    ),
)


def test_all_tags_come_with_counts_and_rules() -> None:
    message = render_tags(view(), {"policy": 3, "chips": 12}, CHOOSY)
    assert labels(message.keyboard)[:2] == [
        ["✓ 📖", "⭐", "🔇"],
        ["⭐ Chips · 12", "🔇 Policy · 3"],
    ]
    assert actions(message.keyboard)[3] == ShowList(ListKind.TAG, 5, None, "chips")
    assert labels(message.keyboard)[-1] == ["Next ›"]


@pytest.mark.parametrize(
    ("effect", "origin", "tick", "taps"),
    [
        (Effect.FOLLOW, TagOrigin.FOLLOWING, "✓ ⭐", [None, Effect.FOLLOW]),
        (Effect.MUTE, TagOrigin.MUTING, "✓ 🔇", [Effect.MUTE, None]),
    ],
)
def test_tags_are_followed_or_muted_by_a_tap(
    effect: Effect, origin: TagOrigin, tick: str, taps: list[Effect | None]
) -> None:
    message = render_tags(view(), {"policy": 3, "chips": 12}, CHOOSY, 0, effect)
    assert [label for label in labels(message.keyboard)[0] if "✓" in label] == [tick]
    assert actions(message.keyboard)[3:5] == [
        SetTag(tag, tap, origin) for tag, tap in zip(("chips", "policy"), taps, strict=True)
    ]
    assert actions(message.keyboard)[-1] == MarkTags(effect, 1)


def test_tags_and_topics_have_first_middle_and_last_pages() -> None:
    assert labels(render_tags(view(), {}, PLAIN, 2).keyboard)[-1] == ["‹ Back", "Next ›"]
    last = render_tags(view(), {}, PLAIN, 99)
    assert labels(last.keyboard)[-1] == ["‹ Back"]
    assert actions(last.keyboard)[-1] == ShowTags((len(TAXONOMY.keys()) - 1) // 16 - 1)
    topics = render_topics(view(), PLAIN, TagOrigin.TOPICS, 1)
    assert labels(topics.keyboard)[-2:] == [["‹ Back", "More topics ›"], ["‹ Settings"]]
    last = render_topics(view(), PLAIN, TagOrigin.TOPICS, 99)
    assert labels(last.keyboard)[-2] == ["‹ Back"]


def test_the_welcome_ends_with_topics_and_the_subscription() -> None:
    message = render_topics(view(), CHOOSY, TagOrigin.START)
    assert actions(message.keyboard)[-1] == Subscribe()
    assert ShowTopics(Flow.START, 1) in actions(message.keyboard)
    first = next(iter(TAXONOMY.keys()))
    assert actions(message.keyboard)[0] == SetTag(first, Effect.FOLLOW, TagOrigin.START)


def test_a_chosen_topic_is_ticked_and_a_press_drops_it() -> None:
    pages = [render_topics(view(), CHOOSY, TagOrigin.TOPICS, page).keyboard for page in range(4)]
    ticked = [button for page in pages for row in page for button in row if "✓" in button.text]
    assert [button.text for button in ticked] == ["✓ Chips"]
    action = decode(ticked[0].data)
    assert isinstance(action, SetTag)
    assert (action.tag, action.effect) == ("chips", None)


def test_a_taxonomy_of_one_page_needs_no_page_buttons() -> None:
    small = replace(
        view(), taxonomy=TAXONOMY.load('[[tag]]\nkey = "a"\ngroup = "g"\nlabels = { en = "A" }')
    )
    assert labels(render_topics(small, PLAIN, TagOrigin.TOPICS).keyboard) == [
        ["A"],
        ["‹ Settings"],
    ]
    assert labels(render_tags(small, {}, PLAIN).keyboard)[1:] == [["A · 0"]]


def test_chosen_topics_are_named_on_every_page() -> None:
    for page in range(4):
        shown = render_topics(view(), CHOOSY, TagOrigin.START, page)
        assert shown.html.endswith("\nChosen: #chips")
    assert "Chosen" not in render_topics(view(), PLAIN, TagOrigin.START).html


@pytest.mark.parametrize(
    ("key", "name", "former"),
    [
        ("security", "#資安", "網路安全"),
        ("agents", "#ai代理", "智慧代理"),
        ("funding", "#募資", "融資"),
    ],
)
def test_tags_are_called_as_in_taiwan_and_former_names_understood(
    key: str, name: str, former: str
) -> None:
    assert view("zh-Hant").tag_name(key) == name
    assert TAXONOMY.resolve(name) == TAXONOMY.resolve(former) == key
