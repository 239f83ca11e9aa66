"""What is known about a story beyond its summary, as facts; `bot.render.analysis` finds the words.

Nothing here is guessed: who reported first and who followed, the figures on which publishers agree
or differ, what others add and what came later, what was told before, what is said to come, and
further sentences of the leading article, each with its publisher. No sentence is given twice.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

import regex

from .agreement import Agreement, Claim, compare
from .background import Earlier
from .concepts import Vocabulary
from .copies import first_reports
from .coverage import Coverage, cover, latest
from .leaning import leans
from .news import Article, StoryMaterial
from .outlook import is_to_come
from .steps import Steps, steps_of
from .summary import is_dense, joiner, rated, sentences_of, terms_of
from .text import grapheme_length, plain, tokens

_QUOTED_LENGTH = 420
_QUOTED_DENSE_LENGTH = 200
"""Graphemes quoted from the leading article; a Chinese character says about twice a letter."""
_MOST_QUOTED = 3
_MOST_ADDED = 2
_LATER = timedelta(hours=12)
"""A report that comes this long after the first one is news again."""
_NEW_SHARE = 0.5
"""Share of a sentence's words that the leading article must lack for it to add something."""
_SENTENCE_LENGTH = (30, 300)
_SENTENCE_DENSE_LENGTH = (12, 130)
_REASON = regex.compile("(?:理由|原因)是")
"""A reason without what it is the reason of."""
_UNATTRIBUTED = regex.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|«[^»]*»|„[^“”]*[“”]")
"""A quotation without a word of whose it is."""
_POINTING = regex.compile(
    r"\b(?:see|read|visit|check out) (?:the|our|this) (?:\w+\W+){0,3}"
    r"(?:articles?|posts?|papers?|pages?|reports?|blogs?|documentation|docs|websites?)\b"
    r"|\bfor more (?:details|information)\b|\bhere\.$"
    r"|详见|点击这里|更多信息|更多详情",
    regex.IGNORECASE,
)
"""Words that point to a place which a quotation does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Whole sentences of one publisher, word for word."""

    publisher: str
    text: str
    is_later: bool = False
    """Whether it came well after the first report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """The facts of a story for readers of one language."""

    coverage: Coverage
    denial: Quote | None = None
    """How one of those who deny it says so, in this language."""
    before: Quote | None = None
    """The headline of the first report of what led to this, where its language is this one."""
    agreed: tuple[Agreement, ...] = ()
    """Amounts and percentages that two publishers or more give."""
    disputed: tuple[tuple[Claim, Claim], ...] = ()
    added: tuple[Quote, ...] = ()
    """What others say that the leading article does not, in this language."""
    quoted: Quote | None = None
    """Further sentences of the leading article."""
    coming: Quote | None = None
    """What is said to come."""
    earlier: tuple[Earlier, ...] = ()
    """Stories told before, each with a title in this language."""


def analyse(
    material: StoryMaterial,
    lead: Article,
    summary: str,
    vocabulary: Vocabulary,
    earlier: Sequence[Earlier] = (),
) -> Analysis:
    """Gather what is known, for readers of `lead`'s language who have read `summary`."""
    reports = first_reports(material.articles)
    steps = steps_of(material.articles, lead)
    agreed, disputed = compare(steps.current, lead, summary)
    denial = next(_denials(steps, lead), None)
    said = summary + "".join(agreement.words for agreement in agreed)
    said += denial.text if denial else ""
    coming = _coming(reports, lead, said)
    said += coming.text if coming else ""
    added = tuple(_additions(reports, lead, said))[:_MOST_ADDED]
    return Analysis(
        coverage=cover(steps, vocabulary),
        denial=denial,
        before=next(_led_to(steps, lead), None),
        agreed=agreed,
        disputed=disputed,
        added=added,
        quoted=_quote(lead, said),
        coming=coming,
        earlier=tuple(earlier),
    )


