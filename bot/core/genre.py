"""What a piece is, by its title: news, or one that tells of no event, whatever it mentions.

A guide to a law changes no law, an opinion on a merger merges nobody, and a preview of a tool for
another system is a small thing, however large the company whose name it bears.
"""

from enum import StrEnum

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


_GUIDE = Signs(
    latin=(
        r"\b(?:how[- ]to|tutorials?|step[- ]by[- ]step|walk-?through|cheat ?sheet|cookbook|tips"
        r"|FAQ|explained|explainer|guide(?:book)? (?:to|for|on)|(?:beginner|quick|complete"
        r"|practical)['’]?s? guide|getting started|lessons (?:from|learned)|best practices"
        r"|hands-on|(?:we|I) tried)\b"
        r"|^(?:what (?:is|are|the)|how (?!many|much)|an? (?:\w+ )?guide\b)|: how \w+"
    ),
    han=(
        r"教程|指南|手把手|入门(?!级)|攻略|实操|详解|一文(?:读懂|看懂|搞懂|了解)|如何|怎么"
        r"|怎样|技巧|科普|解读|实测|上手(?!机)|我们试"
    ),
)
_OPINION = Signs(
    latin=(
        r"^(?:opinion|op-?ed|commentary|comment|column|editorial|essay|perspective|letter"
        r"|interview|q&a|fun fact|psa|rant|review)\s?[:|–—-]"
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
    found = next((genre for genre, signs in _GENRES if signs.search(title)), Genre.NEWS)
    return Genre.NEWS if found is Genre.MINOR and events(title, "") else found
