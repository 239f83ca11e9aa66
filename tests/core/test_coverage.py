"""Who reported a story, as far as the dates and words of its reports tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.coverage import Coverage, cover
from bot.core.news import Article
from bot.core.steps import steps_of

from .stories import NOON, VOCABULARY, article, hours

FIRST = article("Vellum opens a hall", publisher="Herald", number=1)
SECOND = article("A hall opens", publisher="Tribune", number=2, at=NOON + hours(2.5))
CHINESE = article("维伦开馆", publisher="晚报", number=3, language="zh-Hans", at=NOON + hours(1))
MIDNIGHT = NOON - hours(12)


def covered(*articles: Article, lead: Article | None = None) -> Coverage:
    return cover(steps_of(articles, lead or articles[0]), VOCABULARY)


def test_it_tells_who_was_first_and_how_many_followed_how_soon() -> None:
    coverage = covered(SECOND, CHINESE, FIRST)
    assert (coverage.first, coverage.is_first, coverage.followers) == ("Herald", True, 2)
    assert coverage.within == hours(3)
    assert coverage.languages == ("en", "zh-Hans")


@pytest.mark.parametrize(("later", "within"), [(0.2, 1), (1, 1), (1.01, 2), (72, 72), (72.5, 73)])
def test_hours_are_counted_where_they_have_begun(later: float, within: int) -> None:
    assert covered(FIRST, replace(SECOND, published_at=NOON + hours(later))).within == hours(
        within
    )


def test_nobody_was_first_where_two_came_at_once() -> None:
    assert not covered(FIRST, replace(SECOND, published_at=NOON)).is_first


def test_a_date_without_a_time_of_day_leaves_open_who_was_first() -> None:
    dated = replace(FIRST, published_at=MIDNIGHT)
    for other in (replace(SECOND, published_at=MIDNIGHT), SECOND):
        coverage = covered(dated, other)
        assert not coverage.is_first
        assert coverage.within == timedelta(days=1)
    tomorrow = replace(SECOND, published_at=MIDNIGHT + timedelta(days=1))
    assert covered(dated, tomorrow).is_first
    assert covered(FIRST, tomorrow).is_first
    assert covered(FIRST, tomorrow).within == timedelta(days=2)


def test_a_day_in_china_begins_eight_hours_before_ours() -> None:
    evening = replace(FIRST, published_at=MIDNIGHT + hours(17))
    tomorrow = replace(CHINESE, published_at=MIDNIGHT + hours(24))
    assert not covered(evening, tomorrow).is_first
    assert covered(evening, replace(tomorrow, language="en")).is_first


@pytest.mark.parametrize(
    ("publisher", "title", "text", "is_own"),
    [
        ("Meta", "Introducing Llama 5", "", True),
        ("Ollama", "Ollama runs on phones", "", True),
        ("Ollama", "Runs on phones", "Ollama runs on phones from today. It is free.", True),
        ("Ollama", "Llama 5 is here", "Ollama runs Meta's Llama 5 from today.", False),
        ("Ollama", "Ollama partners with Meta on Llama 5", "", False),
        ("arXiv", "A survey of weaving looms", "We study looms of three hundred years.", False),
        ("Arm", "A robot arm learns to weave", "", False),
    ],
)
def test_news_is_a_publishers_own_where_it_speaks_of_itself_and_nobody_else(
    publisher: str, title: str, text: str, *, is_own: bool
) -> None:
    report = article(title, text, publisher=publisher, is_primary=True)
    assert covered(report).is_own_news is is_own
    assert not covered(replace(report, is_primary=False)).is_own_news


def test_who_denies_what_was_reported_is_told_apart() -> None:
    denial = replace(SECOND, title="Vellum denies that a hall opens")
    assert covered(FIRST, denial).denied_by == ("Tribune",)
    assert covered(FIRST, SECOND).denied_by == ()
    assert covered(replace(FIRST, title="Vellum denies plans"), denial).denied_by == ()


def test_a_publishers_last_word_counts() -> None:
    denial = article(
        "Vellum denies that a hall opens", publisher="Herald", number=4, at=NOON + hours(5)
    )
    assert covered(FIRST, SECOND, denial).denied_by == ("Herald",)
    again = article("Vellum opens its hall", publisher="Herald", number=5, at=NOON + hours(9))
    assert covered(FIRST, SECOND, denial, again).denied_by == ()


def test_what_was_denied_before_is_no_denial_of_what_came_of_it() -> None:
    denial = article("Vellum denies it opens a hall", publisher="Tribune", number=4, at=MIDNIGHT)
    coverage = covered(denial, FIRST, lead=FIRST)
    assert coverage.denied_by == ()
    assert coverage.publishers == 2
