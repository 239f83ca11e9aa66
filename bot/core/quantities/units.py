"""Units of measure behind a number, so that 100 acres and 40 hectares can be one fact.

What is told in one unit only is compared by its number, as everything else is; these are needed
where a translator converts: acres, miles and degrees into metric ones, 亩 and 斤 into either.
Words that mean something else as often ("pounds" of money) are left out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import regex


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: what it measures, and how much of the base unit it is."""

    of: str
    """`length` (metres), `area` (square metres), `mass` (kilograms), `volume` (litres),
    `heat` (kelvins), or `things`, which are counted and no money."""
    factor: float
    zero: float = 0.0
    """Where its scale begins, in base units."""


UnitAt: TypeAlias = Callable[[str, int, int], Unit | None]
"""Returns the unit of the number that stands in a text between two places, if it has one."""

_METRE, _KM, _CM, _MM = (Unit("length", size) for size in (1.0, 1000.0, 0.01, 0.001))
_MILE, _FOOT, _INCH, _YARD = (Unit("length", size) for size in (1609.344, 0.3048, 0.0254, 0.9144))
_SEA_MILE = Unit("length", 1852.0)
_SQM, _HECTARE, _SQKM = (Unit("area", size) for size in (1.0, 1e4, 1e6))
_ACRE, _SQFT, _SQMILE = (Unit("area", size) for size in (4046.8564224, 0.09290304, 2589988.110336))
_MU = Unit("area", 10_000 / 15)
_KG, _GRAM, _TONNE = (Unit("mass", size) for size in (1.0, 0.001, 1000.0))
_LB, _OUNCE, _JIN = (Unit("mass", size) for size in (0.45359237, 0.028349523125, 0.5))
_LITRE, _GALLON = Unit("volume", 1.0), Unit("volume", 3.785411784)
_THING = Unit("things", 1.0)
_CELSIUS = Unit("heat", 1.0, 273.15)
_FAHRENHEIT = Unit("heat", 5 / 9, 273.15 - 32 * 5 / 9)

