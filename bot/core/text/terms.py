"""Comparable terms of a text, for likeness between texts."""

import functools
import re
import unicodedata

import regex

from bot.core.text.measures import CJK

_TOKEN = regex.compile(
    rf"(?V1)(?P<pairs>[{CJK}]+)|(?P<term>\p{{Nd}}+(?:[.,]\p{{Nd}}+)*(?!\p{{L}})"
    rf"|[[\p{{L}}\p{{M}}\p{{N}}]--[{CJK}]]+)"
)
_MARKED_OR_CJK = re.compile("[\u0483-\u1dff\u20d0-\u20ff\u2e80-\U0010ffff]")
_PLAIN_TERM = re.compile(r"\d+(?:[.,]\d+)*(?![^\W\d_])|[^\W_]+")
"""What `_TOKEN` finds where there is none of these, several times as fast."""
_ACCENTS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_VOWEL = re.compile("[aeiouy]")
_SHORTEST_STEM = 3


def tokens(s: str) -> list[str]:
    """Cut text into comparable terms, in order: stemmed words, numbers, pairs of Han or kana.

    Case, accents, width and thousands separators make no difference.
    """
    folded = s.casefold()
    if not folded.isascii():
        unaccented = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
        folded = unicodedata.normalize("NFC", unaccented)
    folded = _POSSESSIVE.sub("", folded)
    if not _MARKED_OR_CJK.search(folded):
        return [_stem(term) for term in _PLAIN_TERM.findall(folded)]
    terms: list[str] = []
    for match in _TOKEN.finditer(folded):
        term = match[0]
        if match.lastgroup == "term":
            terms.append(_stem(term))
        else:
            terms.extend(term[i : i + 2] for i in range(max(1, len(term) - 1)))
    return terms


@functools.lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """Take English endings off, so that the forms of a word meet; numbers lose separators.

    Lightly: the S stemmer of Harman (1991), then -ing, -ed and a final -e.
    """
    if "," in word:
        return _THOUSANDS.sub("", word)
    if len(word) <= _SHORTEST_STEM or not (word.isascii() and word.isalpha()):
        return word
    if word.endswith("ies") and not word.endswith(("aies", "eies")):
        word = word[:-3] + "y"
    elif word.endswith("s") and not word.endswith(("us", "ss", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and _VOWEL.search(stem[:-1]):
            is_doubled = stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return stem[:-1] if is_doubled else stem.removesuffix("e")
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM + 1 else word
