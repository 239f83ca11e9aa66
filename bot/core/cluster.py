"""Stories: which articles tell of one event.

Each article is placed once, as it comes: in the likeliest story of the last three days, or as a
new one. Likeness is the cosine of rarity-weighted words, names counting double, against the middle
of a story; articles of different languages are compared by what both can say (concepts, names,
versions, numbers). Precision comes before recall: a wrong merge hurts a reader more than a second
headline, so conflicting evidence keeps two events apart however alike they sound.

A look-up touches the stories that share the article's heaviest words, a bounded number of each, so
its cost does not grow with the archive.
"""

from collections import OrderedDict, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import nlargest, nsmallest
from itertools import islice
from math import sqrt
from operator import neg
from typing import NamedTuple, TypeAlias

from .evidence import Evidence
from .features import Features, features
from .likeness import SHARED, Rarity, Vector, heaviest, soundness, strictness, strictness_of_facts
from .news import StoryId

__all__ = ["Features", "Look", "Placement", "StoryIndex", "features"]

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

WINDOW = timedelta(hours=72)
RULES = 9
"""Counted up whenever what joins what is decided otherwise."""
_ALIKE = 0.22
_ALIKE_ACROSS = 0.42
"""Least likeness to join, within one language and between two."""
_RARITY = 0.7
"""A young index knows too little of its words to trust their rarity fully."""
_LATEST = 200
"""How many stories of each heavy term are looked at."""
_CANDIDATES = 16
_LEAST_SHARE = 0.15
"""Looked at is what shares this part of the heavy words that the likeliest one does, at least."""
_STORY_TERMS = 400
_NEAR = 4
_HALF = 0.5
"""An article's neighbourhood: at most `_NEAR` stories that it fits by half of what is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs."""

    story_id: StoryId | None
    """None where it opens a new story."""
    similarity: float
    """Its likeness to that story, or to the nearest one that was not enough; 0 to 1."""
    near: tuple[StoryId, ...]
    """The stories to look at again with it, the one it joins among them."""
    why: dict[str, Json]
    """`rules`: their version. `nearest`: the stories looked at first, each with `story`,
    `likeness`, `needed`, `across` (languages), `hours` (apart), `words` (that weigh most) and
    `refused` (empty, or the veto)."""


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

    def likeness(self, vector: Vector, article: Features, space: str) -> float:
        """Return the mean of the likeness to the middle and the mean likeness to the members."""
        terms = self.terms
        parts = {term: vector[term] * terms[term] for term in filter(terms.__contains__, vector)}
        product = sum(parts.values())
        if not product:
            return 0.0
        likeness = 0.5 * product / sqrt(self.square) + 0.5 * product / self.count
        return likeness * soundness(parts, article.names_in(space), len(vector), space)


@dataclass(slots=True)
class _Story:
    id: StoryId
    latest: datetime
    middles: dict[str, _Middle] = field(default_factory=dict)
    publishers: set[str] = field(default_factory=set)
    evidence: Evidence = field(default_factory=Evidence)
    posted: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """An article with its words weighed as the index knows them now."""

    article: Features
    vectors: dict[str, Vector]
    keys: list[tuple[str, float]]
    """What it is looked up by, with the weights."""


