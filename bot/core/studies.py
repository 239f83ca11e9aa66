"""Which words of a report of a study only tell that it is one, and whose.

Two studies of one laboratory are told in one frame: its researchers found, built or trained
something, tested it and published it in a journal. What was found stands in the other words.
"""

import regex

from .text import tokens

_OPENING = 400
"""Characters of a text in which a report says whose study it is."""
_NOUN = (
    r"(?:stud(?:y|ies)|papers?|preprints?|researchers?|scientists?|Forsch(?:er|ende)\w*"
    r"|Wissenschaftl\w+|Studien?|chercheu\w+|scientifiques|études?|investigador\w*|científic\w+"
    r"|estudios?|исследовател\w+|исследовани\w+|уч[её]ны\w+)"
)
_LATIN = regex.compile(rf"\b(?:{_NOUN}|(?:engineers|team) at)\b", regex.IGNORECASE)
_HAN = regex.compile("研究[人者团團チグ]|科学家|科學家|论文|論文|团队|研究(?:发现|表明|显示|成果)")
_NAME = r"\p{Lu}[\p{L}\p{N}’'.&-]*(?: (?:of |and )?\p{Lu}[\p{L}\p{N}’'.&-]*){0,4}"
_WORK = f"(?i:{_NOUN}|research|engineers|team)"
_MAKERS = regex.compile(
    rf"\b{_WORK} (?:\w+ )?(?:at|from|by|of|von|der|des|du|de|d['’]|del|в|из)"
    rf" (?:the |la |der |l['’])?(?P<of>{_NAME})"
    rf"|(?P<whose>{_NAME})(?=(?:['’]s)? (?:\p{{Ll}}+ )?{_WORK}\b)"
    rf"|\b(?:in|journal|dans|en|в журнале) (?:the )?(?:journal )?(?P<place>(?:Nature|Science|Cell"
    r"|PNAS|The Lancet|Physical Review)(?: \p{Lu}\p{Ll}+){0,3})"
    r"|(?P<school>\p{Han}{2,6}(?:大学|大學|研究院|研究所|实验室|学院))"
)
_FRAME = """
study paper preprint research researcher scientist scientific engineer team lab laboratory
university institute college school professor author lead group center centre department find
found finding discover show shown reveal report say said write wrote argue suggest describe
publish appear journal result evidence work conduct examine look develop built build create
present propose introduce train teach test measure method approach technique system model ai
artificial intelligence new forscher forschende forschung wissenschaftler studie universitat
institut gefunden zeigt zeigen veroffentlicht entwickelt team neue chercheur chercheurs etude
etudes universite institut montre montrent publie developpe equipe investigadores investigador
estudio universidad instituto muestra publicado desarrollado equipo исследователи исследование
ученые университет институт показали показало опубликовано разработали
"""
_FRAME_HAN = """
研究 人员 团队 科学家 论文 发现 表明 显示 发表 开发 研发 提出 大学 实验室 研究院
期刊 自然 杂志 成果 一项 研究者 研究チーム グループ 論文
"""
_FRAME_TERMS = frozenset(tokens(_FRAME)) | frozenset(tokens(_FRAME_HAN))


def frame_of(title: str, lead: str) -> frozenset[str]:
    """Return the terms that tell of a study and its makers; empty where a report is of none."""
    head = f"{title}\n{lead[:_OPENING]}"
    if not (_LATIN.search(head) or _HAN.search(head)):
        return frozenset()
    makers = {
        token
        for match in _MAKERS.finditer(head)
        for token in tokens(match["of"] or match["whose"] or match["place"] or match["school"])
    }
    return _FRAME_TERMS | makers
