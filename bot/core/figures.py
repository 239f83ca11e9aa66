"""Quantities in English and Chinese text, normalised so that `$295 billion` equals `2950亿美元`.

Reads money, percentages and counts, digits and number words; leaves alone what only looks like a
quantity: years, dates, clock times, versions (GPT-5.5), model numbers (H100), ranks.
"""

from dataclasses import dataclass

import regex

TOLERANCE = 0.06
"""How far "nearly $300 billion" may be from the exact figure, and only on its own side."""
_ROUNDING = 0.005
_LEAST_COUNT = 999.0
"""Bare numbers up to this count nothing a reader would compare across articles."""

_USD_RATES = {
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "CNY": 0.14, "JPY": 0.0067, "KRW": 0.00072, "INR": 0.012,
    "HKD": 0.13, "TWD": 0.031, "SGD": 0.75, "AUD": 0.66, "CAD": 0.73, "CHF": 1.15,
}  # fmt: skip
"""Rough rates: they only place an amount on a logarithmic scale."""
_SYMBOLS = {
    "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY", "HK$": "HKD",
    "NT$": "TWD", "S$": "SGD", "A$": "AUD", "C$": "CAD", "₩": "KRW", "₹": "INR",
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "RMB": "CNY", "CNY": "CNY", "HKD": "HKD",
    "JPY": "JPY",
}  # fmt: skip
_CURRENCIES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY",
    "yen": "JPY", "won": "KRW", "rupee": "INR", "usd": "USD", "eur": "EUR",
    "美元": "USD", "美金": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "日元": "JPY", "日圆": "JPY", "韩元": "KRW", "韓元": "KRW", "港元": "HKD", "港币": "HKD",
    "新台币": "TWD", "新台幣": "TWD", "新加坡元": "SGD", "卢比": "INR",
    "元人民币": "CNY", "元": "CNY",
}  # fmt: skip
_SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12, "t": 1e12, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
_LETTER_SCALES = frozenset("kmbt")
"""Scales only after a currency sign: elsewhere 7B is a model's size and 5k a race."""
_ABOUT = {
    "nearly": "<", "almost": "<", "close to": "<", "up to": "<", "under": "<", "less than": "<",
    "over": ">", "more than": ">", "above": ">", "at least": ">", "exceeding": ">",
    "about": "~", "around": "~", "roughly": "~", "approximately": "~", "some": "~",
    "不超过": "<", "近": "<", "将近": "<", "接近": "<", "不到": "<", "不足": "<", "高达": "<",
    "多达": "<", "超": ">", "超过": ">", "逾": ">", "至少": ">", "突破": ">", "约": "~",
    "大约": "~", "大概": "~",
}  # fmt: skip
_UNITS = {"十": 10.0, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_DIGITS = {digit: float(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0.0, "两": 2.0, "兩": 2.0,
}  # fmt: skip
_WIDE = str.maketrans("０１２３４５６７８９．％＄", "0123456789.%$")


def _any_of(words: "dict[str, object] | dict[str, str] | dict[str, float]") -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = regex.compile(
    rf"(?:(?P<about>{_any_of(_ABOUT)})\s?)?"
    rf"(?:(?P<symbol>(?<!\p{{L}})(?:{_any_of(_SYMBOLS)}))\s?|(?P<share>百分之)|(?<![\p{{Latin}}\p{{N}}.,_/-]))"
    rf"(?:(?P<number>{_NUMBER})(?:\s?(?:-|–|—|~|to|至|到)\s?(?:{_any_of(_SYMBOLS)})?(?P<upto>{_NUMBER}))?"
    rf"|(?P<han>[{''.join(_DIGITS)}十][{''.join(_DIGITS)}十百千万亿点]*))(?P<more>[多余餘])?"
    rf"(?:[\s-]?(?P<scale>(?:{_any_of(_SCALES)})(?![\p{{Latin}}\p{{N}}]))"
    r"|\s?(?P<units>[十百千万萬亿億兆]+)(?![米克瓦卡赫])|(?![\p{Latin}\p{N}]))"
    r"(?:\s?(?P<percent>%|percent(?!age)|per\scent|pct)|(?P<tenths>成(?![为為功立员員本长長果交就熟都分]))"
    rf"|[\s-]?(?:U\.?S\.?\s)?(?P<currency>{_any_of(_CURRENCIES)})s?(?!\p{{Latin}}))?",
    regex.IGNORECASE,
)
_DATE = regex.compile(
    r"\b(?:19|20)\d\d\b(?!\s?[万萬亿億]|,\d|\.\d|\s?(?:%|percent|million|billion|dollars|people))"
    r"|\d+\s?[年月日号號时時点點分秒](?!钟?之|元)|\d{1,2}[:：]\d\d|\d+(?:st|nd|rd|th)\b|第[\d一二三四五六七八九十百]+"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s\d{1,2}\b|\d+[-/]\d+[-/]\d+",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One quantity of a text."""

    kind: str
    """An ISO 4217 currency code, `%` or `count`."""
    value: float
    about: str
    """Empty where exact; `<` nearly, `>` more than, `~` about."""
    text: str
    """As written."""
    start: int

    @property
    def is_money(self) -> bool:
        """Tell whether it is an amount of money."""
        return self.kind in _USD_RATES

    @property
    def usd(self) -> float:
        """Return the rough worth in US dollars, 0 where it is not money."""
        return self.value * _USD_RATES.get(self.kind, 0.0)


def figures(text: str, language: str) -> list[Figure]:
    """Return the quantities of `text` in order.

    `language` decides whether a bare 元 or a run of Han digits can be a quantity.
    """
    text = text.translate(_WIDE)
    dates = [match.span() for match in _DATE.finditer(text)]
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        start, end = match.span("number") if match["number"] else match.span("han")
        is_bare = not any(match.group("symbol", "currency", "scale", "units", "percent", "share"))
        if is_bare and any(a < end and start < b for a, b in dates):
            continue
        if match["han"] and not language.startswith("zh"):
            continue
        found.extend(_read(match))
    return found


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can be the same fact, one maybe rounded or said loosely."""
    if one.kind != other.kind:
        return False
    difference = abs(one.value - other.value) / max(one.value, other.value)
    if difference <= _ROUNDING:
        return True
    return difference <= TOLERANCE and (_may_be(one, other) or _may_be(other, one))


def key_figures(found: list[Figure], limit: int = 4) -> list[Figure]:
    """Return the figures worth showing, in order, each fact once and in its exact form."""
    kept: list[Figure] = []
    for figure in found:
        twin = next((place for place, known in enumerate(kept) if agree(figure, known)), None)
        if twin is None:
            kept.append(figure)
        elif kept[twin].about and not figure.about:
            kept[twin] = figure
    return kept[:limit]


def _may_be(loose: Figure, exact: Figure) -> bool:
    """Tell whether `exact` lies on the side of `loose` that its wording allows."""
    if loose.about == "<":
        return exact.value < loose.value
    if loose.about == ">":
        return exact.value > loose.value
    return loose.about == "~"


_MOST = 1e16


def _read(match: "regex.Match[str]") -> list[Figure]:
    """Return the figure of a match, or the two ends of a range: they share scale and unit."""
    scale = (match["scale"] or "").lower()
    unit = _SYMBOLS.get((match["symbol"] or "").upper()) or _CURRENCIES.get(
        (match["currency"] or "").lower()
    )
    if scale in _LETTER_SCALES and unit is None:
        return []
    factor = _SCALES.get(scale, 1.0)
    for character in match["units"] or "":
        factor *= _UNITS[character]
    if unit is None and match["tenths"]:
        unit, factor = "%", 10.0
    elif unit is None:
        unit = "%" if match["percent"] or match["share"] else "count"
    if match["han"]:
        values = [_han_number(match["han"])]
    else:
        written = [match["number"], match["upto"]]
        values = [float(number.replace(",", "")) for number in written if number]
    # Nobody reports more than this; a page that does is hostile or broken.
    values = [value for value in values if value * factor <= _MOST]
    least = _LEAST_COUNT if unit == "count" else 0.0
    return [
        Figure(
            kind=unit,
            value=value * factor,
            about=">" if match["more"] else _ABOUT.get((match["about"] or "").lower(), ""),
            text=match.group().strip(),
            start=match.start(),
        )
        for value in values
        if value * factor > least
    ]


def _han_number(written: str) -> float:
    """Return the value of a number in Han characters: 一百二十三, 三千亿, 二点五万."""
    total = section = digit = 0.0
    decimal = 0.0
    for character in written:
        if character == "点":
            decimal = 1.0
        elif character in _DIGITS and decimal:
            decimal /= 10
            digit += _DIGITS[character] * decimal
        elif character in _DIGITS:
            digit = digit * 10 + _DIGITS[character]
        elif _UNITS[character] < _UNITS["万"]:
            section += (digit or 1.0) * _UNITS[character]
            digit = 0.0
        elif _UNITS[character] == _UNITS["万"]:
            total += (section + digit) * _UNITS[character]
            section = digit = decimal = 0.0
        else:
            total = (total + section + digit) * _UNITS[character]
            section = digit = decimal = 0.0
    return total + section + digit
