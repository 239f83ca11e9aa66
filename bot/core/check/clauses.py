"""Which clauses of an English text and its Chinese translation say the same, by the dictionary."""

from collections.abc import Iterator
from functools import lru_cache

import regex

from .glossary import chinese_for, english_for, words_of
from .hearing import letters_of

_ENDS = {
    "en": regex.compile(r"[,.;:!?—–()\"“”]+|\s-\s|\b(?:but|and|because)\b"),
    "zh": regex.compile(r"[，。；：！？、（）“”‘’\"]+"),
}
_LATIN = regex.compile(r"\p{Latin}{2,}")
_STEM = 5
_LONGEST = 6
_SMALL = frozenset(
    regex.findall(
        r"\w+",
        "and or if of to in on at by for with from as is are was were be been being am do"
        " does did done have has had will would can could shall should may might must that"
        " this these those it its he she they we you him her them us our their your my his"
        " who whom which what when where how why there here so than then very more most"
        " much many any some all just only also even still yet about into over up out off"
        " one two get got going go know think want really like way thing things people new"
        " other such own same make made take say said says let put lot because well able"
        " now while every each both through back the no not an",
    )
)
"""Words that every clause may have."""
_FORMS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("d", ""),
          ("ing", ""), ("ing", "e"), ("ly", ""))  # fmt: skip
_LEAST_LEFT = 3


def clauses(text: str, language: str) -> list[str]:
    """Return what stands between the marks and conjunctions of a text."""
    return [part for part in _ENDS[language].split(text) if part.strip()]


def rendered(
    english: str, chinese: str, *, is_english_first: bool
) -> Iterator[tuple[str, list[str]]]:
    """Yield the clauses of one text, each with those of the other that share most words with it.

    None where none shares any. The first is the English text, or the Chinese one.
    """
    ours, theirs = clauses(english, "en"), clauses(chinese, "zh")
    shared = [[common_words(one, other) for other in theirs] for one in ours]
    if not is_english_first:
        ours, theirs = theirs, ours
        shared = [list(column) for column in zip(*shared, strict=True)]
    for clause, counts in zip(ours, shared, strict=True):
        most = max(counts, default=0)
        yield (
            clause,
            [other for other, count in zip(theirs, counts, strict=True) if most and count == most],
        )


def common_words(english: str, chinese: str) -> int:
    """Return how many words of an English text a Chinese one says."""
    explained = _explained(chinese)
    return sum(
        letters_of(word)[:_STEM] in explained
        or any(han in chinese for han in _renderings(word))
        or word in chinese.casefold()
        for word in (found.casefold() for found in _LATIN.findall(english))
        if word not in _SMALL
    )


@lru_cache(maxsize=512)
def _explained(chinese: str) -> frozenset[str]:
    """Return the beginnings of all words by which the dictionary explains those of a clause."""
    return frozenset(
        letters_of(gloss)[:_STEM]
        for word in words_of(chinese)
        if len(word) > 1
        for explanation in english_for(word)
        for gloss in explanation - _SMALL
    )


@lru_cache(maxsize=4096)
def _renderings(word: str) -> frozenset[str]:
    """Return the Chinese words of two characters or more for any form of an English word."""
    stems = {word} | {
        word.removesuffix(end) + rest
        for end, rest in _FORMS
        if word.endswith(end) and len(word) - len(end) >= _LEAST_LEFT
    }
    return frozenset(
        han for stem in stems for han in chinese_for(stem) if 1 < len(han) <= _LONGEST
    )
