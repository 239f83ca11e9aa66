import pytest

from bot.core.analysis import Analysis, Claim, Quote
from bot.core.figures import Figure
from bot.core.news import Origin
from bot.core.texts import TextDraft
from bot.i18n.catalog import open_translator
from bot.render.analysis import render_analysis, render_figure, render_texts

EN, ZH = open_translator("en"), open_translator("zh-Hans")


def figure(value: float, kind: str = "USD", about: str = "") -> Figure:
    return Figure(kind=kind, value=value, about=about, text="", start=0)


SINGLE = Analysis(first="Herald", is_own_news=False, followers=0, hours=1, languages=("en",))
SEVERAL = Analysis(
    first="Herald",
    is_own_news=False,
    followers=2,
    hours=3,
    languages=("en", "zh-Hans"),
    agreed=(figure(295e9), figure(80, "%")),
    disputed=(
        (
            Claim(publisher="Herald", figure=figure(5e9)),
            Claim(publisher="晚报", figure=figure(6e9)),
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
        "The sources agree on $295B and 80%."
        " The sources differ: $5B according to Herald, $6B according to 晚报."
    )
    assert added == "Tribune adds: “Critics object.”"
    assert quoted == "Herald writes: “It is old.”"


def test_a_chinese_reader_reads_chinese_sentences_and_figures() -> None:
    text = render_analysis(SEVERAL, ZH)
    assert "2950亿" in text
    assert "Herald" in text
    assert "reported" not in text
    assert "。" in text


def test_where_one_source_says_no_more_the_analysis_is_empty() -> None:
    assert render_analysis(SINGLE, EN) == ""


def test_a_single_source_is_quoted_and_own_news_named_as_such() -> None:
    own = Analysis(
        first="Vellum",
        is_own_news=True,
        followers=0,
        hours=1,
        languages=("en",),
        quoted=Quote(publisher="Vellum", text="We open today."),
    )
    assert render_analysis(own, EN) == (
        "Vellum made this news itself.\n\nVellum writes: “We open today.”"
    )


def test_one_follower_in_one_language() -> None:
    pair = Analysis(first="Herald", is_own_news=True, followers=1, hours=1, languages=("en",))
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
        (figure(300e9, about=">"), "more than $300B"),
        (figure(80, "%", "~"), "about 80%"),
    ],
)
def test_figures_are_written_as_english_writes_them(shown: Figure, written: str) -> None:
    assert render_figure(shown, EN) == written


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
