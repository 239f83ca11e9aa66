"""Whether somebody says that a thing is so, or that it is not, in the articles' languages."""

from collections.abc import Iterator
from enum import StrEnum

import regex

from .denied import is_of, tells_of
from .leaning import leans
from .news import Article
from .orders import is_order
from .summary import joiner
from .text import split_sentences, tokens
from .text.sentences import sentence_spans

_REFUSED = (
    r"motions?|requests?|bids?|appeals?|petitions?|applications?|access|injunctions?|visas?"
    r"|permits?|bail|entry|stay|relief|services?|coverage"
)
"""What courts and offices deny is refused, and no less true for it."""
_TOLD = r"(?:reports?|claims?|rumou?rs?|allegations?|speculation|stor(?:y|ies)|figures?)"
_UNTRUE = (
    r"(?:false|untrue|incorrect|inaccurate|baseless|unfounded|fabricated|nonsense|made up|fake"
    r"|wrong(?! (?:to|of|about|for|in|on)\b)|a hoax|fiction)"
)
_BEING = r"(?:is|are|was|were|['’]s|['’]re)"
_PLANNED = r"(?:talks|negotiations|discussions|plans?|deal|agreement|offer|intention|merger|truth)"
_NOT_DENYING = (
    r"(?<!\b(?:not|never|nor|neither|cannot|(?:refus|declin)\w+ to) (?:\w+ly )?)(?<!n['’]t )"
    r"(?<!\bconfirm\w* (?:or|and|nor) (?:to )?)"
)
_DENIED = (
    (
        rf"\b(?=den){_NOT_DENYING}(?:den(?:y|ies|ied|ying)|denial of)\b"
        rf"(?!(?:\W+[\w'’$.-]+){{0,4}}?\W+(?:{_REFUSED})\b)"
    ),
    r"\bdenials?\b(?![- ]of)",
    rf"\b(?=debunk|refut){_NOT_DENYING}(?:debunk|refut)(?:s|es|ed|ing)?\b",
    rf"\b(?:reject|dismiss)(?:s|es|ed|ing)?\W+(?:\w+\W+){{0,2}}{_TOLD}\b",
    rf"\b{_TOLD}\W+(?:\w+\W+){{0,8}}{_UNTRUE}\b",
    r"\b(?:retract|withdr[ae]w)(?:s|n|ed|ing)?\W+(?:\w+\W+){0,2}(?:reports?|stor(?:y|ies))\b",
    r"\b(?:false|untrue|inaccurate|baseless)\W+(?:reports?|claims?|rumou?rs?|allegations?)\b",
    rf"\b(?:this|that|it|these|they)(?: {_BEING}|['’]s)(?: \w+ly)? {_UNTRUE}\b",
    r"\b(?:is|was|are|were)(?: not|n['’]t) (?:true|correct|accurate)\b",
    rf"\bno (?:truth\b|such {_PLANNED}\b)",
    rf"\bthere (?:is|are|was|were|ha(?:s|ve) been) no (?:such |current |ongoing )?{_PLANNED}\b",
    r"(?:not|n['’]t) (?:currently )?in (?:any )?(?:talks|negotiations)\b",
    r"\b(?:dementier\w*|bestreitet|bestritt(?:en)?)\b",
    r"\bwei?s(?:t|en)?\b[^.;]{0,60}\bzurück\b",
    r"\b(?:ist|sind|sei|seien) (?:falsch|unwahr|frei erfunden|nicht (?:wahr|richtig))\b",
    r"\bstimmt nicht\b|\bkeine (?:Gespräche|Verhandlungen)\b",
    r"\b(?:démen(?:t|ti|tie|tis|tir|tent|tit)|réfut\w+)\b",
    r"\bni(?:e|ent|é) (?:avoir|être|toute?|que|les)\b|\baucune (?:discussion|négociation)\b",
    r"\b(?:est|sont) (?:faux|fausses?|inexacte?s?)\b|\bn[’']est pas (?:vrai|exact)\b",
    r"\b(?=nieg|neg)(?<!\bno )(?:niegan?|negó|negaron)\b",
    r"\b(?:desmienten?|desmintió|desmintieron|desmentido)\b",
    r"\bno (?:es (?:cierto|verdad|correcto)|hay (?:conversaciones|negociaciones))\b",
    r"\b(?:es|son) fals[oa]s?\b",
)
_DENIED_ELSEWHERE = (
    r"(?=否)(?<![未没不可能絕绝无無]有?|未予|[拒][绝絕])否[认認]",
    r"(?:消息|[报報][道導]|[传傳][闻聞言]|[说說]法|信息|[属屬均系称稱])[^，。]{0,4}不[实實](?![信用际際施现現行惠])",
    r"不[实實](?=[报報][道導]|[传傳][闻聞言]|消息|[说說]法)|不[属屬][实實]|不是真的|[与與]事[实實]不符|[并並]非事[实實]",
    r"辟谣|闢謠|子虚乌有|子虛烏有|[是属屬系为為][谣謠]言|[传傳][闻聞]失[实實]|[没沒无無]有?此事|[属屬](?:虚构|捏造)",
    (
        r"(?:[没沒]有|[并並][无無]|未)(?:[进進]行|任何|相[关關]|此[类類]|上述|[这這][样樣]的){0,2}"
        r"(?:[谈談]判|磋商|洽[谈談])"
    ),
    r"否定(?:し(?!てい?な|な)|する|され|$)|事実無根|事実では?な",
    r"\b(?=[оО])(?<!\bне )(?:опроверг\w*|отрица(?:ет|ют|л[аи]?))\b",
    r"\bне соответству\w+ действительности\b|\bэто неправда\b",
)
"""In scripts of their own."""
_CONFIRMED = (
    r"(?<!\b(?:not|yet to|never|nor|neither|without|(?:refus|declin)\w+ to)\s)(?<!n['’]t\s)"
    r"\bconfirm(?:s|ed|ing)?\b"
    r"|(?<!未)(?<!未[经经获獲經])(?:[证證]实|證實|确认|確認)"
)
_ACCUSED = regex.compile(
    r"\b(?:su(?:e[sd]?|ing)|lawsuits?|accus\w+|alleg\w+|charge[sd] (?:with|against)|complaints?"
    r"|courts?"
    r"|wrongdoing|stol\w+|infring\w+|klag\w+|accusé\w*|acusa\w*|обвин\w+)\b"
    r"|起诉|起訴|指控|诉讼|訴訟|侵权|侵權|[状狀被原]告",
    regex.IGNORECASE,
)
"""What somebody is accused of, they deny as a rule; that they are accused is no less so."""
_IS_TOLD = regex.compile(
    rf"\b{_TOLD}\b|\b(?:this|that|it|these|they)(?: {_BEING}|['’]s)|\bno such\b|\bthere (?:is"
    rf"|are|was"
    r"|were) no\b|报道|報道|報導|消息|传闻|傳聞|说法|說法|此事|报告"
    r"|[没沒并並]有?[无無]?.{0,4}(?:谈判|談判|洽谈|磋商)|報道"
    r"|Bericht|stimmt|rapport|informations?|rumeur|informaci|rumor|сообщени|слух|это",
    regex.IGNORECASE,
)
"""Words that take up what was told before, whatever it was."""
_SAME_MATTER = 0.4
_STEM, _LEAST_LETTERS = 5, 3
_FUNCTION_WORDS = frozenset({
    "that", "its", "the", "would", "will", "had", "has", "have", "been", "was", "were", "any",
    "for", "with", "from", "and",
})  # fmt: skip
_OPENING = 800
_OPENING_SENTENCES = 4
"""Where a text that denies what is reported says so; further down it tells what others said."""


