"""How long a text is, and in which script."""

import regex

CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}"
"""The inside of a `regex` character class."""

GRAPHEME = regex.compile(r"\X")
_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")


def utf16_length(s: str) -> int:
    """Count UTF-16 code units, as Telegram does for message lengths and entity offsets."""
    return len(s) if s.isascii() else len(s.encode("utf-16-le", "surrogatepass")) // 2


def grapheme_length(s: str) -> int:
    """Count what a reader sees as characters (UAX #29): a flag or a family emoji is one."""
    if s.isascii() and "\r" not in s:
        return len(s)
    return len(GRAPHEME.findall(s, concurrent=False))


def han_ratio(s: str) -> float:
    """Return the share of Han characters among the letters, 0 to 1."""
    letters = len(_LETTER.findall(s))
    return len(_HAN.findall(s)) / letters if letters else 0.0
