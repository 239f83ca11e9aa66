"""What to do about stories whose articles, looked at again, belong otherwise.

Precision before recall, and readers before both: stories become one only where a clear majority of
each tells the one event, and a story that somebody was sent, opened or kept is never taken apart.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .news import ArticleId, StoryId

_CLEAR = 2 / 3
"""Share of a story's articles that must lie in a group for the story to belong to it."""


@dataclass(frozen=True, slots=True)
class Mending:
    """How one event's story is put together: first the splits, then all become the eldest."""

    stories: tuple[StoryId, ...]
    """Stories that tell it as a whole, the eldest first."""
    parts: tuple[tuple[StoryId, tuple[ArticleId, ...]], ...]
    """Articles to take out of stories that tell something else."""


def plan_mending(
    groups: Sequence[Sequence[tuple[ArticleId, StoryId]]],
    *,
    settled: Collection[StoryId],
    shown: Collection[StoryId],
) -> list[Mending]:
    """Compare groups of articles with the stories they are in; return what has to change.

    `settled` stories, which an operator put together, stay as they are; `shown` ones, which
    readers know, may grow but are not taken apart.
    """
    shares: defaultdict[StoryId, dict[int, list[ArticleId]]] = defaultdict(dict)
    for number, group in enumerate(groups):
        for article_id, story_id in group:
            if story_id not in settled:
                shares[story_id].setdefault(number, []).append(article_id)
    wholes: defaultdict[int, list[StoryId]] = defaultdict(list)
    parts: defaultdict[int, list[tuple[StoryId, tuple[ArticleId, ...]]]] = defaultdict(list)
    for story_id, share in sorted(shares.items()):
        home = max(share, key=lambda number: (len(share[number]), -number))
        if story_id not in shown:
            wholes[home].append(story_id)
            for number, articles in share.items():
                if number != home:
                    parts[number].append((story_id, tuple(articles)))
        elif len(share[home]) >= _CLEAR * sum(map(len, share.values())):
            wholes[home].append(story_id)
    return [
        Mending(tuple(wholes[number]), tuple(parts[number]))
        for number in range(len(groups))
        if parts[number] or len(wholes[number]) > 1
    ]
