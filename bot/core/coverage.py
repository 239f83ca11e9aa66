"""Who reported a story, and when, as far as the dates of their reports tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

import regex

from .concepts import Vocabulary
from .denial import denies
from .news import Article
from .text import split_sentences

_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_LEAD = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The reports of a story."""

    first: str
    """The publisher whose report is dated earliest."""
    is_first: bool
    """Whether it surely was: a date without a time of day leaves that open."""
    is_own_news: bool
    """The first publisher made the news itself: a lab that speaks of its own model."""
    followers: int
    """How many other publishers have reported it."""
    within: timedelta
    """The time in which all reported: hours begun, or days where a report names no hour."""
    languages: tuple[str, ...]
    """BCP 47, in the order in which they joined."""
    denied_by: tuple[str, ...] = ()
    """Publishers whose headline says that what the first one reported is not so."""


def cover(reports: Sequence[Article], vocabulary: Vocabulary) -> Coverage:
    """Tell of each publisher's first report, oldest first."""
    first, *others = reports
    return Coverage(
        first=first.publisher,
        is_first=all(latest(first) < other.published_at for other in others),
        is_own_news=first.is_primary and is_about_publisher(first, vocabulary),
        followers=len(others),
        within=span_of(reports),
        languages=tuple(dict.fromkeys(report.language for report in reports)),
        denied_by=()
        if denies(first.title)
        else tuple(report.publisher for report in others if denies(report.title)),
    )


def latest(report: Article) -> datetime:
    """Return when a report came at the latest; one dated midnight, sometime in that day."""
    at = report.published_at
    return at + _DAY - timedelta.resolution if _is_day(at) else at


def is_about_publisher(report: Article, vocabulary: Vocabulary) -> bool:
    """Tell whether a report's title or first sentence names its publisher, or what it makes.

    And its title nobody else: where a maker writes of another's model, the news is the other's.
    """
    own = _keys(report.publisher, vocabulary)
    titled = vocabulary.read(report.title)
    if any(
        sighting.concept.is_actor
        and own.isdisjoint((sighting.concept.key, *sighting.concept.owners))
        for sighting in titled
    ):
        return False
    opening = f"{report.title}\n{''.join(split_sentences(report.text[:_LEAD])[:1])}"
    names = rf"(?<!\p{{Latin}}){regex.escape(report.publisher)}(?!\p{{Latin}})"
    return not own.isdisjoint(_keys(opening, vocabulary)) or bool(regex.search(names, opening))


def _keys(text: str, vocabulary: Vocabulary) -> set[str]:
    """Return the actors that a text names, and whose they are."""
    return {
        key
        for sighting in vocabulary.read(text)
        if sighting.concept.is_actor
        for key in (sighting.concept.key, *sighting.concept.owners)
    }


def span_of(reports: Sequence[Article]) -> timedelta:
    """Return the time in which all were published: hours begun, or days where one has no hour."""
    first, last = reports[0].published_at, reports[-1].published_at
    if any(_is_day(report.published_at) for report in reports):
        return last.date() - first.date() + _DAY
    return max(1, -((first - last) // _HOUR)) * _HOUR


def _is_day(at: datetime) -> bool:
    return at.time() == time()
