"""A story knows what is new in it since somebody was shown it."""

import pytest

from bot.core.denial import Verdict
from bot.core.news import ArticleId, Mention, StoryId
from bot.core.updates import StoryUpdate, what_is_new

from .stories import NOON, hours

STORY = StoryId(7)


def told(title: str, later: float, publisher: str = "Herald", language: str = "en") -> Mention:
    return Mention(
        article_id=ArticleId(1),
        publisher=publisher,
        title=title,
        url="https://news.example/1",
        language=language,
        published_at=NOON,
        first_seen_at=NOON + hours(later),
    )


FIRST = told("Vellum is said to buy Pipwick", 0)


def update(*mentions: Mention) -> StoryUpdate | None:
    return what_is_new(STORY, (FIRST, *mentions), NOON + hours(1))


def test_nothing_came_so_nothing_is_new() -> None:
    assert update() is None
    assert update(told("Vellum buys Pipwick for $3 billion", 0.5)) is None


def test_a_story_that_is_all_new_is_no_update() -> None:
    assert what_is_new(STORY, [told("Vellum buys Pipwick for $3 billion", 2)], NOON) is None


def test_a_figure_is_new_once() -> None:
    found = update(
        told("Vellum buys Pipwick for $3 billion", 2, "Courier"),
        told("What the Pipwick deal means", 3, "Courier"),
    )
    assert found is not None
    assert (found.story_id, found.figures, found.publishers) == (
        STORY,
        ("$3 billion",),
        ("Courier",),
    )
    assert found.latest.title == "Vellum buys Pipwick for $3 billion"


def test_a_figure_that_was_known_is_not_new_in_another_language_or_rounding() -> None:
    known = told("Vellum to pay $3 billion", 0.5)
    assert update(known, told("维伦将支付30亿美元", 2, language="zh-Hans")) is None
    assert update(known, told("Vellum's deal is worth $3.04 billion", 2)) is None
    assert update(told("Vellum pays $2.97 billion", 0.5), told("Vellum's $3bn deal", 2)) is None
    assert update(known, told("Vellum's deal is worth $3.4 billion", 2)) is not None


@pytest.mark.parametrize(
    ("title", "language", "verdict"),
    [
        ("Vellum confirms the Pipwick deal", "en", Verdict.CONFIRMED),
        ("Vellum denies the Pipwick deal", "en", Verdict.DENIED),
        ("维伦证实收购", "zh-Hans", Verdict.CONFIRMED),
        ("维伦否认收购", "zh-Hans", Verdict.DENIED),
    ],
)
def test_a_confirmation_and_a_denial_are_new_once(
    title: str, language: str, verdict: Verdict
) -> None:
    found = update(told(title, 2, language=language), told("A look at the offices", 3))
    assert found is not None
    assert (found.verdict, found.latest.title) == (verdict, title)
    assert update(told(f"{title} (I)", 0.5), told(f"{title} (II)", 2)) is None


def test_what_is_not_confirmed_is_no_confirmation() -> None:
    assert update(told("Pipwick deal not confirmed yet", 2)) is None
    assert update(told("收购消息未获证实", 2, language="zh-Hans")) is None


def test_one_more_publisher_is_not_worth_a_word_but_twice_as_many_are() -> None:
    assert update(told("Pipwick may be sold", 2, "Courier")) is None
    found = update(
        told("Pipwick may be sold", 2, "Courier"), told("A sale of Pipwick is near", 3, "Gazette")
    )
    assert found is not None
    assert found.publishers == ("Courier", "Gazette")


@pytest.mark.parametrize(
    "copy", [FIRST.title.upper(), "Vellum is said to buy Pipwick!", "Vellum said to buy Pipwick"]
)
def test_a_copy_of_a_known_headline_is_nothing_new(copy: str) -> None:
    assert update(*(told(copy, 2, name) for name in ("Courier", "Gazette", "Post"))) is None


def test_a_word_may_make_a_headline_another() -> None:
    known = told("Vellum confirms plan to buy rival Pipwick", 0.5)
    found = update(known, told("Vellum denies plan to buy rival Pipwick", 2))
    assert found is not None
    assert found.verdict is Verdict.DENIED
