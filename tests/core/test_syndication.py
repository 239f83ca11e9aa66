"""Copies are recognised, shortened ones too; other texts are not."""

from datetime import timedelta

import pytest

from bot.core.news import ArticleId
from bot.core.syndication import SAME, CopyIndex, likeness, sketch, tell_the_same
from tests.fakes import NOON

from .stories import article

_NAMES = ("Corvane", "Pipwick", "Aldergate", "Tessaly", "Morrow", "Quillon", "Vantry", "Osmere")
ENGLISH = " ".join(
    f"{name} said on day {day} that its {name.lower()} unit would open plant {day * 7} near "
    f"{_NAMES[(day * 3) % 8]} once the {day}th review of rule {day * 11} is over."
    for day, name in enumerate(_NAMES * 4, start=1)
)
CHINESE = "".join(
    f"{name}公司第{day}天宣布，旗下{day * 7}号工厂将在监管部门完成第{day}轮审查之后投产。"
    for day, name in enumerate(
        ("科万", "皮普", "奥德", "特萨", "莫罗", "奎隆", "万特", "奥斯") * 3, start=1
    )
)


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_copy_with_another_head_and_foot_is_a_copy(text: str) -> None:
    copied = f"By our wire service. {text} All rights reserved by the agency."
    assert likeness(sketch(text), sketch(copied)) >= SAME


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_the_first_third_of_a_text_is_a_copy(text: str) -> None:
    assert likeness(sketch(text), sketch(text[: len(text) // 3])) >= SAME


@pytest.mark.parametrize(("text", "stop"), [(ENGLISH, ". "), (CHINESE, "。")])
def test_a_copy_with_a_new_first_paragraph_of_four_is_a_copy(text: str, stop: str) -> None:
    sentences = text.split(stop)
    quarter = len(sentences) // 4
    lead = [sentence[::-1] for sentence in sentences[:quarter]]
    assert likeness(sketch(text), sketch(stop.join([*lead, *sentences[quarter:]]))) >= SAME


def test_different_texts_are_no_copies() -> None:
    other = " ".join(reversed(ENGLISH.split()))
    assert likeness(sketch(ENGLISH), sketch(other)) < SAME


def test_a_short_text_copies_nothing() -> None:
    assert sketch("Corvane raised $600 million.") == ()
    assert likeness((), sketch(ENGLISH)) == 0


def test_too_little_in_common_to_compare_is_no_likeness() -> None:
    low, high = tuple(range(64)), tuple(range(1000, 1064))
    assert likeness(low, high) == likeness(high, low) == 0


def test_a_copy_leads_to_its_original_until_that_is_forgotten() -> None:
    index = CopyIndex()
    index.add(ArticleId(1), sketch(ENGLISH), NOON)
    index.add(ArticleId(1), sketch(ENGLISH), NOON)
    index.add(ArticleId(2), sketch(ENGLISH), NOON + timedelta(hours=1))
    index.add(ArticleId(3), sketch(CHINESE), NOON)
    index.add(ArticleId(4), (), NOON)

    assert index.find(sketch(ENGLISH[: len(ENGLISH) // 2])) == 1
    assert index.find(sketch(CHINESE)) == 3
    assert index.find(sketch(" ".join(reversed(ENGLISH.split())))) is None

    index.forget(NOON + timedelta(minutes=1))
    assert index.find(sketch(ENGLISH)) == 2
    assert index.find(sketch(CHINESE)) is None


def test_two_that_tell_the_same_have_one_headline_or_one_text() -> None:
    first = article("Corvane raises $600 million", ENGLISH)
    assert tell_the_same(article("Corvane raises $600 million | Herald", CHINESE), first)
    assert tell_the_same(article("A round for chips", ENGLISH), first)
    assert not tell_the_same(article("Lisbon fines a bank", CHINESE), first)
