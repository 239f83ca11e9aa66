from dataclasses import replace
from html import unescape

import pytest

from bot.core.actions import ListKind, SaveStory, ShowList, ToggleDetails
from bot.core.callbacks import decode
from bot.core.news import Origin, Text
from bot.render.lists import render_list
from bot.render.story import render_story, told_at
from bot.render.telegram_html import MAX_LENGTH
from tests.render.samples import NOW, labels, mention, story, view, written

LATEST = ShowList(ListKind.LATEST, 5)
FIVE = tuple(mention(name, hours=120 - n) for n, name in enumerate(("The Decoder", *"ABCD")))


def test_a_card_looks_as_the_design_says() -> None:
    told = written(analysis="Two sources agree.", origin=Origin.MODEL)
    message = render_story(view(), story(7, told, mentions=FIVE, updated=2, readers=49))
    assert message.html == (
        "🔥 75   ✍️ 65   🌍 70\n"
        "<b>Chipmaker opens a plant</b>\n"
        "It costs $3 billion. It opens in May. It is large.\n"
        "<blockquote expandable>Two sources agree.</blockquote>\n"
        "#chips #policy\n"
        "The Decoder and 4 more · 5 days ago · updated 2 hours ago · 49 readers · #7\n"
        "<i>Written by a model from the sources above.</i>"
    )
    assert labels(message.keyboard) == [
        ["🔍 Details", "🌐 Original"],
        ["↗️ Share", "🔖 Save"],
        ["👍 More like this", "👎 Less like this"],
        ["🔇 Mute this story"],
    ]
    assert message.preview_url == "https://news.example/1"


def test_a_card_is_the_same_in_chinese() -> None:
    told = written("zh-Hans", title="芯片厂开工", summary="耗资30亿美元。", origin=Origin.EXTRACT)
    message = render_story(view("zh-Hans"), story(7, told, mentions=FIVE, updated=2, readers=49))
    assert message.html == (
        "🔥 75   ✍️ 65   🌍 70\n"
        "<b>芯片厂开工</b>\n"
        "耗资30亿美元。\n"
        "#芯片 #政策\n"
        "The Decoder 和另外4家媒体 · 5天前 · 2小时前更新 · 49人读过 · #7\n"
        "<i>内容摘自以上来源。</i>"
    )


def test_an_opened_card_gives_reasons_and_sources() -> None:
    mentions = (
        mention("A & B", title="<Plant>", url="https://a.example/?x=1&y=2"),
        mention("量子位", language="zh-Hans", title="开工", url="javascript:alert(1)"),
    )
    message = render_story(view(), story(mentions=mentions, facts={"words": 1200}), is_open=True)
    assert "🔥 Hot 75\n✍️ Quality 65: 1,200 words\n🌍 Impact 70\nOverall 70: " in message.html
    assert (
        "Sources:\n"
        '• <a href="https://a.example/?x=1&amp;y=2">A &amp; B: &lt;Plant&gt;</a>\n'
        "• 量子位 (Simplified Chinese): 开工\n"
        "A &amp; B and 量子位 · 5 hours ago · #1"
    ) in message.html
    assert labels(message.keyboard)[0] == ["Fewer details", "🌐 Original"]
    assert decode(message.keyboard[0][0].data) == ToggleDetails(story().id, is_open=False)


def test_sources_are_listed_with_the_marks_of_the_readers_language() -> None:
    mentions = (mention("量子位", language="zh-Hans", title="开工"), mention("P", title="Plant"))
    html = render_story(view("zh-Hans"), story(mentions=mentions), is_open=True).html
    assert ">量子位：开工</a>\n" in html
    assert ">P（英语）：Plant</a>\n" in html


def test_of_many_sources_ten_are_named() -> None:
    mentions = tuple(mention(f"P{n}") for n in range(13))
    html = render_story(view(), story(mentions=mentions), is_open=True).html
    assert html.count(">P") == 10
    assert "\nand 3 more\n" in html


def test_a_saved_story_can_be_let_go() -> None:
    save = render_story(view(), story(5), is_saved=True).keyboard[1][1]
    assert save.text == "✓ Saved"
    assert decode(save.data) == SaveStory(story(5).id, is_on=False)


