"""Stories: which articles tell of one event.

Each article is placed once, as it comes: in the likeliest story of the last three days, or as a
new one. Likeness is the cosine of rarity-weighted words, names counting double, against the middle
of a story; articles of different languages are compared by what both can say (concepts, names,
versions, numbers). Precision comes before recall: a wrong merge hurts a reader more than a second
headline, so conflicting evidence keeps two events apart however alike they sound.

A look-up touches the stories that share the article's heaviest words, a bounded number of each, so
its cost does not grow with the archive.
"""

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import nlargest, nsmallest
from math import log, sqrt
from typing import TypeAlias

from .evidence import Evidence
from .features import Features, features
from .news import StoryId

__all__ = ["Features", "Look", "Placement", "StoryIndex", "features"]

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"
Vector: TypeAlias = Mapping[str, float]

WINDOW = timedelta(hours=72)
_ALIKE = 0.22
_ALIKE_ACROSS = 0.26
"""Least likeness to join, within one language and between two."""
_RARITY = 0.7
_FADING = 0.4
"""By how much more two articles must be alike when a whole window lies between them."""
_SAME_PUBLISHER = 1.25
"""A publisher seldom tells one event twice: its own next article must be that much more alike."""
_PLAIN_SHARE = 0.45
_WORDS_TO_JUDGE = (25, 60)
"""Share of the likeness that ordinary words must bring: none of it in texts of up to 25 terms, all
of it from 60 on."""
_PLAIN_WEIGHT = 0.75
_HEAVIEST = 16
_LATEST = 200
"""How many of an article's terms, and how many stories of each, are looked at."""
_CANDIDATES = 16
_STORY_TERMS = 400
_FORGETTING = 60_000
"""Articles after which word frequencies are halved, so that rarity follows the news."""
_SHARED = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs."""

    story_id: StoryId | None
    """None where it opens a new story."""
    similarity: float
    """Its likeness to that story, or to the nearest one that was not enough; 0 to 1."""
    why: dict[str, Json]
    """`nearest`: the stories looked at first, each with `story`, `likeness`, `needed`, `across`
    (languages), `hours` (apart), `words` (that weigh most) and `refused` (empty, or the veto)."""


@dataclass(slots=True)
class _Middle:
    """The sum of a story's vectors in one tongue."""

    terms: dict[str, float] = field(default_factory=dict)
    count: int = 0
    square: float = 0.0

    def add(self, vector: Vector) -> None:
        for term, weight in vector.items():
            known = self.terms.get(term, 0.0)
            self.square += weight * (2 * known + weight)
            self.terms[term] = known + weight
        self.count += 1
        if len(self.terms) > 2 * _STORY_TERMS:
            light = nsmallest(
                len(self.terms) - _STORY_TERMS,
                self.terms,
                key=lambda term: (self.terms[term], term),
            )
            for term in light:
                self.square -= self.terms.pop(term) ** 2

    def likeness(self, vector: Vector, names: frozenset[str]) -> float:
        """Return the mean of the likeness to the middle and the mean likeness to the members.

        It is lowered where nearly nothing but `names` is shared: that is another event of the same
        people. A text of a sentence or two has too few words for that to mean anything.
        """
        parts = {term: weight * self.terms.get(term, 0.0) for term, weight in vector.items()}
        product = sum(parts.values())
        if not product:
            return 0.0
        likeness = 0.5 * product / sqrt(self.square) + 0.5 * product / self.count
        fewest, enough = _WORDS_TO_JUDGE
        needed = _PLAIN_SHARE * min(1.0, (len(vector) - fewest) / (enough - fewest))
        plain = 1 - sum(part for term, part in parts.items() if term in names) / product
        return (
            likeness * (max(0.0, plain) / needed) ** _PLAIN_WEIGHT if plain < needed else likeness
        )


@dataclass(slots=True)
class _Story:
    id: StoryId
    latest: datetime
    middles: dict[str, _Middle] = field(default_factory=dict)
    publishers: set[str] = field(default_factory=set)
    evidence: Evidence = field(default_factory=Evidence)
    posted: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Look:
    """How near an article is to one story."""

    story: StoryId
    likeness: float
    needed: float
    across: bool
    """Compared by what all languages share: the story has no article in this one."""
    hours: float
    """Between the article and the story's latest."""
    refused: str
    """The conflict of evidence that keeps them apart, or nothing."""

    @property
    def fit(self) -> float:
        """Return the likeness as a share of what is needed; 0 where they are kept apart."""
        return 0.0 if self.refused else self.likeness / self.needed


