"""Quantities of English and Chinese text, normalised so that both languages can be compared.

`$295 billion` equals `2950亿美元`, "the 26th of July" equals `7月26日`, "three quarters" equals
`75%`. Reads more than `bot.core.figures`, which finds what is worth showing: also dates, times,
years, small counts and number words.
"""

from bot.core.script import simplified

from . import chinese, english
from .model import Quantity, agree, is_approximate, is_exact, loosened, unsupported
from .reader import read

__all__ = [
    "Quantity",
    "agree",
    "is_approximate",
    "is_exact",
    "loosened",
    "quantities",
    "unsupported",
]


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of `text`, in order."""
    if language.startswith("zh"):
        return read(simplified(text), chinese.STEPS)
    return read(text, english.STEPS)
