"""Which step of a story a report tells: talks, the deal that came of them, or a denial.

A story goes on, and its headline tells the step that it has come to. Who told an earlier one did
not report this first, and its sum may be another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import regex

from . import signals
from .denial import Verdict, denial_of, verdicts_of
from .news import Article
from .quantities import agree, figures
from .script import simplified
from .text import tokens

_HEAD = 1500
_SHARED = 0.5
"""Share of a headline's terms that a report of the same has, in one language."""
_ENGLISH = (
    r"\b(?:in (?:early |advanced )?(?:talks|discussions)|talks (?:with|to|over|on)|negotiat\w+"
    r"|consider(?:s|ed|ing)?|weigh(?:s|ed|ing)?|mull(?:s|ed|ing)?|explor(?:es|ed|ing)|eye[sd]?"
    r"|seek(?:s|ing)?|look(?:s|ing) to|plan(?:s|ning)? to|aim(?:s|ing)? to|wants? to|hopes? to"
    r"|prepar(?:es|ing) to|could|might|would|near(?:s|ing)|close to|poised|set to|expected"
    r"|reportedly|rumou?r\w*|said to|reports? says?|proposes|proposed|drafts?|bids? (?:for|to)"
    r"|offers? to|sources(?= say|:))\b"
    r"|(?<!\b(?:in|on|by|since|until|of|from|this|last|next|late|early|mid)[ -])\bmay\b(?! \d)"
)
_OPEN = {
    language: regex.compile(pattern, regex.IGNORECASE)
    for language, pattern in {
        "en": _ENGLISH,
        "zh": r"洽谈|谈判|磋商|考虑|传闻|传言|据传|外传|盛传|传(?=[^，。]{0,12}(?:收购|将|拟|要"
        r"|正))|或将|有望|可能"
        r"|酝酿|正在?谈|接近|即将|寻求|打算|消息称|草案|征求意见|(?<![虚模])拟(?![人合物态真])"
        r"|计划(?=(?:收购|出售|推出|投资|裁员|上市|发布|融资|在|于|以|用|将))",
        "ja": "検討|交渉|協議|見通し|方針|予定|計画|観測",
        "de": r"\b(?:verhandel\w+|erwäg\w+|in Gesprächen|plant|planen|könnten?|prüf(?:t|en)"
        r"|soll(?:en)?"
        r"|angeblich|offenbar)\b",
        "fr": r"\b(?:négoci\w+|envisage\w*|pourrai(?:t|ent)|en discussions?|serai(?:t|ent)"
        r"|projett?e"
        r"|veut|prévoit|souhaite)\b",
        "es": r"\b(?:negocian?|considera|podrían?|planean?|estudian?|en conversaciones|quiere"
        r"|prevé"
        r"|busca)\b",
        "ru": r"\b(?:вед[её]т переговоры|ведут переговоры|планиру\w+|может|могут|рассматрива\w+"
        r"|намерен\w*|собира\w+|хочет)\b",
    }.items()
}
"""What is talked of, wanted or planned, and has not happened."""
_TURNS = tuple(
    regex.compile(pattern, regex.IGNORECASE)
    for pattern in (
        (
            r"\bagree[sd]?\b|\bagreement|\bsign(?:s|ed)\b|\bseal(?:s|ed)\b|\bstr(?:ikes|uck)\b"
            r"|\binks\b"
            r"|达成|签署|签订|签约|敲定|合意|\beinig\w*|\bunterzeichn\w*|\bsigne\w*|\bfirm(?:an"
            r"|ó|aron)\b|\bacuerd\w+"
            r"|\bпод?пис\w+|\bдоговорил\w+"
        ),
        (
            r"\bcomplet(?:es|ed|ion)|\bclos(?:es|ed)\b|\bfinali[sz]\w+|完成|交割|完了"
            r"|\babgeschlossen|\bfinalis\w+|\bзаверш\w+|\bзакры\w+"
        ),
        (
            r"\brul(?:es|ed|ing)\b|\bverdict|\bdismiss\w*|\bconvict\w*|\bacquit\w*|\bsentenced"
            r"|\bfine[sd]\b"
            r"|裁定|判决|判处|驳回|罚款|判決|\bUrteil|\bverurteilt|\bcondamn\w+|\bконден\w+"
            r"|\bоштраф\w+"
        ),
        (
            r"\bapprov\w+|\bclear(?:s|ed)\b|\bpass(?:es|ed)\b|\badopt(?:s|ed)\b|批准|通过|获批"
            r"|承認|可決"
            r"|\bgenehmig\w+|\bapprouv\w+|\bapr(?:ueba|obó|obado)\b|\bодобр\w+"
        ),
        (
            r"\bblock(?:s|ed)?\b|\breject(?:s|ed)?\b|\bveto\w*|\bban(?:s|ned)\b|\bhalt(?:s|ed)?\b"
            r"|\bsuspend\w*|否决|叫停|禁止|暂停|却下|停止|\bstoppt|\bverbiet\w+|\bbloqu\w+"
            r"|\binterdi\w+"
            r"|\bзапре\w+|\bприостан\w+"
        ),
        (
            r"\bscrap(?:s|ped)?\b|\babandon\w*|\bcall(?:s|ed)? off\b|\bwithdr[ae]w\w*|\bcancel\w*"
            r"|\bterminat\w+|\bcollaps\w+|取消|放弃|终止|撤回|撤诉|告吹|中止|断念|\babgesagt"
            r"|\bscheiter\w+"
            r"|\babandonn\w+|\bannul\w+|\bотмен\w+|\bотказ\w+"
        ),
        (
            r"\bdelay\w*|\bpostpon\w+|\bpush(?:es|ed)? back\b|推迟|延期|延后|\bverschieb\w+"
            r"|\bverschoben"
            r"|\breporté\w*|\bretras\w+|\baplaz\w+|\bотлож\w+"
        ),
        r"\bsettl(?:es|ed|ement)\b|和解|\bVergleich",
        r"\brespon(?:ds|ded|se)\b|\brepl(?:ies|ied)\b|\bhits back\b|\bapologi\w+|回应|道歉|謝罪",
        r"\bresign\w*|\bsteps? down\b|\bstepped down\b|\bquits?\b|\boust\w*|辞职|卸任|离职|辞任",
    )
)
"""What can become of a thing, each in the words of several languages."""


