"""Quantities of a text, normalised so that all languages of the product can be compared.

`$295 billion` equals `2950亿美元`, `295 Mrd. Dollar` and `295 млрд долларов`, "the 26th of July"
equals `7月26日`, "three quarters" equals `75%`. Reads amounts, shares, counts, dates, days, times,
years and number words, by the patterns of the language; a text in yet another one by the English
ones.
"""

from bot.core.script import simplified

from . import english, han
from .days import dated, dateline, days, in_years
from .magnitudes import magnitudes
from .model import (
    Quantity,
    agree,
    is_approximate,
    is_exact,
    is_rounded,
    key_figures,
    loosened,
    unsupported,
)
from .signs import with_currencies
from .tongues import FRENCH, GERMAN, RUSSIAN, SPANISH

__all__ = [
    "Quantity",
    "agree",
    "dated",
    "dateline",
    "figures",
    "in_years",
    "is_approximate",
    "is_exact",
    "is_rounded",
    "key_figures",
    "loosened",
    "quantities",
    "shown_alone",
    "unsupported",
]

_READERS = {
    "zh": han.READER,
    "ja": han.READER,
    "de": GERMAN.reader(),
    "fr": FRENCH.reader(),
    "es": SPANISH.reader(),
    "ru": RUSSIAN.reader(),
}


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of `text`, in order; `language` is a BCP 47 code."""
    found = _read(text, language, is_claims_only=False)
    known = _known(text, language)
    found += [*days(known, language), *magnitudes(known, language, found)]
    return sorted(found, key=lambda quantity: quantity.start)


def figures(text: str, language: str) -> list[Quantity]:
    """Return the quantities worth showing and comparing between stories, in order.

    Those are money, percentages and large counts; dates and small counts would only be noise.
    """
    found = _read(text, language, is_claims_only=True)
    return [quantity for quantity in found if quantity.is_figure]


def shown_alone(text: str, language: str) -> list[Quantity]:
    """Return the amounts of money and percentages of `text`, in order.

    A `¥` that neither the language nor the text explains leaves open what such an amount is worth;
    whoever shows it has to say so.
    """
    return [one for one in _read(text, language, is_claims_only=True) if one.is_key]


def _read(text: str, language: str, *, is_claims_only: bool) -> list[Quantity]:
    reader = _READERS.get(language[:2], english.READER)
    known = _known(text, language)
    found = reader.read(known, is_claims_only=is_claims_only)
    is_open = any(quantity.is_bare_sign for quantity in found)
    return with_currencies(found, known, language) if is_open else found


def _known(text: str, language: str) -> str:
    """Return a text as the patterns of its language expect it."""
    return simplified(text) if _READERS.get(language[:2]) is han.READER else text
