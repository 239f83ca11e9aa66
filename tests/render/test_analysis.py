from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from bot.core.agreement import Agreement, Claim
from bot.core.analysis import Analysis, Quote
from bot.core.background import Earlier
from bot.core.coverage import Coverage
from bot.core.news import Origin, Text
from bot.core.quantities import Quantity
from bot.core.texts import TextDraft
from bot.i18n.catalog import INTERFACE_LANGUAGES, Translator, open_translator
from bot.render.analysis import render_analysis, render_texts
from bot.render.figures import render_figure, render_key_figures

EN, ZH = open_translator("en"), open_translator("zh-Hans")


def figure(
    value: float, kind: str = "USD", about: Literal["", "<", "≤", ">", "~"] = ""
) -> Quantity:
    return Quantity(kind=kind, value=value, about=about, is_claim=True, text="", start=0)


ALONE = Coverage(
    first="Herald",
    is_first=True,
    is_own_news=False,
    publishers=1,
    followers=0,
    within=timedelta(hours=1),
    languages=("en",),
)
SINGLE = Analysis(coverage=ALONE)
THREE = ("Herald", "Tribune", "晚报")
SEVERAL = Analysis(
    coverage=replace(
        ALONE, publishers=5, followers=2, within=timedelta(hours=3), languages=("en", "zh-Hans")
    ),
    agreed=(
        Agreement(
            figure=figure(295e9),
            publishers=THREE,
            words="The plan costs $295 billion.",
            source="Herald",
        ),
        Agreement(figure=figure(40e6), publishers=(*THREE, "Gazette", "Post")),
        Agreement(figure=figure(12, "%"), publishers=(*THREE, "Gazette", "Post")),
    ),
    disputed=(
        (
            Claim(publishers=(*THREE[:2], "Gazette", "Post"), figure=figure(5e9)),
            Claim(publishers=("晚报",), figure=figure(6e9)),
        ),
    ),
    added=(Quote(publisher="Tribune", text="Critics object."),),
    quoted=Quote(publisher="Herald", text="It is old."),
)


def test_several_sources_are_told_of_in_paragraphs() -> None:
    coverage, figures, added, quoted = render_analysis(SEVERAL, EN).split("\n\n")
    assert coverage == (
        "Herald reported this first; 2 other publishers followed within 3 hours."
        " It is reported in English and Simplified Chinese."
    )
    assert figures == (
        "3 of 5 publishers give $295B: Herald, Tribune, and 晚报."
        " Herald writes: “The plan costs $295 billion.”"
        " 5 of 5 publishers give $40M and 12%: Herald, Tribune, 晚报, and 2 other publishers."
        " The sources differ: $5B according to Herald, Tribune, Gazette, and 1 other publisher;"
        " $6B according to 晚报."
    )
    assert added == "Tribune adds: “Critics object.”"
    assert quoted == "Herald writes: “It is old.”"


@pytest.mark.parametrize("translator", [EN, ZH])
def test_a_sentence_that_holds_figures_of_different_publishers_is_quoted_once(
    translator: Translator,
) -> None:
    words = "The lab answers 71.4 percent and 68 percent."
    agreed = tuple(
        Agreement(figure=figure(value, "%"), publishers=givers, words=words, source="Herald")
        for value, givers in ((71.4, THREE), (68, THREE[:2]))
    )
    told = render_analysis(replace(SEVERAL, agreed=agreed), translator)
    assert told.count(words) == 1
    assert "71.4%" in told
    assert "68%" in told


def test_where_dates_leave_it_open_nobody_was_first() -> None:
    coverage = replace(SEVERAL.coverage, is_first=False, within=timedelta(days=1))
    told = replace(SINGLE, coverage=replace(coverage, languages=("en",)))
    assert render_analysis(told, EN) == (
        "Herald and 2 other publishers reported on this within 1 day."
    )


def test_a_denial_is_told_with_who_reports_it_and_how() -> None:
    coverage = replace(ALONE, publishers=3, followers=1, denied_by=("Tribune", "晚报"))
    told = replace(SINGLE, coverage=coverage)
    first = "Herald reported this first; 1 other publisher followed within 1 hour."
    denied = "According to Tribune and 晚报, it has been denied."
    assert render_analysis(told, EN) == f"{first}\n\n{denied}"
    quoted = replace(told, denial=Quote(publisher="Tribune", text="Vellum denies it."))
    assert render_analysis(quoted, EN).endswith(f"{denied} Tribune writes: “Vellum denies it.”")


def test_what_led_to_the_news_is_told_in_the_headline_of_who_told_it() -> None:
    told = replace(SINGLE, before=Quote(publisher="Herald", text="Vellum in talks"))
    assert render_analysis(told, EN) == "Before this, Herald reported: “Vellum in talks”"


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("count", [2, 3, 5, 11, 21])
def test_every_language_tells_who_gives_a_figure(language: str, count: int) -> None:
    names = tuple(f"Post{at}" for at in range(count))
    told = replace(
        SINGLE,
        coverage=replace(ALONE, publishers=count),
        agreed=(Agreement(figure=figure(12, "%"), publishers=names),),
    )
    said = render_analysis(told, open_translator(language))
    assert "Post0" in said
    assert "Post3" not in said
    assert ("publisher" in said) is (language == "en")
    assert len(said) < 120


