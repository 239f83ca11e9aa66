"""What can be wrong with a generated text, as values that hold the exact words."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """The kinds of faults; the value is what `tidings story --why` and the counts call them."""

    FIGURE = "figure"
    LOOSE_FIGURE = "loose figure"
    FIGURES_DIFFER = "figures differ"
    QUOTATION = "quotation"
    LINK = "link"
    NAME = "name"
    NAMES_DIFFER = "names differ"
    LANGUAGE = "language"
    EMPTY = "empty"
    TRUNCATED = "truncated"
    DOUBLED = "doubled"
    PARAGRAPHS = "paragraphs"
    LENGTH = "length"
    HIDDEN = "hidden characters"
    INSTRUCTION = "instruction"
    MARKUP = "markup"


_ASKED = {
    FaultKind.FIGURE: "no source gives this figure; use the sources' own figures only",
    FaultKind.LOOSE_FIGURE: "the sources give the exact figure; write that one",
    FaultKind.FIGURES_DIFFER: "another language does not give this figure; give the same in all",
    FaultKind.QUOTATION: "this quotation is not in the sources word for word; quote or rephrase",
    FaultKind.LINK: "no source has this link or handle; leave it out",
    FaultKind.NAME: "no source has this name; use the sources' names",
    FaultKind.NAMES_DIFFER: "another language names another; name the same in all",
    FaultKind.LANGUAGE: "this is not written in the language asked for",
    FaultKind.EMPTY: "this is empty",
    FaultKind.TRUNCATED: "this breaks off; write whole sentences",
    FaultKind.DOUBLED: "this is said twice; say it once",
    FaultKind.PARAGRAPHS: "the analysis needs the same number of paragraphs in every language",
    FaultKind.LENGTH: "this is too short or too long",
    FaultKind.HIDDEN: "this holds invisible characters",
    FaultKind.INSTRUCTION: "this is not news but speaks of instructions or of yourself",
    FaultKind.MARKUP: "this holds markup; write plain text",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong."""

    kind: FaultKind
    language: str
    field: str
    """`title`, `summary` or `analysis`."""
    words: str
    """The exact words; for a loose figure also the exact one."""

    @property
    def is_fatal(self) -> bool:
        """Tell whether the text may not be sent with it; the others are asked to be mended."""
        return self.kind is not FaultKind.LOOSE_FIGURE

    def __str__(self) -> str:
        """Return what whoever wrote the text is told."""
        return f"{self.language} {self.field}: “{self.words}”: {_ASKED[self.kind]}"
