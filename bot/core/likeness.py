"""How alike two articles are, before anything is decided from it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from heapq import nlargest
from math import log, sqrt
from typing import TypeAlias

from .evidence import Evidence
from .features import Features

Vector: TypeAlias = Mapping[str, float]

SHARED = "*"
"""The space of what all languages share; the others are named by their tongue."""
_FADING = 0.4
"""By how much more two articles must be alike when a whole window lies between them."""
_SAME_PUBLISHER = 2.0
"""A publisher seldom tells one event twice: its own next article must be that much more alike."""
_OTHER_NAMES = 1.5
"""So much more alike where each title has a name of its own: with Intel here, with Nokia there."""
_ENOUGH_ANCHORS = 2
_OTHER_KIND = 3.0
"""So much more alike where a takeover is told here and an order there."""
_TWO_STUDIES = 1.5
"""So much more alike where both sides tell of a study: a laboratory has always several."""
_FEW_ANCHORS = 1.3
"""So much more alike where one name is all they have in common: that is the same company again."""
_TOLD_SHARE = 0.2
"""Share of the likeness between two languages that must come from what happened: an action, a
figure, a version, or a name that few know. The names of the vocabulary are always in the news."""
_PLAIN_SHARE = 0.45
_WORDS_TO_JUDGE = (40, 60)
"""Share of the likeness that ordinary words must bring: none of it in texts of up to 40 terms, all
of it from 60 on."""
_PLAIN_WEIGHT = 0.75
_WHOLE = 18
"""A text of fewer words is as sure as its share of them: two titles that share a product's name
are less alike than two reports of which half the words are the same."""
_BROAD = 3.0
_NARROW_WEIGHT = 0.5
"""Fewer shared words than `_BROAD` count for less, by this power of their share of it: one name
that weighs as much as all other words together is shared by whatever is told of its bearer."""
_TERMS_IN_A_WORD = {"zh": 2}
"""Words of Chinese are read as pairs of characters, so one word makes about two terms."""
_LATIN_NAMES = frozenset({"zh"})
"""Tongues in which a title's words in Latin letters are names, not the beginning of a sentence."""
_HEAVIEST = 16
"""How many of an article's terms are looked up."""
_FORGETTING = 60_000
"""Articles after which word frequencies are halved, so that rarity follows the news."""


class Rarity:
    """How rare words are, learned from the articles as they come."""

    def __init__(self, exponent: float) -> None:
        """Weigh by the logarithm of scarcity to the power of `exponent`: 1 trusts it fully."""
        self._exponent = exponent
        self._frequencies: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._articles: Counter[str] = Counter()

    def trusted(self) -> "Rarity":
        """Return the same knowledge, as it grows, trusted fully."""
        whole = Rarity(1.0)
        whole._frequencies, whole._articles = self._frequencies, self._articles
        return whole

    def learn(self, article: Features) -> None:
        """Count the words of an article."""
        for space, terms in ((article.tongue, article.terms), (SHARED, article.shared)):
            self._articles[space] += 1
            self._frequencies[space].update(terms.keys())
        if self._articles[SHARED] >= _FORGETTING:
            for counter in (self._articles, *self._frequencies.values()):
                halves = {key: count // 2 for key, count in counter.items() if count > 1}
                counter.clear()
                counter.update(halves)

    def vectors(self, article: Features) -> dict[str, Vector]:
        """Weigh terms by rarity and scale to length 1, for the tongue and for what all share.

        The terms of a text of a few words are scaled to less than 1.
        """
        spaces = {article.tongue: article.terms, SHARED: article.shared}
        return {space: self._scaled(space, terms) for space, terms in spaces.items()}

    def _scaled(self, space: str, terms: Vector) -> Vector:
        articles, exponent = self._articles[space] + 1, self._exponent
        known = self._frequencies[space].get
        weighed = {
            term: weight * log(1 + articles / (known(term, 0) + 1)) ** exponent
            for term, weight in terms.items()
        }
        square = sum(weight * weight for weight in weighed.values())
        if space != SHARED:
            whole = _WHOLE * _TERMS_IN_A_WORD.get(space, 1)
            square *= max(1.0, whole / (len(terms) or 1))
        length = sqrt(square)
        return {term: weight / length for term, weight in weighed.items()}


def heaviest(vector: Vector) -> list[str]:
    """Return the terms an article is looked up by, heaviest first."""
    return nlargest(_HEAVIEST, vector, key=lambda term: (vector[term], term))


def soundness(parts: Vector, names: Collection[str], size: int, space: str) -> float:
    """Return by what to multiply a likeness whose terms contribute `parts`; 1 at most.

    It is less where nearly nothing but `names` is shared, which is another event of the same
    people: between two languages always, else in a text of more than `size` terms of a sentence or
    two. Within one language it is less, too, where the likeness rests on one or two terms.
    """
    total = sum(parts.values())
    plain = max(0.0, 1 - sum(parts[term] for term in filter(names.__contains__, parts)) / total)
    if space == SHARED:
        return min(1.0, plain / _TOLD_SHARE)
    # As many terms of equal weight would say as much (inverse Simpson index, Hill 1973).
    breadth = total * total / sum(part * part for part in parts.values())
    broad = _BROAD * _TERMS_IN_A_WORD.get(space, 1)
    narrow = (breadth / broad) ** _NARROW_WEIGHT if breadth < broad else 1.0
    return narrow * _plainness(plain, size)


def _plainness(plain: float, size: int) -> float:
    fewest, enough = _WORDS_TO_JUDGE
    needed = _PLAIN_SHARE * min(1.0, (size - fewest) / (enough - fewest))
    return (plain / needed) ** _PLAIN_WEIGHT if plain < needed else 1.0


def strictness(apart: float, *, same_publisher: bool) -> float:
    """Return by what to multiply the likeness that is needed; `apart` in windows."""
    return (1 + _FADING * apart) * (_SAME_PUBLISHER if same_publisher else 1.0)


def strictness_of_facts(
    one: Features, other: Evidence, other_terms: Collection[str], *, across: bool
) -> float:
    """Return by what more to multiply it where each side tells or names something else.

    Between two languages, `across`, fewer words meet: there one common name is little as well.
    """
    factor = _OTHER_KIND if one.evidence.kinds.is_apart(other.kinds) else 1.0
    if not across and one.evidence.is_study and other.is_study:
        factor *= _TWO_STUDIES
    if (across or one.tongue in _LATIN_NAMES) and one.evidence.names_others(
        one.shared, other, other_terms
    ):
        factor *= _OTHER_NAMES
    if across and _anchors(one, other_terms) < _ENOUGH_ANCHORS:
        factor *= _FEW_ANCHORS
    return factor


def _anchors(one: Features, other_terms: Collection[str]) -> int:
    common = {term for term in one.anchors if term in other_terms}
    return sum(1 for term in common if common.isdisjoint(one.anchors[term]))
