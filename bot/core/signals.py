"""Signs a text gives of how it was reported and how much is at stake, in English and Chinese."""

from functools import lru_cache
from math import log

import regex

from .quantities import Quantity, figures
from .signs import Signs
from .stakes import at_stake

_READ_LENGTH = 6000
_STAKES_LENGTH = 1500
"""Firsts are read near the top, where it stands what happened."""
_NEWS_LENGTH = 500
"""Whether that is sure stands beside it."""
_UNPARTED_PER_WORD = 1.7

_WORD = regex.compile(
    r"(?V1)[[\p{L}\p{N}]--[\p{Han}\p{Hiragana}]][[\p{L}\p{M}\p{N}'’-]--[\p{Han}\p{Hiragana}]]*"
)
"""A word of any script that parts words, or a foreign one in katakana."""
_UNPARTED = regex.compile(r"[\p{Han}\p{Hiragana}]")
_QUOTE = regex.compile(r"[“\"][^”\"\n]{20,400}[”\"]|[「“][^」”\n]{8,200}[」”]")
_ATTRIBUTION = Signs(
    latin=(
        r"\b(?:said|says|told|according to|wrote|stated|announced|confirmed|reported|spokes\w+)\b"
    ),
    han=(
        r"(?<!向量|特征|数值)表示(?!学习|为|空间)|指出|透露|宣布|(?<!产品|自我|简)介绍|认为"
        # Names and titles hold the same characters: 名称, 堪称, 数据, 证据.
        r"|(?<![名职简号堪对统俗别尊昵美代总全被自])(?<!第[一二三]人)称(?![为作呼号职谓霸赞重量王得])"
        r"|(?<![数证票依单字论占收契])据(?![点守有])"
    ),
)
_TEASING = (
    r"\b(?:you won'?t believe|what happen(?:ed|s) next|blow(?:ing)? your mind"
    r"|here'?s (?:why|what|how)|this is (?:why|what|how)|need to know|can'?t (?:stop|get enough)"
    r"|game[- ]?changer|of all time|ever seen|will make you|nobody|no one|everyone"
    r"|(?:real|weird|simple|only|secret|one) (?:reasons?|trick|hack|word|question)"
    r"|don'?t want you|wait until|forget everything|truth (?:about|behind)"
    r"|changes? (?:everything|the way))\b"
)
_FEELING = (
    r"\b(?:jaw-?dropping|mind-?blowing|insane|shocking|stunning|secrets?|secretly|hacks?|terrif\w+"
    r"|creep\w+|hilarious\w*|weird\w*|unbelievabl\w+|impossible|omg|wow|tears|obsessed|freaking"
    r"|hates?|regret\w*|genius|begging|worried|wild|dangerous|instantly|forever"
    r"|totally|actually|literally|ultimate|amazing|awesome|incredible|crazy|epic|worst|best)\b"
)
_SHOUTING = (
    r"震惊|惊呆|惊人|惊天|惊出|炸裂|炸了|疯了|疯狂|疯传|杀疯|王炸|封神|神级|神器|神操作|逆天"
    r"|史诗级|太强|太香|绝了|离谱|变天|碾压|吊打|一夜|全网|爆火|爆红|火爆|刷屏|刚刚|重磅|突发|史上"
    r"|翻车|反转|大瓜"
)
_HAN_FEELING = (
    r"可怕|恐怖|吓|慌了|怕了|哭|泪目|沉默|愣住|服了|失眠|后悔|受不了|细思极恐|崩溃|网友|躺着|躺赚"
    r"|翻身|逆袭|暴富|入百万"
)
_HAN_TEASING = (
    r"竟|居然|原来|真相|揭秘|内幕|秘密|没人敢|没想到|想不到|不敢|没人知道|都不知道|真实原因|必看"
    r"|速看|看完|不看|收藏|赶紧|别再|千万别|再不|再也|听我|所有人|下一秒|第\d+[个条]|一句话"
    r"|一个(?:问题|动作|细节|提示词)|这才是|终于说|99%的?人"
)
_WITHHELD = (
    r"\b(?:this|these) (?!week|month|year|quarter|spring|summer|autumn|fall|winter)\p{L}"
    r"|^(?:she|he|they|we|i)\b|这(?:个|家|款|届|份|次|一次|件事|本|位|种|类|[三四五几]个)|那些"
    r"|[他她]"
)
"""A "this" or "she" that only the article explains."""
_NO_LIST = (
    "percent|million|billion|people|years|months|days|hours|countries|nations|states|companies"
    "|firms|banks|groups|workers|students|patients|researchers|lawmakers|members|dead|killed|of"
)
_LIST = (
    r"^(?:the |these )?(?:only |best )?\d{1,2} "
    rf"(?!(?:{_NO_LIST})\b)\p{{L}}[\p{{L}}' -]{{3}}"
)
_BAIT: tuple[tuple["regex.Pattern[str]", float], ...] = tuple(
    (regex.compile(pattern, regex.IGNORECASE), weight)
    for pattern, weight in (
        (_TEASING, 0.35),
        (_FEELING, 0.3),
        (_LIST, 0.4),
        (r"^(?:how|why|what|when|who|which|this|these|here|can|do|are|is|should)\b", 0.1),
        (r"\b(?:you|your|you'?re|i|my)\b|你|您|我(?!国|省|市|校|院|军|方)", 0.25),
        (_WITHHELD, 0.25),
        (r"[!?！？]\s*$", 0.15),
        (r"[!！]", 0.2),
        (_SHOUTING, 0.35),
        (_HAN_FEELING, 0.3),
        (_HAN_TEASING, 0.3),
    )
)
_LANDMARK = Signs(
    latin=(
        r"\b(?:breakthrough|first-ever|largest|biggest|record|unprecedented|landmark|flagship"
        r"|state-of-the-art|surpass\w*|outperform\w*|bans?|banned|outage|acquir\w+|launch\w*"
        r"|releas\w+|unveil\w*)\b"
    ),
    han=(r"首个|首次|最大|创纪录|突破|史上|收购|禁止|禁令|宕机|瘫痪|服务中断|发布|推出|超越"),
)
_HEDGE = Signs(
    latin=(
        r"\b(?:rumou?r\w*|reportedly|speculat\w+|allegedly|unconfirmed|unverified"
        r"|in (?:\w+ )?(?:talks|discussions)|(?:is|are|was|were) (?:considering|weighing"
        r"|exploring|mulling)|(?:people|persons?|sources?) (?:familiar|close|briefed)"
        r"|sources? (?:say|said|tell|told)|(?:might|could) (?:still|yet) (?:not|fail|fall"
        r"|change))\b"
    ),
    han=(
        r"传闻|据传|消息称|知情人士?|爆料|未经证实|尚未(?:证实|确认|敲定)|或将"
        r"|正?考虑(?=以|收购|出售|入股)|洽谈|有望"
    ),
)
"""Says of the news itself that it is not sure."""
_HEDGED_TITLE = Signs(
    latin=(
        r"\b(?:could|might|consider(?:s|ing)|weighs|mulls|eyes)\b"
        # A bare "may" is as often a month or a permission.
        r"|\bmay (?:soon )?(?:be|face|buy|sell|acquire|raise|cut|delay|lose|launch|release"
        r"|replace|need|invest|merge|split|sue|ban|come|hit|reach)\b"
    ),
    han=(r"^传|(?:或|拟)(?=[将于在与以被成收出推])|可能"),
)
"""Says so in a title only; in a text it tells what a thing is able to do."""


