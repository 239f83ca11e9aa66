"""Which stories a digest holds."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import islice
from unicodedata import east_asian_width

from .audience import Axis, Effect, Preferences, RuleKind
from .news import Candidate, StoryId
from .taste import lean

NEWS_AGE = timedelta(hours=72)
"""Older stories are no news; long enough for Monday's digest to hold the weekend."""
BEST_BELOW = 3
"""Stories below the floor that a quiet day's digest still shows."""


class Why(StrEnum):
    """Why a story stays out of a digest; where several reasons hold, the first of these."""

    STOPPED = "stopped"
    """The reader muted this story."""
    SEEN = "seen"
    LOW_TOTAL = "total"
    LOW_HOT = "hot"
    LOW_QUALITY = "quality"
    LOW_IMPACT = "impact"
    MUTED_TAG = "tag"
    MUTED_WORD = "word"
    MUTED_PUBLISHER = "publisher"
    UNFOLLOWED = "unfollowed"
    """Something is followed, and not this."""
    CROWDED = "crowded"
    """Its only publisher has a third of the digest already."""
    FULL = "full"
    """Others score higher, and the digest is full."""


_LOW = {
    Axis.TOTAL: Why.LOW_TOTAL,
    Axis.HOT: Why.LOW_HOT,
    Axis.QUALITY: Why.LOW_QUALITY,
    Axis.IMPACT: Why.LOW_IMPACT,
}
_MUTED = {
    RuleKind.TAG: Why.MUTED_TAG,
    RuleKind.WORD: Why.MUTED_WORD,
    RuleKind.PUBLISHER: Why.MUTED_PUBLISHER,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What a digest holds: stories, or on a quiet day the best below the floor."""

    stories: tuple[StoryId, ...]
    below: tuple[StoryId, ...] = ()


def choose_digest(
    candidates: Collection[Candidate], preferences: Preferences, shown: Collection[StoryId]
) -> Choice:
    """Choose the stories of a digest; where none qualifies, the best of the rest."""
    stories = select_stories(candidates, preferences, shown, size=preferences.size)
    if stories:
        return Choice(stories)
    floorless = preferences.with_floors(dict.fromkeys(Axis, 0))
    return Choice((), select_stories(candidates, floorless, shown, size=BEST_BELOW))


def select_stories(
    candidates: Collection[Candidate],
    preferences: Preferences,
    shown: Collection[StoryId],
    *,
    size: int,
) -> tuple[StoryId, ...]:
    """Choose at most `size` stories, best first, whatever order the candidates come in.

    A story qualifies when it meets the floors, was not shown before, matches no mute and, where
    anything is followed, matches a follow. Stories that one publisher alone tells fill at most a
    third of a digest, so that no outlet takes it over; a followed publisher has no such limit.
    What the reader was seen to like or dislike moves a story's total (`bot.core.taste`).
    """
    judged = _judge(candidates, preferences, shown, size)
    return tuple(islice((story_id for story_id, why in judged if why is None), size))


def explain_hidden(
    candidates: Collection[Candidate],
    preferences: Preferences,
    shown: Collection[StoryId],
    stopped: Collection[StoryId],
) -> dict[Why, tuple[StoryId, ...]]:
    """Return what a digest leaves out, by reason, best first; `stopped` are muted stories."""
    hidden: defaultdict[Why, list[StoryId]] = defaultdict(list)
    for story_id, why in _judge(candidates, preferences, shown, preferences.size):
        if story_id in stopped:
            hidden[Why.STOPPED].append(story_id)
        elif why is not None:
            hidden[why].append(story_id)
    return {why: tuple(hidden[why]) for why in Why if why in hidden}


def _judge(
    candidates: Collection[Candidate],
    preferences: Preferences,
    shown: Collection[StoryId],
    size: int,
) -> Iterator[tuple[StoryId, Why | None]]:
    """Go through the candidates, best first; None for those a digest of `size` holds."""
    floors = [(axis, floor) for axis, floor in preferences.floors.items() if floor]
    rules = _Rules.of(preferences)
    room = -(-size // 3)
    told_alone: Counter[str] = Counter()
    chosen = 0
    leanings = preferences.leanings
    leant = {one.id: lean(leanings, one) for one in candidates}
    for candidate in sorted(candidates, key=lambda one: _rank(one, leant[one.id])):
        scores = {
            Axis.TOTAL: candidate.total + leant[candidate.id],
            Axis.HOT: candidate.hot,
            Axis.QUALITY: candidate.quality,
            Axis.IMPACT: candidate.impact,
        }
        low = next((axis for axis, floor in floors if scores[axis] < floor), None)
        if candidate.id in shown:
            why: Why | None = Why.SEEN
        elif low is not None:
            why = _LOW[low]
        else:
            why = rules.refusal(candidate)
        if why is None and chosen >= size:
            why = Why.FULL
        if why is None and len(candidate.publishers) == 1:
            (publisher,) = candidate.publishers
            if publisher not in rules.followed.publishers and told_alone[publisher] >= room:
                why = Why.CROWDED
            else:
                told_alone[publisher] += 1
        chosen += why is None
        yield candidate.id, why


@dataclass(frozen=True, slots=True)
class _Marks:
    """What rules of one effect are about."""

    tags: frozenset[str]
    words: frozenset[str]
    publishers: frozenset[str]

    @classmethod
    def of(cls, preferences: Preferences, effect: Effect) -> "_Marks":
        return cls(*(preferences.values(kind, effect) for kind in RuleKind))

    def __bool__(self) -> bool:
        return bool(self.tags or self.words or self.publishers)

    def match(self, candidate: Candidate) -> RuleKind | None:
        """Return what kind of rule a story meets, None for none."""
        if not self.tags.isdisjoint(candidate.tags):
            return RuleKind.TAG
        if not self.publishers.isdisjoint(candidate.publishers):
            return RuleKind.PUBLISHER
        if any(contains_word(candidate.words, word) for word in self.words):
            return RuleKind.WORD
        return None


@dataclass(frozen=True, slots=True)
class _Rules:
    followed: _Marks
    muted: _Marks

    @classmethod
    def of(cls, preferences: Preferences) -> "_Rules":
        return cls(_Marks.of(preferences, Effect.FOLLOW), _Marks.of(preferences, Effect.MUTE))

    def refusal(self, candidate: Candidate) -> Why | None:
        """Return why the rules keep a story out, None where they let it through."""
        muted = self.muted.match(candidate)
        if muted is not None:
            return _MUTED[muted]
        if self.followed and self.followed.match(candidate) is None:
            return Why.UNFOLLOWED
        return None


def contains_word(text: str, word: str) -> bool:
    """Tell whether casefolded `text` has `word` in it, as a whole word.

    Chinese and Japanese are written without gaps, so beside a wide character every place is the
    edge of a word: "gpt" is in "新gpt发布" and not in "gpts".
    """
    return any(
        _is_edge(text[start - 1 : start], word[0])
        and _is_edge(text[start + len(word) : start + len(word) + 1], word[-1])
        for start in _places(text, word)
    )


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word) if word else -1
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def _is_edge(outside: str, inside: str) -> bool:
    return not (outside.isalnum() and inside.isalnum()) or _is_wide(outside) or _is_wide(inside)


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _rank(candidate: Candidate, leaning: int) -> tuple[int, float, StoryId]:
    return -candidate.total - leaning, -candidate.ready_at.timestamp(), candidate.id
