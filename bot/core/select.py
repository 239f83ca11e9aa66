"""Which stories a digest holds."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from unicodedata import east_asian_width

from .audience import Effect, Preferences, RuleKind
from .news import Candidate, StoryId

NEWS_AGE = timedelta(hours=72)
"""Older stories are no news; long enough for Monday's digest to hold the weekend."""
BEST_BELOW = 3
"""Stories below the floor that a quiet day's digest still shows."""


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
    floorless = replace(preferences, min_score=0)
    return Choice((), select_stories(candidates, floorless, shown, size=BEST_BELOW))


def select_stories(
    candidates: Iterable[Candidate],
    preferences: Preferences,
    shown: Collection[StoryId],
    *,
    size: int,
) -> tuple[StoryId, ...]:
    """Choose at most `size` stories, best first, whatever order the candidates come in.

    A story qualifies when it meets the floor, was not shown before, matches no mute and, where
    anything is followed, matches a follow. Stories that one publisher alone tells fill at most a
    third of a digest, so that no outlet takes it over; a followed publisher has no such limit.
    """
    rules = _Rules.of(preferences)
    room = -(-size // 3)
    told_alone: Counter[str] = Counter()
    chosen: list[StoryId] = []
    for candidate in sorted(candidates, key=_rank):
        if len(chosen) >= size:
            break
        if candidate.total < preferences.min_score or candidate.id in shown:
            continue
        if not rules.let_through(candidate):
            continue
        if len(candidate.publishers) == 1:
            (publisher,) = candidate.publishers
            if publisher not in rules.followed.publishers and told_alone[publisher] >= room:
                continue
            told_alone[publisher] += 1
        chosen.append(candidate.id)
    return tuple(chosen)


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

    def match(self, candidate: Candidate) -> bool:
        return (
            not self.tags.isdisjoint(candidate.tags)
            or not self.publishers.isdisjoint(candidate.publishers)
            or any(contains_word(candidate.words, word) for word in self.words)
        )


@dataclass(frozen=True, slots=True)
class _Rules:
    followed: _Marks
    muted: _Marks

    @classmethod
    def of(cls, preferences: Preferences) -> "_Rules":
        return cls(_Marks.of(preferences, Effect.FOLLOW), _Marks.of(preferences, Effect.MUTE))

    def let_through(self, candidate: Candidate) -> bool:
        if self.muted.match(candidate):
            return False
        return not self.followed or self.followed.match(candidate)


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


def _rank(candidate: Candidate) -> tuple[int, float, StoryId]:
    return -candidate.total, -candidate.ready_at.timestamp(), candidate.id
