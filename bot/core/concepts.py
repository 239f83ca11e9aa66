"""The bilingual vocabulary: what English and Chinese articles call the same thing.

Read from `data/seeds/concepts.toml`; it is the bridge over which two languages meet in one story
where no model is configured.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass

import regex

from .lexicon import Lexicon

_NAMES = frozenset({"companies", "products", "people", "places"})
_SECTIONS = _NAMES | {"actions", "things"}
_OWNERS, _KINDS = "owners", "kinds"
_REGULAR = regex.compile(r"[a-z]+")
_DOUBLED = regex.compile(r"(?:^|[^aeiou])[aeiou][^aeiouwxy]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One concept of the vocabulary."""

    key: str
    section: str
    owners: frozenset[str] = frozenset()
    """The keys of the companies a product or a person stands for, of the countries of a place."""
    kind: str = ""
    """What kind of occurrence an action is, where it is one that is told apart from others."""

    @property
    def is_name(self) -> bool:
        """Tell whether it names somebody, something or some place."""
        return self.section in _NAMES

    @property
    def is_actor(self) -> bool:
        """Tell whether it tells events apart; a place often has two names (Brussels, the EU)."""
        return self.is_name and self.section != "places"


@dataclass(frozen=True, slots=True)
class _Form:
    concept: Concept
    is_cased: bool
    """Written with a capital, so that "us" is not the US and "apple" in small letters no firm."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A concept that stands at `text[start:end]`."""

    concept: Concept
    start: int
    end: int


class Vocabulary:
    """All concepts and the forms they take."""

    def __init__(self, sections: dict[str, dict[str, list[str]]]) -> None:
        self._lexicon: Lexicon[_Form] = Lexicon()
        owners: dict[str, set[str]] = defaultdict(set)
        for owner, owned in sections.pop(_OWNERS, {}).items():
            for key in owned:
                owners[key].add(owner)
        kinds = {key: kind for kind, keys in sections.pop(_KINDS, {}).items() for key in keys}
        for section, concepts in sections.items():
            if section not in _SECTIONS:
                raise ValueError(f"the concept file has an unknown section: {section}")
            for key, forms in concepts.items():
                concept = Concept(
                    key=key,
                    section=section,
                    owners=frozenset(owners[key]),
                    kind=kinds.get(key, ""),
                )
                for form in forms:
                    is_cased = form.isascii() and not form.islower()
                    for spelling in {form} if concept.is_name else _inflected(form):
                        self._lexicon.add(spelling, _Form(concept, is_cased))

    @classmethod
    def load(cls, toml_text: str) -> "Vocabulary":
        """Read the concept file.

        Raises:
            ValueError: if the text is not TOML or has a section of another name.
        """
        return cls(tomllib.loads(toml_text))

    def read(self, text: str) -> list[Sighting]:
        """Return the concepts of a text in order, the longer form where two overlap."""
        sightings = []
        end = 0
        for hit in self._lexicon.find(text):
            if hit.start < end or (hit.payload.is_cased and text[hit.start : hit.end].islower()):
                continue
            end = hit.end
            sightings.append(Sighting(hit.payload.concept, hit.start, hit.end))
        return sightings


def _inflected(form: str) -> set[str]:
    """Return an English word's regular endings; a phrase or a Chinese word as it is."""
    if not _REGULAR.fullmatch(form):
        return {form}
    forms = {form, form + "s", form + "es", form + "ed", form + "ing"}
    if form.endswith("e"):
        forms |= {form + "d", form[:-1] + "ing"}
    elif form.endswith("y"):
        forms |= {form[:-1] + "ies", form[:-1] + "ied"}
    elif _DOUBLED.search(form):
        forms |= {form + form[-1] + "ed", form + form[-1] + "ing"}
    return forms
