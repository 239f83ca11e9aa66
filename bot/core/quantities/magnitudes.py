"""Amounts of which only the magnitude is told: "trillions of dollars", 数百亿元."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from .model import Quantity
from .tongues import FRENCH, GERMAN, RUSSIAN, SPANISH
from .western import Tongue
from .words import CHINESE_CURRENCIES, ENGLISH_CURRENCIES, any_of, factor

_LEAST_CLAIM = 1e6
"""Smaller ones ("thousands") are style as often as fact."""
_HAN = regex.compile(
    rf"[数几](?P<scale>[十百千]*[万亿兆]+)[多余]?\s?(?P<currency>{any_of(CHINESE_CURRENCIES)})?"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of one language, lower case."""

    scales: Mapping[str, float]
    """Plurals; a number before one makes it a figure, which is read elsewhere."""
    many: Mapping[str, float]
    """What may stand before one."""
    of: str
    currencies: Mapping[str, str]
    endings: str = "s"

    def pattern(self) -> "regex.Pattern[str]":
        """Return a pattern with the groups `many`, `scale` and `currency`."""
        return regex.compile(
            rf"(?<!\p{{L}})(?:(?P<many>{any_of(self.many)})\s(?:{self.of})?)?"
            rf"(?P<scale>{any_of(self.scales)})(?!\p{{L}})"
            rf"(?:\s(?:{self.of})?(?P<currency>{any_of(self.currencies)})(?:{self.endings})?(?!\p{{L}}))?",
            regex.IGNORECASE,
        )


def _of(tongue: Tongue, scales: Mapping[str, float], many: Mapping[str, float]) -> _Words:
    return _Words(scales, many, tongue.of, tongue.currencies, tongue.endings)


_LANGUAGES = {
    "en": _Words(
        scales={"millions": 1e6, "billions": 1e9, "trillions": 1e12}
        | {f"several {scale}": value for scale, value in
           (("million", 1e6), ("billion", 1e9), ("trillion", 1e12))},
        many={"tens": 10, "dozens": 10, "hundreds": 100, "thousands": 1000},
        of=r"(?:of|in)\s(?:(?:us|u\.s\.|american)\s)?",
        currencies=ENGLISH_CURRENCIES,
    ),
    "de": _of(
        GERMAN,
        {"millionen": 1e6, "milliarden": 1e9, "billionen": 1e12},
        {"dutzende": 10, "dutzenden": 10, "hunderte": 100, "hunderten": 100, "hunderte von": 100,
         "tausende": 1000},
    ),
    "fr": _of(
        FRENCH,
        {"millions": 1e6, "milliards": 1e9, "milliers de milliards": 1e12},
        {"dizaines": 10, "centaines": 100, "milliers": 1000},
    ),
    "es": _of(
        SPANISH,
        {"millones": 1e6, "miles de millones": 1e9, "billones": 1e12},
        {"decenas": 10, "cientos": 100, "centenares": 100},
    ),
    "ru": _of(
        RUSSIAN,
        {word + ending: value for word, value in
         (("миллион", 1e6), ("миллиард", 1e9), ("триллион", 1e12))
         for ending in ("ы", "ов", "ами", "ах", "ам")},
        {"десятки": 10, "десятков": 10, "сотни": 100, "сотен": 100, "тысячи": 1000},
    ),
}  # fmt: skip
_PATTERNS = {language: words.pattern() for language, words in _LANGUAGES.items()}


def magnitudes(text: str, language: str, figures: Sequence[Quantity]) -> Iterator[Quantity]:
    """Yield the vague amounts of a text that are no part of its `figures`.

    Chinese and Japanese are given in simplified characters; a language that is not known is read
    by nothing.
    """
    taken = {place for one in figures for place in range(one.start, one.start + len(one.text))}
    short = language[:2]
    if short in {"zh", "ja"}:
        for match in _HAN.finditer(text):
            kind = CHINESE_CURRENCIES.get(match["currency"] or "", "count")
            yield _vague(match, kind, factor(match["scale"]))
    elif words := _LANGUAGES.get(short):
        for match in _PATTERNS[short].finditer(text):
            if match.start("scale") not in taken:
                many = words.many.get((match["many"] or "").casefold(), 1.0)
                kind = words.currencies.get((match["currency"] or "").casefold(), "count")
                yield _vague(match, kind, many * words.scales[match["scale"].casefold()])


def _vague(match: "regex.Match[str]", kind: str, value: float) -> Quantity:
    return Quantity(
        kind=kind,
        value=value,
        about="×",
        is_claim=value >= _LEAST_CLAIM,
        text=match[0],
        start=match.start(),
    )
