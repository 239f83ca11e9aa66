"""Quantities in Chinese and Japanese text, whose characters are read as simplified ones."""

from collections.abc import Iterable, Iterator

import regex

from .model import About
from .reader import Found, Match, Phrases, Reader, fixed, fixed_phrases, nothing
from .units import han_unit
from .words import (
    CHINESE_ABOUT,
    CHINESE_CURRENCIES,
    DIGITS,
    HAN_AFTER,
    HAN_DIGITS,
    HAN_UNITS,
    SIGNS,
    any_of,
    factor,
    han_number,
    lowered,
    number,
)

_LEAST_WORD_CLAIM = 13.0
_D = "".join(HAN_DIGITS)
_U = "".join(HAN_UNITS)
_HAN = rf"[{_D}{_U}]"
_SIGN = any_of(SIGNS)
_ABOUT = rf"(?:(?P<about>{any_of(CHINESE_ABOUT)})\s?)?"
_CURRENCY = any_of(CHINESE_CURRENCIES)
_UNITS = r"(?:[十万亿]|[百千兆](?![米克瓦卡赫伏帕升](?!国)))*"
"""千 before 瓦 is the kilo of a unit, no thousand."""
_TAIL = (
    r"(?P<more>[多余几])?(?P<last>[万亿]*)"
    r"(?:(?P<points>个百分点|个基本?点|ポイント)|\s?(?P<percent>%|パーセント)"
    r"|(?P<tenths>成(?![为功立员本长果交就熟千都分])|割(?![り引合]))"
    r"|(?P<times>倍)|\s?(?P<currency>" + _CURRENCY + r"))?"
    rf"(?:[人名个家台辆件次社]?(?P<after>{any_of(HAN_AFTER)}))?"
)
_SMALL = rf"(?:\d{{1,2}}|[{_D}十]{{1,3}})"

