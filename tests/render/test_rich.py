"""The rich form of a digest: the same stories, which unfold."""

from dataclasses import replace

import pytest

from bot.core.news import Origin
from bot.core.outgoing import message_fields
from bot.render.digest import render_digest, render_rich_sample
from bot.render.item import put_together
from bot.render.rich import MAX_BLOCKS, MAX_LENGTH, RULE, Rich, blocks, details
from bot.render.telegram_html import NOTHING, bold, lines, link, text
from bot.render.view import View

from .samples import mention, story, view, written
from .test_digest import UPDATE

TOLD = story(
    12,
    written(
        title="Chipmaker <opens> a plant",
        analysis="The Decoder reported this first.\n\nIt opens in May & June.",
        origin=Origin.MODEL,
    ),
    mentions=(mention(), mention("机器之心", language="zh-Hans", title="工厂开业")),
)


def reader(language: str = "en") -> View:
    return replace(view(language), is_rich=True)


def test_lines_become_headings_lists_and_paragraphs() -> None:
    told = lines(
        bold("A <b>"),
        text("one\n  \ntwo & three"),
        link("https://a.example/?a=1&b=2", "four"),
        text("• x\n• y"),
    )
    assert blocks(told).markup == (
        "<h4>A &lt;b&gt;</h4><p>one</p>"
        '<p>two &amp; three<br><a href="https://a.example/?a=1&amp;b=2">four</a></p>'
        "<ul><li>x</li><li>y</li></ul>"
    )
    assert blocks(bold("A"), level=3).markup == "<h3>A</h3>"
    assert blocks(NOTHING) == details("x", Rich()) == Rich()


def test_what_is_too_long_or_has_too_many_blocks_does_not_fit() -> None:
    assert blocks(text("x" * MAX_LENGTH)).fits
    assert not blocks(text("x" * (MAX_LENGTH + 1))).fits
    assert not blocks(text("🗞" * (MAX_LENGTH // 2 + 1))).fits
    items = text("\n".join(["• x"] * 249))  # with its list and a paragraph in each item
    assert (blocks(items) + RULE).fits
    assert not (blocks(items) + RULE + RULE).fits
    assert Rich("<hr/>" * MAX_BLOCKS).fits


def test_a_story_unfolds_to_its_analysis_reasons_and_sources() -> None:
    (message,) = render_digest(reader(), [TOLD], floor=40)

    heading, told = message.rich.split("\n\n")
    assert heading == "<h3>Your digest · Mon, Nov 23</h3><p>1 story, best first</p>"
    shown, _, inside = told.partition("<details>")
    assert shown == (
        "<hr/><p>1 · 🔥 75   ✍️ 65   🌍 70</p><h4>Chipmaker &lt;opens&gt; a plant</h4>"
        "<p>It costs $3 billion. It opens in May.<br>#chips #policy<br>"
        "The Decoder and 机器之心 · 5 hours ago</p>"
    )
    assert inside.startswith(
        "<summary>🔍 Details</summary><p>The Decoder reported this first.</p>"
        "<p>It opens in May &amp; June.</p><p>🔥 Hot 75"
    )
    assert inside.endswith(
        '<p>Sources:</p><ul><li><a href="https://news.example/1">The Decoder: Plant opens</a></li>'
        '<li><a href="https://news.example/1">机器之心 (Simplified Chinese): 工厂开业</a></li>'
        "</ul><p><i>Written by a model from the sources above.</i></p></details>"
    )


def test_updates_stand_below_as_in_the_plain_form() -> None:
    (message,) = render_digest(reader(), [TOLD], floor=40, updates=[UPDATE])

    assert "</details>\n\n<h3>Updates to what you have read</h3>\n\n<p>1. <a href=" in message.rich
    assert message_fields(message)["rich_message"] == {"html": message.rich}


def test_who_did_not_ask_for_it_and_a_quiet_day_have_the_plain_form_alone() -> None:
    (plain,) = render_digest(view(), [TOLD], floor=40)
    (quiet,) = render_digest(reader(), [], floor=40, updates=[UPDATE])

    assert plain.rich == quiet.rich == ""
    assert "rich_message" not in message_fields(plain)


def test_each_message_unfolds_its_own_stories() -> None:
    stories = [story(n, written(title=f"Plant {n} opens {'soon ' * 40}")) for n in range(1, 21)]

    first, *others = render_digest(reader(), stories, floor=40)

    assert others
    for message in (first, *others):
        assert message.rich.count("<hr/>") == message.html.count(" · 🔥") > 1
        assert message.rich.count("<details>") == message.rich.count("<hr/>")


def test_the_last_stories_do_not_unfold_where_all_would_be_too_long() -> None:
    long = [
        story(n, written(title=f"Plant {n}", analysis="One sentence is here. " * 500))
        for n in range(1, 6)
    ]
    (message,) = render_digest(reader(), long, floor=40)

    sections = message.rich.split("\n\n")[1:]
    assert ["<details>" in section for section in sections] == [True, True, False, False, False]
    assert Rich(message.rich).fits


def test_where_nothing_unfolds_there_is_no_rich_form() -> None:
    too_long = blocks(text("x" * (MAX_LENGTH + 1)))
    assert put_together([(RULE, too_long)]) == put_together([(RULE, Rich())]) == ""
    assert put_together([(RULE, blocks(text("x")))]) == "<hr/><p>x</p>"


def test_what_had_to_be_divided_has_the_plain_form_alone() -> None:
    endless = replace(UPDATE, figures=("$3 billion",) * 600)

    messages = render_digest(reader(), [TOLD], floor=40, updates=[endless])

    assert {message.rich for message in messages} == {""}


@pytest.mark.parametrize(
    ("language", "heading", "summary"),
    [
        ("en", "This is how digests unfold", "🔍 Details"),
        ("zh-Hans", "简报就这样展开", "🔍 详情"),
        ("ru", "Так раскрываются дайджесты", "🔍 Подробнее"),
    ],
)
def test_a_sample_shows_what_unfolding_looks_like(
    language: str, heading: str, summary: str
) -> None:
    sample = render_rich_sample(view(language))

    assert sample.rich.startswith(f"<h4>{heading}</h4><p>")
    assert f"<details><summary>{summary}</summary><p>" in sample.rich
    assert heading not in sample.html
