"""The sum that news is about: raised, paid, invested, fined; not what stands beside it.

A figure is about what the nearest word of its sentence says: "raised $40 million on revenue of
$9 million" is about 40. A revenue or the size of a market counts only where the title has no other
sum; so does a valuation, and only where the text names no sum that was raised or paid at it; what
was raised or paid earlier does not count at all.
"""

from collections.abc import Iterator, Sequence

import regex

from .quantities import Quantity

_OPENING = 700
"""Characters of the body in which a sum may stand: further down are old deals."""
_LEAST = 1e6
"""A smaller sum is a price."""
_BEFORE, _AFTER = 90, 50
"""Characters around a figure in which a word says what it is."""
_SENTENCE = regex.compile(r"[.!?…](?=\s|$)|[。！？；\n]")
_CLAUSE = regex.compile(r"[,;:(]\s|[，、：（]")
_DONE = regex.compile(
    r"\b(?:rais(?:e|es|ed|ing)|fund(?:s|ed|ing)?|financ(?:ed|ing)|rounds?|series [a-k]|invest\w*"
    r"|back(?:s|ed|ing)|pay(?:s|ing|outs?|ments?)?|paid|fin(?:e|es|ed)|penalt\w+|settl\w+|damages"
    r"|acqui\w+|buy(?:s|ing|out)?|bought|purchas\w+|takeover|merge[rds]*|deals?|contracts?"
    r"|agreements?|orders?|spen[dt]\w*|commit\w*|pledg\w*|plan(?:s|ned)?|budgets?|cost(?:s|ing)?"
    r"|build\w*|loans?|debts?|bonds?|borrow\w*|grants?|awards?|donat\w*|offer(?:s|ed|ing)?|bids?"
    r"|seek\w*|demand\w*|want\w*|worth|exports?|tariffs?|subsid\w+|allocat\w+|bonus\w*"
    r"|compensat\w+)\b"
    r"|融资|投资|注资|出资|斥资|耗资|投入|募资|筹集|筹资|收购|并购|买下|支付|罚款|罚金|罚单|赔偿|和解|索赔"
    r"|交易|协议|合同|订单|贷款|借款|发债|债券|拨款|补贴|预算|成本|价值|报价|竞购|入股|认购|采购|捐赠|关税",
    regex.IGNORECASE,
)
_VALUED = regex.compile(
    r"\b(?:valu(?:ed|es|ing|ations?)|now worth|(?:post|pre)-money)\b|估值|投[前后]",
    regex.IGNORECASE,
)
_PASSING = regex.compile(
    r"\b(?:revenues?|sales|turnover|profits?|income|earnings|earn(?:s|ed|ing)|loss(?:es)?|lost"
    r"|run[ -]rate|ARR|EBITDA|cash flow|market (?:cap\w*|value|size|share)"
    r"|markets?(?: [\w’'-]+){0,6} (?:worth|of|at|to|hit\w*|reach\w*|exceed\w*|pass\w*|be)"
    r"|market|assets|manag(?:es|ing|ed)|under management|GDP|net worth|fortune)\b"
    r"|营收|收入|销售额|营业额|利润|净利|亏损|盈利|市值|市场|[产行]业规模|产值|资产|身家|年化",
    regex.IGNORECASE,
)
_EARLIER = regex.compile(
    r"\b(?:previous\w*|earlier|last (?:year|month|round)|to date|so far"
    r"|(?:had|ha(?:s|ve|d) already) raised"
    r"|(?:in|since) (?:19|20)\d\d)\b|此前|之前|曾|去年|累计|上一轮|早前",
    regex.IGNORECASE,
)


def at_stake(title: str, text: str, found: Sequence[Quantity]) -> float:
    """Return the sum that news is about in rough US dollars, 0 where it names none.

    `found` are the figures of `title`, a line break and `text`. The title decides; else the first
    sentence, where nothing says it is in passing; else the first one that says what was done.
    """
    whole = f"{title}\n{text}"
    money = [(figure, _what(whole, figure)) for figure in found if figure.usd >= _LEAST]
    head = [(figure, what) for figure, what in money if figure.start < len(title)]
    if sums := [figure.usd for figure, what in head if what in {_DONE, None}]:
        return max(sums)
    valued = [figure.usd for figure, what in head if what is _VALUED]
    if head and not valued:
        return max(figure.usd for figure, _ in head)
    end = len(title) + 1 + _OPENING
    for place, sentence in enumerate(_sentences(whole[:end], len(title) + 1)):
        about = [(figure.usd, what) for figure, what in money if figure.start in sentence]
        done = [usd for usd, what in about if what is _DONE]
        if sums := done or [usd for usd, what in about if what is None and place == 0]:
            return max(sums)
    return max(valued, default=0.0)


def _sentences(text: str, start: int) -> Iterator[range]:
    """Yield where the sentences from `start` on stand."""
    for match in _SENTENCE.finditer(text, start):
        yield range(start, match.end())
        start = match.end()
    yield range(start, len(text))


def _what(whole: str, figure: Quantity) -> "regex.Pattern[str] | None":
    """Return which of the patterns says what a sum is, the one with the nearest word, or None."""
    start, end = figure.start, figure.start + len(figure.text)
    before = _SENTENCE.split(whole[max(0, start - _BEFORE) : start])[-1]
    after = _CLAUSE.split(_SENTENCE.split(whole[end : end + _AFTER])[0])[0]
    if _EARLIER.search(_CLAUSE.split(before)[-1]) or _EARLIER.search(after):
        return _PASSING
    # Of two words that end at one place the longer phrase says more: "market worth".
    nearest = [
        (gap, order, pattern)
        for order, pattern in enumerate((_PASSING, _VALUED, _DONE))
        for gap in _gaps(pattern, before, after)
    ]
    return min(nearest, key=lambda one: one[:2])[2] if nearest else None


def _gaps(pattern: "regex.Pattern[str]", before: str, after: str) -> Iterator[int]:
    """Yield how many characters lie between a figure and each word of a pattern."""
    for match in pattern.finditer(before):
        yield len(before) - match.end()
    for match in pattern.finditer(after):
        yield match.start()
