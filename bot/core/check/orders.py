"""Orders hidden in an article: what only they say supports nothing, and was obeyed where told.

An order is a sentence that tells a machine or a writer what to write. It and what follows it in
its paragraph are taken out of the sources, so that no figure, name or quotation can rest on it.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeAlias

import regex

from bot.core.concepts import Vocabulary
from bot.core.imperatives import ADDRESSING, OVERRIDING, without_quoted
from bot.core.orders import is_order
from bot.core.script import simplified
from bot.core.text import split_sentences

from .sources import Sources

_TELL = (
    "state|write|say|mention|report|claim|announce|declare|conclude|emphasi[sz]e|stress|output"
    "|respond|reply|answer|insist"
)
_FIRST = r"(?:^|[.!?:;“\"(\n]\s*)(?:(?:also|then|instead|now|always|just|simply|and),?\s)*"
"""Where an imperative begins."""
_HAN_TELL = "写明|写道|写上|写成|说明|注明|声明|声称|宣称|指出|提及|提到|强调|报道"
_TOLD = (
    r"\byou are now (?:an?|in|the)\b|(?:^|\n)\s*(?:system|assistant|developer)\s*:"
    rf"|\b(?:AIs?|LLMs?|chatbots?|assistants?|AI (?:models?|assistants?|agents?)"
    rf"|summari[sz]ers?)[,:]"
    rf"\s(?:please\s)?(?:{_TELL}|include|add|describe|praise|treat)\b"
    r"|\bin (?:any|all|every) (?:summar(?:y|ies)|answers?|responses?|translations?)\b"
    r"|\b(?:please|you (?:must|should|shall|have to|need to)|be sure to|make sure to"
    rf"|remember to|do not fail to)\s(?:\w+\s){{0,2}}(?:{_TELL})\sthat\b"
    rf"|{_FIRST}(?:{_TELL})\s(?:only\s)?(?:that\b|[“\"])|{_FIRST}(?:write|say|state|output):"
    rf"|{_FIRST}(?:tell (?:the |your |all )?(?:readers?|users?|people|everyone)\b"
    r"|(?:include|add|insert|append) (?:the|a|this|these|that) (?:\w+ )?"
    r"(?:links?|sentences?|lines?|words?|following|urls?|phrases?|statements?)\b"
    r"|describe \S+(?: \S+){0,3} as\b"
    r"|(?:end|begin|start) (?:your|the|every|each) (?:summary|answer|text|article|title)\b)"
    r"|\byour (?:summar(?:y|ies)|headline|translation|answer) (?:should|must|ha(?:s|ve) to)\b"
    r"|(?:^|[。！？\n])\s*你现在是"
    r"|(?:AI|人工智能|模型|智能体|助手|机器人)[^。！？\n]{0,6}(?:请|阅读|读到|总结"
    r"|处理)[^。！？\n]{0,16}"
    rf"(?:{_HAN_TELL})"
    rf"|请(?:务必|一定|你|您|直接)*(?:在[^。！？\n]{{0,12}}[中里上内])?(?:{_HAN_TELL})"
    rf"|你(?:必须|应该|应当|需要|要|务必)(?:{_HAN_TELL})|(?:务必|必须)在(?:摘要|总结|标题"
    rf"|译文)[中里]"
    r"|要約[にでは][^。\n]{0,30}ください|と(?:書いて|記述して|記載して|述べて|報じて)ください"
    r"|\b(?:schreib|sag|erwähn|bericht|behaupt)(?:e|en Sie|t)?,?\s(?:bitte,?\s)?dass\b"
    r"|\b(?:écri(?:s|vez)|dites|mentionne[zr]?|indiquez|affirmez)\s(?:bien\s)?qu(?:e\b|['’])"
    rf"|{_FIRST}(?:escrib[ae]|menciona|indica|afirma|di)\sque\b"
    r"|\b(?:напиши|укажи|сообщи|скажи|упомяни)(?:те)?,?\sчто\b"
)
_ORDER = regex.compile(f"{OVERRIDING}|{ADDRESSING}|{_TOLD}", regex.IGNORECASE)
"""Also what only may be an order: what rests on it is not lost to readers, only not relied on."""
_OVERRIDE = regex.compile(OVERRIDING, regex.IGNORECASE)
_FOLLOWING = 2
"""Sentences that go on with an order which begins a paragraph, or does away with earlier ones."""
_WORD = regex.compile(r"[\p{Latin}\p{Cyrillic}]{5,}")
_HAN_RUN = regex.compile(r"\p{Han}+")
_HAN_EMPTY = regex.compile(
    rf"已经|[的了是在将把并且会被和与也都已经就对为其该此这那]|{_HAN_TELL}|请|必须|应该|务必|你"
    rf"|您|所有|之前|以上"
    r"|指令|摘要|总结|标题|公司|读者"
)
_STEM = 6
Order: TypeAlias = Mapping[str, AbstractSet[str]]
"""What one sentence says: beginnings of `words`, pairs of Chinese `characters`, `actions`."""
_EMPTY = frozenset(
    word[:_STEM]
    for word in regex.findall(
        r"\w+",
        "ignore disregard forget override previous prior above earlier preceding system prompt"
        " instructions instruction message write state report mention claim announce declare"
        " conclude emphasize output respond reply answer please should always instead include"
        " describe summary summaries summarize summarizing article articles title language model"
        " models assistant assistants reader readers their there which about these those company"
        " companies firm business people users would could other following sentence every after"
        " before under between while where since until because being having making",
    )
)
_OBEYED = {"words": 0.6, "characters": 0.4, "actions": 0.5}
"""Share of what an order brings in that a sentence says when it follows it."""


def without_orders(text: str) -> tuple[str, list[str]]:
    """Return a text without its orders, and their sentences."""
    kept: list[str] = []
    orders: list[str] = []
    for paragraph in text.split("\n"):
        left: list[str] = []
        following = 0
        for place, sentence in enumerate(split_sentences(paragraph)):
            following -= 1
            if is_order(sentence) or (
                _ORDER.search(sentence) and _ORDER.search(without_quoted(sentence))
            ):
                goes_on = place == 0 or _OVERRIDE.search(sentence)
                following = max(following, _FOLLOWING if goes_on else 0)
            (orders if following >= 0 else left).append(sentence)
        kept.append(" ".join(left))
    return ("\n".join(kept), orders) if orders else (text, orders)


def read_orders(
    sentences: Sequence[str], sources: Sources, vocabulary: Vocabulary
) -> tuple[Order, ...]:
    """Return what orders bring in that the sources, which are without them, do not say."""
    return tuple(
        {
            "words": {word for word in order["words"] if word not in sources.text},
            "characters": {pair for pair in order["characters"] if pair not in sources.text},
            "actions": order["actions"] - sources.concepts,
        }
        for order in (_said(sentence, vocabulary) for sentence in sentences)
    )


def obeyed(text: str, orders: Sequence[Order], vocabulary: Vocabulary) -> list[str]:
    """Return the sentences of a text that say what an order wants to be said."""
    if not orders:
        return []
    return [
        sentence
        for sentence in split_sentences(text)
        if any(_follows(_said(sentence, vocabulary), order) for order in orders)
    ]


def _follows(said: Order, order: Order) -> bool:
    return any(
        wanted and len(wanted & said[kind]) >= _OBEYED[kind] * len(wanted)
        for kind, wanted in order.items()
    )


def _said(sentence: str, vocabulary: Vocabulary) -> Order:
    told = _HAN_EMPTY.sub(" ", simplified(sentence))
    return {
        "words": {word.casefold()[:_STEM] for word in _WORD.findall(sentence)} - _EMPTY,
        "characters": {
            run[at : at + 2] for run in _HAN_RUN.findall(told) for at in range(len(run) - 1)
        },
        "actions": {
            sighting.concept.key
            for sighting in vocabulary.read(sentence)
            if sighting.concept.section == "actions"
        },
    }
