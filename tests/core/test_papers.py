"""Two papers of one laboratory are two stories."""

import pytest

from bot.core.evidence import Evidence
from bot.core.features import features
from bot.core.papers import papers_of

from .stories import VOCABULARY

METHOD = "We present a new method called Language Feedback that trains models from words."
SCALE = "Language models err. We introduce Language Feedback, a three-step approach to that."


def paper(title: str, text: str) -> Evidence:
    return features(title, text, "en", VOCABULARY).evidence


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        (("Better Code from Feedback", METHOD), ("Feedback at Scale", SCALE), "paper"),
        (("Better Code from Feedback", METHOD), ("Better code from feedback - Lab", METHOD), ""),
        (
            ("Better Code from Feedback", METHOD),
            ("Lab teaches models with words", "It works."),
            "",
        ),
        (("Feedback", "See arXiv:2602.15763."), ("Words", "arXiv:2602.15764v2, new"), "paper"),
        (("Feedback", "See arXiv:2602.15763."), ("Words", "arxiv.org/abs/2602.15763v2"), ""),
        (("Words (arXiv:2602.15763)", METHOD), ("Feedback", f"arXiv:2602.15763 {SCALE}"), ""),
    ],
)
def test_papers_are_told_apart_by_number_or_else_by_title(
    one: tuple[str, str], other: tuple[str, str], veto: str
) -> None:
    assert paper(*one).conflict(paper(*other)) == paper(*other).conflict(paper(*one)) == veto


@pytest.mark.parametrize(
    ("text", "is_abstract"),
    [
        ("Abstract: Agents forget.", True),
        ("This paper investigates why agents forget.", True),
        ("In this work we study forgetting. We also find that it helps.", True),
        ("本文提出一种训练方法。", True),
        ("Today we introduce our most capable assistant.", False),
        ("The company presents its results.", False),
    ],
)
def test_an_abstract_shows_itself_by_how_it_speaks(text: str, *, is_abstract: bool) -> None:
    assert bool(papers_of("Forgetting", text).titles) is is_abstract


def test_a_story_is_of_all_papers_that_its_reports_are_of() -> None:
    both = papers_of("Forgetting", METHOD) | papers_of("Remembering", METHOD)
    assert not both.is_apart(papers_of("Remembering", METHOD))
