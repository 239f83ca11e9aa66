"""Words that say one thing in two scripts, looked for in the scripts that a text has.

Most texts are of one script, and an alternation that begins with Han characters keeps the search
from leaping to the places where a Latin word can begin: without it a text is read several times as
fast.
"""

import re

import regex

_EASTERN = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def is_eastern(text: str) -> bool:
    """Tell whether a text has a character of Chinese, Japanese or Korean, marks included."""
    return not text.isascii() and _EASTERN.search(text) is not None


class Signs:
    """A pattern of Latin letters and one of Han characters, in any case."""

    def __init__(self, latin: str, han: str) -> None:
        self._latin = regex.compile(latin, regex.IGNORECASE)
        self._either = regex.compile(f"{latin}|{han}", regex.IGNORECASE)

    def search(self, text: str) -> "regex.Match[str] | None":
        """Return the first place that says it."""
        return self._for(text).search(text)

    def count(self, text: str) -> int:
        """Count the places that say it."""
        return sum(1 for _ in self._for(text).finditer(text))

    def _for(self, text: str) -> "regex.Pattern[str]":
        return self._either if is_eastern(text) else self._latin
