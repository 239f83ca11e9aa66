"""How far a matter has come: the reports of its latest step.

A story that began as talk goes on: the talk is denied, or comes true, or the deal is completed or
called off. A headline of an earlier step is no longer so, however long its article is, and a late
article that recalls the earlier step takes nothing back.
"""

from collections.abc import Sequence
from enum import IntEnum

import regex

from .denial import Verdict, verdicts_of
from .denied import acts_of
from .events import events
from .genre import Genre, genre_of
from .news import Article
from .script import simplified
from .signals import hedge
from .steps import is_open_headline
from .text import split_sentences

_OPENING = 800
_DEAL = r"(?:acquisition|purchase|takeover|merger|buyout|sale|deal|talks|bid|plans?|offer)\b"
_BREAKS_OFF = (
    r"(?:call(?:s|ed) off|scrap(?:s|ped)|abandon(?:s|ed)|withdr(?:aws|ew)|drop(?:s|ped)"
    r"|walk(?:s|ed) away|end(?:s|ed))"
)
_OVER = regex.compile(
    rf"\b(?:after|following|{_BREAKS_OFF})\b.*$"
    r"|[经历](?!济|史)[^，]*?(?:谈判|洽谈|磋商)(?:[之以]?后|，)|(?:放弃|终止|中止|结束|取消|叫停).*$",
    regex.IGNORECASE,
)
"""What a headline says is over."""
_IN_TALKS = regex.compile(
    r"\b(?:the|of|over|on|merger|takeover|acquisition|buyout|sale|deal|funding) talks\b",
    regex.IGNORECASE,
)
_ENDED = regex.compile(
    rf"\b(?:complet(?:es|ed)|clos(?:es|ed)|finali[sz]e[sd]|{_BREAKS_OFF})\b.{{0,60}}\b{_DEAL}"
    r"|\bcall(?:s|ed) .{1,60} off\b"
    r"|完成(?=.{0,30}(?:收购|并购|合并|交易))|(?:收购|并购|合并|交易).{0,20}(?:完成|交割|告吹)"
    r"|(?:放弃|终止|中止|取消|叫停)(?=.{0,30}(?:收购|并购|合并|交易|谈判|洽谈))",
    regex.IGNORECASE,
)
_ANNOUNCED = regex.compile(
    r"\b(?:announce[sd]?|officially)\b|\bofficial\s?:|宣布|官宣"
    r"|(?<![未没不])正式に?[発发]表|を発表(?!へ|か|せず|し(?:ない|なか)|予定|見通し)"
    r"|(?<!\b(?:nicht|pas|une|cette|no|не) |\b[dlns][’'])\b(?:offiziell\s?:|es ist offiziell"
    r"|gibt\b(?!.{1,60}\b(?:nicht|keine?)\b).{1,60}\bbekannt|kündigt\b.{1,60}\ban(?=\W*$)"
    r"|annonc(?:e|ent|é)|officiel\s?:|officiellement|c['’]est officiel"
    r"|anunci(?:a|an|ó|aron)|oficial\s?:|oficialmente|es oficial"
    r"|объяв(?:ил[аио]?|ляет)|официально)(?!\w)",
    regex.IGNORECASE,
)


class Step(IntEnum):
    """What a headline tells of a matter, in the order in which one follows the other."""

    TALKED_OF = 0
    ANSWERED = 1
    """The talk is denied, or confirmed as talk."""
    DONE = 2
    ENDED = 3
    """It is completed, or called off."""


def latest_step(articles: Sequence[Article]) -> list[Article]:
    """Return the articles of a story that tell its latest step, all where it took none.

    A step is taken by a headline that came after one of a lower step and of the same act.
    """
    ordered = sorted(articles, key=lambda article: (article.published_at, article.id))
    told = [(step_of(article), acts_of(article.title), article) for article in ordered]
    reached: dict[Step, list[Article]] = {}
    for step, acts, article in told:
        if step and any(
            earlier < step
            and before.published_at < article.published_at
            and (acts & known if acts and known else _is_sure(article))
            for earlier, known, before in told
        ):
            reached.setdefault(step, []).append(article)
    return reached[max(reached)] if reached else ordered


def has_come_true(articles: Sequence[Article], lead: Article) -> bool:
    """Tell whether `lead` tells as done, or as ended, what was only talked of before."""
    return step_of(lead) >= Step.DONE and any(
        step_of(article) is Step.TALKED_OF and article.published_at < lead.published_at
        for article in articles
    )


def step_of(article: Article) -> Step:
    """Return the step that a report's headline tells."""
    title = _readable(article.title, article)
    verdicts = verdicts_of(title)
    if Verdict.DENIED in verdicts:
        return Step.ANSWERED
    if is_open_headline(_OVER.sub("", title), article.language):
        return Step.ANSWERED if verdicts else Step.TALKED_OF
    if _ENDED.search(title):
        return Step.ENDED
    return Step.DONE if verdicts or not _is_talk(title, article) else Step.TALKED_OF


def _is_talk(title: str, article: Article) -> bool:
    """Tell whether a headline that names a thing as done only speaks of talk about it."""
    opening = "".join(split_sentences(_readable(article.text[:_OPENING], article))[:1])
    return (
        _IN_TALKS.search(_OVER.sub("", title)) is not None
        or genre_of(title) in {Genre.GUIDE, Genre.OPINION}
        or hedge(title, opening) > 0
    )


def is_announced(article: Article) -> bool:
    """Tell whether a report's headline says who made a thing known."""
    return _ANNOUNCED.search(_readable(article.title, article)) is not None


def _is_sure(article: Article) -> bool:
    """Tell whether a headline whose act is not known tells of one all the same."""
    title = _readable(article.title, article)
    is_told = _ENDED.search(title) is not None or is_announced(article)
    return is_told or bool(verdicts_of(title) or events(title, ""))


def _readable(words: str, article: Article) -> str:
    return simplified(words) if article.language.startswith("zh") else words
