"""What a piece is, by its title: news, or one that tells of no event, whatever it mentions.

A guide to a law changes no law, an opinion on a merger merges nobody, and a preview of a tool for
another system is a small thing, however large the company whose name it bears.
"""

from enum import StrEnum

import regex

from .events import events


class Genre(StrEnum):
    """What a piece is."""

    NEWS = ""
    GUIDE = "guide"
    """It explains or teaches."""
    OPINION = "opinion"
    """It argues, asks or recalls."""
    MINOR = "minor"
    """A small step of a product, or what a house does beside its work."""


_GUIDE = (
    r"\b(?:how[- ]to|tutorials?|step[- ]by[- ]step|walk-?through|cheat ?sheet|cookbook|tips|FAQ"
    r"|explained|explainer|guide(?:book)? (?:to|for|on)|(?:beginner|quick|complete"
    r"|practical)['’]?s?"
    r" guide|getting started|lessons (?:from|learned)|best practices|hands-on|(?:we|I) tried)\b"
    r"|^(?:what (?:is|are|the)|how (?!many|much)|an? (?:\w+ )?guide\b)|: how \w+"
    r"|教程|指南|手把手|入门(?!级)|攻略|实操|详解|一文(?:读懂|看懂|搞懂|了解)|如何|怎么|怎样|技巧"
    r"|科普|解读"
    r"|实测|上手(?!机)|我们试"
)
_OPINION = (
    r"^(?:opinion|op-?ed|commentary|comment|column|editorial|essay|perspective|letter|interview"
    r"|q&a|fun fact|psa|rant|review)\s?[:|–—-]|\b(?:in my (?:view|opinion)|I think|hot take"
    r"|unpopular opinion|(?:thoughts|reflections) on|conversation with|interview with"
    r"|the case (?:for|against)|my (?:take|view|experience))\b|^why\b|[?？]$"
    r"|^(?:观点|评论|专栏|社论|时评|随笔|专访|对话|访谈)\s?[|｜丨:：]|我(?:认为|觉得)|为什么"
    r"|凭什么|何以|漫谈|杂谈"
    r"|怎么看|之我见"
)
_MINOR = (
    r"\b(?:(?:windows|mac|macos|linux|android|ios|ipad|desktop|web|developer|technical|tech)"
    r" (?:preview|beta|version|app)|preview$|release notes|changelog|bug ?fix\w*"
    r"|maintenance release|support(?:s|ed)? (?:for|with)|\w+ support$|integrat(?:es|ion) (?:with"
    r"|for)"
    r"|plug-?in|extension for|case study|customer story|success story|(?:opens?"
    r"|new) (?:an? )?office"
    r"|new (?:logo|look|website)|awards?|cohort|meetup|hackathon|webinar)\b"
    r"|\bv?\d+\.\d+\.\d+\b|\b(?:is|are) helping\b|更新日志|预览版|插件|案例|黑客松|办公室|获奖"
    r"|(?:新增|增加)支持"
)
_GENRES = tuple(
    (genre, regex.compile(pattern, regex.IGNORECASE))
    for genre, pattern in (
        (Genre.GUIDE, _GUIDE),
        (Genre.OPINION, _OPINION),
        (Genre.MINOR, _MINOR),
    )
)


def genre_of(title: str) -> Genre:
    """Return what a piece is; a small step that is a release, a sale or a round is news."""
    found = next((genre for genre, signs in _GENRES if signs.search(title)), Genre.NEWS)
    return Genre.NEWS if found is Genre.MINOR and events(title, "") else found