def _denials(steps: Steps, lead: Article) -> Iterator[Quote]:
    for denial in steps.denials:
        if denial.report.language == lead.language and _fits(denial.words):
            yield Quote(publisher=denial.report.publisher, text=denial.words)


def _led_to(steps: Steps, lead: Article) -> Iterator[Quote]:
    for report in steps.before:
        if report.language == lead.language and latest(report) < steps.same[0].published_at:
            yield Quote(publisher=report.publisher, text=plain(report.title))


def _additions(reports: Sequence[Article], lead: Article, said: str) -> Iterator[Quote]:
    """Yield the best new sentence of each other publisher that writes in the lead's language."""
    others = [
        article
        for article in reports
        if article.publisher != lead.publisher and article.language == lead.language
    ]
    known = set(tokens(f"{lead.title}\n{lead.text}\n{said}")) if others else set()
    for article in others:
        best = ""
        most = 0.0
        sentences = sentences_of(article.text, article.title)
        for sentence, value in zip(sentences, rated(sentences, article.title), strict=True):
            words = terms_of(sentence).keys()
            novelty = len(words - known) / len(words)
            if novelty >= _NEW_SHARE and value > most and _stands_alone(sentence):
                best, most = sentence, value
        if best:
            known |= terms_of(best).keys()
            is_later = article.published_at - latest(reports[0]) >= _LATER
            yield Quote(publisher=article.publisher, text=best, is_later=is_later)


def _coming(reports: Sequence[Article], lead: Article, said: str) -> Quote | None:
    """Return the first new sentence on what is to come, of the lead or else of another report."""
    known = set(tokens(f"{lead.title}\n{said}"))
    others = [article for article in reports if article.publisher != lead.publisher]
    for article in (lead, *others):
        if article.language != lead.language:
            continue
        for sentence in sentences_of(article.text, article.title):
            words = terms_of(sentence).keys()
            is_new = len(words - known) >= _NEW_SHARE * len(words)
            is_news = is_to_come(sentence, article.language, article.published_at.year)
            if is_news and is_new and _stands_alone(sentence):
                return Quote(publisher=article.publisher, text=sentence)
    return None


def _quote(lead: Article, said: str) -> Quote | None:
    """Choose what else the leading article says: sentences that follow each other in it."""
    sentences = sentences_of(lead.text, lead.title)
    values = rated(sentences, lead.title)
    joint = joiner(lead.text)
    best = ""
    most = 0.0
    for start, sentence in enumerate(sentences):
        if sentence in said or not _stands_alone(sentence):
            continue
        passage, value = sentence, values[start]
        for place in range(start + 1, min(start + _MOST_QUOTED, len(sentences))):
            longer = f"{passage}{joint}{sentences[place]}"
            if (
                sentences[place] in said
                or _POINTING.search(sentences[place])
                or not _fits(longer)
                or not _follows(lead, sentences, place)
            ):
                break
            passage, value = longer, value + values[place]
        if value > most:
            best, most = passage, value
    return Quote(publisher=lead.publisher, text=best) if best else None


def _follows(article: Article, sentences: Sequence[str], place: int) -> bool:
    """Tell whether an article has a sentence right after the one before it."""
    before, sentence = sentences[place - 1 : place + 1]
    at = article.text.find(before)
    return article.text[at + len(before) :].lstrip().startswith(sentence)


def _fits(passage: str) -> bool:
    room = _QUOTED_DENSE_LENGTH if is_dense(passage) else _QUOTED_LENGTH
    return grapheme_length(passage) <= room


@lru_cache(maxsize=256)  # asked by what comes and by what is quoted
def _stands_alone(sentence: str) -> bool:
    """Tell whether a sentence can be quoted without the one before; not what nobody says."""
    shortest, longest = _SENTENCE_DENSE_LENGTH if is_dense(sentence) else _SENTENCE_LENGTH
    return shortest <= grapheme_length(sentence) <= longest and not (
        leans(sentence)
        or _REASON.match(sentence)
        or _UNATTRIBUTED.fullmatch(sentence)
        or _POINTING.search(sentence)
    )