def on_scale(value: float, low: float, high: float) -> float:
    """Return 0 at `low` and below, 1 at `high` and above, between them by the logarithm."""
    if value <= low:
        return 0.0
    return min(1.0, log(value / low) / log(high / low))


@lru_cache(maxsize=64)
def word_count(text: str) -> int:
    """Count words; 1.7 characters of Han or hiragana are about one."""
    return len(_WORD.findall(text)) + round(len(_UNPARTED.findall(text)) / _UNPARTED_PER_WORD)


def quote_count(text: str) -> int:
    """Count quotations long enough to be somebody's words."""
    return len(_QUOTE.findall(text[:_READ_LENGTH]))


def attribution_count(text: str) -> int:
    """Count the places that say who says so."""
    return _ATTRIBUTION.count(text[:_READ_LENGTH])


def clickbait(title: str) -> float:
    """Return 0 (sober) to 1 (bait): lists, teasing, feelings, shouting, talking to "you"."""
    sober = 1.0
    for pattern, weight in _BAIT:
        if pattern.search(title):
            sober *= 1 - weight
    return 1 - sober


def landmark(title: str, text: str) -> float:
    """Return 0 to 1: how often the text speaks of firsts, records, releases, bans."""
    return min(1.0, _LANDMARK.count(f"{title}\n{text[:_STAKES_LENGTH]}") / 5)


def hedge(title: str, text: str) -> float:
    """Return 0 to 1: how often a text says that what it tells is not sure, its title twice."""
    told = _HEDGE.count(title) + _HEDGED_TITLE.count(title)
    return min(1.0, (2 * told + _HEDGE.count(text[:_NEWS_LENGTH])) / 4)


def sum_at_stake(title: str, text: str, language: str) -> float:
    """Return the sum that the news is about in rough US dollars, 0 where it names none."""
    return at_stake(title, text, figures_of(title, text, language))


def figure_count(title: str, text: str, language: str) -> int:
    """Count the quantities reported."""
    return len(figures_of(title, text, language))


@lru_cache(maxsize=64)
def figures_of(title: str, text: str, language: str) -> tuple[Quantity, ...]:
    """Return the figures of an article's first `_READ_LENGTH` characters, the title's first."""
    return tuple(figures(f"{title}\n{text[:_READ_LENGTH]}", language))
