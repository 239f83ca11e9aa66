from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.actions import Flow, Screen, ShowScreen, ShowTopics, Subscribe, Unsubscribe
from bot.core.audience import (
    Alerts,
    CardPart,
    ChatKind,
    Effect,
    Leaning,
    LeaningKind,
    Preferences,
    QuietHours,
    Rule,
    RuleKind,
    Schedule,
)
from bot.core.callbacks import rule_mark
from bot.core.choices import (
    AskChannel,
    AskLocation,
    DropRule,
    ForgetMe,
    ForgetTaste,
    Pause,
    SetAlerts,
    ShowHidden,
    ShowPreview,
    TogglePart,
    UnmuteStories,
)
from bot.core.news import StoryId
from bot.core.select import Why
from bot.core.wishes import Wish
from bot.render.chats import render_channel, render_channel_wish, render_group
from bot.render.content import (
    render_chats,
    render_muted,
    render_muting,
    render_parts,
    render_taste,
)
from bot.render.personal import render_export, render_forget, render_forgotten
from bot.render.preview import render_hidden, render_hidden_counts
from bot.render.replies import render_subscribed
from bot.render.schedule import (
    render_alerts,
    render_location_wish,
    render_pause,
    render_time,
    render_timezone,
    render_zone_known,
)
from bot.render.settings import render_settings
from tests.render.samples import NOW, actions, labels, story, subscriber, view

BERLIN = Schedule(timezone="Europe/Berlin")
PLAIN = Preferences(language="en")
RUMOUR = Rule(kind=RuleKind.WORD, value="rumour", effect=Effect.MUTE)
DECODER = Rule(kind=RuleKind.PUBLISHER, value="The <Decoder>", effect=Effect.MUTE)
CHOOSY = Preferences(
    language="en",
    rules=frozenset(
        {
            Rule(kind=RuleKind.TAG, value="chips", effect=Effect.FOLLOW),
            Rule(kind=RuleKind.TAG, value="policy", effect=Effect.MUTE),
            RUMOUR,
            DECODER,
        }
    ),
)


def flat(rows: Iterable[Iterable[str]]) -> list[str]:
    return [label for row in rows for label in row]


def test_the_settings_say_everything_that_is_set() -> None:
    message = render_settings(view(), subscriber(preferences=CHOOSY))
    assert message.html == (
        "<b>Settings</b>\n"
        "Your digest comes every day at 08:00 (Berlin). Next: tomorrow at 08:00.\n"
        "It is 21:00 in Berlin now.\n"
        "Language: English\n"
        "Up to 8 stories, scored 40 or more\n"
        "Topics: #chips\n"
        "Muted: #policy, “rumour”, and The &lt;Decoder&gt;"
    )
    assert labels(message.keyboard)[-1] == ["🔕 Unsubscribe", "Close"]
    assert Unsubscribe() in actions(message.keyboard)
    assert ShowTopics(Flow.SETTINGS) in actions(message.keyboard)


def test_without_rules_or_subscription_the_settings_are_short() -> None:
    message = render_settings(view("zh-Hans"), subscriber(is_on=False))
    assert message.html == (
        "<b>设置</b>\n每日简报已关闭。\n柏林现在是 21:00。\n"
        "语言：English\n每期最多8条，评分不低于40\n话题：不限"
    )
    assert Subscribe() in actions(message.keyboard)


def test_the_finer_settings_are_told_where_they_are_set() -> None:
    chosen = replace(
        PLAIN,
        second_language="zh-Hans",
        min_hot=20,
        min_impact=30,
        hidden=frozenset({CardPart.TAGS, CardPart.ANALYSIS}),
    )
    quiet = QuietHours(start=22 * 60, end=7 * 60)
    until = NOW + timedelta(days=3)
    schedule = replace(BERLIN, quiet=quiet, is_silent=True, paused_until=until)
    reader = replace(
        subscriber(preferences=chosen),
        schedule=schedule,
        alerts=Alerts(is_on=True),
        last_digest_at=NOW - timedelta(days=1),
    )

    told = render_settings(view(), reader).html.split("\n")

    assert "Paused until Thu, Nov 26." in told
    assert "The last one came yesterday at 21:00." in told
    assert "Language: English and 简体中文" in told
    assert "🔥 ≥ 20   🌍 ≥ 30" in told
    assert "Breaking news scored 80 or more comes at once, at most 3 a day." in told
    assert "Quiet from 22:00 to 07:00." in told
    assert "Digests arrive without a sound." in told
    assert "Cards leave out: Analysis and Tags" in told