class Look(NamedTuple):
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
        self._rarity = Rarity(_RARITY)
        self._last: _Weighed | None = None

    def __len__(self) -> int:
        return len(self._stories)

    @property
    def rarity(self) -> Rarity:
        """What is known of words' rarity, trusted fully."""
        return self._rarity.trusted()

    def add(
        self,
        story_id: StoryId,
        article: Features,
        publisher: str,
        at: datetime,
        *,
        is_new: bool = True,
    ) -> None:
        """Count an article into its story, which it opens where it is unknown.

        `is_new` is false where the article was in another story: its words are known.
        """
        weighed = self._weigh(article)
        story = self._stories.setdefault(story_id, _Story(story_id, at))
        for space, vector in weighed.vectors.items():
            story.middles.setdefault(space, _Middle()).add(vector)
        for key, _ in weighed.keys:
            stories = self._posted.setdefault(key, OrderedDict())
            stories[story_id] = None
            stories.move_to_end(story_id)
            story.posted.add(key)
        story.latest = max(story.latest, at)
        story.publishers.add(publisher)
        story.evidence |= article.evidence
        self._ages.append((at, story_id))
        if is_new:
            self._rarity.learn(article)
        self._last = None
        self._forget(at)

    def drop(self, story_id: StoryId) -> None:
        """Forget a story, if it is there; its articles may be added to others."""
        story = self._stories.pop(story_id, None)
        for key in story.posted if story else ():
            del self._posted[key][story_id]
            if not self._posted[key]:
                del self._posted[key]

    def place(self, article: Features, at: datetime, publisher: str = "") -> Placement:
        """Return the story an article belongs to; changes nothing."""
        looks = self.nearest(article, at, publisher)
        best = looks[0] if looks else None
        found = best is not None and best.fit >= 1
        return Placement(
            story_id=best.story if best and found else None,
            similarity=round(min(1.0, best.likeness), 4) if best else 0.0,
            near=tuple(look.story for look in looks[:_NEAR] if look.fit >= _HALF),
            why={
                "rules": RULES,
                "nearest": [self._explain(look, article) for look in looks[:3]],
            },
        )

    def nearest(self, article: Features, at: datetime, publisher: str = "") -> list[Look]:
        """Return the likeliest stories, best first, whether near enough or not."""
        weighed = self._weigh(article)
        looks = [
            self._look(self._stories[story_id], weighed, at, publisher)
            for story_id in self._candidates(weighed.keys, at)
        ]
        return sorted(looks, key=lambda look: (-look.fit, -look.likeness, look.story))

    def _weigh(self, article: Features) -> _Weighed:
        """Weigh an article's words, once for all that is asked until another one is learned."""
        if self._last is None or self._last.article is not article:
            vectors = self._rarity.vectors(article)
            keys = [
                (f"{space} {term}", vector[term])
                for space, vector in vectors.items()
                for term in heaviest(vector)
            ]
            self._last = _Weighed(article, vectors, keys)
        return self._last

    def _candidates(self, keys: Sequence[tuple[str, float]], at: datetime) -> list[StoryId]:
        """Return the stories that share most of the article's weight, within the window."""
        shares: dict[StoryId, float] = defaultdict(float)
        for key, weight in keys:
            for story_id in islice(reversed(self._posted.get(key, ())), _LATEST):
                shares[story_id] += weight
        least = _LEAST_SHARE * max(shares.values(), default=0.0)
        ranked = sorted(zip(shares.values(), map(neg, shares), strict=True), reverse=True)
        stories = (self._stories[StoryId(-number)] for share, number in ranked if share >= least)
        near = (story.id for story in stories if abs(at - story.latest) <= WINDOW)
        return list(islice(near, _CANDIDATES))

    def _look(
        self,
        story: _Story,
        weighed: _Weighed,
        at: datetime,
        publisher: str,
    ) -> Look:
        article = weighed.article
        apart = abs(at - story.latest) / WINDOW
        across = article.tongue not in story.middles
        space = SHARED if across else article.tongue
        is_own = bool(publisher) and publisher in story.publishers
        needed = strictness(apart, same_publisher=is_own) * strictness_of_facts(
            article, story.evidence, story.middles[SHARED].terms, across=across
        )
        if across:
            needed *= _ALIKE_ACROSS
            refused = article.evidence.conflict_across(story.evidence)
        else:
            needed *= _ALIKE
            is_mended = is_own and article.is_correction
            refused = "" if is_mended else article.evidence.conflict(story.evidence)
        return Look(
            story=story.id,
            likeness=story.middles[space].likeness(weighed.vectors[space], article, space),
            needed=needed,
            across=across,
            hours=apart * WINDOW / timedelta(hours=1),
            refused=refused,
        )

    def _explain(self, look: Look, article: Features) -> Json:
        space = SHARED if look.across else article.tongue
        known = self._stories[look.story].middles[space].terms
        vector = self._weigh(article).vectors[space]
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

    def _forget(self, at: datetime) -> None:
        """Drop the stories that no article can join any more."""
        newest = self._newest = max(at, self._newest or at)
        while self._ages and newest - self._ages[0][0] > WINDOW:
            _, story_id = self._ages.popleft()
            story = self._stories.get(story_id)
            if story is not None and newest - story.latest > WINDOW:
                self.drop(story_id)
