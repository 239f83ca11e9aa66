"""Number words, scales, currencies and hedges of English and Chinese, and their values."""

from collections.abc import Iterable, Mapping

import regex

from .model import About

ADDRESS = regex.compile(
    r"https?://\S+|www\.\S+|(?<![\w.-])[\w.-]{1,64}@[\w.-]+|(?<!\w)@\w+", regex.IGNORECASE
)
NAME = regex.compile(
    # GPT-5, H100, COVID-19, Q3; but not mid-2019, RMB5 or US$5
    r"(?<![\p{L}\d$€£])(?!\p{Ll}{2,}+[-–])"
    r"(?!(?i:USD|EUR|GBP|RMB|CNY|HKD|JPY|KRW|INR|CHF|AUD|CAD)\d)"
    r"\p{L}[\p{L}.]*+[-–]?\d[\p{L}\d.+/-]*(?<![.+/-])"
    r"|(?<![\p{L}\d$€£.,])\d+(?:[GDKPX](?![\p{L}\d])|\p{Lu}\p{L}*\d[\p{L}\d]*)"
    r"|\b\d\d?/\d\d?(?:/\d+)?\b"
)
"""Names with numbers in them, in alphabets."""
DIGITS = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?|\d+(?:\.\d+)?)"
"""With separators of thousands, or of lakhs: 2,06,737."""

SIGNS = {
    "US$": "USD", "USD $": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "￥": "CNY",
    "CN¥": "CNY", "JP¥": "JPY",
    "HK$": "HKD", "NT$": "TWD", "S$": "SGD", "A$": "AUD", "AU$": "AUD", "C$": "CAD",
    "CA$": "CAD", "NZ$": "NZD", "₩": "KRW", "₹": "INR", "₽": "RUB", "USD": "USD", "EUR": "EUR",
    "GBP": "GBP", "RMB": "CNY", "CNY": "CNY", "HKD": "HKD", "JPY": "JPY", "KRW": "KRW",
    "INR": "INR", "CHF": "CHF", "AUD": "AUD", "CAD": "CAD", "RS.": "INR", "RS": "INR",
    "Rs.": "INR", "Rs": "INR",
}  # fmt: skip
ENGLISH_CURRENCIES = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "GBP", "yuan": "CNY",
    "renminbi": "CNY", "rmb": "CNY", "yen": "JPY", "won": "KRW", "rupee": "INR", "ruble": "RUB",
    "rouble": "RUB", "franc": "CHF", "usd": "USD", "eur": "EUR", "gbp": "GBP", "cny": "CNY",
}  # fmt: skip
DOLLARS_OF = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "american": "USD", "hong kong": "HKD",
    "australian": "AUD", "canadian": "CAD", "singapore": "SGD", "new taiwan": "TWD",
    "new zealand": "NZD",
}  # fmt: skip
CHINESE_CURRENCIES = {
    "美元": "USD", "美金": "USD", "美刀": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY",
    "日圆": "JPY", "韩元": "KRW", "港元": "HKD", "港币": "HKD", "新台币": "TWD", "台币": "TWD",
    "新加坡元": "SGD", "新元": "SGD", "澳元": "AUD", "澳大利亚元": "AUD", "加元": "CAD",
    "纽元": "NZD", "卢比": "INR", "卢布": "RUB", "瑞士法郎": "CHF", "瑞郎": "CHF",
    "人民币": "CNY", "元人民币": "CNY", "块钱": "CNY", "元": "CNY", "英鎊": "GBP",
    "ドル": "USD", "米ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "円": "JPY", "ウォン": "KRW",
    "香港ドル": "HKD", "台湾ドル": "TWD", "シンガポールドル": "SGD", "豪ドル": "AUD",
    "カナダドル": "CAD",
    "人民元": "CNY", "ルピー": "INR", "ルーブル": "RUB", "スイスフラン": "CHF",
}  # fmt: skip
ENGLISH_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "grand": 1e3, "k": 1e3, "million": 1e6, "mln": 1e6,
    "mn": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12,
    "trn": 1e12, "tn": 1e12, "t": 1e12, "crore": 1e7, "lakh": 1e5,
}  # fmt: skip
ENGLISH_ABOUT: dict[str, About] = {
    "nearly": "<", "almost": "<", "under": "≤", "below": "≤", "less than": "≤",
    "fewer than": "≤", "up to": "≤", "as much as": "≤", "as many as": "≤", "no more than": "≤",
    "at most": "≤", "not more than": "≤", "not exceeding": "≤", "not over": "≤",
    "no greater than": "≤", "not less than": ">", "not fewer than": ">", "close to": "<",
    "just short of": "<",
    "over": ">", "more than": ">", "above": ">", "at least": ">", "exceeding": ">",
    "exceeded": ">", "exceeds": ">", "exceed": ">", "upwards of": ">", "greater than": ">",
    "no less than": ">", "no fewer than": ">", "surpassed": ">", "topped": ">",
    "about": "~", "around": "~", "roughly": "~", "approximately": "~", "some": "~",
    "an estimated": "~", "estimated": "~", "circa": "~",
}  # fmt: skip
CHINESE_ABOUT: dict[str, About] = {
    "近": "<", "将近": "<", "接近": "<", "不到": "<", "不足": "<", "低于": "≤", "少于": "≤",
    "最多": "≤", "最高": "≤", "最少": ">", "高达": "≤", "多达": "≤", "至多": "≤", "不超过": "≤",
    "不超": "≤", "未超过": "≤", "未超": "≤",
    "没有超过": "≤", "不高于": "≤", "不多于": "≤", "未突破": "≤", "超过": ">", "超": ">",
    "逾": ">", "至少": ">", "高于": ">", "多于": ">", "不少于": ">", "不低于": ">", "不下": ">",
    "不下于": ">", "突破": ">",
    "约": "~", "大约": "~", "大概": "~", "约为": "~", "估计": "~", "およそ": "~",
    "ほぼ": "~", "少なくとも": ">", "最大": "≤", "最大で": "≤",
}  # fmt: skip
HAN_AFTER: dict[str, About] = {
    "以上": ">", "超": ">", "余り": ">", "強": ">", "强": ">", "以下": "≤", "以内": "≤",
    "未満": "≤",
    "未满": "≤", "弱": "<", "近く": "<", "左右": "~", "上下": "~", "前后": "~", "前後": "~",
    "程度": "~", "ほど": "~",
}  # fmt: skip
"""Hedges behind the figure."""
MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "january", "february", "march", "april", "may", "june", "july", "august",
            "september", "october", "november", "december",
        ), 1,
    )
}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def counted(words: str) -> dict[str, float]:
    """Return words in the order of counting, from zero on, each with its value."""
    return {word: float(value) for value, word in enumerate(words.split())}


