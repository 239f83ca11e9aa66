"""What an article is compared by: its words and names, and what both languages share."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import regex

from .concepts import Concept, Sighting, Vocabulary
from .corrections import is_correction
from .evidence import Evidence, Named
from .kinds import kinds_told
from .occasions import days, quarters
from .papers import papers_of
from .quantities import Quantity, figures
from .roundup import is_roundup
from .script import simplified
from .stop_words import STOP_WORDS
from .studies import frame_of
from .text import tokens
from .text.sentences import sentence_spans
from .versions import models_in, unnamed, versions_in

_LEAD_LENGTH = 1200
"""Characters of the text that are read: what happened stands first, background follows."""
_NAME_WEIGHT = 1.5
"""Names tell two events of one kind apart, but for those of the vocabulary: they are in it because
they are often in the news, whatever happens. Chosen on the training part of ECB+."""
_SHARED_WEIGHTS = {"concept": 1.0, "version": 1.5, "number": 0.5, "word": 1.0, "figure": 1.5}
_SMALL_WORD = 0.4
"""Weight of Latin words without a capital: Chinese reports keep few of them."""
_FRAME_WEIGHT = 0.25
"""Weight of words that tell that there is a study, and whose."""
_TITLE_WEIGHT = 2
_SHORTEST_WORD = 2
_SHORTEST_NAME = 3
_ROUNDS = frozenset({"seedround", *(f"series{letter}" for letter in "abcdefgh")})

_CAPITALISED = regex.compile(r"\p{Lu}[\p{Latin}\p{N}]+")
_LOWER_WORD = regex.compile(r"(?<![\p{L}\p{N}])\p{Ll}+")
_DIGITS = regex.compile(r"\d{2,}")
_LATIN = regex.compile(r"\p{Latin}[\p{Latin}\p{N}]*(?:['’.+][\p{Latin}\p{N}]+)*")
_NUMBER = regex.compile(
    r"(?<![\p{L}\p{N}.])\d+(?:[.,]\d+)*(?:%|\p{Latin}{1,2})?(?![\p{Latin}\p{N}])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """An article as the story index sees it; made by `features`."""

    tongue: str
    """`zh` for every Chinese; else the language without script and region."""
    terms: Mapping[str, float]
    """Its own language's words, weighted by number and names, not yet by rarity."""
    names: frozenset[str]
    """The terms that are names or numbers."""
    shared: Mapping[str, float]
    """What any language can have: concepts, names, versions, numbers."""
    known: frozenset[str]
    """The shared terms that are names of the vocabulary."""
    anchors: Mapping[str, frozenset[str]]
    """The shared terms that tell an event from others of its kind, each with its owners' terms."""
    evidence: Evidence
    is_correction: bool = False
    """Whether it says that it takes the place of an earlier report of its publisher."""

    def names_in(self, space: str) -> frozenset[str]:
        """Return the names among the terms of its own tongue, or among those that are shared.

        Of the latter those of the vocabulary: the names that everybody knows.
        """
        return self.names if space == self.tongue else self.known


@dataclass(frozen=True, slots=True)
class _Part:
    """The title or the lead, read once."""

    text: str
    weight: int
    sightings: list[Sighting]
    versions: frozenset[str]
    models: frozenset[str]
    figures: tuple[Quantity, ...]

    @property
    def amounts(self) -> tuple[Quantity, ...]:
        return tuple(figure for figure in self.figures if figure.kind != "%")

    def evidence(self, *, is_title: bool) -> Evidence:
        concepts = {sighting.concept for sighting in self.sightings}
        actors = {concept for concept in concepts if concept.is_actor}
        places = {concept for concept in concepts if concept.section == "places"}

        def named(found: Collection[str], around: Collection[str] = ()) -> Named:
            return Named(frozenset(found if is_title else ()), frozenset((*found, *around)))

        return Evidence(
            actors=named(_keys(actors) | _owners(actors)),
            # Release notes name no product: "v0.31" may be the 0.31 of whatever the other names.
            versions=named(
                self.models or self.versions,
                self.versions.union(map(unnamed, self.versions)),
            ),
            places=named(_keys(places), _owners(places)),
            quarters=named(set(quarters(self.text)) if is_title else ()),
            rounds=named(_keys(concepts) & _ROUNDS),
            days=frozenset(days(self.text)),
            title_words=frozenset(self.foreign_names()) if is_title else frozenset(),
            title_amounts=self.amounts if is_title else (),
            amounts=self.amounts,
            is_roundup=is_title and is_roundup(self.text),
        )

    def words(self) -> Iterator[tuple[str, str]]:
        """Yield the Latin words that no concept covers, as written and as terms."""
        covered = {place for s in self.sightings for place in range(s.start, s.end)}
        for match in _LATIN.finditer(self.text):
            if match.start() not in covered:
                for token in tokens(match.group()):
                    if len(token) >= _SHORTEST_WORD and token not in STOP_WORDS["en"]:
                        yield match.group(), token

    def foreign_names(self) -> Iterator[str]:
        """Yield names that another language would write in the same letters."""
        for word, token in self.words():
            if len(word) >= _SHORTEST_NAME and word[0].isupper():
                yield f"word:{token}"