_SIGNS = {
    "km²": _SQKM, "km2": _SQKM, "m²": _SQM, "ha": _HECTARE, "km": _KM, "cm": _CM, "mm": _MM,
    "ft": _FOOT, "kg": _KG, "lbs?": _LB, "mph": _MILE, "oz": _OUNCE, "°C": _CELSIUS,
    "°F": _FAHRENHEIT, "℃": _CELSIUS, "℉": _FAHRENHEIT,
}  # fmt: skip
_ENGLISH = _SIGNS | {
    "sq(?:uare|\\.)? (?:kilomet(?:re|er)s?|km)": _SQKM,
    "sq(?:uare|\\.)? (?:met(?:re|er)s?|m)": _SQM,
    "sq(?:uare|\\.)? (?:miles?|mi)": _SQMILE, "sq(?:uare|\\.)? (?:foot|feet|ft)": _SQFT,
    "acres?": _ACRE, "hectares?": _HECTARE, "mu": _MU, "kilomet(?:re|er)s?": _KM,
    "met(?:re|er)s?": _METRE, "centimet(?:re|er)s?": _CM, "millimet(?:re|er)s?": _MM,
    "nautical miles?": _SEA_MILE, "miles?": _MILE, "feet|foot": _FOOT, "inch(?:es)?": _INCH,
    "yards?": _YARD, "kilograms?|kilos?": _KG, "grams?": _GRAM, "(?:metric )?ton(?:ne)?s?": _TONNE,
    "ounces?": _OUNCE, "jin|catt(?:y|ies)": _JIN, "lit(?:re|er)s?": _LITRE, "gallons?": _GALLON,
    "degrees? Celsius|degrees? centigrade|degrees? C": _CELSIUS,
    "degrees? Fahrenheit|degrees? F": _FAHRENHEIT,
}  # fmt: skip
_WESTERN = _SIGNS | {
    "Quadratkilometern?|kilomètres? carrés?|kilómetros? cuadrados?": _SQKM,
    "кв(?:адратн\\w+|\\.) к(?:илометр\\w*|м)": _SQKM,
    "Quadratmetern?|mètres? carrés?|metros? cuadrados?|кв(?:адратн\\w+|\\.) м(?:етр\\w*)?": _SQM,
    "Acres?|акр\\w*": _ACRE, "Hektar|hectares?|hectáreas?|гектар\\w*": _HECTARE,
    "Kilometern?|kilomètres?|kilómetros?|километр\\w*|км": _KM,
    "Metern?|mètres?|metros?|метр\\w*": _METRE, "Meilen?|miles?|millas?|мил[ьяи]": _MILE,
    "Fuß|pieds?|pies?|фут\\w*": _FOOT, "Tonnen?|tonnes?|toneladas?|тонн\\w*": _TONNE,
    "Kilo(?:gramm)?|kilo(?:gramme)?s?|kilogramos?|килограмм\\w*|кг": _KG,
    "(?:Grad|degrés?|grados?|градус\\w*) (?:Celsius|Цельсия)": _CELSIUS,
    "(?:Grad|degrés?|grados?|градус\\w*) (?:Fahrenheit|Фаренгейта|по Фаренгейту)": _FAHRENHEIT,
}  # fmt: skip
_HAN = _SIGNS | {
    "平方公里|平方千米|平方キロ(?:メートル)?": _SQKM, "平方米|平方メートル": _SQM,
    "平方英里|平方マイル": _SQMILE, "平方英尺|平方フィート": _SQFT, "英亩|エーカー": _ACRE,
    "公顷|ヘクタール": _HECTARE, "亩": _MU, "公里|千米|キロメートル": _KM, "厘米|センチ": _CM,
    "毫米|ミリ": _MM, "海里": _SEA_MILE, "英里|マイル": _MILE, "英尺|フィート": _FOOT,
    "英寸|インチ": _INCH, "米(?!国)|メートル": _METRE, "公斤|千克|キログラム": _KG,
    "克(?!朗|隆)|グラム": _GRAM, "吨|トン": _TONNE, "斤": _JIN, "磅": _LB, "盎司|オンス": _OUNCE,
    "升(?![至级到高温值])|リットル": _LITRE, "加仑|ガロン": _GALLON,
    "摄氏度": _CELSIUS, "华氏度": _FAHRENHEIT,
    "余?[人名位个家台辆件次枚颗张款项条户艘架部套只头座所间份例股支集期门种类处片块字词行倍岁度瓦卡年月日天小时分秒]"
    "|(?:用户|员工|职工|观众|读者|粉丝|参数|订单|开发者|客户|学生|居民|社|本|世帯"
    "|ユーザー)": _THING,
}  # fmt: skip
_BELOW_ZERO = regex.compile(r"(?:零下|氷点下|minus\s|[-−–])$", regex.IGNORECASE)
_SCALE_BEFORE = regex.compile(r"(?P<c>摄氏|セ氏)$|(?P<f>华氏|カ氏)$")


def english_unit() -> UnitAt:
    """Return what reads units of English text."""
    return _reader(_ENGLISH)


def western_unit() -> UnitAt:
    """Return what reads units of German, French, Spanish and Russian text."""
    return _reader(_WESTERN)


def han_unit() -> UnitAt:
    """Return what reads units of Chinese and Japanese text, whose characters are simplified."""
    after = _reader(_HAN, is_spaced=False)

    def unit_at(text: str, start: int, end: int) -> Unit | None:
        before = _SCALE_BEFORE.search(text[max(0, start - 4) : start])
        if before is None:
            return after(text, start, end)
        return _CELSIUS if before["c"] else _FAHRENHEIT

    return unit_at


def _reader(words: Mapping[str, Unit], *, is_spaced: bool = True) -> UnitAt:
    units = list(words.values())
    edge = r"(?![\p{L}\p{N}])" if is_spaced else r"(?!\p{Latin})"
    groups = "|".join(f"(?P<u{place}>{word})" for place, word in enumerate(words))
    pattern = regex.compile(rf"[\s\u00a0-]?(?:{groups}){edge}")

    def unit_at(text: str, start: int, end: int) -> Unit | None:
        match = pattern.match(text, end)
        if match is None or _BELOW_ZERO.search(text, max(0, start - 6), start):
            return None
        return units[int(str(match.lastgroup)[1:])]

    return unit_at