class StoryIndex:
    """The stories of the last three days, in memory; as pure as a list: it knows no clock."""

    def __init__(self) -> None:
        self._stories: dict[StoryId, _Story] = {}
        self._posted: dict[str, OrderedDict[StoryId, None]] = {}
        self._ages: deque[tuple[datetime, StoryId]] = deque()
        self._newest: datetime | None = None
        self._frequency: Counter[str] = Counter()
        self._articles: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._stories)

    def add(self, story_id: StoryId, article: Features, publisher: str, at: datetime) -> None:
        """Count an article into its story, which it opens where it is unknown."""
        vectors = self._vectors(article)
        story = self._stories.setdefault(story_id, _Story(story_id, at))
        for space, vector in vectors.items():
            story.middles.setdefault(space, _Middle()).add(vector)
            for term in _heaviest(vector):
                key = f"{space} {term}"
                stories = self._posted.setdefault(key, OrderedDict())
                stories[story_id] = None
                stories.move_to_end(story_id)
                story.posted.add(key)
        story.latest = max(story.latest, at)
        story.publishers.add(publisher)
        story.evidence |= article.evidence
        self._ages.append((at, story_id))
        self._learn(article)
        self._forget(at)

    def place(self, article: Features, at: datetime, publisher: str = "") -> Placement:
        """Return the story an article belongs to; changes nothing."""
        looks = self.nearest(article, at, publisher)
        best = looks[0] if looks else None
        found = best is not None and best.fit >= 1
        return Placement(
            story_id=best.story if best and found else None,
            similarity=round(min(1.0, best.likeness), 4) if best else 0.0,
            why={"nearest": [self._explain(look, article) for look in looks[:3]]},
        )

    def nearest(self, article: Features, at: datetime, publisher: str = "") -> list[Look]:
        """Return the likeliest stories, best first, whether near enough or not."""
        vectors = self._vectors(article)
        looks = [
            self._look(self._stories[story_id], article, vectors, at, publisher)
            for story_id in self._candidates(vectors, at)
        ]
        return sorted(looks, key=lambda look: (-look.fit, -look.likeness, look.story))

    def _vectors(self, article: Features) -> dict[str, Vector]:
        """Weigh terms by rarity and scale to length 1, for the tongue and for what all share."""
        spaces = {article.tongue: article.terms, _SHARED: article.shared}
        return {space: self._scaled(space, terms) for space, terms in spaces.items()}

    def _scaled(self, space: str, terms: Vector) -> Vector:
        articles = self._articles[space] + 1
        weighed = {
            term: weight * _rarity(articles / (self._frequency[f"{space} {term}"] + 1))
            for term, weight in terms.items()
        }
        length = sqrt(sum(weight * weight for weight in weighed.values()))
        return {term: weight / length for term, weight in weighed.items()}

    def _candidates(self, vectors: Mapping[str, Vector], at: datetime) -> list[StoryId]:
        """Return the stories that share most of the article's weight, within the window."""
        shares: dict[StoryId, float] = defaultdict(float)
        for space, vector in vectors.items():
            for term in _heaviest(vector):
                stories = self._posted.get(f"{space} {term}", ())
                for count, story_id in enumerate(reversed(stories)):
                    if count == _LATEST:
                        break
                    shares[story_id] += vector[term]
        near = (i for i in shares if abs(at - self._stories[i].latest) <= WINDOW)
        return nlargest(_CANDIDATES, near, key=lambda story_id: (shares[story_id], -story_id))

    def _look(
        self,
        story: _Story,
        article: Features,
        vectors: Mapping[str, Vector],
        at: datetime,
        publisher: str,
    ) -> Look:
        apart = abs(at - story.latest) / WINDOW
        across = article.tongue not in story.middles
        space = _SHARED if across else article.tongue
        needed = (_ALIKE_ACROSS if across else _ALIKE) * (1 + _FADING * apart)
        if publisher and publisher in story.publishers:
            needed *= _SAME_PUBLISHER
        return Look(
            story=story.id,
            likeness=story.middles[space].likeness(
                vectors[space], frozenset() if across else article.names
            ),
            needed=needed,
            across=across,
            hours=apart * (WINDOW / timedelta(hours=1)),
            refused=article.evidence.conflict(story.evidence),
        )

    def _explain(self, look: Look, article: Features) -> Json:
        space = _SHARED if look.across else article.tongue
        known = self._stories[look.story].middles[space].terms
        vector = self._vectors(article)[space]
        weights = {term: weight * known[term] for term, weight in vector.items() if term in known}
        words = nlargest(5, weights, key=lambda term: (weights[term], term))
        return {
            "story": look.story,
            "likeness": round(look.likeness, 3),
            "needed": round(look.needed, 3),
            "across": look.across,
            "hours": round(look.hours, 1),
            "words": list[Json](words),
            "refused": look.refused,
        }

    def _learn(self, article: Features) -> None:
        for space, terms in ((article.tongue, article.terms), (_SHARED, article.shared)):
            self._articles[space] += 1
            self._frequency.update(f"{space} {term}" for term in terms)
        if self._articles[_SHARED] >= _FORGETTING:
            for counter in (self._articles, self._frequency):
                halves = {key: count // 2 for key, count in counter.items() if count > 1}
                counter.clear()
                counter.update(halves)

    def _forget(self, at: datetime) -> None:
        """Drop the stories that no article can join any more."""
        newest = self._newest = max(at, self._newest or at)
        while self._ages and newest - self._ages[0][0] > WINDOW:
            _, story_id = self._ages.popleft()
            story = self._stories.get(story_id)
            if story is None or newest - story.latest <= WINDOW:
                continue
            del self._stories[story_id]
            for key in story.posted:
                del self._posted[key][story_id]
                if not self._posted[key]:
                    del self._posted[key]


def _rarity(scarcity: float) -> float:
    """Weigh a term by how few articles have it, milder than by the plain logarithm.

    A young index knows too little of its words to trust their rarity fully.
    """
    return float(log(1 + scarcity) ** _RARITY)


def _heaviest(vector: Vector) -> list[str]:
    return nlargest(_HEAVIEST, vector, key=lambda term: (vector[term], term))