@pytest.mark.parametrize(
    ("reader", "told", "label"),
    [
        ("zh-Hans", written("en"), "原文为英语。"),
        ("en", written("ja"), "Original in Japanese."),
        (
            "en",
            written("de", origin=Origin.EXTRACT),
            "Original in German. Excerpted from the sources above.",
        ),
        (
            "en",
            written(origin=Origin.TRANSLATION),
            "Translated by machine from the sources above.",
        ),
    ],
)
def test_another_language_or_hand_is_always_named(reader: str, told: Text, label: str) -> None:
    assert render_story(view(reader), story(1, told)).html.endswith(f"<i>{label}</i>")


@pytest.mark.parametrize(
    ("second", "stored", "title"),
    [("zh-Hant", "zh-Hans", "軟體更新"), ("zh-Hans", "zh-Hant", "软件更新")],
)
def test_a_second_language_in_the_other_chinese_script_is_converted(
    second: str, stored: str, title: str
) -> None:
    told = written(stored, title={"zh-Hans": "软件更新", "zh-Hant": "軟體更新"}[stored])
    both = replace(view(), second_language=second)

    card = render_story(both, story(1, written(), told)).html
    (page,) = render_list(both, [story(1, written(), told)], LATEST, next_start=None)

    assert "<b>Chipmaker opens a plant</b>\n" in card
    assert f"<b>{title}</b>" in card
    assert f"<b>{title}</b>" in page.html


def test_a_list_names_what_was_converted() -> None:
    reader = view("zh-Hant")

    (page,) = render_list(
        reader, [story(1, written("zh-Hans", title="软件更新"))], LATEST, next_start=None
    )

    assert "軟體更新" in page.html
    assert reader.t("Converted from the other Chinese script.") in page.html


def test_a_second_language_that_a_story_has_no_words_in_is_left_out() -> None:
    both = replace(view(), second_language="zh-Hant")

    assert render_story(both, story()) == render_story(view(), story())


def test_a_text_as_published_in_the_readers_language_needs_no_label() -> None:
    assert render_story(view(), story()).html.endswith("The Decoder · 5 hours ago · #12")


def test_a_quick_follower_is_no_update() -> None:
    mentions = (mention("A", hours=5), mention("B", hours=4.5))
    assert "updated" not in render_story(view(), story(mentions=mentions, updated=4.5)).html


def test_a_story_without_articles_is_as_old_as_we_know_it() -> None:
    assert told_at(story(mentions=())) == story().first_seen_at
    message = render_story(view(), story(mentions=()))
    assert labels(message.keyboard)[0] == ["🔍 Details"]
    assert message.preview_url == ""


def test_only_a_web_address_becomes_the_original() -> None:
    message = render_story(view(), story(mentions=(mention(url="ftp://x.example/1"),)))
    assert message.preview_url == ""


def test_a_long_analysis_is_cut_between_sentences_to_fit_one_message() -> None:
    told = written(analysis="This sentence is one of very many. " * 300, summary="S. " * 600)
    html = render_story(view(), story(1, told)).html
    quoted = html.split("<blockquote expandable>")[1].split("</blockquote>")[0]
    assert quoted.endswith("many.")
    assert 3000 < len(unescape(html)) <= MAX_LENGTH + 100


def test_hostile_lengths_still_make_one_message() -> None:
    heavy = "e" + "\u0301" * 60
    told = written(title=heavy * 300, summary=heavy * 2000, analysis="Never shown.")
    html = render_story(view(), story(1, told)).html
    assert len(html) <= MAX_LENGTH + len("<b></b>")
    assert "Never shown" not in html


def test_the_moment_of_the_view_counts() -> None:
    assert view().now == NOW


def test_a_story_of_which_only_a_title_is_known_has_no_empty_line() -> None:
    html = render_story(
        view(), story(1, written(title="Plant opens", summary="", analysis=""))
    ).html
    assert "\n\n" not in html
    assert "<b>Plant opens</b>" in html
