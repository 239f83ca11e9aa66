"""Whether a text tells that a model is released: now, and not that one will be, was or is not.

A verb alone says little: apps, reports, chips and features are released too. So a release counts
where its object stands in the same clause: a model (the word, or a versioned name in a text that
speaks of a model and calls that name nothing else).
"""

from collections.abc import Iterator

import regex


def _compiled(*patterns: str) -> tuple["regex.Pattern[str]", ...]:
    return tuple(map(regex.compile, patterns))


_TURN = (
    r"(?:for|to|in|into|on|with|at|of|from|that|which|who|by|using|via|based|powered|and|or|as"
    r"|across|after|before|over|about|against|through|when|while|where|within|whose|under|than)"
)
"""Words after which a clause speaks of something else than the verb's object."""
_ADJECTIVES = rf"(?:(?!{_TURN}\b)[\w’'.&+-]+ ){{0,8}}?"
_NAME_WORD = r"[\w’'.&+“”\"-]+"
_APPOSED = (
    rf"(?:(?!(?!of\b){_TURN}\b){_NAME_WORD} ){{0,6}}?{_NAME_WORD}"
    r"(?: ?[(（][^()（）\n]{1,40}[)）])?(?:[,:] | [–—-] | ?[(（])(?:an?|the|our|its|their|his) "
)
"""A name, maybe with another one in brackets, before what it is."""
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
_HAN_RELEASES = (
    r"(?:发布(?!会)|推出|上线|开源(?!许可|协议|社区|生态|计划|阵营|模型(?!\s?[“A-Z]))|公布|发表"
    r"|亮相|开放(?=[^，。\n]{0,16}权重))"
)
_HAN_MODEL = r"模型(?=$|[\s，。；、！？：:“”《》（）(),A-Za-z\d]|系列|家族|[并和及与了将已在正])"
_HAN_NAMED = (
    r"(?<![A-Za-z])[A-Z][A-Za-z]*(?:[- ]?[A-Z][a-z]+)*[- ]?[Vv]?\d+(?:\.\d+)*"
    r"(?![^，。；！？\n]{0,8}(?:芯片|显卡|处理器|服务器|手机|耳机|眼镜|汽车|机器人|报告))"
)
_HAN_OTHERS = (
    r"论文|报告|研究|指南|公告|政策|插件|工具|功能|平台|框架|基准|数据集|协议|博客|声明|许可|芯片"
    r"|应用|标准|\d\s?支持"
)
"""What else is published, so that a model after it is only what it speaks of."""
_HAN_APPOSED = (
    r"(?:[，：:]|——)(?:这?是|即|作为)?(?:其|旗下|自家|公司)?(?:首|新|最新)?[一两]?[个款]"
)
_MODEL_RELEASE = _compiled(
    f"{_RELEASES}{_ADJECTIVES}{_MODEL}",
    f"{_RELEASES}{_APPOSED}{_ADJECTIVES}{_MODEL}",
    rf"\b(?i:new|flagship|open) (?:[\w-]+ ){{0,3}}?{_MODEL}[^.,;:!?\n]{{0,40}}? {_ARRIVES}",
    f"{_IS_PRESENTED}{_ADJECTIVES}{_MODEL}",
    rf"{_HAN_RELEASES}(?:(?!{_HAN_OTHERS})[^，。；！？：:\n]){{0,24}}?{_HAN_MODEL}",
    rf"{_HAN_RELEASES}(?:(?!{_HAN_OTHERS})[^，。；！？：:\n]){{1,24}}{_HAN_APPOSED}"
    rf"(?:(?!{_HAN_OTHERS})[^，。；！？：:\n]){{0,24}}?{_HAN_MODEL}",
    rf"模型(?!安全|市场)[^，。；！？\n]{{0,12}}?{_HAN_RELEASES}",
)
_VERSION_RELEASE = _compiled(
    rf"{_RELEASES}(?:(?:an?|the|our|its) )?(?:(?:new|latest|updated"
    rf"|open) ){{0,2}}(?P<name>{_NAMED})"
    rf"(?:[ -]\p{{Lu}}\w*){{0,3}}(?:[ -]\d[\w.]*)?(?={_ENDS}| (?i:model))",
    rf"\b(?P<name>{_NAMED})(?:[ -]\p{{Lu}}[\p{{L}}]*){{0,2}} {_ARRIVES}",
    rf"{_HAN_RELEASES}[^，。；！？\n]{{0,10}}?(?P<name>{_HAN_NAMED})",
    rf"(?P<name>{_HAN_NAMED})(?:[- ]?[A-Z][A-Za-z]*)*[^，。；！？\n]{{0,6}}?{_HAN_RELEASES}",
)
_MODEL_TOLD = regex.compile(
    r"\b(?i:language|foundation|frontier|reasoning|vision|multimodal|omni|speech|video|image|audio"
    r"|AI|flagship|coding|generation|generative|embedding|world|base|open|open-source"
    r"|open-weights?|new|weights?) (?i:model)s?\b|\bLLMs?\b|\bmodel weights\b|模型"
    r"|\b(?:GPT|Claude|Gemini|Gemma|Llama|Grok|Qwen|DeepSeek|Mistral|GLM|Kimi|Ernie|Sora|Veo"
    r"|Kling|Hunyuan|Doubao|Nemotron|Phi)(?=\b|\d)|文心|通义|混元|豆包"
)
"""Signs that a versioned name is a model's: the text says so, or it is a known family's."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNTIL_NOW = regex.compile(
    r"\b(?:(?:will|would|could|may|might|can|should|plans?|planned|expected|due|set|prepar\w+"
    r"|not|never|den(?:y|ies|ied)|refus\w+|delay\w*|postpon\w*|cancel\w*)(?: [\w’'-]+){0,3}"
    r"|(?:after|since|when|before|until|unless|if|ahead of)(?: [\w’'.-]+){0,5}"
    r"|(?:which|who|that)(?: (?:has|had|have|recently|also|first|already))?|n['’]t"
    r"|(?<!\b(?:excited|proud|happy|pleased|thrilled|delighted|glad|honou?red|ready) )to) $",
    regex.IGNORECASE,
)
"""Before the verb of what will be, was, or is not so."""
_ANOTHER_TIME = regex.compile(
    r"^[^.;!?\n]{0,60}?\b(?:(?:next|last) (?:year|month|week|quarter|spring|summer|autumn|fall"
    r"|winter)"
    r"|(?:later|earlier) this|ago\b|in (?:early |late )?20\d\d|in the coming|by the end of|soon"
    rf"|(?:in|by|since|until) (?:early |mid-|late )?(?:{_MONTHS}))\b",
    regex.IGNORECASE,
)
"""After the object: a time that is not now."""
_HAN_ANOTHER_TIME = regex.compile(
    r"将(?=于|在|会|陆续|正式|很快|推出|发布|上线|开源|公布|全面)|拟(?!合|人|真)|计划|预计|有望"
    r"|或将|即将|预告|预热"
    r"|否认|尚未|未能|推迟|延期|取消|不会|据传|传闻|此前|曾(?!国)|去年|上[月周年]|下[月周]|明年"
    r"|\d\s?[天周月]之?[内后]|[两几数][天周]之?[内后]|需\s?\d"
)
_CLAUSE = regex.compile(r"[.;!?\n。；！？，,]")
_OTHER_THING = (
    r"(?i:chips?|accelerators?|processors?|cards?|GPUs?|servers?|phones?|smartphones?|glasses"
    r"|earbuds|robots?|cars?|datasets?|benchmarks?|frameworks?|toolkits?|librar(?:y|ies)|SDK|apps?"
    r"|platform"
    r"|reports?|licen[cs]e|pricing|roadmap|camera|laptop|headset|drone|satellite|console)\b"
    r"|(?:芯片|显卡|处理器|加速卡|服务器|手机|耳机|眼镜|汽车|机器人|数据集|基准|评测|论文|插件"
    r"|功能|框架|平台|报告|许可|路线图|无人机|电脑)"
)
"""What else bears a name with a version."""
_NEAR = 30
_CALLED_BEFORE = regex.compile(rf"(?:{_OTHER_THING})[^.,;。，；\n]{{0,6}}$")
_CALLED_AFTER = regex.compile(
    rf"(?![\w.])(?:,? [\w-]+){{0,4}}?,? (?:{_OTHER_THING})|\s?\p{{Han}}{{0,6}}?(?:{_OTHER_THING})"
)
_SOFTWARE = regex.compile(r"\d+\.\d+\.\d+$")


def releases_model(text: str) -> bool:
    """Tell whether the beginning of a text says that a model is released."""
    if any(_is_now(text, match) for match in _found(_MODEL_RELEASE, text)):
        return True
    return _MODEL_TOLD.search(text) is not None and any(
        _is_now(text, match) and not _is_another(text, match["name"])
        for match in _found(_VERSION_RELEASE, text)
    )


def _found(patterns: tuple["regex.Pattern[str]", ...], text: str) -> Iterator["regex.Match[str]"]:
    for pattern in patterns:
        yield from pattern.finditer(text)


def _is_now(text: str, release: "regex.Match[str]") -> bool:
    """Tell whether a release is told as of now: no plan, no denial, nothing from the past."""
    start, end = release.span()
    begin = max((found.end() for found in _CLAUSE.finditer(text, 0, start)), default=0)
    return not (
        _UNTIL_NOW.search(text, begin, start)
        or _ANOTHER_TIME.search(text[end:])
        or _HAN_ANOTHER_TIME.search(text, begin, end)
    )


def _is_another(text: str, name: str) -> bool:
    """Tell whether a text calls a name a chip, a phone or whatever else is no model."""
    name = name.strip()
    if _SOFTWARE.search(name):
        return True
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before = text[max(0, at - _NEAR) : at]
        if _CALLED_BEFORE.search(before) or _CALLED_AFTER.match(text, end):
            return True
        at = text.find(name, end)
    return False
