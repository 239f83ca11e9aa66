from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.actions import (
    Keyset,
    ListKind,
    OpenStory,
    SetTag,
    ShowList,
    TagOrigin,
)
from bot.core.audience import Effect
from bot.core.callbacks import decode
from bot.core.news import StoryId
from bot.core.outgoing import Message
from bot.render.digest import render_digest
from bot.render.lists import change_tag_buttons, render_list
from tests.render.samples import NOW, labels, story, view, written

LATEST = ShowList(ListKind.LATEST, 5)
SEARCH = ShowList(ListKind.SEARCH, 5, None, "芯片")
OLDER = Keyset(NOW - timedelta(hours=9), StoryId(3))
TWO = [story(7), story(8, written("de", title="Werk", summary="Es kostet viel."))]


def only(messages: tuple[Message, ...]) -> Message:
    (message,) = messages
    return message


def test_a_list_shows_each_story_and_opens_it_by_its_number() -> None:
    message = only(render_list(view(), TWO, LATEST, next_start=OLDER, floor=40))
    assert message.html == (
        "<b>Latest stories</b>\n"
        "Newest first, scored 40 or more.\n\n"
        "1 · 🔥 75   ✍️ 65   🌍 70\n"
        "<b>Chipmaker opens a plant</b>\n"
        "It costs $3 billion. It opens in May.\n"
        "#chips #policy\n"
        "The Decoder · 5 hours ago\n\n"
        "2 · 🔥 75   ✍️ 65   🌍 70\n"
        "<b>Werk</b>\n"
        "Es kostet viel.\n"
        "#chips #policy\n"
        "The Decoder · 5 hours ago · <i>Original in German.</i>"
    )
    assert labels(message.keyboard) == [["1", "2"], ["Older ›"]]
    assert decode(message.keyboard[0][1].data) == OpenStory(StoryId(8))
    assert decode(message.keyboard[1][0].data) == ShowList(ListKind.LATEST, 5, OLDER)


def test_a_story_grows_older_in_the_list_that_shows_it_again() -> None:
    later = replace(view(), now=NOW + timedelta(hours=1))
    now, then = (only(render_list(one, TWO, LATEST, next_start=None)) for one in (view(), later))
    assert then.html == now.html.replace("5 hours ago", "6 hours ago")


def test_a_list_in_chinese_keeps_chinese_sentences_together() -> None:
    told = written("zh-Hans", title="开工", summary="第一句。第二句。第三句。")
    message = only(render_list(view("zh-Hans"), [story(1, told)], LATEST, next_start=None))
    assert "<b>最新新闻</b>\n\n1 · " in message.html
    assert "第一句。第二句。\n#芯片 #政策\nThe Decoder · 5小时前" in message.html


def test_a_later_page_by_time_leads_back_to_the_newest() -> None:
    shown = ShowList(ListKind.LATEST, 5, OLDER)
    keyboard = only(render_list(view(), TWO, shown, next_start=None)).keyboard
    assert labels(keyboard)[-1] == ["« Newest"]
    assert decode(keyboard[-1][0].data) == LATEST


@pytest.mark.parametrize(("start", "back"), [(10, 5), (5, None), (3, None)])
def test_a_later_page_by_offset_counts_on_and_leads_back(start: int, back: int | None) -> None:
    shown = ShowList(ListKind.SAVED, 5, start)
    message = only(render_list(view(), TWO, shown, next_start=start + 5))
    assert labels(message.keyboard) == [[str(start + 1), str(start + 2)], ["‹ Back", "Next ›"]]
    assert decode(message.keyboard[1][0].data) == ShowList(ListKind.SAVED, 5, back)
    assert decode(message.keyboard[1][1].data) == ShowList(ListKind.SAVED, 5, start + 5)


@pytest.mark.parametrize(
    ("shown", "heading"),
    [
        (ShowList(ListKind.TOP, 5, None, "day"), "Top stories of the day"),
        (ShowList(ListKind.TOP, 5, None, "week"), "Top stories of the week"),
        (ShowList(ListKind.TOP, 5, None, "month"), "Top stories of the month"),
        (ShowList(ListKind.TAG, 5, None, "image-generation"), "#image_generation"),
        (ShowList(ListKind.SEARCH, 5, None, "<b>"), "Found for “&lt;b&gt;”"),
        (ShowList(ListKind.SAVED, 5), "Saved stories"),
    ],
)
def test_every_list_has_its_heading(shown: ShowList, heading: str) -> None:
    message = only(render_list(view(), TWO, shown, next_start=None))
    assert message.html.startswith(f"<b>{heading}</b>\n\n1 · ")


def test_the_top_list_offers_other_periods() -> None:
    shown = ShowList(ListKind.TOP, 5, 5, "week")
    keyboard = only(render_list(view(), TWO, shown, next_start=None)).keyboard
    assert labels(keyboard)[-1] == ["Day", "✓ Week", "Month"]
    assert decode(keyboard[-1][2].data) == ShowList(ListKind.TOP, 5, None, "month")


