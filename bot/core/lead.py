"""The article that speaks for a story."""

from collections.abc import Sequence

import regex

from . import signals
from .advertising import is_advertisement
from .corrections import is_correction
from .news import Article
from .orders import is_order
from .progress import latest_step
from .taken_back import standing

_ANSWER = regex.compile(
    r"\b(?:den(?:y|ies|ied|ial)|refut\w+|reject\w+ (?:claims?|reports?)|responds? to|hits? back"
    r"|debunk\w*|fact[ -]check)\b|否认|辟谣|回应|澄清|驳斥|不实|否認|闢謠|回應|駁斥",
    regex.IGNORECASE,
)
_TAKE = regex.compile(
    r"^(?:opinion|editorial|column|analysis|podcast|video|live|watch|review|newsletter)\b\s?[:|]"
    r"|^(?:观点|评论|社论|专栏|播客|直播|早报|晚报|周报)\s?[:：|]",
    regex.IGNORECASE,
)
_DEPTH, _WHOLE, _OWN_VOICE, _ANSWERS, _TAKES = 0.6, 0.3, 0.15, 0.35, 0.35
_ORDERS = 3.0
"""More than all that speaks for an article."""


def lead_article(articles: Sequence[Article], language: str = "") -> Article:
    """Return the article to read first: whole, reputed and at length, then first.

    It is one of the latest step of the matter; where a `language` is asked for, one in it, of an
    earlier step if need be: one that stands, in which a report is. Others' reports speak for a
    story better than the text of whoever made the news, and what answers to a story (a denial, an
    opinion) does not speak for it at all, unless most of them do. What somebody took back leads
    never, and who corrects it first. A title that is an order to a machine leads only where nobody
    else tells the story.
    """
    articles = _to_read(articles, language)
    articles = [one for one in articles if not is_advertisement(one.title)] or articles
    articles = [one for one in articles if is_correction(one.title)] or articles
    has_reports = any(not article.is_primary for article in articles)
    answers = [_ANSWER.search(article.title) is not None for article in articles]
    is_answered = 2 * sum(answers) <= len(articles)

    def worth(article: Article) -> float:
        value = article.reputation
        value += _DEPTH * signals.on_scale(signals.word_count(article.text), 20, 400)
        value += 0.0 if article.is_paywalled else _WHOLE
        if article.is_primary and has_reports:
            value -= _OWN_VOICE
        if is_answered and _ANSWER.search(article.title):
            value -= _ANSWERS
        if _TAKE.search(article.title):
            value -= _TAKES
        if is_order(article.title):
            value -= _ORDERS
        return value

    return max(articles, key=lambda article: (worth(article), -article.id))


def _to_read(articles: Sequence[Article], language: str) -> Sequence[Article]:
    known = standing(articles)
    current = latest_step(known)
    if not language:
        return current
    return [one for one in current if one.language == language] or [
        one for one in known if one.language == language
    ]