class Verdict(StrEnum):
    """What became of what was told."""

    NONE = ""
    CONFIRMED = "confirmed"
    DENIED = "denied"


_DENIALS = [regex.compile(pattern, regex.IGNORECASE) for pattern in _DENIED]
_DENIALS_ELSEWHERE = [regex.compile(pattern, regex.IGNORECASE) for pattern in _DENIED_ELSEWHERE]
_CONFIRMATION = regex.compile(_CONFIRMED, regex.IGNORECASE)


def verdicts_of(text: str) -> list[Verdict]:
    """Return what a headline or a sentence says of what was told."""
    confirmed = [Verdict.CONFIRMED] if _CONFIRMATION.search(text) else []
    return [*confirmed, Verdict.DENIED] if denies(text) else confirmed


def denies(text: str) -> bool:
    """Tell whether a headline or a sentence says that something is not so."""
    return _denied_at(text) is not None


def _denied_at(text: str) -> int | None:
    """Return where the words end that deny, None where none do; one by one is far faster."""
    patterns = _DENIALS if text.isascii() else [*_DENIALS, *_DENIALS_ELSEWHERE]
    found = (pattern.search(text) for pattern in patterns)
    return next((match.end() for match in found if match), None)


def denial_of(report: Article, lead: Article) -> str:
    """Return the words in which a report denies what `lead` tells, empty where it does not.

    Those are its own headline, or whole sentences of its opening: one that leans on the sentence
    before comes with it. What is denied further down may be something else, so it has to be what
    the headline of `lead` or the sentences before speak of. Another matter of the same firm that
    is denied leaves what `lead` tells as it is.
    """
    opening = report.text[:_OPENING]
    if denies(report.title):
        context = f"{report.title}\n{' '.join(split_sentences(opening)[:1])}"
        return report.title if is_of(report.title, context, report, lead) else ""
    if not denies(opening) or _ACCUSED.search(f"{report.title}\n{opening}"):
        return ""
    sentences = [one for one in split_sentences(opening) if not is_order(one)]
    for at, sentence in enumerate(sentences[:_OPENING_SENTENCES]):
        end = _denied_at(sentence)
        if end is None:
            continue
        before = f"{report.title}\n{' '.join(sentences[:at])}"
        spoken_of = f"{lead.title}\n{before}"
        if at and not _IS_TOLD.search(sentence) and not _speaks_of(sentence[end:], spoken_of):
            continue
        start = at - 1 if at and leans(sentence) else at
        words = joiner(opening).join(sentences[start : at + 1])
        if is_of(words, before, report, lead):
            return words
    return ""


def _speaks_of(denied: str, told: str) -> bool:
    """Tell whether what is denied is what was told, in other forms of the words or not."""
    words, known = _stems(denied), _stems(told)
    return len(words & known) >= _SAME_MATTER * len(words)


def _stems(text: str) -> set[str]:
    return {
        term[:_STEM]
        for term in tokens(text)
        if (len(term) >= _LEAST_LETTERS or not term.isascii()) and term not in _FUNCTION_WORDS
    }


def takes_back(denial: Article, fact: Article) -> bool:
    """Tell whether the headline of a denial denies just the fact that another one tells."""
    return denial_of(denial, fact) != "" and tells_of(denial, fact)


def denied_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences begin and end that say what is not so.

    Where one leans on the sentence before ("This is not correct"), that one says it.
    """
    if not denies(text):
        return
    spans = list(sentence_spans(text))
    for at, (start, end) in enumerate(spans):
        if denies(text[start:end]):
            yield (spans[at - 1][0] if at and leans(text[start:end]) else start), end
