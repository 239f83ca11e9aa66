"""What was told and is not so: denied by those whom it concerns, or corrected by who told it.

Talk that is denied is a step of its story (`bot.core.progress`). A fact that was told flatly and
is then denied was none, and a figure that its publisher corrects is wrong wherever it was told.
"""

from collections.abc import Iterable, Sequence

import regex

from .agreement import is_negated
from .corrections import is_correction
from .denial import Verdict, denies, takes_back, verdicts_of
from .news import Article
from .progress import Step, is_announced, step_of
from .quantities import Quantity, agree, figures
from .text import split_sentences, tokens

_SAME = 0.5
"""Share of a headline's terms that its correction has."""
_OPENING = 800
_SEVERAL = 2
"""Publishers that tell a fact again, after its denial, which bring it back."""
_BY_AUTHORITY = regex.compile(
    r"\b(?:fin(?:es|ed)|arrest\w*|indict\w*|charge[sd]|convict\w*|sentence[sd]|rul(?:es|ed|ing)"
    r"|bans?|banned|orders?|ordered|prob(?:es?|ed|ing)|investigat\w*|raid\w*|su(?:e[sd]?|ing)"
    r"|lawsuits?|accus\w+|alleg\w+|regulators?|courts?|judges?|police|prosecutors?"
    r"|klag\w+|verklag\w+|bußgeld\w*|strafe\w*|gericht\w*|ermittel\w+|festgenommen|behörde\w*"
    r"|amende\w*|plainte\w*|tribunal\w*|enquête\w*|accus\w+|arrêt\w+|multa\w*|demanda\w*"
    r"|investiga\w*|acusa\w*|deten\w+|штраф\w*|оштраф\w*|суд\w*|обвин\w+|арест\w*"
    r"|расследован\w+)\b"
    r"|罚款|罰款|处罚|逮捕|拘留|起诉|起訴|指控|诉讼|訴訟|提訴|判决|判決|裁定|禁止|责令|立案|调查|調査|罰金|摘発",
    regex.IGNORECASE,
)
"""Who is fined or sued denies what it is for; that it happened is no less so."""


def standing(articles: Sequence[Article]) -> list[Article]:
    """Return the articles of a story whose news nobody took back, oldest first; never none."""
    ordered = sorted(articles, key=lambda article: (article.published_at, article.id))
    gone = {article.id for article in (*_denied(ordered), *_corrected(ordered))}
    return [article for article in ordered if article.id not in gone]


def _denied(ordered: Sequence[Article]) -> Iterable[Article]:
    """Yield the facts that a later headline denies, unless they came true after that."""
    facts = [one for one in ordered if not denies(one.title) and _is_fact(one)]
    for denial in (one for one in ordered if denies(one.title) and facts):
        told = [fact for fact in facts if takes_back(denial, fact)]
        after = [fact for fact in told if fact.published_at > denial.published_at]
        publishers = {fact.publisher.casefold() for fact in after}
        if len(told) > len(after) and not (
            len(publishers) >= _SEVERAL or any(map(_is_sure, after))
        ):
            yield from told


def _is_fact(article: Article) -> bool:
    return step_of(article) >= Step.DONE and _BY_AUTHORITY.search(article.title) is None


def _is_sure(article: Article) -> bool:
    """Tell whether a report knows that the fact was in doubt, or comes from who must know."""
    return (
        article.is_primary
        or is_announced(article)
        or Verdict.CONFIRMED in verdicts_of(article.title)
    )


def _corrected(ordered: Sequence[Article]) -> Iterable[Article]:
    """Yield what a later report of its publisher corrects, and all that give its wrong figure."""
    for correction in (one for one in ordered if is_correction(one.title)):
        corrected = [one for one in ordered if _corrects(correction, one)]
        yield from corrected
        right = _figures(correction.title, correction)
        told = [figure for one in corrected for figure in _figures(one.title, one)]
        wrong = [one for one in told if right and not _is_among(one, right)]
        for other in ordered if wrong else ():
            given = _figures(_opening(other), other)
            if any(_is_among(one, wrong) for one in given) and not any(
                _is_among(one, right) for one in given
            ):
                yield other


def _corrects(correction: Article, earlier: Article) -> bool:
    terms = set(tokens(earlier.title))
    return (
        earlier.published_at < correction.published_at
        and earlier.publisher.casefold() == correction.publisher.casefold()
        and earlier.language == correction.language
        and len(terms & set(tokens(correction.title))) >= _SAME * len(terms)
    )


def _figures(text: str, article: Article) -> list[Quantity]:
    return [one for one in figures(text, article.language) if not is_negated(text, one)]


def _is_among(figure: Quantity, known: Iterable[Quantity]) -> bool:
    return any(agree(figure, one) for one in known)


def _opening(article: Article) -> str:
    """Return the headline and the first sentence."""
    return "\n".join([article.title, *split_sentences(article.text[:_OPENING])[:1]])
