from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.core.actions import (
    Flow,
    Screen,
    SetFloor,
    SetTime,
    SetTimezone,
    ShowScreen,
    Subscribe,
    ToggleWeekday,
    Unsubscribe,
)
from bot.core.audience import Axis, Effect, FeedbackKind, Preferences, Rule, RuleKind, Schedule
from bot.core.callbacks import decode
from bot.core.choices import SetSecondLanguage
from bot.render.commands import Scope
from bot.render.content import render_floor, render_language, render_size
from bot.render.help import render_about, render_help
from bot.render.personal import render_privacy
from bot.render.replies import (
    render_rules,
    render_rules_changed,
    render_subscribed,
    render_unsubscribed,
    say_feedback,
    say_saved,
    say_tag,
)
from bot.render.schedule import render_time, render_timezone
from bot.render.share import render_share
from tests.render.samples import (
    NOW,
    actions,
    labels,
    mention,
    story,
    subscriber,
    view,
    written,
)

BERLIN = Schedule(timezone="Europe/Berlin")
PLAIN = Preferences(language="en")
CHOOSY = Preferences(
    language="en",
    rules=frozenset(
        {
            Rule(kind=RuleKind.TAG, value="chips", effect=Effect.FOLLOW),
            Rule(kind=RuleKind.TAG, value="policy", effect=Effect.MUTE),
            Rule(kind=RuleKind.WORD, value="rumour", effect=Effect.MUTE),
            Rule(kind=RuleKind.PUBLISHER, value="The <Decoder>", effect=Effect.MUTE),
        }
    ),
)


def test_the_time_is_one_tap_and_the_zone_is_told() -> None:
    message = render_time(view(), BERLIN, Flow.START)
    assert "It is 21:00 in Berlin now." in message.html
    assert "✓ 08:00" in labels(message.keyboard)[0]
    assert SetTime(8 * 60, Flow.START) in actions(message.keyboard)
    assert labels(message.keyboard)[-1] == ["🌍 Not in Berlin?"]
    assert actions(message.keyboard)[-1] == ShowScreen(Screen.TIMEZONE, Flow.START)


@pytest.mark.parametrize("is_on", [True, False])
def test_the_times_of_a_digest_that_is_off_say_so_and_turn_it_on(*, is_on: bool) -> None:
    message = render_time(view(), BERLIN, is_on=is_on)
    assert ("Your digest is off." in message.html) is not is_on
    assert (Subscribe() in actions(message.keyboard)) is not is_on


def test_in_the_settings_the_weekdays_are_toggles() -> None:
    message = render_time(view(), replace(BERLIN, weekdays=0b0000001))
    assert labels(message.keyboard)[2:4] == [["✓ Mon", "Tue", "Wed", "Thu"], ["Fri", "Sat", "Sun"]]
    assert ToggleWeekday(6) in actions(message.keyboard)
    assert labels(message.keyboard)[4:] == [["🌍 Not in Berlin?"], ["‹ Settings"]]


def test_a_time_of_ones_own_has_a_button_too() -> None:
    message = render_time(view(), replace(BERLIN, times=(435, 480)))
    assert "✓ 07:15" in [label for row in labels(message.keyboard) for label in row]


def test_the_readers_own_zone_comes_first() -> None:
    message = render_timezone(view(), Schedule(timezone="Asia/Kathmandu"), Flow.START)
    assert labels(message.keyboard)[0][0].startswith("✓ K")
    assert actions(message.keyboard)[0] == SetTimezone("Asia/Kathmandu", Flow.START)
    assert actions(message.keyboard)[-1] == ShowScreen(Screen.TIME, Flow.START)
    again = render_timezone(view(), BERLIN)
    assert actions(again.keyboard).count(SetTimezone("Europe/Berlin")) == 1


def test_languages_are_named_in_themselves() -> None:
    message = render_language(view("zh-Hans"), Preferences(language="zh-Hans"))
    assert labels(message.keyboard)[:2] == [["English", "✓ 简体中文"], ["繁體中文", "Español"]]
    assert any("+ English" in row for row in labels(message.keyboard))
    assert labels(message.keyboard)[-1] == ["‹ 设置"]


def test_a_second_language_is_ticked_and_a_press_drops_it() -> None:
    both = replace(PLAIN, second_language="zh-Hans")
    shown = render_language(view(), both).keyboard
    second = next(b for row in shown for b in row if b.text == "✓ + 简体中文")
    assert decode(second.data) == SetSecondLanguage("")


def test_sizes_and_floors_show_what_is_chosen() -> None:
    assert "✓ 8" in labels(render_size(view(), PLAIN).keyboard)[0]
    floors = render_floor(view(), replace(PLAIN, min_score=0, min_impact=95))
    assert labels(floors.keyboard)[0] == ["−", "Total · any", "+"]
    assert labels(render_floor(view("de"), PLAIN).keyboard)[1] == ["−", "🔥 · alle", "+"]
    assert actions(floors.keyboard)[:3] == [SetFloor(0), SetFloor(0), SetFloor(10)]
    assert actions(floors.keyboard)[-4:-1] == [
        SetFloor(85, Axis.IMPACT),
        SetFloor(0, Axis.IMPACT),
        SetFloor(100, Axis.IMPACT),
    ]


