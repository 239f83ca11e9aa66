"""Which step of a story its reports tell, and so who told its headline first."""

from dataclasses import replace

import pytest

from bot.core.coverage import cover
from bot.core.news import Article, ArticleId
from bot.core.steps import steps_of

from .stories import NOON, VOCABULARY, article, hours

DEAL = article(
    "Vellum buys Pipwick for $2 billion",
    "Vellum bought Pipwick for $2 billion. The boards agreed on Monday.",
    publisher="Tribune",
    number=2,
    at=NOON + hours(20),
)


def earlier(title: str, text: str = "", language: str = "en") -> Article:
    return article(title, text, publisher="Herald", number=1, language=language)


TALKS = earlier("Vellum in talks to buy Pipwick for $2 billion", DEAL.text)


@pytest.mark.parametrize(
    "talks",
    [
        TALKS,
        earlier("Vellum may buy Pipwick", DEAL.text),
        earlier("维伦洽谈以20亿美元收购皮普维克", language="zh-Hans"),
        earlier("維倫擬收購皮普維克", language="zh-Hant"),
        earlier("Vellum erwägt den Kauf von Pipwick", language="de"),
        earlier("Vellum négocie le rachat de Pipwick", language="fr"),
        earlier("Vellum podría comprar Pipwick", language="es"),
        earlier("Vellum ведет переговоры о покупке Pipwick", language="ru"),
        earlier("ベラム、ピプウィック買収を検討", language="ja"),
    ],
)
def test_who_told_of_talks_did_not_report_the_deal_first(talks: Article) -> None:
    later = replace(
        DEAL, id=ArticleId(3), publisher="Gazette", published_at=DEAL.published_at + hours(1)
    )
    coverage = cover(steps_of([talks, DEAL, later], DEAL), VOCABULARY)
    assert (coverage.first, coverage.is_first, coverage.followers) == ("Tribune", True, 1)
    assert coverage.within == hours(1)
    assert steps_of([talks, DEAL], DEAL).before == (talks,)


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Pipwick sues Vellum over manuals", "Judge dismisses suit of Pipwick against Vellum"),
        ("Vellum buys Pipwick", "Vellum buys Pipwick for $2 billion"),
        ("Outage at Vellum", "Two million subscribers of Pipwick move house"),
        ("Vellum buys Pipwick", "Vellum confirms it buys Pipwick"),
        ("Vellum buys Pipwick", "Vellum may buy Pipwick"),
    ],
)
def test_nobody_was_first_where_an_earlier_report_may_tell_less(first: str, headline: str) -> None:
    lead = replace(DEAL, title=headline, text="")
    coverage = cover(steps_of([earlier(first), lead], lead), VOCABULARY)
    assert not coverage.is_first
    assert (coverage.first, coverage.followers) == ("Herald", 1)


def test_the_same_in_other_words_and_another_language_is_the_same() -> None:
    same = earlier("Vellum snaps up Pipwick", "The price is $2 billion, Vellum and Pipwick said.")
    han = earlier("维伦以20亿美元收购皮普维克", language="zh-Hans")
    for first in (same, han):
        coverage = cover(steps_of([first, DEAL], DEAL), VOCABULARY)
        assert (coverage.first, coverage.is_first) == ("Herald", True)


def test_talk_that_comes_after_the_news_did_not_lead_to_it() -> None:
    late = replace(TALKS, published_at=DEAL.published_at + hours(1))
    assert steps_of([DEAL, late], DEAL).unsure == (late,)


def test_of_a_denial_the_first_report_is_the_first_denial() -> None:
    denial = replace(DEAL, title="Vellum denies it buys Pipwick")
    steps = steps_of([TALKS, denial], denial)
    assert steps.same == (denial,)
    assert steps.before == (TALKS,)
    assert steps.denials == ()


def test_only_who_does_not_deny_it_tells_it_now() -> None:
    own = replace(
        DEAL,
        id=ArticleId(3),
        title="Vellum denies it buys Pipwick",
        text="",
        published_at=DEAL.published_at + hours(3),
    )
    other = replace(DEAL, id=ArticleId(4), publisher="Gazette")
    assert steps_of([TALKS, DEAL, other, own], DEAL).current == [other]
