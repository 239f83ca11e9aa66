"""What is known about a story beyond its summary, as facts; `bot.render.analysis` finds the words.

Nothing here is guessed: who reported first and who followed, the figures on which publishers agree
or differ, what others add, and further sentences of the leading article, each with its publisher.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

import regex

from .figures import Figure, agree, figures, key_figures
from .news import Article, StoryMaterial
from .summary import joiner, rated, sentences_of
from .text import grapheme_length, han_ratio, tokens

_QUOTED_LENGTH = 420
_QUOTED_HAN_LENGTH = 200
"""Graphemes quoted from the leading article; a Chinese character says about twice a letter."""
_MOST_QUOTED = 3
_MOST_ADDED = 2
_MOST_FIGURES = 4
_MOST_DISPUTES = 2
_NEW_SHARE = 0.5
"""Share of a sentence's words that the leading article must lack for it to add something."""
_SENTENCE_LENGTH = (30, 300)
_SENTENCE_HAN_LENGTH = (12, 130)
_HEAD_LENGTH = 1500
_RIVAL = 0.35
"""Two amounts further apart than this share speak of different things, not of one disputed."""
_MOSTLY_HAN = 0.3
_LEANING = regex.compile(
    r"(?:he|she|they|it|but|and|so|this|that|these|those|however|also|instead|still)\b"
    r"|他|她|它|但|而|这|那|此|不过|因此|同时|另外|其中|对此",
    regex.IGNORECASE,
)
"""Beginnings that lean on the sentence before, which a quotation leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure and who gives it."""

    publisher: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Whole sentences of one publisher, word for word."""

    publisher: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The facts of a story for readers of one language."""

    first: str
    """The publisher that reported first."""
    is_own_news: bool
    """The first publisher made the news itself: a lab, a regulator."""
    followers: int
    """How many other publishers have reported it."""
    hours: int
    """Hours within which all publishers reported, begun ones counted."""
    languages: tuple[str, ...]
    """BCP 47, in the order in which they joined."""
    agreed: tuple[Figure, ...] = ()
    """Amounts and percentages that two publishers or more give."""
    disputed: tuple[tuple[Claim, Claim], ...] = ()
    added: tuple[Quote, ...] = ()
    """What others say that the leading article does not, in this language."""
    quoted: Quote | None = None
    """Further sentences of the leading article."""


def analyse(material: StoryMaterial, lead: Article, summary: str) -> Analysis:
    """Gather what is known, for readers of `lead`'s language who have read `summary`."""
    firsts: dict[str, Article] = {}
    for article in sorted(material.articles, key=lambda one: (one.published_at, one.id)):
        firsts.setdefault(article.publisher, article)
    reports = list(firsts.values())
    agreed, disputed = _compare(reports)
    return Analysis(
        first=reports[0].publisher,
        is_own_news=reports[0].is_primary,
        followers=len(reports) - 1,
        hours=1 + (reports[-1].published_at - reports[0].published_at) // timedelta(hours=1),
        languages=tuple(dict.fromkeys(article.language for article in reports)),
        agreed=tuple(key_figures(agreed, _MOST_FIGURES)),
        disputed=tuple(disputed[:_MOST_DISPUTES]),
        added=tuple(_additions(reports, lead))[:_MOST_ADDED],
        quoted=_quote(lead, summary),
    )


def _compare(reports: Sequence[Article]) -> tuple[list[Figure], list[tuple[Claim, Claim]]]:
    """Return the figures that publishers share, and the amounts that they give differently."""
    given = {
        article.publisher: [
            figure
            for figure in figures(
                f"{article.title}\n{article.text[:_HEAD_LENGTH]}", article.language
            )
            if figure.is_money or figure.kind == "%"
        ]
        for article in reports
    }
    agreed: list[Figure] = []
    disputed: list[tuple[Claim, Claim]] = []
    for (one, mine), (other, theirs) in combinations(given.items(), 2):
        agreed += [figure for figure in mine if any(agree(figure, known) for known in theirs)]
        for figure in key_figures(mine, _MOST_FIGURES):
            rival = _rival(figure, mine, theirs)
            if rival is not None:
                claims = Claim(publisher=one, figure=figure), Claim(publisher=other, figure=rival)
                disputed.append(claims)
    return agreed, disputed


def _rival(figure: Figure, mine: Sequence[Figure], theirs: Sequence[Figure]) -> Figure | None:
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


def _additions(reports: Sequence[Article], lead: Article) -> Iterator[Quote]:
    """Yield the best new sentence of each other publisher that writes in the lead's language."""
    known = set(tokens(f"{lead.title}\n{lead.text}"))
    for article in reports:
        if article.publisher == lead.publisher or article.language != lead.language:
            continue
        best = ""
        most = 0.0
        sentences = sentences_of(article.text, article.title)
        for sentence, value in zip(sentences, rated(sentences, article.title), strict=True):
            words = set(tokens(sentence))
            novelty = len(words - known) / len(words)
            if novelty >= _NEW_SHARE and value > most and _stands_alone(sentence):
                best, most = sentence, value
        if best:
            known |= set(tokens(best))
            yield Quote(publisher=article.publisher, text=best)


def _quote(lead: Article, summary: str) -> Quote | None:
    """Choose what else the leading article says, in its order."""
    sentences = [
        sentence for sentence in sentences_of(lead.text, lead.title) if sentence not in summary
    ]
    values = rated(sentences, lead.title)
    room = _QUOTED_HAN_LENGTH if han_ratio(lead.text) > _MOSTLY_HAN else _QUOTED_LENGTH
    chosen: list[int] = []
    for place in sorted(range(len(sentences)), key=lambda place: (-values[place], place)):
        length = grapheme_length(sentences[place])
        if len(chosen) < _MOST_QUOTED and length <= room and _stands_alone(sentences[place]):
            chosen.append(place)
            room -= length
    if not chosen:
        return None
    text = joiner(lead.text).join(sentences[place] for place in sorted(chosen))
    return Quote(publisher=lead.publisher, text=text)


def _stands_alone(sentence: str) -> bool:
    is_han = han_ratio(sentence) > _MOSTLY_HAN
    shortest, longest = _SENTENCE_HAN_LENGTH if is_han else _SENTENCE_LENGTH
    return shortest <= grapheme_length(sentence) <= longest and not _LEANING.match(sentence)
