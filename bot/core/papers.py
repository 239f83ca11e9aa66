"""Which scientific paper a report is of, where it is the paper's own abstract or gives its number.

Papers of one laboratory share their methods, their authors and half of their words. Who prints an
abstract prints it under the paper's title, and a preprint keeps its number (arXiv identifiers
since 2007, https://info.arxiv.org/help/arxiv_identifier.html).
"""

from dataclasses import dataclass

import regex

from .text import tokens

_OPENING = 400
"""Characters of a text in which an abstract shows itself."""
_ALIKE = 0.5
"""Share of all their words that two forms of one title have in common."""
_NUMBER = regex.compile(r"\barxiv\b[^\s\d]{0,12}\s?(\d{4}\.\d{4,5})(?!\d)", regex.IGNORECASE)
_ABSTRACT = regex.compile(
    r"\babstract\s?[:：]"
    r"|\b(?:we|(?:this|our) (?:paper|work|study|article))\b (?:\w+ )?"
    r"(?:presents?|proposes?|stud(?:y|ies)|investigates?|demonstrates?|analy[sz]es?|proves?"
    r"|(?:shows?|finds?|argues?) that"
    r"|introduces? (?:[\w-]+,? ){1,5}?(?:methods?|algorithms?|frameworks?|benchmarks?|datasets?"
    r"|approach(?:es)?|techniques?))\b"
    r"|本(?:文|研究|论文)(?:提出|研究|介绍|探讨|表明)|我们提出",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers that one side is of."""

    titles: frozenset[frozenset[str]] = frozenset()
    """The terms of each title under which an abstract stands."""
    numbers: frozenset[str] = frozenset()
    """Preprints by their arXiv number, without the version."""

    def __or__(self, other: "Papers") -> "Papers":
        return Papers(self.titles | other.titles, self.numbers | other.numbers)

    def is_apart(self, other: "Papers") -> bool:
        """Tell whether both sides give numbers, or titles, and none that is the other's."""
        if self.numbers and other.numbers:
            return self.numbers.isdisjoint(other.numbers)
        return bool(self.titles and other.titles) and not any(
            len(one & two) >= _ALIKE * len(one | two)
            for one in self.titles
            for two in other.titles
        )


def papers_of(title: str, text: str) -> Papers:
    """Return the paper whose abstract a text begins with, and the preprints it gives."""
    is_abstract = _ABSTRACT.search(text[:_OPENING]) is not None
    return Papers(
        titles=frozenset({frozenset(tokens(title))} if is_abstract else ()),
        numbers=frozenset(_NUMBER.findall(f"{title}\n{text}")),
    )