def test_a_subscription_is_confirmed_with_its_next_date() -> None:
    message = render_subscribed(view(), subscriber())
    assert (
        message.html == "Your digest comes every day at 08:00 (Berlin). Next: tomorrow at 08:00."
    )
    chinese = render_subscribed(view("zh-Hans"), subscriber())
    assert chinese.html == "简报将在每天 08:00（柏林时间）送达。下一期：明天 08:00。"
    assert Unsubscribe() in actions(message.keyboard)


def test_two_times_and_some_weekdays_are_told() -> None:
    schedule = Schedule(timezone="Etc/GMT-8", times=(480, 1230), weekdays=0b0011111)
    reader = replace(subscriber(), schedule=schedule, next_digest_at=NOW + timedelta(hours=50))
    assert render_subscribed(view(), reader).html == (
        "Your digest comes Monday to Friday at 08:00 and 20:30 (UTC+8)."
        " Next: Thu, Nov 26 at 06:00."
    )


def test_the_end_of_a_subscription_can_be_undone() -> None:
    assert render_unsubscribed(view(), title="A <b>").html.startswith("<b>A &lt;b&gt;</b>\nYour")
    message = render_unsubscribed(view())
    assert actions(message.keyboard) == [Subscribe(), ShowScreen(Screen.SETTINGS)]
    assert "Weekly review" not in message.html
    assert "Weekly review and breaking news are off, too." in (
        render_unsubscribed(view(), came_more=True).html
    )


def test_rules_are_listed_with_how_to_change_them() -> None:
    assert render_rules(view(), CHOOSY).html.startswith(
        "You follow #chips.\nMuted: #policy, “rumour”, and The &lt;Decoder&gt;.\nChange it with"
    )
    assert render_rules(view(), PLAIN).html.startswith("You follow everything.\nNothing is muted.")


@pytest.mark.parametrize(
    ("kind", "effect", "said"),
    [
        (
            RuleKind.TAG,
            Effect.FOLLOW,
            "You follow #chips. Your digest holds only what you follow.",
        ),
        (RuleKind.WORD, Effect.MUTE, "Muted: “chips”."),
        (RuleKind.PUBLISHER, None, "No longer followed or muted: chips."),
    ],
)
def test_a_changed_rule_is_confirmed(kind: RuleKind, effect: Effect | None, said: str) -> None:
    assert render_rules_changed(view(), kind, ["chips"], effect).html == said


def test_buttons_are_answered_in_one_line() -> None:
    assert say_saved(view(), is_on=True) == "Saved. /saved shows them all."
    assert say_saved(view(), is_on=False) == "No longer saved."
    assert say_feedback(view(), FeedbackKind.MORE, is_on=True) == "Noted: more like this."
    assert say_feedback(view(), FeedbackKind.LESS, is_on=True) == "Noted: less like this."
    assert say_feedback(view(), FeedbackKind.MORE, is_on=False) == "Taken back."
    assert say_feedback(view(), FeedbackKind.MUTE, is_on=True).startswith("Muted: this story")
    assert say_tag(view(), "chips", Effect.FOLLOW) == "You follow #chips."
    assert say_tag(view(), "chips", Effect.MUTE) == "#chips is muted."
    assert say_tag(view(), "chips", None) == "#chips is neither followed nor muted."


def test_a_story_can_be_shared_as_link_sheet_page_and_text() -> None:
    told = written(title="R&D <now>", summary="One. Two.")
    message = render_share(view(public_url="https://tidings.example"), story(12, told))
    ready = "R&D <now>\n🔥 75   ✍️ 65   🌍 70\n\nOne. Two."
    assert message.html == (
        "<b>Share this story</b>\n\n"
        "<code>R&amp;D &lt;now&gt;\n🔥 75   ✍️ 65   🌍 70\n\nOne. Two.\n"
        "https://t.me/tidings_bot?start=s_12</code>\n\n"
        '<a href="https://tidings.example/s/12">Web page</a>\n'
        '<a href="https://news.example/1">Original article</a>'
    )
    sheet, copy, _ = (row[0] for row in message.keyboard)
    query = parse_qs(urlsplit(sheet.url).query)
    assert query == {"url": ["https://t.me/tidings_bot?start=s_12"], "text": [ready]}
    assert copy.copy == "https://t.me/tidings_bot?start=s_12"


def test_a_shared_text_in_another_language_is_labelled() -> None:
    assert "<i>原文为英语。</i>" in render_share(view("zh-Hans"), story()).html


def test_what_does_not_exist_is_not_shared() -> None:
    html = render_share(view(), story(mentions=(mention(url=""),))).html
    assert "Web page" not in html
    assert "Original article" not in html
    assert "Original article" not in render_share(view(), story(mentions=())).html


def test_help_lists_the_commands_of_its_scope() -> None:
    private, group = render_help(view(), Scope.PRIVATE), render_help(view(), Scope.GROUP)
    assert "/settings · Everything you can set" in private.html
    assert "/settings" not in group.html
    assert "administrators choose" in group.html
    assert "administrators choose" not in private.html


def test_about_and_privacy_are_told_plainly() -> None:
    assert render_about(view()).html.startswith("<b>About Tidings</b>\n\nTidings reads")
    assert render_privacy(view("zh-Hans")).html.startswith("<b>我们保存哪些信息</b>\n\n")


def test_a_suggested_hashtag_is_in_the_language_that_was_typed() -> None:
    assert view("zh-Hans").suggest_tags("chps") == ("#chips",)
    assert view("en").suggest_tags("芯骗") == ("#芯片",)
    assert view("en").suggest_tags("nosuchtag") == ()