class Bearing(Enum):
    """What a report tells, beside a headline."""

    SAME = "same"
    UNSURE = "unsure"
    """The event, though maybe not all that the headline says of it."""
    BEFORE = "before"
    """A step that led to it."""
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A report that what a headline says is not so."""

    report: Article
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """The articles of a story by what they tell beside its headline, each kind oldest first."""

    articles: tuple[Article, ...]
    same: tuple[Article, ...]
    """Never empty: the headline's own article is one."""
    unsure: tuple[Article, ...]
    before: tuple[Article, ...]
    denials: tuple[Denial, ...]
    """The last word of each publisher that denies it."""

    @property
    def current(self) -> list[Article]:
        """Return the reports of what the headline tells, of publishers that do not deny it."""
        denying = {denial.report.publisher.casefold() for denial in self.denials}
        told = {article.id for article in (*self.same, *self.unsure)}
        return [
            article
            for article in self.articles
            if article.id in told and article.publisher.casefold() not in denying
        ]


def steps_of(articles: Sequence[Article], lead: Article) -> Steps:
    """Sort the articles of a story by what they tell beside the headline of `lead`."""
    ordered = sorted(articles, key=lambda article: (article.published_at, article.id))
    is_denial = denial_of(lead, lead) != ""
    kinds: dict[Bearing, list[Article]] = {kind: [] for kind in Bearing}
    denials: dict[str, Denial] = {}
    for article in ordered:
        words = denial_of(article, lead)
        if is_denial:
            kind = Bearing.SAME if words else Bearing.BEFORE
        elif words:
            kind = Bearing.DENIED
        else:
            kind = _bearing(article, lead)
        is_told = kinds[Bearing.SAME] or kinds[Bearing.UNSURE]
        if kind is Bearing.DENIED and not is_told:
            kind = Bearing.BEFORE
        elif kind is Bearing.BEFORE and is_told and not is_denial:
            kind = Bearing.UNSURE
        kinds[kind].append(article)
        name = article.publisher.casefold()
        if kind is Bearing.DENIED:
            denials[name] = Denial(report=article, words=words)
        elif kind is not Bearing.BEFORE:
            denials.pop(name, None)
    return Steps(
        articles=tuple(ordered),
        same=tuple(kinds[Bearing.SAME]),
        unsure=tuple(kinds[Bearing.UNSURE]),
        before=tuple(kinds[Bearing.BEFORE]),
        denials=tuple(denials.values()),
    )


def _bearing(report: Article, lead: Article) -> Bearing:
    if report is lead:
        return Bearing.SAME
    title, headline = _readable(report.title, report), _readable(lead.title, lead)
    is_open = is_open_headline(title, report.language)
    if is_open != is_open_headline(headline, lead.language):
        return Bearing.BEFORE if is_open else Bearing.UNSURE
    head = f"{title}\n{_readable(report.text[:_HEAD], report)}"
    is_told = (
        all(turn.search(head) for turn in _TURNS if turn.search(headline))
        and set(verdicts_of(headline)) <= {*verdicts_of(head), Verdict.DENIED}
        and _has_figures(report, lead)
        and (report.language != lead.language or _shares_terms(headline, head))
    )
    return Bearing.SAME if is_told else Bearing.UNSURE


def is_open_headline(headline: str, language: str) -> bool:
    """Tell whether a headline, simplified, tells what is only talked of, wanted or planned."""
    return _OPEN.get(language[:2], _OPEN["en"]).search(headline) is not None


def _has_figures(report: Article, lead: Article) -> bool:
    """Tell whether a report gives the figures of a headline."""
    given = signals.figures_of(report.title, report.text, report.language)
    return all(
        any(agree(figure, known) for known in given)
        for figure in figures(lead.title, lead.language)
    )


def _shares_terms(headline: str, head: str) -> bool:
    terms = set(tokens(headline))
    return len(terms & set(tokens(head))) >= _SHARED * len(terms)


def _readable(words: str, article: Article) -> str:
    return simplified(words) if article.language.startswith("zh") else words