def test_a_channels_settings_name_it_and_lead_to_no_other_chat() -> None:
    channel = replace(subscriber(), kind=ChatKind.CHANNEL)
    known, settings = render_channel(view(), channel, "AI <daily>")
    assert known.ends_wish
    assert settings.html.startswith("<b>Settings for AI &lt;daily&gt;</b>")
    assert ShowScreen(Screen.CHATS) not in actions(settings.keyboard)
    assert ShowScreen(Screen.CHATS) in actions(render_settings(view(), subscriber()).keyboard)


@pytest.mark.parametrize("flow", Flow)
def test_a_time_is_sent_as_a_command_where_words_are_not_heard(flow: Flow) -> None:
    private, channel, group = (
        render_time(view(), BERLIN, flow, kind).html
        for kind in (ChatKind.PRIVATE, ChatKind.CHANNEL, ChatKind.GROUP)
    )
    assert private == channel
    assert private.endswith("\nFor another time, just send it: 7:15")
    assert group.endswith("\nFor another time send /time 8:30")


def test_the_zone_can_be_shared_in_private_only() -> None:
    private = render_timezone(view(), BERLIN)
    channel = render_timezone(view(), BERLIN, kind=ChatKind.CHANNEL)
    group = render_timezone(view(), BERLIN, kind=ChatKind.GROUP)
    assert AskLocation() in actions(private.keyboard)
    assert AskLocation() not in {*actions(group.keyboard), *actions(channel.keyboard)}
    assert "/timezone Vienna" in group.html
    assert channel.html == private.html, "/timezone there would be the person's own"
    wish = render_location_wish(view()).wish
    assert wish is not None
    assert wish.wish is Wish.LOCATION
    assert render_zone_known(view(), "Europe/Berlin").html == "It is 21:00 in Berlin now."


def test_breaking_news_are_off_or_above_a_score() -> None:
    off = render_alerts(view(), Alerts())
    assert labels(off.keyboard)[0] == ["✓ None", "≥ 70", "≥ 80", "≥ 90"]
    on = render_alerts(view(), Alerts(is_on=True, threshold=90, most_a_day=5))
    assert labels(on.keyboard)[0][-1] == "✓ ≥ 90"
    assert SetAlerts(90, 1) in actions(on.keyboard)
    assert "✓ 5 a day" in labels(on.keyboard)[1]


def test_a_pause_is_chosen_and_ended() -> None:
    none = render_pause(view(), subscriber())
    assert Pause(7) in actions(none.keyboard)
    assert Pause(0) not in actions(none.keyboard)
    until = NOW + timedelta(days=3)
    paused = replace(subscriber(), schedule=replace(BERLIN, paused_until=until))
    assert "Paused until Thu, Nov 26." in render_pause(view(), paused).html
    assert Pause(0) in actions(render_pause(view(), paused).keyboard)
    assert "Paused until" in render_subscribed(view(), paused).html
    assert Pause(0) in actions(render_subscribed(view(), paused).keyboard)
    over = replace(subscriber(), schedule=replace(BERLIN, paused_until=NOW))
    assert "Paused" not in render_subscribed(view(), over).html


def test_without_a_floor_the_settings_name_none() -> None:
    message = render_settings(view(), subscriber(preferences=replace(PLAIN, min_score=0)))
    assert "Up to 8 stories, whatever their score" in message.html


def test_parts_of_a_card_are_ticked_where_they_are_shown() -> None:
    shown = render_parts(view(), replace(PLAIN, hidden=frozenset({CardPart.TAGS})))
    assert "Tags" in flat(labels(shown.keyboard))
    assert "✓ Analysis" in flat(labels(shown.keyboard))
    assert TogglePart(CardPart.TAGS) in actions(shown.keyboard)


