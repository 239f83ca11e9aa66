"""Find the phrases of a vocabulary in text of any language, or of several.

Phrases of Latin or Cyrillic letters match whole words, whatever their case, hyphens or plural;
phrases with Chinese characters or katakana match anywhere, because nothing separates such words,
and in traditional characters too. Reading costs one hash look-up per word or character, however
large the vocabulary.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

import regex

from .script import simplified

Payload = TypeVar("Payload")

_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{N}]+(?:[.&@+][\p{Latin}\p{Cyrillic}\p{N}]+)*")
_HAN = regex.compile(r"[\p{Han}\p{Katakana}]")
_GAPS = frozenset(" -/\n\u00a0\u2010\u2011\u2013")
"""What may stand between the words of one phrase; a full stop or a comma may not."""
_LOWER = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""Lowers without ever changing the length, which `str.lower` does not promise."""
_MIN_PLURAL = 3


@dataclass(frozen=True, slots=True)
class Hit(Generic[Payload]):
    """One phrase found at `text[start:end]`."""

    start: int
    end: int
    payload: Payload


class Lexicon(Generic[Payload]):
    """A vocabulary: add all phrases first, then read any number of texts."""

    def __init__(self) -> None:
        self._words: dict[str, list[tuple[tuple[str, ...], str, Payload]]] = defaultdict(list)
        self._characters: dict[str, list[tuple[str, Payload]]] = defaultdict(list)

    def add(self, phrase: str, payload: Payload, *, exact: bool = False) -> None:
        """Learn `phrase`; where `exact`, Latin letters match in this very case only."""
        if _HAN.search(phrase):
            folded = simplified(phrase).translate(_LOWER)
            self._characters[folded[:2]].append((folded, payload))
            return
        words = [match.group().lower() for match in _WORD.finditer(phrase)]
        if not words:
            return
        self._words[words[0]].append((tuple(words), phrase if exact else "", payload))
        last = words[-1]
        if not exact and last.isalpha() and len(last) >= _MIN_PLURAL and not last.endswith("s"):
            words[-1] = last + "s"
            self._words[words[0]].append((tuple(words), "", payload))

    def find(self, text: str) -> list[Hit[Payload]]:
        """Return every occurrence of every phrase, overlapping ones too, in order of place."""
        hits = [*self._find_words(text), *self._find_characters(text)]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    def _find_words(self, text: str) -> Iterator[Hit[Payload]]:
        matches = list(_WORD.finditer(text))
        words = [match.group().lower() for match in matches]
        for place, word in enumerate(words):
            if word not in self._words:
                continue
            for phrase, exact, payload in self._words[word]:
                last = place + len(phrase) - 1
                if len(phrase) > 1:
                    if tuple(words[place : last + 1]) != phrase:
                        continue
                    if not _is_joined(text, matches[place : last + 1]):
                        continue
                start, end = matches[place].start(), matches[last].end()
                if exact and text[start:end] != exact:
                    continue
                yield Hit(start, end, payload)

    def _find_characters(self, text: str) -> Iterator[Hit[Payload]]:
        if not _HAN.search(text):
            return
        folded = simplified(text).translate(_LOWER)
        for start in range(len(folded) - 1):
            for phrase, payload in self._characters.get(folded[start : start + 2], ()):
                if folded.startswith(phrase, start):
                    yield Hit(start, start + len(phrase), payload)


def _is_joined(text: str, matches: "list[regex.Match[str]]") -> bool:
    """Tell whether one separator at most stands between each two neighbours."""
    return all(text[left.end() : right.start()] in _GAPS for left, right in pairwise(matches))