def test_a_chinese_reader_reads_chinese_sentences_and_figures() -> None:
    text = render_analysis(SEVERAL, ZH)
    assert "2950亿" in text
    assert "Herald" in text
    assert "reported" not in text
    assert "。" in text


def test_what_came_later_what_is_to_come_and_what_was_before_are_told() -> None:
    analysis = replace(
        SINGLE,
        added=(Quote(publisher="Tribune", text="Critics object.", is_later=True),),
        coming=Quote(publisher="Herald", text="The court will decide in May."),
        earlier=(
            Earlier(
                at=datetime(2026, 3, 2, 12, tzinfo=UTC),
                titles={"en": "Vellum opens", "zh-Hans": "维伦开业"},
                tags=frozenset({"legal"}),
            ),
        ),
    )
    assert render_analysis(analysis, EN).split("\n\n") == [
        "New since then, Tribune adds: “Critics object.”",
        "To watch, Herald writes: “The court will decide in May.”",
        "Before this, on Mon, Mar 2: “Vellum opens”",
    ]
    assert "“维伦开业”" in render_analysis(analysis, ZH)


def test_who_quotes_somebody_is_quoted_without_marks_around() -> None:
    said = 'A judge said: "It must pay 80%."'
    analysis = replace(
        SINGLE,
        coverage=replace(ALONE, publishers=2),
        agreed=(
            Agreement(figure=figure(80, "%"), publishers=THREE[:2], words=said, source="Herald"),
        ),
        added=(Quote(publisher="Tribune", text=said),),
        coming=Quote(publisher="Herald", text="The judge speaks “soon”."),
    )
    assert render_analysis(analysis, EN).split("\n\n") == [
        f"2 of 2 publishers give 80%: Herald and Tribune. Herald writes: {said}",
        f"Tribune adds: {said}",
        "To watch, Herald writes: The judge speaks “soon”.",
    ]


def test_latin_names_and_chinese_words_stand_a_space_apart() -> None:
    assert "Herald 最" in render_analysis(SEVERAL, ZH)
    assert "Tribune 补充：“Critics object.”" in render_analysis(SEVERAL, ZH)


def test_key_figures_are_told_in_the_readers_language_where_no_translation_is() -> None:
    told = Text(
        language="en",
        title="China plans $295 billion for chips",
        summary="About 80 percent of it goes to plants.",
        analysis="",
        origin=Origin.EXTRACT,
    )
    assert render_key_figures(told, ZH) == "关键数字：2950亿美元 · 约80%"
    assert render_key_figures(replace(told, title="China plans", summary=""), ZH) == ""


def test_where_one_source_says_no_more_the_analysis_is_empty() -> None:
    assert render_analysis(SINGLE, EN) == ""


def test_a_sentence_that_quotes_somebody_gets_no_marks_around_it() -> None:
    quoted = Quote(publisher="Herald", text='"It is old," said Ada.')

    assert render_analysis(replace(SEVERAL, quoted=quoted), EN).endswith(
        'Herald writes: "It is old," said Ada.'
    )


def test_a_single_source_is_quoted_and_own_news_named_as_such() -> None:
    own = Analysis(
        coverage=replace(ALONE, first="Vellum", is_own_news=True),
        quoted=Quote(publisher="Vellum", text="We open today."),
    )
    assert render_analysis(own, EN) == (
        "Vellum made this news itself.\n\nVellum writes: “We open today.”"
    )


def test_one_follower_in_one_language() -> None:
    pair = replace(SINGLE, coverage=replace(ALONE, is_own_news=True, followers=1))
    assert render_analysis(pair, EN) == (
        "Herald reported this first; 1 other publisher followed within 1 hour."
    )


@pytest.mark.parametrize(
    ("shown", "written"),
    [
        (figure(295e9), "$295B"),
        (figure(1.25e9, "EUR"), "€1.25B"),
        (figure(1.1), "$1.10"),
        (figure(1100), "$1,100"),
        (figure(71.4, "%"), "71.4%"),
        (figure(300e9, about="<"), "nearly $300B"),
        (figure(1, "%", about="≤"), "up to 1%"),
        (figure(300e9, about=">"), "more than $300B"),
        (figure(80, "%", "~"), "about 80%"),
    ],
)
def test_figures_are_written_as_english_writes_them(shown: Quantity, written: str) -> None:
    assert render_figure(shown, EN) == written


def test_what_may_be_yen_or_yuan_is_written_as_either() -> None:
    either = replace(figure(1.5e12, "CNY", about="~"), others=frozenset({"JPY"}))
    assert render_figure(either, EN) == "about ¥1.5T (yen or yuan)"


def test_a_percentage_is_written_as_the_language_writes_it() -> None:
    share = figure(4.1, "%")
    assert [render_figure(share, open_translator(code)) for code in ("en", "zh-Hans", "de")] == [
        "4.1%",
        "4.1%",
        "4,1\xa0%",
    ]


def test_a_language_without_a_translator_gets_its_text_without_analysis() -> None:
    drafts = [
        TextDraft(
            language=language,
            title="Title",
            summary="Summary.",
            analysis=SEVERAL,
            origin=Origin.EXTRACT,
        )
        for language in ("en", "ja")
    ]
    english, japanese = render_texts(drafts, {"en": EN, "zh-Hans": ZH})
    assert english.analysis.startswith("Herald reported")
    assert (japanese.language, japanese.summary, japanese.analysis) == ("ja", "Summary.", "")
