"""What has not even the form of a text, which is read no further.

A model that repeats one token until its answer is full writes ten thousand letters without a
space. What comes after this look may then take its time over a word, a name or a pair of
paragraphs: each is short, so that the whole takes time in proportion to its length.
"""

import regex

_LENGTHS = {"title": (6, 200), "summary": (40, 700), "analysis": (60, 3500)}
_DENSE_LENGTHS = {"title": (3, 80), "summary": (15, 300), "analysis": (25, 1500)}
_DENSE = ("zh", "ja")
_READ = 2
"""How many times as long as it may be a text is read, so that all its faults can be told."""
_ENDLESS = regex.compile(r"[\p{L}\p{M}\p{N}]{120}")
"""More than a word, a number or what Chinese writes between two marks ever has."""
_MOST_BREAKS = 30
_SHOWN = 60


def lengths(language: str, field: str) -> tuple[int, int]:
    """Return how few and how many graphemes a field may have in a language."""
    return (_DENSE_LENGTHS if language.startswith(_DENSE) else _LENGTHS)[field]


def formless(text: str, language: str, field: str) -> str:
    """Return the end of what is too long to be a text or a part of one; empty where none is."""
    longest = _READ * lengths(language, field)[1]
    if len(text) > longest or text.count("\n") > _MOST_BREAKS:
        return text[-_SHOWN:]
    endless = _ENDLESS.search(text)
    return endless[0][-_SHOWN:] if endless else ""