_ADDRESS = regex.compile(
    r"https?://[^\s）)]+|www\.[^\s）)]+|(?<![\w.-])[\w.-]{1,64}@[A-Za-z\d.-]+|(?<!\w)@\w+",
    regex.ASCII,
)
_ISO = regex.compile(
    r"(?<![\d-])(?P<year>(?:19|20)\d\d)[-/.](?P<month>[01]?\d)[-/.](?P<day>[0-3]?\d)(?![\d-])"
)
_DATE = regex.compile(
    rf"(?:(?P<year>(?:19|20)\d\d|[一二][{_D}]{{3}})\s?年\s?)?(?P<month>{_SMALL})\s?月(?!球|光|薪|亮|租)"
    rf"(?:\s?(?P<day>{_SMALL})(?:\s?(?:-|–|—|~|至|到|、)\s?(?P<until>{_SMALL}))?\s?[日号](?!元))?"
)
_YEAR = regex.compile(
    rf"(?<![\d.])(?P<year>(?:19|20)\d\d|[一二][{_D}]{{3}})\s?年?\s?[-–—~至到/]\s?(?P<until>(?:19|20)\d\d|[一二][{_D}]{{3}})\s?年(?!代|间)"
    rf"|(?<![\d.])(?P<year>(?:19|20)\d\d|[一二][{_D}]{{3}})\s?年(?!代)"
    rf"|(?<![\d.,])(?P<year>(?:19|20)\d\d)(?![\d.,%]|\s?(?:[{_U}]|{_CURRENCY}|[多余人名家个次米公辆台件套所条座吨架亩英斤]))"
)
_DECADE = regex.compile(
    r"(?:二十世纪|20世纪|上世纪|(?<!\d)(?:19|20))?\s?"
    r"(?:(?<!\d)(?P<earlier>[1-9一二三四五六七八九])0?、?)?(?P<decade>\d0|[一二三四五六七八九]十)\s?年代"
)
_DAY = regex.compile(
    rf"(?<![\d.第{_D}])(?P<day>3[01]|[12]\d|0?[1-9])\s?(?:(?:-|–|—|~|至|到|、)\s?(?P<until>3[01]|[12]\d|0?[1-9])\s?)?[日号](?![元线楼机])"
)
_TIME = regex.compile(
    r"(?<![\d.])(?P<hour>[0-2]?\d)\s?(?:[时点](?![多间钟]?[\d]*[%倍]|半?间)(?:钟)?(?:\s?(?P<minute>[0-5]?\d)\s?分(?!之)|(?P<half>半))?|(?P<colon>[:：])(?P<minute>[0-5]\d)(?:[:：]\d\d)?)(?!\d)"
)
_NAME = regex.compile(
    r"(?<![\p{Latin}\d$])(?!(?:USD|EUR|GBP|RMB|CNY|HKD|JPY|KRW|INR)\d)\p{Latin}[\p{Latin}.]{0,40}[-–]?\d[\p{Latin}\d.+/-]*(?<![.+/-])"
    r"|(?<![\p{Latin}\d$.,])\d+(?:[GDKPX](?![\p{Latin}\d])|\p{Lu}\p{Latin}*\d[\p{Latin}\d]*)"
    r"|(?<=\p{Han})[-–]\d+[\p{Latin}\d]*"
)
_IDIOM = regex.compile(
    r"亿万(?=富|豪|人)|百万富翁|千万富翁|百年大计|千年|万一|十分(?=[\p{Han}])|一百年|千万(?=别|不要|要)"
    r"|[一二三四五六七八九]元(?=化|论|制|次|方程)|一一|千千万万|成千上万|万万|百姓|百货|千家万户|万[众物事家里名]"
    r"|[数几][十百千万亿]+"
    r"|四[川方周]|三[明亚农峡]|五[角台星]|九[江寨]|七夕|八卦|一些"
)
_FRACTION = regex.compile(
    rf"(?P<whole>(?!百)[{_D}十百千]+|(?!100)\d+)分[之の](?P<part>[{_D}十百]+|\d+)"
)
_PLAN = regex.compile(r"十(?P<number>[一二三四五六])五(?=[”’』」\"规时期])")
_ORDINAL = regex.compile(rf"第\s?(?P<number>\d+|{_HAN}+)|(?P<number>\d+|{_HAN}+)(?=届|世纪)")
_AMOUNT = regex.compile(
    rf"(?<![\p{{Latin}}\d./]){_ABOUT}(?P<sign>{_SIGN})?\s?(?P<share>百分之)?\s?(?P<number>{DIGITS})(?!\d)\s?"
    rf"(?P<units>{_UNITS})(?P<unit_percent>%)?(?:\s?(?:-|–|—|~|至|到|或)\s?(?:{_SIGN})?(?P<until>{DIGITS})(?!\d)\s?(?P<until_units>{_UNITS}))?"
    rf"{_TAIL}"
)
_BOUND = regex.compile(
    rf"(?P<about>至少|最少|最多|至多|最高(?=[可能达]))(?:(?![{_D}{_U}])\p{{Han}}){{1,6}}\s?$"
)
"""A bound whose verb stands before its number: 至少获得300万, 最多可节省40%."""
_BOUND_MOST = 10
_WORDS = regex.compile(
    rf"{_ABOUT}(?P<share>百分之)?(?P<number>{_HAN}+(?:点[{_D}]+[万亿]*)?){_TAIL}"
)
_COMPOUND = regex.compile(
    r"(?<![\d.])(?P<high>\d+(?:\.\d+)?)(?P<unit>[亿万])零?(?P<low>\d+(?:\.\d+)?)(?P<low_unit>[千百]?万|[千百](?!万)|(?<=万\d{4}))"
)
_CLOCK = regex.compile(
    rf"(?:(?<=[晨早午晚夜])(?P<hour>[{_D}十]{{1,3}})点|(?P<hour>[{_D}十]{{1,3}})点(?:钟|整|(?=半)))"
    rf"(?:(?P<half>半)|(?P<minute>[{_D}十]{{1,3}})分)?"
)
_EITHER = regex.compile(
    rf"(?<![{_D}{_U}])(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?![{_D}])(?P<units>[{_U}]*)"
)
_TENTHS = regex.compile(
    rf"{_ABOUT}(?P<number>[{_D}]|(?<![\d.])\d)"
    rf"(?:[成割](?P<half>半)|割(?P<part>[{_D}\d])分|成(?P<part>[{_D}\d])(?![{_D}{_U}\d\p{{Han}}]))"
)
"""七成半, 七割五分, 七成五."""
_REBATE = regex.compile(
    rf"(?<=打)\s?(?P<number>\d(?:\.\d|\d)?|[{_D}]{{1,2}})\s?折"
    rf"|(?<![\d.{_D}])(?P<number>\d(?:\.\d|\d)?|[{_D}]{{1,2}})\s?折(?=优惠|价|出售|促销|起|销售|甩卖)"
)
"""八折, 打八五折, which tell how much of the price is left."""
_PHRASES: Phrases = (
    ("一半|半数|减半|对半|折半", "%", 50), ("全天候|日夜|昼夜", "count", 24),
    ("两周|两个星期|两个礼拜", "count", 14), ("半个世纪", "count", 50), ("一打|十几", "count", 12),
    ("翻番|翻了?一番|翻倍|加倍|成倍", "x", 2), ("半年", "count", 6),
    ("季度|一季|季", "count", 3), ("双", "count", 2),
    ("正午|中午|午夜|零点|零时", "time", 0), ("首", "count", 1),
    ("世纪", "count", 100), ("半", "count", 0.5),
)  # fmt: skip


