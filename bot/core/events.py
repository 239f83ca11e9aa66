"""Events that need their object: what is released, raised or bought.

A verb alone says little: apps, reports and features are released too, questions and bars are
raised. So an event counts where its object stands in the same clause: a model (the word, or a
versioned name in a text that speaks of a model), a sum or a round, a company.
"""

from collections.abc import Callable, Mapping

import regex

_OPENING = 400
"""Characters of the body in which the news itself is told."""


def _compiled(*patterns: str) -> tuple["regex.Pattern[str]", ...]:
    return tuple(map(regex.compile, patterns))


_TURN = (
    r"(?:for|to|in|into|on|with|at|of|from|that|which|who|by|using|via|based|powered|and|or|as"
    r"|across|after|before|over|about|against|through|when|while|where|within|whose|under|than)"
)
"""Words after which a clause speaks of something else than the verb's object."""
_ADJECTIVES = rf"(?:(?!{_TURN}\b)[\w’'.&+-]+ ){{0,8}}?"
_APPOSED = r"(?:[\w’'.&+-]+ ){1,6}?[\w’'.&+-]+, (?:an?|the|our|its|their|his) "
_OTHER_MODELS = r"(?i:business|pricing|role|operating|economic|threat|data|revenue|mental|car)"
_OTHER_HEADS = r"(?:Context|Council|Spec|Card|Router|Hub|Garden|Studio|Registry)"
_ENDS = (
    r"[\s”\"’]*(?:$|[.,;:!?()\[\n–—-])"
    rf"| (?i:{_TURN}|it|is|are|was|will|can|has|called|named|now|today)\b"
)
"""What follows the last word of an object."""
_MODEL = (
    rf"(?<!\b{_OTHER_MODELS} )(?:models?|LLMs?|checkpoints?|weights)"
    rf"(?= famil| series| suite| weights| line-?up| version| update|{_ENDS}"
    rf"| (?!{_OTHER_HEADS}\b)[\p{{Lu}}“\"])"
)
"""A model as what the words before it lead to, not "model card" or "business model"."""
_NAMED = r"(?:(?:\p{Lu}[\p{L}’'.-]*[ -]?){1,4}v?\d+(?:\.\d+)*|\b[a-z]{1,4}-?\d+\b|gpt-oss)"
"""A name with a version: Claude Opus 5, GPT-5.5, o3."""
_RELEASES = (
    r"(?<!\b(?:recently|newly|publicly|previously|already) )(?i:\b(?:re-?leas(?:e|es|ed|ing)"
    r"|launch(?:es|ed|ing)?|unveil(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|announc(?:e|es|ed|ing)"
    r"|debut(?:s|ed|ing)?|open-?sourc(?:es|ed|ing)|ships?|shipped|rolls? out|rolled out"
    r"|rolling out|publish(?:es|ed)?|drops?|dropped|previews?|meet|presents?))\b:? "
)
_ARRIVES = (
    r"(?i:(?:is|are|was|were|has been|have been)? ?(?:now |just |finally |officially )*"
    r"(?:launch(?:es|ed)|released|arriv(?:es|ed)|debuts?|debuted|generally available|available"
    r"|here|out now|open-sourced|unveiled|lands|drops|goes live))\b"
)
_IS_PRESENTED = (
    r"(?i:\b(?:introducing|announcing|meet|unveiling)) "
    r"((?:\p{Lu}[\w.-]*(?: (?=\p{Lu}|\d))?)+)[^\n]*\n[^\n]*?\1 (?:is|are) "
)
"""A title that presents a name, and a body that says what it is."""
_HAN_RELEASES = r"(?:发布|推出|上线|开源|公布|发表|亮相)"
_HAN_MODEL = r"模型(?=$|[\s，。；、！？：:“”《》（）(),A-Za-z\d]|系列|家族|[并和及与了将已在正])"
_HAN_NAMED = (
    r"(?<![A-Za-z])[A-Z][A-Za-z]*(?:[- ]?[A-Z][a-z]+)*[- ]?[Vv]?\d+(?:\.\d+)*"
    r"(?![^，。；！？\n]{0,8}(?:芯片|显卡|处理器|服务器|手机|耳机|眼镜|汽车|机器人|报告))"
)
_MODEL_RELEASE = _compiled(
    f"{_RELEASES}{_ADJECTIVES}{_MODEL}",
    f"{_RELEASES}{_APPOSED}{_ADJECTIVES}{_MODEL}",
    rf"\b(?i:new|flagship|open) (?:[\w-]+ ){{0,3}}?{_MODEL}[^.,;:!?\n]{{0,40}}? {_ARRIVES}",
    f"{_IS_PRESENTED}{_ADJECTIVES}{_MODEL}",
    rf"{_HAN_RELEASES}[^，。；！？：:\n]{{0,24}}?{_HAN_MODEL}",
    rf"模型(?!安全|市场)[^，。；！？\n]{{0,12}}?{_HAN_RELEASES}",
)
_VERSION_RELEASE = _compiled(
    rf"{_RELEASES}(?:(?:an?|the|our|its) )?(?:(?:new|latest|updated|open) ){{0,2}}{_NAMED}"
    rf"(?:[ -]\p{{Lu}}\w*){{0,3}}(?:[ -]\d[\w.]*)?(?={_ENDS}| (?i:model))",
    rf"\b{_NAMED}(?:[ -]\p{{Lu}}[\p{{L}}]*){{0,2}} {_ARRIVES}",
    rf"{_HAN_RELEASES}[^，。；！？\n]{{0,10}}?{_HAN_NAMED}",
    rf"{_HAN_NAMED}(?:[- ]?[A-Z][A-Za-z]*)*[^，。；！？\n]{{0,6}}?{_HAN_RELEASES}",
)
_MODEL_TOLD = regex.compile(
    r"\b(?i:language|foundation|frontier|reasoning|vision|multimodal|omni|speech|video|image|audio"
    r"|AI|flagship|coding|generation|generative|embedding|world|base|open|open-source"
    r"|open-weights?|new|weights?) (?i:model)s?\b|\bLLMs?\b|\bmodel weights\b|模型"
    r"|\b(?:GPT|Claude|Gemini|Gemma|Llama|Grok|Qwen|DeepSeek|Mistral|GLM|Kimi|Ernie|Sora|Veo"
    r"|Kling|Hunyuan|Doubao|Nemotron|Phi)(?=\b|\d)|文心|通义|混元|豆包"
)
"""Signs that a versioned name is a model's: the text says so, or it is a known family's."""
_SUM = r"(?:[$€£¥₹]|\b(?:US|USD|EUR) ?\$?\d|\b\d[\d.,]* ?(?:[mb]n|[MB]|million|billion)\b)"
_RAISES = regex.compile(
    r"(?i:\b(?:rais(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|land(?:s|ed)?"
    rf"|bag(?:s|ged)))\b[^.;!?\n]{{0,40}}?(?:{_SUM}|\b(?i:seed|series [a-k]|funding|capital|money"
    r"|round|financing|investment|valuation)\b)"
    rf"|(?i:\binvest(?:s|ed|ing)?\b)[^.;!?\n]{{0,30}}?(?:{_SUM}|\bin \p{{Lu}})"
)
_BUYS = regex.compile(
    r"(?i:\b(?:acquir(?:e|es|ed|ing)|buy(?:s|ing)?|bought|snaps? up))\b "
    r"(?:(?!for\b)[\w’'-]+ ){0,4}?(?:\p{Lu}[\w.&-]*(?=$|[\s.,;:!?’'])"
    r"(?! (?i:chips?|GPUs?|power|shares|stock|cloud|capacity)\b)"
    r"|(?:start-?ups?|compan(?:y|ies)|firms?|maker|rivals?|business|units?|labs?|developers?)\b)"
    r"|(?i:\bacquisition of) (?:(?:the|an?|its|AI) ){0,2}(?:\p{Lu}|start-?up|rival|compan|firm)"
    r"|(?i:\b(?:completes?|announces?|agrees? to|to be) (?:the |an? |its )?"
    r"(?:acquisition|acquired|merger))\b"
)


def _releases_model(text: str) -> bool:
    if any(pattern.search(text) for pattern in _MODEL_RELEASE):
        return True
    return _MODEL_TOLD.search(text) is not None and any(
        pattern.search(text) for pattern in _VERSION_RELEASE
    )


def _raises_money(text: str) -> bool:
    return _RAISES.search(text) is not None


def _buys_company(text: str) -> bool:
    return _BUYS.search(text) is not None


_EVENTS: Mapping[str, Callable[[str], bool]] = {
    "model-release": _releases_model,
    "funding": _raises_money,
    "mergers": _buys_company,
}


def events(title: str, body: str) -> dict[str, bool]:
    """Return the tags of the events that are told, each with whether the title alone tells it.

    Of the body its beginning counts: further down stands what happened before.
    """
    text = f"{title}\n{body[:_OPENING]}"
    return {tag: is_told(title) for tag, is_told in _EVENTS.items() if is_told(text)}