def test_everything_muted_has_a_button_that_drops_it() -> None:
    followed = Rule(kind=RuleKind.WORD, value="robot", effect=Effect.FOLLOW)
    wanted = replace(CHOOSY, rules=CHOOSY.rules | {followed})
    message = render_muted(view(), wanted, stories=2)
    assert {"✕ “rumour”", "✕ The <Decoder>", "✕ #policy", "✕ “robot”"} <= set(
        flat(labels(message.keyboard))
    )
    assert DropRule(RuleKind.WORD, Effect.MUTE, rule_mark(RUMOUR)) in actions(message.keyboard)
    assert "✕ 2 muted stories" in flat(labels(message.keyboard))
    assert UnmuteStories() in actions(message.keyboard)
    assert "You follow “robot”." in message.html
    empty = render_muted(view(), PLAIN, stories=0)
    assert "Nothing is muted." in empty.html
    assert labels(empty.keyboard) == [["➕ Mute a word or a source"], ["‹ Settings"]]
    assert ("Tap one" in message.html, "Tap one" in empty.html) == (True, False)


def test_more_is_muted_by_a_word_or_in_groups_by_a_command() -> None:
    group = render_muted(view(), PLAIN, ChatKind.GROUP, stories=0)
    assert labels(group.keyboard) == [["‹ Settings"]]
    assert group.html.endswith("send /mute rumour")
    assert actions(render_muting(view()).keyboard) == [ShowScreen(Screen.MUTED)]


def test_what_was_learnt_is_shown_and_can_be_forgotten() -> None:
    leanings = frozenset(
        {
            Leaning(kind=LeaningKind.TAG, value="chips", points=4),
            Leaning(kind=LeaningKind.PUBLISHER, value="The <Decoder>", points=2),
            Leaning(kind=LeaningKind.EVENT, value="policy", points=-3),
        }
    )
    message = render_taste(view(), replace(PLAIN, leanings=leanings))
    assert "More of: #chips and The &lt;Decoder&gt;\nLess of: #policy" in message.html
    assert ForgetTaste() in actions(message.keyboard)
    assert "Nothing yet." in render_taste(view(), PLAIN).html
    liked = replace(PLAIN, leanings=frozenset(one for one in leanings if one.points > 0))
    assert "Less of" not in render_taste(view(), liked).html
    disliked = replace(PLAIN, leanings=leanings - liked.leanings)
    assert "More of" not in render_taste(view(), disliked).html


def test_groups_and_channels_begin_with_one_tap() -> None:
    chats = render_chats(view())
    assert chats.keyboard[0][0].url == "https://t.me/tidings_bot?startgroup"
    assert AskChannel() in actions(chats.keyboard)
    group = render_group(view(), subscriber())
    assert "at 08:00 (Berlin)" in group.html
    assert actions(group.keyboard)[0] == Subscribe()
    wish = render_channel_wish(view()).wish
    assert wish is not None
    assert wish.wish is Wish.CHANNEL


def test_a_preview_ends_with_what_stays_out() -> None:
    ids = tuple(map(StoryId, range(7)))
    counts = render_hidden_counts(view(), {Why.LOW_IMPACT: ids, Why.MUTED_WORD: ids[:2]})
    assert counts.html.startswith("Not in it: low Impact (7) and muted words (2).")
    assert actions(counts.keyboard)[:2] == [ShowHidden(Why.LOW_IMPACT), ShowHidden(Why.MUTED_WORD)]
    assert render_hidden_counts(view(), {}).html == "Nothing is left out."
    chinese = render_hidden_counts(view("zh-Hans"), {Why.LOW_IMPACT: ids, Why.SEEN: ids[:2]})
    assert chinese.html.startswith("未收录：影响低（7）和已看过（2）。")


def test_what_stays_out_is_shown_in_pages_with_a_way_to_change_it() -> None:
    (page,) = render_hidden(view(), Why.LOW_IMPACT, [story(1)], page=1, total=12)
    assert page.html.startswith("<b>Not in your digest: low Impact (12)</b>\n\n6 · ")
    assert ShowHidden(Why.LOW_IMPACT, 0) in actions(page.keyboard)
    assert ShowHidden(Why.LOW_IMPACT, 2) in actions(page.keyboard)
    assert actions(page.keyboard)[-2:] == [ShowScreen(Screen.FLOOR), ShowPreview()]
    (seen,) = render_hidden(view(), Why.SEEN, [story(1)], page=0, total=1)
    assert labels(seen.keyboard)[-1] == ["👁 Preview"]


def test_everything_is_deleted_only_after_a_question() -> None:
    asked = render_forget(view(), is_private=True)
    assert "saved stories" in asked.html
    assert ForgetMe() in actions(asked.keyboard)
    assert "saved stories" not in render_forget(view(), is_private=False).html
    assert render_forgotten(view()).html.startswith("Done.")
    assert render_export(view()) == "Everything I keep about this chat."