ENGLISH_NUMBERS = counted(_SMALL) | {
    word: 10.0 * value for value, word in enumerate(_TENS.split(), 2)
}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
HAN_DIGITS = {digit: float(value) for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0.0, "○": 0.0, "两": 2.0,
}  # fmt: skip
HAN_UNITS = {"十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8, "兆": 1e12}


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of `words`, longer ones first."""
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


def number(written: str) -> float:
    """Return the value of digits with thousands separators."""
    return float(written.replace(",", ""))


def english_number(written: str) -> float:
    """Return the value of English number words up to the hundreds: "two hundred and five"."""
    value = 0.0
    for word in regex.split(r"[\s-]+", written.casefold()):
        if word == "hundred":
            value = (value or 1) * 100
        else:
            value += ENGLISH_NUMBERS.get(word, 0.0)
    return value


def factor(units: str) -> float:
    """Return what Han units multiply by: 百万 is 1e6."""
    value = 1.0
    for character in units:
        value *= HAN_UNITS[character]
    return value


def han_number(written: str) -> float:
    """Return the value of a number in Han characters: 一百二十三, 三千亿, 二点五万, 三万五."""
    whole, _, decimals = written.partition("点")
    if len(whole) > 1 and all(character in HAN_DIGITS for character in whole):
        value = float("".join(str(int(HAN_DIGITS[character])) for character in whole))
    else:
        value = _with_units(whole)
    rest = decimals.rstrip("".join(HAN_UNITS))
    for place, character in enumerate(rest, 1):
        value += HAN_DIGITS[character] / 10**place
    return value * factor(decimals[len(rest) :])


def _with_units(written: str) -> float:
    total = section = digit = 0.0
    last = 1.0
    for character in written:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
            last = 1.0 if character == "零" else last
            continue
        unit = HAN_UNITS[character]
        if unit < HAN_UNITS["万"]:
            section += (digit or 1.0) * unit
        elif total and unit > last and not section and not digit:
            total *= unit  # 万亿
        else:
            total += (section + digit or 1.0) * unit
            section = 0.0
        digit, last = 0.0, unit
    if digit and last > HAN_UNITS["十"] and not written.endswith("零"):
        digit *= last / 10  # 三万五 is 35 000, 一百二 is 120; 一百零二 is 102
    return total + section + digit


def lowered(about: Mapping[str, About], written: str | None) -> About:
    """Return how a hedge as written bends the figure after it."""
    return about.get((written or "").casefold(), "")
