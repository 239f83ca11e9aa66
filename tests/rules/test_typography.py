"""Punctuation as each language prints it (docs/translating.md)."""

import re

import pytest

from .test_catalogues import FIELD, TRANSLATED, pairs

WRONG: dict[str, dict[str, str]] = {
    "de": {"quotation marks „…“": "[»”]", "an apostrophe": "'"},
    "es": {"quotation marks «…»": "[“”„]", "a question without ¿": r"^[^¿]*\?"},
    "fr": {
        "quotation marks « … »": "[“”„]",
        "a space that does not break": r"(?<=\S) [:;?»]|« (?=.*»)",
        "a space before a mark": r"(?<=[^\W\d])[;?»]",
        "an apostrophe ’": "'",
    },
    "ru": {"quotation marks «…»": "[“”„]", "a dash —": " - "},
    "ja": {
        "quotation marks 「…」": "[“”»„]",
        "marks of full width": r"(?<=[぀-ヿ一-鿿])[,.:;?()]|[,:;?()](?=[぀-ヿ一-鿿])",
        "one wave dash": "〜",
    },
    "zh-Hans": {
        "quotation marks “…”": "[「」»„]",
        "marks of full width": r"(?<=[一-鿿])[,.:;?()]|[,:;?()](?=[一-鿿])",
        "digits without spaces": r"[一-鿿] \d+ ?[一-鿿]|(?<![:/+\d])\d+ [一-鿿]",
    },
    "zh-Hant": {
        "quotation marks 「…」": "[“”»„]",
        "marks of full width": r"(?<=[一-鿿])[,.:;?()]|[,:;?()](?=[一-鿿])",
        "digits without spaces": r"[一-鿿] \d+ ?[一-鿿]|(?<![:/+\d])\d+ [一-鿿]",
    },
}
"""What no sentence of a language holds, by what it should hold instead."""
SHORT = 15
WIDEST = 32
"""Letters of a button's label, two in a row on a phone; Chinese ones count twice."""


@pytest.mark.parametrize("code", TRANSLATED)
def test_punctuation_is_that_of_the_language(code: str) -> None:
    wrong = [
        (rule, form)
        for _, said in pairs(code)
        for form in said
        for rule, pattern in WRONG[code].items()
        if re.search(pattern, form)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_sentence_ends_in_three_dots_or_holds_two_spaces(code: str) -> None:
    loose = [form for _, said in pairs(code) for form in said if re.search(r"\.\.\.|  ", form)]
    assert loose == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_short_labels_stay_short(code: str) -> None:
    long = [
        form
        for english, said in pairs(code)
        for form in said
        if not FIELD.search(form) and len(english[0]) <= SHORT and width(form) > WIDEST
    ]
    assert long == []


def width(label: str) -> int:
    return sum(2 if "⺀" <= letter <= "￠" else 1 for letter in label)
