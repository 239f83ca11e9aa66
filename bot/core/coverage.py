"""Who reported a story, and when, as far as the dates of their reports tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import regex

from .concepts import Sighting, Vocabulary
from .copies import first_reports
from .days import DAY, bounds, is_day
from .news import Article
from .steps import Steps
from .text import split_sentences

_HOUR = timedelta(hours=1)
_LEAD = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The reports of a story."""

    first: str
    """The publisher whose report is dated earliest."""
    is_first: bool
    """Whether it surely was the first to tell what the headline says: a date without a time of day
    leaves that open, and so does an earlier report that may tell the same. Reports of what led to
    it and denials are not counted then; else all publishers are."""
    is_own_news: bool
    """The first publisher made the news itself: a lab that speaks of its own model."""
    publishers: int
    """All that report the story in any way."""
    followers: int
    """How many other publishers have reported it."""
    within: timedelta
    """The time in which all these reported: hours begun, or days where a report names no hour."""
    languages: tuple[str, ...]
    """BCP 47, in the order in which they joined."""
    denied_by: tuple[str, ...] = ()
    """Publishers that report, as their last word, that what the headline says is not so."""


def cover(steps: Steps, vocabulary: Vocabulary) -> Coverage:
    """Tell who reported a story, of one publisher's many reports only the first."""
    everybody = first_reports(steps.articles)
    told = first_reports((*steps.same, *steps.unsure))
    is_first = told[0] in steps.same and all(
        latest(told[0]) < earliest(other) for other in told[1:]
    )
    counted = told if is_first else everybody
    first = counted[0]
    return Coverage(
        first=first.publisher,
        is_first=is_first,
        is_own_news=first.is_primary and is_about_publisher(first, vocabulary),
        publishers=len(everybody),
        followers=len(counted) - 1,
        within=span_of(counted),
        languages=tuple(dict.fromkeys(report.language for report in everybody)),
        denied_by=tuple(denial.report.publisher for denial in steps.denials),
    )


def earliest(report: Article) -> datetime:
    """Return when a report came at the earliest: one that is dated by the day, as it began."""
    return bounds(report.published_at, report.language)[0]


def latest(report: Article) -> datetime:
    """Return when a report came at the latest: one that is dated by the day, as it ended."""
    return bounds(report.published_at, report.language)[1]


def is_about_publisher(report: Article, vocabulary: Vocabulary) -> bool:
    """Tell whether a report's title or first sentence names its publisher, or what it makes.

    And its title nobody else: where a maker writes of another's model, the news is the other's.
    """
    own = _actors(vocabulary.read(report.publisher))
    titled = vocabulary.read(report.title)
    if any(
        sighting.concept.is_actor
        and own.isdisjoint((sighting.concept.key, *sighting.concept.owners))
        for sighting in titled
    ):
        return False
    opening = "".join(split_sentences(report.text[:_LEAD])[:1])
    named = _actors([*titled, *vocabulary.read(opening)])
    names = rf"(?<!\p{{Latin}}){regex.escape(report.publisher)}(?!\p{{Latin}})"
    return not own.isdisjoint(named) or bool(regex.search(names, f"{report.title}\n{opening}"))


def _actors(sightings: Iterable[Sighting]) -> set[str]:
    """Return the actors among what a text names, and whose they are."""
    return {
        key
        for sighting in sightings
        if sighting.concept.is_actor
        for key in (sighting.concept.key, *sighting.concept.owners)
    }


def span_of(reports: Sequence[Article]) -> timedelta:
    """Return the time in which all were published: hours begun, or days where one has no hour."""
    first, last = reports[0].published_at, reports[-1].published_at
    if any(is_day(report.published_at) for report in reports):
        return last.date() - first.date() + DAY
    return max(1, -((first - last) // _HOUR)) * _HOUR