def _value(written: str) -> float:
    return number(written) if written[0].isdecimal() else han_number(written)


def _date(match: Match) -> Iterable[Found] | None:
    written = match["month"]
    if len(written) > 1 and not match["day"] and set(written) <= set(HAN_DIGITS):
        return [("month", HAN_DIGITS[character], "", True) for character in written]
    month = _value(written)
    if not 1 <= month <= 12:  # noqa: PLR2004 - months of a year
        return None
    days = [_value(match[name]) for name in ("day", "until") if match[name]]
    found: list[Found] = [("date", 100 * month + day, "", True) for day in days]
    if not days:
        found.append(("month", month, "", True))
    if match["year"]:
        found.append(("year", _value(match["year"]), "", True))
    return found


def _iso(match: Match) -> Iterator[Found]:
    yield "year", float(match["year"]), "", True
    yield "date", 100.0 * int(match["month"]) + int(match["day"]), "", True


def _years(match: Match) -> Iterator[Found]:
    for name in ("year", "until"):
        if match.groupdict().get(name):
            yield "year", _value(match[name]), "", True


def _decade(match: Match) -> Iterator[Found]:
    if match["earlier"]:
        yield "decade", 10 * _value(match["earlier"]), "", True
    yield "decade", _value(match["decade"]), "", True


def _day(match: Match) -> Iterator[Found]:
    for name in ("day", "until"):
        if match[name]:
            yield "day", float(match[name]), "", True


def _time(match: Match) -> Iterable[Found] | None:
    hour, minutes = int(match["hour"]), 30 if match["half"] else int(match["minute"] or 0)
    found: list[Found] = [("time", float((60 * hour + minutes) % 720), "", hour <= 24)]  # noqa: PLR2004 - hours of a day
    if match["colon"]:  # it may be a score: 29:13
        found += [("count", float(hour), "", hour > 24), ("count", float(minutes), "", hour > 24)]  # noqa: PLR2004
    return found


def _ordinal(match: Match) -> Iterator[Found]:
    written = match["number"]
    yield "count", _value(written), "", written[0].isdecimal()


def _fraction(match: Match) -> Iterator[Found]:
    yield "%", 100 * _value(match["part"]) / (_value(match["whole"]) or 1.0), "~", False


def _tenths(match: Match) -> Iterator[Found]:
    rest = 5.0 if match["half"] else _value(match["part"])
    yield "%", 10 * _value(match["number"]) + rest, lowered(CHINESE_ABOUT, match["about"]), True


def _rebate(match: Match) -> Iterator[Found]:
    left = _value(match["number"])
    yield "%", 100.0 - (left if left >= 10 else 10 * left), "", True  # noqa: PLR2004 - 八五折 is 85 %


