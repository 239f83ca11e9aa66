"""How long a text is, and in which script."""

import re

import regex

CJK = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}"
"""The inside of a `regex` character class."""

_EACH_ALONE = re.compile(
    "[\x00-\x0c\x0e-\u02ff\u0370-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u3001-\u3029\u3031-\u3096\u30a0-\u30ff\u4e00-\u9fff\uff01-\uff9d]*"
)
"""Characters that join with none of these: Latin, Greek, Cyrillic, marks, Han, kana."""
GRAPHEME = regex.compile(r"\X")
_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")


def utf16_length(s: str) -> int:
    """Count UTF-16 code units, as Telegram does for message lengths and entity offsets."""
    return len(s) if s.isascii() else len(s.encode("utf-16-le", "surrogatepass")) // 2


def grapheme_length(s: str) -> int:
    """Count what a reader sees as characters (UAX #29): a flag or a family emoji is one."""
    if _EACH_ALONE.fullmatch(s):
        return len(s)
    return len(GRAPHEME.findall(s, concurrent=False))


def han_ratio(s: str) -> float:
    """Return the share of Han characters among the letters, 0 to 1."""
    letters = len(_LETTER.findall(s))
    return len(_HAN.findall(s)) / letters if letters else 0.0
