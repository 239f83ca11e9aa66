"""Two languages of one story name the same firms, people and places."""

import pytest

from bot.core.check import FaultKind, Gate
from bot.core.news import Origin, Text

from .stories import VOCABULARY, article

SOURCE = article(
    "Corvane raises money from Nvidia and ASML",
    "Nvidia and ASML took part, Nvidia led. Corvane builds in Norway and in Sweden. Its chief met"
    " Sam Altman and Satya Nadella, who run OpenAI and Microsoft.",
)


def differing(english: str, other: str, language: str = "zh-Hans") -> list[str]:
    texts = [
        Text(language=spoken, title="", summary=said, analysis="", origin=Origin.MODEL)
        for spoken, said in (("en", english), (language, other))
    ]
    faults = Gate.of([SOURCE], VOCABULARY).check(texts)
    return [fault.words for fault in faults if fault.kind is FaultKind.NAMES_DIFFER]


@pytest.mark.parametrize(
    ("english", "other", "language", "words"),
    [
        ("ASML led the round.", "英伟达领投了这一轮。", "zh-Hans", "英伟达 ≠ ASML"),
        ("ASML led the round.", "輝達領投了這一輪。", "zh-Hant", "輝達 ≠ ASML"),
        ("ASML led the round.", "Nvidia führte die Runde an.", "de", "Nvidia ≠ ASML"),
        ("Corvane builds in Norway.", "Corvane将在瑞典建厂。", "zh-Hans", "瑞典 ≠ Norway"),
        ("Its chief met Altman.", "其负责人会见了纳德拉。", "zh-Hans", "纳德拉 ≠ Altman"),
    ],
)
def test_a_name_in_the_place_of_another_is_a_fault(
    english: str, other: str, language: str, words: str
) -> None:
    assert differing(english, other, language) == [words]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("Nvidia led the round, and ASML took part.", "英伟达领投了这一轮。"),
        ("The chip maker led the round.", "英伟达领投了这一轮。"),
        ("ASML took part in Norway.", "英伟达和阿斯麦都参与了这一轮。"),
        ("ChatGPT grows.", "OpenAI增长。"),
        ("ASML took part.", "瑞典参与了这一轮。"),
    ],
)
def test_one_language_may_name_more_or_the_maker_of_a_product(english: str, other: str) -> None:
    assert differing(english, other) == []