@pytest.mark.parametrize(
    ("rule", "expected", "follow", "mute"),
    [
        (None, ["⭐ Follow", "🔇 Mute"], Effect.FOLLOW, Effect.MUTE),
        (Effect.FOLLOW, ["✓ Following", "🔇 Mute"], None, Effect.MUTE),
        (Effect.MUTE, ["⭐ Follow", "✓ Muted"], Effect.FOLLOW, None),
    ],
)
def test_a_tag_can_be_followed_and_muted_where_it_is_read(
    rule: Effect | None, expected: list[str], follow: Effect | None, mute: Effect | None
) -> None:
    shown = ShowList(ListKind.TAG, 5, None, "chips")
    keyboard = only(render_list(view(), TWO, shown, next_start=None, rule=rule)).keyboard
    assert labels(keyboard)[-1] == expected
    assert [decode(button.data) for button in keyboard[-1]] == [
        SetTag("chips", follow, TagOrigin.LIST),
        SetTag("chips", mute, TagOrigin.LIST),
    ]


def test_a_search_too_long_for_a_button_says_how_to_go_on() -> None:
    shown = ShowList(ListKind.SEARCH, 5, None, "芯片" * 20)
    message = only(render_list(view(), TWO, shown, next_start=OLDER))
    assert message.html.endswith("There is more. Search with fewer words to turn pages.")
    assert labels(message.keyboard) == [["1", "2"]]


def test_nothing_above_the_floor_shows_the_best_below() -> None:
    message = only(render_list(view(), (), LATEST, next_start=None, floor=40, below=TWO))
    assert "Nothing above your floor today. The best below it:\n\n1 · " in message.html
    assert labels(message.keyboard) == [["1", "2"]]


@pytest.mark.parametrize(
    ("shown", "floor", "hint"),
    [
        (LATEST, 40, "Nothing above your floor today. /settings changes it."),
        (LATEST, 0, "No stories yet. The sources are read every few minutes."),
        (
            ShowList(ListKind.TOP, 5, None, "day"),
            0,
            "No stories yet. The sources are read every few minutes.",
        ),
        (
            ShowList(ListKind.TAG, 5, None, "chips"),
            0,
            "No stories here yet. Follow the tag and they come with your digest.",
        ),
        (SEARCH, 0, "Nothing found. Try fewer or other words, or look through /tags."),
        (
            ShowList(ListKind.SAVED, 5),
            0,
            "Nothing saved yet. The button 🔖 under a story keeps it here.",
        ),
        (ShowList(ListKind.SAVED, 5, 10), 0, "That was the last page."),
    ],
)
def test_an_empty_list_says_what_to_do(shown: ShowList, floor: int, hint: str) -> None:
    message = only(render_list(view(), (), shown, next_start=None, floor=floor))
    assert message.html.endswith(hint)


def test_a_list_becomes_more_messages_only_between_stories() -> None:
    told = written(title="T" * 230, summary="A sentence of some length, as they are. " * 9)
    stories = [story(number, told) for number in range(1, 21)]
    messages = render_list(view(), stories, LATEST, next_start=OLDER)
    assert len(messages) > 1
    numbers = [row for message in messages for row in labels(message.keyboard)]
    flat = [label for row in numbers for label in row]
    assert flat == [*(str(number) for number in range(1, 21)), "Older ›"]
    assert all(message.html.startswith(("<b>Latest", *"123456789")) for message in messages)


def test_a_digest_names_its_local_day_and_can_be_ended() -> None:
    message = only(render_digest(view(), TWO, floor=40))
    assert message.html.startswith(
        "<b>Your digest · Mon, Nov 23</b>\n2 stories, best first\n\n1 · "
    )
    assert labels(message.keyboard) == [["1", "2"], ["⚙️ Settings", "🔕 Unsubscribe"]]


def test_a_quiet_day_says_so_and_shows_the_best_of_the_rest() -> None:
    message = only(render_digest(view(), (), floor=40, below=TWO))
    assert (
        "A quiet day: nothing new above your floor (40). The best below it:\n\n1" in message.html
    )
    message = only(render_digest(view("zh-Hans"), (), floor=40))
    assert message.html == (
        "<b>您的简报 · 11月23日周一</b>\n今天比较平静：没有达到最低分（40）的新消息。"
    )
    assert labels(message.keyboard) == [["⚙️ 设置", "🔕 退订"]]


def test_a_tags_buttons_change_and_its_pages_stay() -> None:
    shown = ShowList(ListKind.TAG, 2, None, "chips")
    before = only(render_list(view(), TWO, shown, next_start=OLDER)).keyboard
    after = change_tag_buttons(view(), before, "chips", Effect.MUTE)
    assert labels(after) == [*labels(before)[:-1], ["⭐ Follow", "✓ Muted"]]
    assert (
        after == only(render_list(view(), TWO, shown, next_start=OLDER, rule=Effect.MUTE)).keyboard
    )
