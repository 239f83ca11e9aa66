"""What is new in a story since a reader was shown it.

Nothing about the reader's copy has to be stored: what a story said at a moment is
what its articles that had come by then say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from .audience import Preferences
from .denial import Verdict, verdicts_of
from .masthead import same_headline
from .news import Candidate, Mention, Story, StoryId
from .quantities import agree, figures, is_rounded, key_figures
from .select import select_stories

UPDATES = 3
"""Stories a reader knows of which a digest says at most what is new."""
_MANY_MORE = 2
"""Publishers alone are worth a word again where there are at least that many more, and twice as
many as there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryUpdate:
    """What a story says now that it did not when it was shown."""

    story_id: StoryId
    latest: Mention
    """The newest article that says it."""
    publishers: tuple[str, ...]
    """Those who tell it only now, in the order they came."""
    figures: tuple[str, ...]
    """As written."""
    verdict: Verdict

    def is_worth_telling(self, before: int) -> bool:
        """Tell whether somebody who knows the story of `before` publishers should hear of it."""
        more = len(self.publishers)
        return bool(self.figures or self.verdict) or more >= max(_MANY_MORE, before)


def growth(candidates: Iterable[Candidate]) -> dict[StoryId, datetime]:
    """Return when the newest article of each story came, of those that have several."""
    return {one.id: one.grown_at for one in candidates if one.grown_at is not None}


def grown_since(
    once: Iterable[tuple[StoryId, datetime]], grown_at: Mapping[StoryId, datetime]
) -> frozenset[tuple[StoryId, datetime]]:
    """Return which stories, shown a single time, got an article after that (`growth`)."""
    return frozenset((story_id, at) for story_id, at in once if grown_at.get(story_id, at) > at)


def select_grown(
    candidates: Iterable[Candidate], preferences: Preferences, shown_at: Collection[StoryId]
) -> tuple[StoryId, ...]:
    """Choose of the stories in `shown_at` those a reader would be sent, best first.

    They are more than a digest tells of: most that grew say nothing new, and must not keep those
    from being told that do.
    """
    grown = [one for one in candidates if one.id in shown_at]
    return select_stories(grown, preferences, (), size=4 * UPDATES)


def tell_updates(
    stories: Iterable[Story], shown_at: Mapping[StoryId, datetime]
) -> list[StoryUpdate]:
    """Return what a digest says is new in stories since they were shown, of the first that do."""
    found = (what_is_new(story.id, story.mentions, shown_at[story.id]) for story in stories)
    return list(islice((update for update in found if update is not None), UPDATES))


def what_is_new(
    story_id: StoryId, mentions: Sequence[Mention], since: datetime
) -> StoryUpdate | None:
    """Compare a story with what it was at `since`; None where nothing worth telling is new.

    What comes under a headline that was known, but for a word or a mark, is nothing new.
    """
    ordered = sorted(mentions, key=lambda mention: (mention.first_seen_at, mention.article_id))
    known = [mention for mention in ordered if mention.first_seen_at <= since]
    verdicts = {verdict for mention in known for verdict in verdicts_of(mention.title)}

    def is_known(title: str) -> bool:
        is_same = any(same_headline(title, one.title) for one in known)
        return is_same and verdicts.issuperset(verdicts_of(title))

    fresh = [
        mention
        for mention in ordered
        if mention.first_seen_at > since and not is_known(mention.title)
    ]
    if not fresh or not known:
        return None
    told = [figure for mention in known for figure in figures(mention.title, mention.language)]
    added = []
    verdict = Verdict.NONE
    latest = fresh[-1]
    for mention in fresh:
        found = [
            figure
            for figure in figures(mention.title, mention.language)
            if not any(agree(figure, old) or is_rounded(figure, old) for old in told)
        ]
        said = [one for one in verdicts_of(mention.title) if one not in verdicts]
        verdict = said[-1] if said else verdict
        added += found
        if found or said:
            latest = mention
    before = dict.fromkeys(mention.publisher for mention in known)
    update = StoryUpdate(
        story_id=story_id,
        latest=latest,
        publishers=tuple(
            name for name in dict.fromkeys(one.publisher for one in fresh) if name not in before
        ),
        figures=tuple(figure.text for figure in key_figures(added)),
        verdict=verdict,
    )
    return update if update.is_worth_telling(len(before)) else None
