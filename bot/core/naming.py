"""Where a common word is part of a name, and says nothing of a topic there.

"Superintelligence Labs" is no matter of superintelligence, "a round led by Benchmark" none of
benchmarks. In a line that is written as a sentence a capital inside it makes a name; a title with
every word in capitals shows none, so there the names of the text around it are known again, and
what organisations are called ends one ("Ventures").
"""

from dataclasses import dataclass, field
from itertools import pairwise

import regex

_WORD = regex.compile(r"[\p{Latin}\p{N}][\p{Latin}\p{N}'’.&+-]*")
_RUN = regex.compile(
    r"(?<![\p{L}\p{N}’'.&+-])\p{Lu}[\p{Latin}\p{N}'’.&+-]*(?: \p{Lu}[\p{Latin}\p{N}'’.&+-]*)*+"
)
"""Words with capitals, one space apart."""
_SMALL_WORD = regex.compile(r"(?<![\p{L}\p{N}’'.&+-])\p{Ll}{2,}+(?![\p{L}\p{N}’'.&+])")
_SENTENCE_END = frozenset(".!?:;…•|\n")
_SMALL = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "its", "it"}
    | {"nor", "of", "on", "or", "over", "per", "than", "the", "to", "up", "via", "vs", "with"}
)
"""Words that stay small in titles where all others have a capital."""
ORGANISATIONS = frozenset(
    {"labs", "lab", "ventures", "capital", "partners", "inc", "corp", "corporation", "ltd", "llc"}
    | {"holdings", "group", "foundation", "institute", "technologies", "studios", "fund", "gmbh"}
)
"""What ends the name of an organisation and says what kind it is, not which."""
_OPENING = " \t“”‘’\"'*_([{"


@dataclass(slots=True)
class Names:
    """The names of one text: the runs of capitals inside its sentences."""

    _words: set[str] = field(default_factory=set)
    _pairs: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "Names":
        """Find the names in the sentences of a text."""
        names = cls()
        for line in text.splitlines():
            if is_sentence(line):
                names._learn(line)
        return names

    def _learn(self, line: str) -> None:
        for match in _RUN.finditer(line):
            run = [word.rstrip(".") for word in match[0].split(" ")]
            self._pairs.update(pairwise(run))
            if len(run) == 1 and not _opens(line, match.start()):
                self._words.add(run[0])

    def hold(self, text: str, start: int, end: int) -> bool:
        """Tell whether the capitalised words at `text[start:end]` are part of a longer name.

        A single word is one too, where the text has it with a capital inside a sentence.
        """
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        start, end = start - line_start, end - line_start
        words = _WORD.findall(line[start:end])
        before, after = _neighbours(line, start, end)
        if after.casefold().rstrip(".") in ORGANISATIONS and after[0].isupper():
            return True
        if is_sentence(line):
            is_longer = before[:1].isupper() or after[:1].isupper()
            return is_longer or (len(words) == 1 and words[0] in self._words)
        is_known = (before, words[0]) in self._pairs or (words[-1], after) in self._pairs
        return is_known or (len(words) == 1 and words[0] in self._words)


def is_sentence(line: str) -> bool:
    """Tell whether a line is written as a sentence, so that its capitals mean something."""
    return any(match[0] not in _SMALL for match in _SMALL_WORD.finditer(line))


def _neighbours(line: str, start: int, end: int) -> tuple[str, str]:
    """Return the words before and after, where nothing but a space lies between; else nothing."""
    after = _WORD.match(line, end + 1) if line[end : end + 1] == " " else None
    before = ""
    if start and line[start - 1] == " " and not _opens(line, start):
        before = line[:start].rsplit(maxsplit=1)[-1].lstrip(_OPENING)
    return before, after[0] if after else ""


def _opens(line: str, at: int) -> bool:
    """Tell whether a word begins a sentence, a quotation or a line, where anything is capital."""
    head = line[:at].rstrip(_OPENING)
    return not head or head[-1] in _SENTENCE_END or line[at - 1] != " "
