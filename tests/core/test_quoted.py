"""Quotations in the languages that no dictionary compares, and in their marks."""

import pytest

from bot.core.check.faults import FaultKind
from bot.core.check.quoted import misquoted
from bot.core.check.sources import Sources
from bot.core.check.wording import wording_faults

from .stories import VOCABULARY

ENGLISH = ("“We will build Corvane’s plant in Oslo,” said Lena Ortiz.", "en")
CHINESE = ("莱娜·奥尔蒂斯说：“我们会在奥斯陆建设Corvane的工厂。”", "zh-Hans")
OTHERS = ("他说，别的公司不会马上开工。她表示，工人不会离开这座城市。", "zh-Hans")


def misquotes(said: str, language: str, *told: tuple[str, str]) -> list[str]:
    found = misquoted(said, language, Sources.of(told, VOCABULARY), VOCABULARY)
    return [words for _, words in found]


@pytest.mark.parametrize(
    "said",
    [
        "„Wir bauen in zwölf Ländern zugleich“, sagte Lena Ortiz von Corvane.",
        "»Wir bauen in zwölf Ländern zugleich«, sagte Lena Ortiz von Corvane.",
        "“Wir bauen in zwölf Ländern zugleich”, sagte Lena Ortiz von Corvane.",
    ],
)
def test_german_quotation_marks_break_nothing_off(said: str) -> None:
    found = {kind for kind, _ in wording_faults(said, "de", "summary")}
    assert FaultKind.TRUNCATED not in found
    half = said.replace("“,", ",").replace("«,", ",").replace("”,", ",")
    assert FaultKind.TRUNCATED in {kind for kind, _ in wording_faults(half, "de", "summary")}


@pytest.mark.parametrize("told", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    ("true", "denied", "language"),
    [
        (
            "« Nous construirons l’usine de Corvane à Oslo »",
            "« Nous ne construirons pas l’usine de Corvane à Oslo »",
            "fr",
        ),
        (
            "«Construiremos la fábrica de Corvane en Oslo»",
            "«No construiremos la fábrica de Corvane en Oslo»",
            "es",
        ),
        ("«Мы построим завод Corvane в Осло»", "«Мы не построим завод Corvane в Осло»", "ru"),
        (
            "「私たちはオスロにCorvaneの工場を建てます」",
            "「私たちはオスロにCorvaneの工場を建てません」",
            "ja",
        ),
        (
            "„Wir bauen das Werk von Corvane in Oslo“",
            "„Wir bauen das Werk von Corvane nicht in Oslo“",
            "de",
        ),
    ],
)
def test_a_quotation_that_says_the_opposite_is_found_in_every_language(
    true: str, denied: str, language: str, told: tuple[str, str]
) -> None:
    assert misquotes(true, language, told, OTHERS) == []
    assert misquotes(denied, language, told, OTHERS) == [denied[1:-1]]
