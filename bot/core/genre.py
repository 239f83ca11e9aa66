"""What a piece is, by its title: news, or one that tells of no event, whatever it mentions.

A guide to a law changes no law, an opinion on a merger merges nobody, and a preview of a tool for
another system is a small thing, however large the company whose name it bears.
"""

from enum import StrEnum

from .advertising import is_advertisement
from .events import events
from .signs import Signs


class Genre(StrEnum):
    """What a piece is."""

    NEWS = ""
    GUIDE = "guide"
    """It explains or teaches."""
    OPINION = "opinion"
    """It argues, asks or recalls."""
    MINOR = "minor"
    """A small step of a product, or what a house does beside its work."""
    ADVERTISEMENT = "advertisement"
    """Somebody paid for it, and it says so."""


_ISSUED = (
    r"(?<!\b(?:regulators?|watchdogs?|ministr\w+|commission|agency|governments?|authorit\w+"
    r"|office|EU|White House|FTC) (?:issu|publish|releas|adopt|unveil)(?:es|s|ed) [^.:;!?]{0,40})"
)
_HAN_ISSUED = (
    r"(?<!(?:[办部委局院]|机构|当局|政府|欧盟)\p{Han}{0,4}(?:发布|印发|出台|公布|修订)"
    r"[^，。：！？]{0,30})"
)
"""Not where an authority issues it: what that calls a guide is a rule."""
_NO_DEED = (
    r"(?:augmented|distributed|quanti[sz]ed|distilled|(?:un|self-)?supervised|(?:pre-?)?trained"
    r"|structured|embedded|advanced|automated|based|mixed|shared|limited|transformed|turned|helped"
    r"|created|developed|designed|scaled|used (?-i:\p{Lu}\w*))\b"
)
"""Participles that stand before a thing as its kind, and what a house does in tales of success."""
_DID = (
    rf"(?<!\b(?:an?|the|its|their|be) |-)\b(?!{_NO_DEED})"
    r"(?:\w+[^\We]ed|began|broke|caught|cost|drew|drove|fell|found|fought|gave|got|held|kept|lost"
    r"|met|paid|rose|sank|saw|sent|shook|sold|sought|spent|stole|struck|swept|talked|told|took|went"
    r"|won|wrote)\b"
)
_HAPPENED = (
    r"(?!(?:I|we|you|our|my|your)\b)(?![^:;?]*(?<!\bat )\bworks?$)"
    r"(?:(?!(?:to|for|is|are|be|being|ha(?:s|ve)|can|could|will|do|does)\b)[\w’'.,&$%-]+ )"
    rf"{{1,9}}?{_DID}"
)
"""After "how": who did what. How a thing works, or we made one, is explained; this is reported."""
_OPENS = r"(?:^|[:|–—(]\s?¿?)"
_ELSEWHERE = (
    # Infinitives: how a thing is done. Finite verbs report how somebody did it.
    rf"{_OPENS}cómo (?:no )?(?-i:\p{{Ll}}+[aei]r(?:l[aeo]s?|se)?)\b|^qué es\b|\bpaso a paso\b"
    r"|\bguía (?:práctica|completa|rápida|básica|definitiva|para principiantes)\b|\btrucos para\b"
    rf"|{_OPENS}(?:wie (?:man|sie|du)\b|so (?:nutz|richt|installier|erstell|verwend|schreib|lern"
    r"|gelingt|klappt|geht|funktionier)\w*)|^was (?:ist|sind)\b|\bschritt für schritt\b"
    r"|\b(?:anleitung|ratgeber|einführung in)\b|\btipps (?:für|zu)\b"
    rf"|{_OPENS}comment (?:bien |ne pas |se |s['’])?(?-i:\p{{Ll}}+(?:er|ir|re))\b|\bpas à pas\b"
    r"|^qu['’]est-ce qu|\bmode d['’]emploi\b|\bguide (?:pratique|complet)\b|\btuto(?:riel)?s?\b"
    rf"|{_OPENS}как (?:не )?(?!(?:нейро)?сеть|память|нефть)"
    r"(?-i:\p{Ll}+(?:(?<!с)ть|ти|чь)(?:ся)?)\b"
    r"|^что такое\b|\bпошагов\w+|\bруководство (?:по|для)\b|\bгайд\b|\bсоветы (?:по|для)\b"
)
"""The same in Spanish, German, French and Russian."""
_JAPANESE = r"使い方|やり方|始め方|作り方|入門(?!機)|徹底解説|チュートリアル|とは(?:何か)?[？?]?$"
_GUIDE = Signs(
    latin=(
        r"\b(?:how-to|tutorials?|step[- ]by[- ]step|walk-?through|cheat ?sheet|cookbook|tips"
        rf"|FAQ|explained|explainer|{_ISSUED}guide(?:book)? (?:to|for|on)|(?:beginner|quick"
        r"|complete|practical)['’]?s? guide|getting started|lessons (?:from|learned)"
        r"|best practices|hands-on|(?:we|I) tried)\b"
        r"|^(?:what (?:is|are|the)|an? (?:\w+ )?guide\b)"
        rf"|(?:^|: )how (?!(?:many|much)\b|{_HAPPENED})\w"
        # Somebody decides or disputes it elsewhere.
        r"|(?:(?:^|[,:|–—(\[“\"])\W{0,10}|\b(?:learn(?:ing)?|here['’]s|ways|and|on) )how to\b"
        rf"|{_ELSEWHERE}"
    ),
    han=(
        rf"{_JAPANESE}|教程|{_HAN_ISSUED}指南|手把手|入门(?!级)|攻略|实操|详解|一文(?:读懂|看懂|搞懂|了解)"
        r"|(?<!(?:讨论|商[议讨定]|决定|决议|研究|考虑|审议|争论|权衡|协商|同意)[^，。：！？\n]{0,8})"
        # Who did it and that it is done: 隐藏文字如何骗过了助手, not 如何绕过限制.
        r"(?:如何|怎[么样])(?!(?<=[^\s，、。：:！？|你您我们教学该应]..)"
        r"[^，。：！？\n]{0,10}?(?:了|(?<![通经超])过(?![程滤拟度])|[住倒垮]|失去))"
        r"|技巧|科普|解读|实测|上手(?!机)|我们试"
    ),
)
_OPINION = Signs(
    latin=(
        r"^(?:opinion|op-?ed|commentary|comment|column|editorial|essay|perspective|letter"
        r"|interview|q&a|fun fact|psa|rant|review|opinión|columna|meinung|kommentar|kolumne"
        r"|tribune|chronique|éditorial|мнение|колонка)\s?[:|–—-]"
        r"|\b(?:in my (?:view|opinion)|I think|hot take|unpopular opinion|(?:thoughts"
        r"|reflections) on|conversation with|interview with|the case (?:for|against)|my (?:take"
        r"|view|experience))\b|^why\b|[?]$"
    ),
    han=(
        r"？$|^(?:观点|评论|专栏|社论|时评|随笔|专访|对话|访谈)\s?[|｜丨:：]"
        r"|我(?:认为|觉得)|为什么|凭什么|何以|漫谈|杂谈|怎么看|之我见"
    ),
)
_MINOR = Signs(
    latin=(
        r"\b(?:(?:windows|mac|macos|linux|android|ios|ipad|desktop|web|developer|technical"
        r"|tech) (?:preview|beta|version|app)|preview$|release notes|changelog|bug ?fix\w*"
        r"|maintenance release|support(?:s|ed)? (?:for|with)|\w+ support$|integrat(?:es"
        r"|ion) (?:with|for)|plug-?in|extension for|case study|customer story|success story"
        r"|(?:opens?|new) (?:an? )?office|new (?:logo|look|website)|awards?|cohort|meetup"
        r"|hackathon|webinar)\b|\bv?\d+\.\d+\.\d+\b|\b(?:is|are) helping\b"
    ),
    han=(r"更新日志|预览版|插件|案例|黑客松|办公室|获奖|(?:新增|增加)支持"),
)
_GENRES = ((Genre.GUIDE, _GUIDE), (Genre.OPINION, _OPINION), (Genre.MINOR, _MINOR))


def genre_of(title: str) -> Genre:
    """Return what a piece is; a small step that is a release, a sale or a round is news."""
    if is_advertisement(title):
        return Genre.ADVERTISEMENT
    found = next((genre for genre, signs in _GENRES if signs.search(title)), Genre.NEWS)
    return Genre.NEWS if found is Genre.MINOR and events(title, "") else found
