"""The figures of a story: those that publishers share, and those that they give differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from . import signals
from .denial import denies
from .news import Article
from .quantities import Quantity, agree, figures, key_figures
from .summary import sentences_of
from .text.sentences import sentence_spans

_MOST_FIGURES = 4
_MOST_DISPUTES = 2
_HEAD_LENGTH = 1500
_LONGEST_SENTENCE = 500
_RIVAL = 0.35
"""Two amounts further apart than this share speak of different things, not of one disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure and who gives it."""

    publisher: str
    figure: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A figure that several publishers give."""

    figure: Quantity
    publishers: int
    words: str
    """What it is about: a whole sentence of the lead, or of another report where the summary says
    the lead's; empty where nobody but the summary says it in this language."""


def compare(
    reports: Sequence[Article], lead: Article, summary: str
) -> tuple[tuple[Agreement, ...], tuple[tuple[Claim, Claim], ...]]:
    """Return the figures that publishers share, and the amounts that they give differently.

    `lead` and its `summary` are in the reader's language.
    """
    if len(reports) == 1:
        return (), ()
    given = {article.publisher: _figures_of(article) for article in reports}
    shared: list[Quantity] = []
    disputed: list[tuple[Claim, Claim]] = []
    for (one, mine), (other, theirs) in combinations(given.items(), 2):
        shared += [figure for figure in mine if any(agree(figure, known) for known in theirs)]
        for figure in key_figures(mine, _MOST_FIGURES):
            rival = _rival(figure, mine, theirs)
            if rival is not None:
                claims = Claim(publisher=one, figure=figure), Claim(publisher=other, figure=rival)
                disputed.append(claims)
    agreed = tuple(
        Agreement(
            figure=figure,
            publishers=_givers(figure, given),
            words=words,
        )
        for figure in key_figures(shared, _MOST_FIGURES)
        if (words := _words_with(figure, lead, reports, summary)) is not None
    )
    return agreed, tuple(disputed[:_MOST_DISPUTES])


def _figures_of(article: Article) -> list[Quantity]:
    """Return the figures that a report gives; none that it says are not so."""
    if denies(article.title):
        return []
    end = len(article.title) + _HEAD_LENGTH
    head = f"{article.title}\n{article.text}"[: end + _LONGEST_SENTENCE]
    denied = [(start, stop) for start, stop in sentence_spans(head) if denies(head[start:stop])]
    return [
        figure
        for figure in signals.figures_of(article.title, article.text, article.language)
        if figure.start < end
        and (figure.is_money or figure.kind == "%")
        and not any(start <= figure.start < stop for start, stop in denied)
    ]


def _givers(figure: Quantity, given: Mapping[str, Sequence[Quantity]]) -> int:
    return sum(any(agree(figure, known) for known in theirs) for theirs in given.values())


def _words_with(
    figure: Quantity, lead: Article, reports: Sequence[Article], summary: str
) -> str | None:
    """Return `Agreement.words`, None where nothing in the reader's language gives the figure."""
    others = [
        report.text
        for report in reports
        if report.publisher != lead.publisher and report.language == lead.language
    ]
    is_read = any(agree(figure, known) for known in figures(summary, lead.language))
    unread = (
        sentence
        for text in (others if is_read else [lead.text, *others])
        for sentence in sentences_of(text, "")
        if sentence not in summary and not denies(sentence)
    )
    return next(
        (
            sentence
            for sentence in unread
            if any(agree(figure, known) for known in figures(sentence, lead.language))
        ),
        "" if is_read else None,
    )


def _rival(
    figure: Quantity, mine: Sequence[Quantity], theirs: Sequence[Quantity]
) -> Quantity | None:
    """Return the amount another publisher gives in the place of `figure`, if there is one."""
    if not figure.is_money or any(agree(figure, known) for known in theirs):
        return None
    return next(
        (
            known
            for known in theirs
            if known.kind == figure.kind
            and abs(known.value - figure.value) <= _RIVAL * max(known.value, figure.value)
            and not any(agree(known, one) for one in mine)
        ),
        None,
    )
