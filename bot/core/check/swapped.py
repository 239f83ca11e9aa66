"""Names that two languages of one story do not share: ASML in one, 英伟达 in its place."""

from bot.core.concepts import Concept, Vocabulary


def swapped(one: str, other: str, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Return the names of `other` that stand where `one` has another, each after that one.

    Both are as written. One language may name more than the other, so a name is one's own only
    where the other text has one of the same kind that is lacking here; a product, its maker and
    whom it belongs to stand for each other.
    """
    here, there = _named(one, vocabulary), _named(other, vocabulary)
    own = [concept for concept in here if not _stands_for(concept, there)]
    others = [concept for concept in there if not _stands_for(concept, here)]
    return [
        (here[concept], there[rival])
        for concept in own
        for rival in others
        if concept.section == rival.section
    ]


def _named(text: str, vocabulary: Vocabulary) -> dict[Concept, str]:
    """Return the names of a text that the vocabulary knows, each as first written."""
    found: dict[Concept, str] = {}
    for sighting in vocabulary.read(text):
        if sighting.concept.is_name:
            found.setdefault(sighting.concept, text[sighting.start : sighting.end])
    return found


def _stands_for(concept: Concept, named: dict[Concept, str]) -> bool:
    own = concept.owners | {concept.key}
    return any(not own.isdisjoint(other.owners | {other.key}) for other in named)
