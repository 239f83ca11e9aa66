"""Which currency a lone sign is: each of `$` and `¥` stands for those of several countries."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from .model import Quantity

_DOLLARS = {
    "AUD": r"\bAustrali|\bSydney|\bMelbourne|澳大利亚|澳洲|悉尼|墨尔本",
    "CAD": r"\bCanad|\bToronto|\bMontr[eé]al|加拿大|多伦多",
    "HKD": r"\bHong ?Kong|香港",
    "NZD": r"\bNew Zealand|\bAuckland|新西兰|奥克兰",
    "SGD": r"\bSingap|新加坡",
    "TWD": r"\bTaiwan|\bTaipei|台湾|台北",
}
_YENS = {
    "JPY": r"\b(?i:yen)\b|\bJPY\b|\bJapan|\bJapón|\bjapon|\bTokyo|\bTokio|Япони|япон|(?i:\b[ий]ен)"
    r"|日本|日元|日圆|円|东京",
    "CNY": r"\b(?i:yuan|renminbi)\b|\bRMB\b|\bCNY\b|\b[Cc]hin(?:a|es|ois|o)|\bBeijing"
    r"|Кита|кита|\bюан|人民[币元]|中国|北京",
}
_DOLLAR_NAMED, _YEN_NAMED = (
    {code: regex.compile(pattern) for code, pattern in currencies.items()}
    for currencies in (_DOLLARS, _YENS)
)
_AT_HOME = {"ja": "JPY", "zh": "CNY"}


def with_currencies(found: Sequence[Quantity], text: str, language: str) -> list[Quantity]:
    """Return quantities with what their lone signs are in `text`, as far as it tells.

    A `$` is the American dollar, or that of a country that is told of. A `¥` is what the language
    or the text says; where neither does, or both, it may be yen as well as yuan.
    """
    signs = {one.kind for one in found if one.is_bare_sign}
    dollars = _named(_DOLLAR_NAMED, text) if "USD" in signs else frozenset()
    yens = _named(_YEN_NAMED, text) if "CNY" in signs else frozenset()
    yens |= {_AT_HOME[language[:2]]} if language[:2] in _AT_HOME else set()
    meant = {
        "USD": ("USD", dollars),
        "CNY": (next(iter(yens)), frozenset()) if len(yens) == 1 else ("CNY", frozenset({"JPY"})),
    }
    return [_with(one, *meant[one.kind]) if one.is_bare_sign else one for one in found]


def _with(one: Quantity, kind: str, others: frozenset[str]) -> Quantity:
    return replace(one, kind=kind, others=others)


def _named(currencies: dict[str, "regex.Pattern[str]"], text: str) -> frozenset[str]:
    return frozenset(code for code, named in currencies.items() if named.search(text))
