"""Orders to a model that may read a page, hidden among its sentences.

In a generated text every trace of one is a fault; in an article the sentence that gives an order
is left out, and one that tells of such orders, as news of attacks does, is news.
"""

import regex

from .imperatives import ADDRESSING, OVERRIDING, without_quoted

_TEXT = r"(?:article|text|page|story|post|document|content|piece|news)"
_READER = (
    r"(?:ais?|llms?|(?:large )?language models?|chatgpt|claude|gemini|gpt[\w.-]*|grok|copilot"
    r"|(?:ai )?(?:assistants?|chatbots?|bots?|agents?|crawlers?|summari[sz]ers?|models?))"
)
_MARKER = (
    r"<\|?\s?(?:im_start|im_end|system|user|assistant|endoftext)|\[/?(?:INST|SYS(?:TEM)?)\]"
    r"|###\s?(?:system|instruction)"
)
_TRACE = regex.compile(
    rf"{OVERRIDING}|\b(?:system|developer)\s(?:prompt|message)\b|\byou are now\b"
    rf"|\byour (?:new )?instructions\b|系统提示词?|你现在是|{_MARKER}",
    regex.IGNORECASE,
)
_MARKERS = regex.compile(_MARKER, regex.IGNORECASE)
_MARKER_SIGNS = ("<", "[", "###")
_BEGINNING = r"[\s\"“'‘*\[(（【「#>•-]*+"
_ORDER = regex.compile(
    rf"{_BEGINNING}(?:(?:please|now|and|important|note|attention|warning)[\s:,!]+|[请請]|注意"
    r"|重要){0,2}[:：，,]?(?:"
    rf"{OVERRIDING}|{ADDRESSING}"
    r"|do not (?:follow|obey) (?:the |any |your )?(?:previous|above|prior|earlier|system|other)\b"
    rf"|do not (?:summari[sz]e|translate) (?:this|the) {_TEXT}\b"
    r"|(?:system|developer|assistant|user)(?: (?:prompt|message|instructions?|note|override))?"
    r"\s?\]?[:：]"
    r"|(?:new|updated|hidden|additional) instructions?"
    rf"(?:\s?[:：]| for (?:the |any )?{_READER}\b)"
    r"|your (?:new |only )?(?:instructions?|task|role) (?:is|are) (?:now )?to\b"
    r"|from now on,? (?:you|respond|answer|act|always|only)\b"
    r"|(?:act|behave|respond|reply|answer) as (?:if you|an?\b|the\b)|pretend (?:to|that|you)\b"
    r"|(?:respond|reply|answer) (?:only|with (?:only|exactly|just|the (?:word|phrase|following)))"
    r"|(?:output|print|repeat|reveal|return) (?:only|exactly|verbatim|your (?:system|instructions"
    r"|prompt)|the (?:system prompt|following|word|phrase|text above))\b"
    rf"|(?:give|rate|score|rank|mark|assign) (?:this|the) {_TEXT}\b"
    rf"|(?:include|add|insert|put|mention|append)\b.{{0,80}}\bin (?:your|the|any) (?:summary"
    r"|answer|response|output|reply|translation|digest)\b"
    rf"|(?:summari[sz]e|translate|describe|present) (?:this|the) {_TEXT} (?:as|by|in|so)\b"
    r"|(?:any |all |every |your )?(?:summar(?:y|ies)|headlines?|digests?|translations?|titles?)"
    rf" (?:of|for|about|based on) this (?:\w+ )?{_TEXT}\b.{{0,20}}\b(?:should|must|shall"
    r"|ha(?:s|ve) to|needs? to|ought to)\b"
    r"|(?:(?:neue |system-?)(?:anweisung(?:en)?|prompt)|(?:nouvelles? )?instructions?(?: système)?"
    r"|(?:nuevas? )?instrucci(?:ón|ones)(?: del sistema)?|(?:новые|системн\w+) (?:промпт"
    r"|инструкци\w)"
    r"|(?:システム|新しい)(?:プロンプト|指示|メッセージ))\s?[:：]"
    r"|(?:系[统統]|[开開][发發]者|[隐隱]藏)(?:提示[词詞]?|指令|消息)?\s?[:：]"
    r"|作[为為](?:一[个個名款])?(?:AI|人工智能|[大语語]\p{Han}{0,2}模型)[^，。]{0,4}[，,]?(?:你"
    r"|[请請]|必[须須])"
    r"|在?(?:[总總][结結]|概括|摘要|翻[译譯]|改[写寫]|[评評]分)(?:本文|此文|[这這该該][篇段]"
    r"|本[页頁])[^，。]{0,6}[时時]"
    r"|[在将將把][^。]{0,20}(?:摘要|[总總][结結]|回答|回[复覆]|[输輸]出|[译譯]文)[中里裡]"
    r"[^，。]{0,4}(?:加入|包含|[写寫]|提及|附上|插入|[说說]|注明|推[荐薦])"
    r"|[将將把][^。]{0,20}(?:加入|[写寫]入|放入|[进進]|添加)[^。]{0,6}(?:摘要|[总總][结結]|回答"
    r"|回[复覆])"
    r"|[给給为為](?:本文|此文|[这這][篇条條]|[该該][文篇])[^。]{0,8}(?:[打评評]|[满滿]分|最高分)"
    r"|[从從][现現]在(?:[开開]始|起)[，,]?(?:你|[请請])"
    r"|(?:本文|此文|[该該]文|[这這]篇(?:文章|[报報][道導])?)的?(?:所有|任何)?(?:摘要"
    r"|[总總][结結]|[标標][题題]|[译譯]文)"
    r"[^，。]{0,6}(?:[须須]|[应應]|[务務]必|需要)"
    r"|(?:AI|人工智能|大模型|[语語]言模型)(?:助手|模型|代理)?(?:[请請]|必[须須]|[务務]必))",
    regex.IGNORECASE,
)


def trace_of_order(text: str) -> str:
    """Return the first words of an order to a model that stand in a text, empty where none do."""
    match = _TRACE.search(text) and _TRACE.search(without_quoted(text))
    return match[0] if match else ""


def is_order(sentence: str) -> bool:
    """Tell whether a sentence tells a model what to do."""
    if _ORDER.match(sentence) and _ORDER.match(without_quoted(sentence)):
        return True
    return any(sign in sentence for sign in _MARKER_SIGNS) and bool(_MARKERS.search(sentence))
