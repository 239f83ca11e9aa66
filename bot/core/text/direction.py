"""Right-to-left words among left-to-right ones."""

import regex

_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """Return `text` so that its direction turns nothing around it (UAX 9, isolates).

    Only right-to-left letters need that; other text stays as it is.
    """
    # So short that handing the interpreter to another thread meanwhile would take longer.
    if text.isascii() or not _RIGHT_TO_LEFT.search(text, concurrent=False):
        return text
    return f"{_FIRST_STRONG}{text}{_POP}"
