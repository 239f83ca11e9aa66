"""Sentences about what is to come: a step that sources state, with its day or its condition."""

import regex

_DAY = (
    r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|week|month|quarter|year"
    r"|spring|summer|autumn|fall|winter|20\d\d|end of|days?|hours?)"
)
_STEP = (
    r"(?:begin|start|vote|decide|hear|rule|launch|open|ship|release|publish|report|take effect"
    r"|become available|be (?:released|available|published|decided|held|heard|launched|presented)"
    r"|meet|close|end|expire|resume|announce|present|unveil|roll out|go on sale|go live)"
)
_WHEN = (
    rf"(?:(?:in|on|by|before|from|until|at the|within|next|later this|this|early|late)\b"
    rf"(?:\W+\w+){{0,4}}?\W+{_DAY}|tomorrow|tonight)"
)
_SIGNS = (
    "will", "shall", "due", "expected", "scheduled", " set ", "slated", "planned", "plans",
    "intends", "aims", "expects", " until ", " up to ", "effect", "deadline", "force",
)  # fmt: skip
"""One of these is in every English sentence that `_COMING` finds; they are quickly looked for."""
_COMING = {
    "en": regex.compile(
        r"\b(?:is|are|remains?) (?:due|expected|scheduled|set|slated|planned)"
        r" (?:to|for|in|on|by)\b"
        rf"|\b(?:plans?|intends?|aims?|expects?) to\b.*?\b{_WHEN}"
        rf"|\b(?:will|shall) (?:\w+ly )?{_STEP}\b|\b(?:will|shall)\b.*?\b{_WHEN}"
        rf"|\b(?:if|unless|once|until)\b.{{4,80}}?,.{{0,60}}?\bwill\b"
        rf"|\bha(?:s|ve) (?:until|up to)\b.{{0,20}}?\b{_DAY}"
        rf"|\btakes? effect\b.{{0,24}}?\b{_DAY}|\bdeadline (?:\w+ ){{0,6}}?(?:is|on"
        rf"|of) .*?\b{_DAY}"
        rf"|\b(?:comes?|enters?) into force\b.{{0,24}}?\b{_DAY}",
        regex.IGNORECASE,
    ),
    "zh": regex.compile(
        r"预计(?!的)|計?计划[于在]|定于|拟于|[將将](?:[于於在从自]|[会會]|[开開]始|推出|[发發]布"
        r"|上[线線市]|[举舉]行"
        r"|召[开開]|公布|生效|[审審]理|表[决決]|投票|[启啟][动動])|有望[于在]|預計|計畫[於在]|定於"
        r"|(?:下周|下月|下个月|明年|年底前?|今年晚些时候|\d+月\d+日(?:起|前)?|\d+月底?前?)"
        r"[^。，]{0,16}(?:推出|发布|上线|生效|举行|召开|开始|公布|开庭|投票|表决|交付|截止)"
        r"|(?:截止|生效)(?:日期|时间|日)?(?:为|定为|是)"
    ),
    "ja": regex.compile(
        r"予定(?:だ(?!った)|で(?!あった|した)|と|。|」)|見通し(?:だ(?!った)|。)"
        r"|(?:来週|来月|来年|年末|年内|\d+月\d*日?)[^。]{0,30}(?:する|始まる|開く|なる)。"
    ),
    "de": regex.compile(
        r"\b(?:soll(?:en)?|wird|werden|plant|planen|will|tritt|treten)\b.*?\b(?:ab|am|im|bis|Ende"
        r"|Anfang|nächste[nrs]?|kommende[nrs]?|morgen)\b",
        regex.IGNORECASE,
    ),
    "fr": regex.compile(
        r"\b(?:devrai(?:t|ent)|doi(?:t|vent)|prévoi(?:t|ent)|sera|seront|entrera(?:ont)?|débutera)"
        r"\b.*?\b(?:le \d|en (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre"
        r"|novembre|décembre|20\d\d)|d[’']ici|avant la fin|prochaine?s?|demain)\b",
        regex.IGNORECASE,
    ),
    "es": regex.compile(
        r"\b(?:prevén?|está previst[oa]|planean?|será|entrará|comenzará|empezará|lanzará"
        r"|publicará)"
        r"\b.*?\b(?:el \d|en (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre"
        r"|octubre|noviembre|diciembre|20\d\d)|próxim[oa]s?|antes de|a finales|mañana)\b",
        regex.IGNORECASE,
    ),
    "ru": regex.compile(
        r"\b(?:планиру\w+|ожида\w+|намерен\w*|вступ(?:ит|ят) в силу|буд(?:ет|ут)|начн[её]тся"
        r"|выйдет"
        r"|пройд[её]т)\b.*?\b(?:в (?:январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре"
        r"|октябре|ноябре|декабре|20\d\d|конце|начале|следующ\w+)|до конца|на следующей|завтра"
        r"|\d+ (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября"
        r"|декабря))\b",
        regex.IGNORECASE,
    ),
}
_OPINION = regex.compile(
    r"\b(?:complain\w*|critici\w+|critics?|argu(?:e[sd]?|ing)|should|worr(?:y|ies|ied)|fears?"
    r"|feared"
    r"|hopes?|hoped|wish\w*|believes?|thinks?|doubts?|unrealistic|ridiculous|unfair|absurd|warn\w*"
    r"|i|my|you|your|would|could|might|perhaps|maybe|probably|likely|predict\w*"
    r"|speculat\w+|rumou?r\w*|reportedly|bet|betting)\b"
    r"|(?<!\b(?:in|on|by|before|since|until|of|from|this|next|late|early|mid)[ -])\bmay\b(?! \d)"
    r"|抱怨|批评|批評|吐槽|认为|認為|担心|擔心|希望|呼吁|呼籲|应该|應該|质疑|質疑|或许|或許|可能"
    r"|传闻|传言|猜测|网友|我"
    r"|べき|かもしれ|批判|懸念|不満"
    r"|\b(?:kritisier\w+|beklag\w+|hoff\w+|befürcht\w+|könnte|critiqu\w+|espèr\w+|crain\w+"
    r"|pourrait"
    r"|critic\w+|lament\w+|esper[ao]\w*|tem(?:e|en)|podría|критик\w+|жалу\w+|наде\w+|опаса\w+"
    r"|мог(?:ут|ла|ли)?|может)\b",
    regex.IGNORECASE,
)
"""What somebody makes of it, or only guesses."""
_QUOTED = regex.compile(r"[\"“”„«»「」『』]")
_QUESTION = regex.compile(r"[?？][\"'”’」』)）]*$")
_GONE = regex.compile(
    r"截至|\bas of\b|by the end of last\b|\b(?:had|was|were) (?:\w+ )?(?:due|expected|scheduled"
    r"|set"
    r"|slated|planned|to)\b|\bmissed\b|\bpassed\b|原定|原计划|曾预计|错过|此前预计",
    regex.IGNORECASE,
)
_YEAR = regex.compile(r"(?<!\d)20\d\d(?!\d)")


def is_to_come(sentence: str, language: str, year: int) -> bool:
    """Tell whether a sentence states what has not been yet, seen from a year.

    What somebody says between quotation marks, asks, wishes or fears is stated by nobody.
    """
    coming = _COMING.get(language[:2], _COMING["en"])
    if coming is _COMING["en"] and not any(sign in sentence for sign in _SIGNS):
        return False
    if coming.search(sentence) is None:
        return False
    years = [int(named) for named in _YEAR.findall(sentence)]
    if years and max(years) < year:
        return False
    return not any(pattern.search(sentence) for pattern in (_GONE, _OPINION, _QUOTED, _QUESTION))