def _plan(match: Match) -> Iterator[Found]:
    yield "count", 10 + HAN_DIGITS[match["number"]], "", False


def _compound(match: Match) -> Iterator[Found]:
    low = number(match["low"]) * factor(match["low_unit"] or "")
    yield "count", number(match["high"]) * factor(match["unit"]) + low, "", True


def _clock(match: Match) -> Iterator[Found]:
    minutes = 30.0 if match["half"] else _value(match["minute"] or "零")
    yield "time", (60 * _value(match["hour"]) + minutes) % 720, "", False


def _either(match: Match) -> Iterable[Found] | None:
    low, high = HAN_DIGITS[match["low"]], HAN_DIGITS[match["high"]]
    if high != low + 1:
        return None
    return [("count", value * factor(match["units"]), "~", False) for value in (low, high)]


def _about(match: Match) -> About:
    if match["about"]:
        return lowered(CHINESE_ABOUT, match["about"])
    if match["more"] or match["after"]:
        return ">" if match["more"] else lowered(HAN_AFTER, match["after"])
    before = _BOUND.search(match.string, max(0, match.start() - _BOUND_MOST), match.start())
    return lowered(CHINESE_ABOUT, before["about"]) if before else ""


def _kind(match: Match, sign: str | None) -> tuple[str, float]:
    """Return kind and factor of a match."""
    if match["share"] or match["percent"] or match.groupdict().get("unit_percent"):
        return "%", 1.0
    if match["points"]:
        return "%", 0.01 if "基" in match["points"] else 1.0
    if match["tenths"]:
        return "%", 10.0
    if match["times"]:
        return "x", 1.0
    if sign and not (SIGNS[sign] == "CNY" and match["currency"]):
        return SIGNS[sign], 1.0
    return CHINESE_CURRENCIES.get(match["currency"] or "", "count"), 1.0


def _amount(match: Match) -> Iterable[Found]:
    kind, scale = _kind(match, match["sign"])
    about, last = _about(match), factor(match["last"])
    value = number(match["number"]) * scale
    if match["times"] and value == 1:  # 增长1倍: twice as much
        value = 2.0
    if not match["until"]:
        return [(kind, value * factor(match["units"]) * last, about, True)]
    units = match["units"] or match["until_units"]
    until = number(match["until"]) * scale * factor(match["until_units"]) * last
    return [(kind, value * factor(units) * last, about, True), (kind, until, about, True)]


def _words(match: Match) -> Iterable[Found] | None:
    written = match["number"]
    kind, scale = _kind(match, None)
    if not set(written) & set(HAN_DIGITS) and not set(written) & {"十"} and kind != "%":
        # 上万, 百万, 百亿元: how much is left open
        return [(kind, han_number(written) * factor(match["last"]), ">", False)]
    value = han_number(written) * scale * factor(match["last"])
    is_claim = kind not in {"count", "x"} or (
        value >= _LEAST_WORD_CLAIM and not set(written).isdisjoint(HAN_UNITS)
    )
    if kind == "CNY" and match["currency"] == "元" and len(written) == 1:
        is_claim = False
    return [(kind, value, _about(match), is_claim)]


READER = Reader(
    near_digits=(),
    phrases=(),
    words=(
        (_ADDRESS, nothing),
        (regex.compile(r"(?<![\d.])9[·/.\-]?11(?=\s?事件|恐|袭|テロ)"), fixed("date", 911)),
        (_ISO, _iso),
        (_DECADE, _decade),
        (_DATE, _date),
        (_YEAR, _years),
        (_DAY, _day),
        (_TIME, _time),
        (_NAME, nothing),
        (_FRACTION, _fraction),
        (_PLAN, _plan),
        (_ORDINAL, _ordinal),
        (_CLOCK, _clock),
        (_TENTHS, _tenths),
        (_REBATE, _rebate),
        fixed_phrases(_PHRASES, edge=""),
        (_COMPOUND, _compound),
        (_AMOUNT, _amount),
        (_IDIOM, nothing),
        (_EITHER, _either),
        (_WORDS, _words),
    ),
    unit_at=han_unit(),
)
