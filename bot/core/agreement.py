"""The figures of a story: those that publishers share, and those that they give differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from . import signals
from .denial import denied_spans
from .matters import Matter, matter_of
from .news import Article
from .quantities import Quantity, agree, figures, key_figures
from .summary import sentences_of
from .text import tokens
from .text.sentences import sentence_spans

_MOST_FIGURES = 4
_MOST_DISPUTES = 2
_HEAD_LENGTH = 1500
_LONGEST_SENTENCE = 500
_RIVAL = 0.35
"""Two amounts further apart than this share speak of different things, not of one disputed."""
_NEGATED = regex.compile(
    r"(?:\b(?:not|rather than|instead of|nicht|statt|pas|no|au lieu d[eu’']|en lugar de|а не"
    r"|вместо)"
    r"|n['’]t|并?不是|而非|并非|並非|ではなく)\s?(?:the |about |a |de )?$",
    regex.IGNORECASE,
)
_BEFORE = 24
_ALIKE = 0.5
"""Share of their words in common from which two sentences speak of one thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure and who gives it."""

    publishers: tuple[str, ...]
    figure: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A figure that several publishers give."""

    figure: Quantity
    publishers: tuple[str, ...]
    words: str = ""
    """A whole sentence that says what it is about, in the reader's language; empty where the
    headline or the summary has the figure."""
    source: str = ""
    """Whose words those are: one of the publishers."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a publisher gives by now: the figures of its newest report that has some."""

    report: Article
    figures: tuple[Quantity, ...]

    def gives(self, figure: Quantity) -> bool:
        return any(agree(figure, known) for known in self.figures)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the sentence that holds an amount says of it."""

    matter: Matter | None
    words: frozenset[str]
    """All its terms but the amount's."""

    @classmethod
    def of(cls, report: Article, figure: Quantity) -> "_Told":
        head = f"{report.title}\n{report.text}"
        start, end = next(
            span for span in sentence_spans(head) if span[0] <= figure.start < span[1]
        )
        at, to = figure.start - start, figure.start - start + len(figure.text)
        sentence = head[start:end]
        words = frozenset(tokens(f"{sentence[:at]} {sentence[to:]}"))
        return cls(matter_of(sentence, at, to), words)


def is_negated(text: str, figure: Quantity) -> bool:
    """Tell whether a text says of a figure in it that another one is right: "not $5 billion"."""
    return _NEGATED.search(text[max(0, figure.start - _BEFORE) : figure.start]) is not None


def compare(
    reports: Sequence[Article], lead: Article, summary: str
) -> tuple[tuple[Agreement, ...], tuple[tuple[Claim, Claim], ...]]:
    """Return the figures that publishers share, and the amounts that they give differently.

    `reports` tell what the headline of `lead` says, oldest first; `lead` and its `summary` are in
    the reader's language. Who prints another's text adds nothing to it: of those that share a
    figure, two have texts of their own.
    """
    given = _given(reports)
    shared: list[Quantity] = []
    disputed: list[tuple[Claim, Claim]] = []
    for one, other in combinations(given.values(), 2):
        shared += [figure for figure in one.figures if other.gives(figure)]
        rivals = _rivals(one, other)
        if rivals and not any(_is_told(claims, rivals) for claims in disputed):
            disputed.append((_claim(rivals[0], given), _claim(rivals[1], given)))
    agreed = (
        _agreement(figure, given, lead, summary) for figure in key_figures(shared, _MOST_FIGURES)
    )
    return tuple(one for one in agreed if one is not None), tuple(disputed[:_MOST_DISPUTES])


def _given(reports: Sequence[Article]) -> Mapping[str, _Given]:
    given: dict[str, _Given] = {}
    if len({report.publisher.casefold() for report in reports}) == 1:
        return given
    for report in reversed(reports):
        name = report.publisher.casefold()
        if name not in given and (found := _figures_of(report)):
            given[name] = _Given(report, found)
    return dict(sorted(given.items(), key=lambda one: reports.index(one[1].report)))


def _figures_of(article: Article) -> tuple[Quantity, ...]:
    """Return the figures that a report gives; none that it says are not so."""
    end = len(article.title) + _HEAD_LENGTH
    head = f"{article.title}\n{article.text}"[: end + _LONGEST_SENTENCE]
    denied = list(denied_spans(head))
    return tuple(
        figure
        for figure in signals.figures_of(article.title, article.text, article.language)
        if figure.start < end
        and (figure.is_money or figure.kind == "%")
        and not any(start <= figure.start < stop for start, stop in denied)
        and not is_negated(head, figure)
    )


def _agreement(
    figure: Quantity, given: Mapping[str, _Given], lead: Article, summary: str
) -> Agreement | None:
    """Say who gives a figure; None where nobody tells a reader of the lead's language of what."""
    givers = [one.report for one in given.values() if one.gives(figure)]
    if sum(report.copy_of is None for report in givers) < 2:  # noqa: PLR2004 - a pair agrees
        return None
    publishers = tuple(report.publisher for report in givers)
    read = figures(f"{lead.title}\n{summary}", lead.language)
    if any(agree(figure, known) for known in read):
        return Agreement(figure=figure, publishers=publishers)
    for report in sorted(givers, key=lambda report: report is not lead):
        if report.language == lead.language and (words := _words_with(figure, report)):
            return Agreement(
                figure=figure, publishers=publishers, words=words, source=report.publisher
            )
    return None


def _words_with(figure: Quantity, report: Article) -> str:
    """Return the first sentence of a report that gives a figure."""
    head = report.text[: _HEAD_LENGTH + _LONGEST_SENTENCE]
    denied = {head[start:end].replace("\n", " ") for start, end in denied_spans(head)}
    return next(
        (
            sentence
            for sentence in sentences_of(report.text, "")
            if not any(sentence in words for words in denied)
            and any(agree(figure, known) for known in figures(sentence, report.language))
        ),
        "",
    )


def _claim(figure: Quantity, given: Mapping[str, _Given]) -> Claim:
    givers = tuple(one.report.publisher for one in given.values() if one.gives(figure))
    return Claim(publishers=givers, figure=figure)


def _is_told(claims: tuple[Claim, Claim], rivals: tuple[Quantity, Quantity]) -> bool:
    return all(any(agree(rival, claim.figure) for claim in claims) for rival in rivals)


def _rivals(one: _Given, other: _Given) -> tuple[Quantity, Quantity] | None:
    """Return the amounts that two publishers give first, where they differ on one matter."""
    mine, theirs = _first_amount(one), _first_amount(other)
    if mine is None or theirs is None or mine.kind != theirs.kind:
        return None
    is_near = abs(mine.value - theirs.value) <= _RIVAL * max(mine.value, theirs.value)
    if not is_near or other.gives(mine) or one.gives(theirs):
        return None
    is_same = _is_of_one(_Told.of(one.report, mine), _Told.of(other.report, theirs))
    return (mine, theirs) if is_same else None


def _first_amount(given: _Given) -> Quantity | None:
    return next((figure for figure in given.figures if figure.is_money), None)


def _is_of_one(one: _Told, other: _Told) -> bool:
    """Tell whether two amounts are of one thing, which they only surely are where words tell."""
    if one.matter and other.matter:
        return one.matter is other.matter
    return len(one.words & other.words) >= _ALIKE * len(one.words | other.words)