def features(title: str, text: str, language: str, vocabulary: Vocabulary) -> Features:
    """Read an article once; everything the index needs later is in the result."""
    tongue = language.split("-", maxsplit=1)[0]
    lead = text.removeprefix(title)[:_LEAD_LENGTH]
    if tongue == "zh":
        title, lead = simplified(title), simplified(lead)
    head = _read(title, _TITLE_WEIGHT, language, vocabulary)
    body = _read(lead, 1, language, vocabulary)
    text = f"{title}\n{lead}"
    known = {
        token
        for part in (head, body)
        for sighting in part.sightings
        if sighting.concept.is_name
        for token in tokens(part.text[sighting.start : sighting.end])
    }
    rare = _names(text, tongue) - known
    anchors = _anchors((head, body))
    frame = frame_of(title, lead)
    return Features(
        tongue=tongue,
        terms=_terms(text, tongue, rare, frame),
        names=frozenset(rare | known),
        shared=_shared((head, body)),
        known=frozenset(term for term in anchors if term.startswith("concept:")),
        anchors=anchors,
        evidence=replace(
            head.evidence(is_title=True) | body.evidence(is_title=False),
            kinds=_kinds(head, body),
            papers=papers_of(title, lead),
            is_study=bool(frame),
        ),
        is_correction=is_correction(title),
    )


def _read(text: str, weight: int, language: str, vocabulary: Vocabulary) -> _Part:
    sightings = vocabulary.read(text)
    versions = frozenset(versions_in(text, sightings))
    models = frozenset(models_in(text))
    return _Part(text, weight, sightings, versions, models, tuple(figures(text, language)))


def _terms(
    text: str, tongue: str, rare: Collection[str], frame: Collection[str]
) -> dict[str, float]:
    """Weigh the words of the article's own language; `rare` names count for more, a frame less."""
    empty = STOP_WORDS.get(tongue, STOP_WORDS["en"])
    counts = Counter(token for token in tokens(text) if token not in empty)
    return {
        token: (1 + log(count))
        * (_FRAME_WEIGHT if token in frame else _NAME_WEIGHT if token in rare else 1.0)
        for token, count in counts.items()
    }


def _names(text: str, tongue: str) -> set[str]:
    """Return the tokens that tell events apart: names and numbers.

    Names in Chinese are Latin words, elsewhere words that always have a capital.
    """
    if tongue == "zh":
        words = _LATIN.findall(text)
    else:
        lower = set(_LOWER_WORD.findall(text))
        words = [word for word in _CAPITALISED.findall(text) if word.lower() not in lower]
    words += _DIGITS.findall(text)
    return {token for word in words for token in tokens(word)}


def _shared(parts: Sequence[_Part]) -> dict[str, float]:
    """Weigh what an article in any other language could say in the same way."""
    counts: Counter[tuple[str, str]] = Counter()
    names: set[str] = set()
    for part in parts:
        for sighting in part.sightings:
            counts["concept", sighting.concept.key] += part.weight
        for version in part.versions:
            counts["version", version] += part.weight
        for match in _NUMBER.finditer(part.text):
            counts["number", match.group().replace(",", "").lower()] += part.weight
        for word, token in part.words():
            counts["word", token] += part.weight
            if not word.islower():
                names.add(token)
        for figure in part.figures:
            counts["figure", _figure(figure)] += part.weight
    return {
        f"{kind}:{term}": (1 + log(count))
        * (_SMALL_WORD if kind == "word" and term not in names else _SHARED_WEIGHTS[kind])
        for (kind, term), count in counts.items()
    }


def _keys(concepts: Collection[Concept]) -> set[str]:
    return {concept.key for concept in concepts}


def _owners(concepts: Collection[Concept]) -> set[str]:
    return {owner for concept in concepts for owner in concept.owners}


def _kinds(head: _Part, body: _Part) -> Named:
    """Return the kinds that the title tells, or else the first sentence; as a whole, both."""
    _, end = next(sentence_spans(body.text), (0, 0))
    title = kinds_told(head.text, head.sightings, has_version=bool(head.versions))
    first = kinds_told(
        body.text[:end],
        [sighting for sighting in body.sightings if sighting.start < end],
        has_version=bool(body.versions),
    )
    return Named(title or first, title | first)


def _anchors(parts: Sequence[_Part]) -> dict[str, frozenset[str]]:
    """Return names, versions and figures; a product's owners say no more than it does."""
    found: dict[str, frozenset[str]] = {}
    for part in parts:
        for concept in {s.concept for s in part.sightings if s.concept.is_name}:
            owners = frozenset(f"concept:{owner}" for owner in concept.owners)
            found[f"concept:{concept.key}"] = owners
        for term in (
            *part.foreign_names(),
            *(f"version:{version}" for version in part.versions),
            *(f"figure:{_figure(figure)}" for figure in part.figures),
        ):
            found[term] = frozenset()
    return found


def _figure(figure: Quantity) -> str:
    return f"{figure.kind}{figure.value:.2g}"
