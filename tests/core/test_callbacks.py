from datetime import UTC, datetime

import pytest

from bot.core.actions import (
    Close,
    Flow,
    GiveFeedback,
    Keyset,
    ListKind,
    MarkTags,
    OpenStory,
    Screen,
    SetFloor,
    SetTag,
    SetTime,
    SetTimezone,
    ShowList,
    ShowScreen,
    TagOrigin,
    ToggleDetails,
)
from bot.core.audience import Axis, CardPart, ChatId, Effect, FeedbackKind, Rule, RuleKind
from bot.core.callbacks import aim, decode, encode, fits, read_aim, rule_mark
from bot.core.choices import (
    AskChannel,
    AskLocation,
    Choice,
    DropRule,
    EndReview,
    ForgetMe,
    ForgetTaste,
    Pause,
    SetAlerts,
    SetQuiet,
    SetReview,
    SetRich,
    SetSecondLanguage,
    SetSilent,
    ShowHidden,
    ShowPreview,
    ShowTrends,
    TogglePart,
    UnmuteStories,
)
from bot.core.news import StoryId
from bot.core.select import Why

STORY = StoryId(2**40)
MOMENT = datetime(2026, 11, 23, 8, 30, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    "action",
    [
        OpenStory(STORY),
        ToggleDetails(STORY, is_open=True),
        GiveFeedback(STORY, FeedbackKind.LESS, is_on=False),
        ShowList(ListKind.LATEST, 5),
        ShowList(ListKind.TOP, 20, 40, "week"),
        ShowList(ListKind.SEARCH, 5, Keyset(MOMENT, STORY), "a:b:芯片"),
        SetTag("image-generation", None, TagOrigin.MUTING, 3),
        MarkTags(Effect.MUTE, 3),
        SetTag("chips", Effect.MUTE, TagOrigin.LIST),
        ShowScreen(Screen.TIMEZONE, Flow.START),
        SetTime(20 * 60 + 30),
        SetTimezone("America/Argentina/ComodRivadavia", Flow.START),
        Close(),
    ],
)
def test_an_action_comes_back_as_it_was(action: OpenStory) -> None:
    assert decode(encode(action)) == action


@pytest.mark.parametrize(
    "data",
    [
        "",
        "o",
        "o:",
        "o:-1",
        "o:01",
        "o: 1",
        "o:1:2",
        "o:zzzzzzzzzzzzzzzzz",
        "zz:1",
        "x:1",
        "d:1",
        "d:1:2",
        "f:1:love:1",
        "l:q:5::",
        "l:l:l::",
        "l:l:5:1.:",
        "l:l:5:zzzzzzzzzzzz.1:",
        "st:s:2000",
        "sf:hot:zz",
        "r:love:g:0:chips",
        "o:" + "1" * 80,
        "l:s:5::" + "x" * 60,
        "story_12",
    ],
)
def test_foreign_data_is_no_action(data: str) -> None:
    assert decode(data) is None


def test_a_search_that_is_too_long_has_no_button() -> None:
    page = ShowList(ListKind.SEARCH, 5, Keyset(MOMENT, STORY), "芯片" * 10)
    assert not fits(page)
    with pytest.raises(ValueError, match="does not fit"):
        encode(page)


def test_fourteen_chinese_characters_still_fit_a_button() -> None:
    assert fits(ShowList(ListKind.SEARCH, 5, Keyset(MOMENT, StoryId(99_999)), "芯" * 14))


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        encode(SetFloor(-1))


@pytest.mark.parametrize(
    "action",
    [
        SetFloor(40, Axis.IMPACT),
        SetSecondLanguage(""),
        TogglePart(CardPart.TAGS),
        SetRich(is_on=True),
        Pause(7),
        SetQuiet(22 * 60, 7 * 60, lets_breaking=True),
        SetSilent(is_on=True),
        SetAlerts(80, 3),
        SetReview(6, 18 * 60),
        EndReview(),
        ShowTrends(),
        DropRule(RuleKind.WORD, Effect.MUTE, 2**32 - 1),
        ForgetTaste(),
        UnmuteStories(),
        ShowPreview(),
        ShowHidden(Why.LOW_IMPACT, 3),
        AskLocation(),
        AskChannel(),
        ForgetMe(),
    ],
)
def test_a_choice_comes_back_as_it_was(action: Choice) -> None:
    assert decode(encode(action)) == action


def test_an_action_can_be_meant_for_another_chat() -> None:
    channel = ChatId(-1_001_234_567_890)
    data = encode(SetTimezone("America/Argentina/ComodRivadavia", Flow.START))

    assert read_aim(aim(data, channel)) == (channel, data)
    assert read_aim(data) == (None, data)
    assert aim("x" * 60, channel) == ""


def test_rules_are_told_apart() -> None:
    rules = [
        Rule(kind=kind, value=value, effect=effect)
        for kind in RuleKind
        for effect in Effect
        for value in ("chips", "芯片")
    ]
    assert len({rule_mark(rule) for rule in rules}) == len(rules)
