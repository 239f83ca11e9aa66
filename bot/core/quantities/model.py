"""What a quantity is, and when two texts mean the same one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Literal, TypeAlias

from .units import Unit

About: TypeAlias = Literal["", "<", "≤", ">", "~", "×"]
_BELOW = {"<", "≤"}
_VAGUE: About = "×"

TOLERANCE = 0.06
"""How far "nearly $300 billion" may be from the exact figure, and only on its own side."""
_ROUNDING = 0.005
_LOOSE_ABOUT = 0.12
_CONVERTED = 0.05
"""How far a round number may be from the converted one: 100 acres are 40.5 hectares."""
_EXACT_UNTIL = 200
"""Whole numbers up to here are counted, not rounded."""
_DAY_MINUTES = 12 * 60
CALENDAR = frozenset({"year", "month", "day", "date", "time", "decade", "weekday", "nearby"})
_DAYS = frozenset({"weekday", "nearby"})
_HEAT = "heat"
_USD_RATES = {
    "USD": 1.0, "EUR": 1.1, "GBP": 1.3, "CNY": 0.14, "JPY": 0.0067, "KRW": 0.00072, "INR": 0.012,
    "HKD": 0.13, "TWD": 0.031, "SGD": 0.75, "AUD": 0.66, "CAD": 0.73, "CHF": 1.15, "NZD": 0.6,
    "RUB": 0.012,
}  # fmt: skip
"""Rough rates: they only place an amount on a logarithmic scale."""
_LEAST_COUNT = 999.0
"""Bare numbers up to this count nothing a reader would compare across articles."""
_MYRIADS = ("万", "亿")
"""Traditional and Japanese texts are read in simplified characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One quantity of a text, normalised."""

    kind: str
    """An ISO 4217 code, `%`, `x` (times), `count`, or of the calendar: `year`, `month`, `day`,
    `date` (100 * month + day), `time` (minutes of twelve hours), `decade` (of a century),
    `weekday` (Monday is 0), `nearby` (days from the day of writing)."""
    value: float
    about: About
    """Empty where exact; `<` nearly, `≤` up to, `>` more than, `~` about, `×` some such."""
    is_claim: bool
    """False where the words are too common to hold another text to them ("one", "a third");
    they still support what the other text says."""
    text: str
    """As written."""
    start: int
    is_bare_sign: bool = False
    """Written with a lone `$` or `¥`."""
    others: frozenset[str] = frozenset()
    """What else such a sign may be here, ISO 4217."""
    unit: Unit | None = None
    """Of a count that measures something."""
    years: frozenset[int] = frozenset()
    """Those that a date or month can be in; empty where nothing is told of it."""

    @property
    def is_money(self) -> bool:
        """Tell whether it is an amount of money."""
        return self.kind in _USD_RATES

    @property
    def is_open(self) -> bool:
        """Tell whether it may be yen as well as yuan, twenty times as much."""
        return self.kind == "CNY" and bool(self.others)

    @property
    def is_key(self) -> bool:
        """Tell whether it is worth a reader's look on its own: money or a percentage."""
        return self.is_claim and self.value > 0 and (self.is_money or self.kind == "%")

    @property
    def is_figure(self) -> bool:
        """Tell whether it can be compared across stories: money, a percentage, a large count."""
        if self.kind != "count":
            return self.is_key and not self.is_open
        # 5k is a race and 128k a window as often as a count.
        return (
            self.is_claim and self.value > _LEAST_COUNT and not self.text.casefold().endswith("k")
        )

    @property
    def usd(self) -> float:
        """Return the rough worth in US dollars, 0 where it is not money."""
        return self.value * _USD_RATES.get(self.kind, 0.0)


def agree(claim: Quantity, source: Quantity) -> bool:
    """Tell whether both can be the same fact, one maybe rounded, converted or said loosely."""
    units = claim.unit, source.unit
    if units[0] and units[1] and units[0] != units[1] and units[0].of == units[1].of:
        return _is_converted(claim, units[0], source, units[1])
    return is_exact(claim, source) or is_approximate(claim, source)


def is_exact(one: Quantity, other: Quantity) -> bool:
    """Tell whether both say the same value, within half a percent of rounding."""
    if {one.kind, other.kind} & CALENDAR:
        return _same_calendar(one, other) and _may_be_in_one_year(one, other)
    if not _same_unit(one, other):
        return False
    difference, larger = abs(one.value - other.value), max(one.value, other.value)
    if one.kind == other.kind == "%" or larger < _EXACT_UNTIL:
        return difference <= 1e-9 * larger or _rounds_to(one, other) or _rounds_to(other, one)
    return difference <= _ROUNDING * larger


def is_rounded(one: Quantity, other: Quantity) -> bool:
    """Tell whether one may be the other with fewer digits, two at least: 3.04 and 3, not 3.4.

    That is for figures of one event in different reports. It does not look at units of measure.
    """
    return _same_unit(one, other) and any(
        _shortened(precise.value, max(_digits(rounded.value), 2)) == rounded.value
        for precise, rounded in ((one, other), (other, one))
    )


def is_approximate(one: Quantity, other: Quantity) -> bool:
    """Tell whether one says loosely, and on the right side, what the other says."""
    if {one.kind, other.kind} & CALENDAR or not _same_unit(one, other):
        return False
    if _VAGUE in (one.about, other.about):
        return _overlap(one, other)
    return _may_be(one, other) or _may_be(other, one)


def unsupported(claims: Sequence[Quantity], source: Sequence[Quantity]) -> list[Quantity]:
    """Return the claims that nothing in `source` says, or only as the opposite bound, in order."""
    return [
        claim
        for claim in claims
        if claim.is_claim
        and not any(agree(claim, known) and not _is_opposed(claim, known) for known in source)
    ]


def loosened(
    claims: Sequence[Quantity], source: Sequence[Quantity]
) -> list[tuple[Quantity, Quantity]]:
    """Return claims that say loosely what `source` says exactly, each with that exact one."""
    found = []
    for claim in claims:
        exact = next(
            (known for known in source if not known.about and is_approximate(claim, known)), None
        )
        is_known = any(is_exact(claim, known) and _is_as_loose(known, claim) for known in source)
        is_loose = claim.is_claim and claim.about not in ("", _VAGUE)
        if is_loose and exact is not None and not is_known:
            found.append((claim, exact))
    return found


def key_figures(found: Sequence[Quantity], limit: int = 4) -> list[Quantity]:
    """Return the first `limit` facts, in order, each once, in its surest and most exact form."""
    kept: list[Quantity] = []
    for figure in found:
        twin = next((place for place, known in enumerate(kept) if agree(figure, known)), None)
        if twin is None:
            kept.append(figure)
        elif (figure.is_open, bool(figure.about)) < (kept[twin].is_open, bool(kept[twin].about)):
            kept[twin] = figure
    return kept[:limit]


def _same_unit(one: Quantity, other: Quantity) -> bool:
    kinds = {one.kind, other.kind}
    if len(kinds) == 1 or one.kind in other.others or other.kind in one.others:
        return True
    if "count" not in kinds or "%" in kinds:
        return False
    # "3 times" may count or multiply, and "耗资5000万" leaves the currency to the reader.
    return not (one.is_money or other.is_money) or any(
        each.kind == "count"
        and not each.unit
        and (each.about == _VAGUE or each.text.endswith(_MYRIADS))
        for each in (one, other)
    )


def _same_calendar(one: Quantity, other: Quantity) -> bool:
    kinds, values = {one.kind, other.kind}, {one.kind: one.value, other.kind: other.value}
    if len(kinds) == 1 or kinds & _DAYS:  # which day of the week "yesterday" was is not told here
        return kinds == _DAYS or (len(kinds) == 1 and one.value == other.value)
    if "date" in kinds:
        month, day = divmod(values["date"], 100)
        if "month" in kinds:
            return month == values["month"]
        return ("day" in kinds or "count" in kinds) and day == values.get(
            "day", values.get("count")
        )
    if kinds == {"year", "decade"}:
        return values["year"] % 100 // 10 * 10 == values["decade"]
    if kinds == {"time", "count"}:
        return values["time"] == values["count"] * 60 % _DAY_MINUTES
    return "count" in kinds and one.value == other.value


def _may_be_in_one_year(one: Quantity, other: Quantity) -> bool:
    return not (one.years and other.years) or bool(one.years & other.years)


def _rounds_to(precise: Quantity, rounded: Quantity) -> bool:
    """Tell whether `rounded` is `precise` with fewer digits: 4.97 and 5.0, 80.4 and 80."""
    digits = _digits(rounded.value)
    if _digits(precise.value) <= digits or digits < 2:  # noqa: PLR2004 - one digit says too little
        return False
    return _shortened(precise.value, digits) == rounded.value


def _shortened(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def _digits(value: float) -> int:
    return len(f"{value:.10e}".split("e", maxsplit=1)[0].rstrip("0").replace(".", ""))


def _is_as_loose(one: Quantity, other: Quantity) -> bool:
    """Tell whether two are hedged alike; languages draw no one line between nearly and up to."""
    return one.about == other.about or {one.about, other.about} == _BELOW


def _is_opposed(one: Quantity, other: Quantity) -> bool:
    """Tell whether one says "more than" where the other says "less than"."""
    return (one.about in _BELOW and other.about == ">") or (
        other.about in _BELOW and one.about == ">"
    )


def _overlap(one: Quantity, other: Quantity) -> bool:
    """Tell whether two can be one where one is vague: "hundreds of billions" and $295 billion."""
    ends = [
        (each.value, each.value * (_span(each.value) if each.about == _VAGUE else 1.0))
        for each in (one, other)
    ]
    (low, high), (its_low, its_high) = ends
    return low == its_low or (low < its_high and its_low < high)


def _span(value: float) -> float:
    """Return how far a vague magnitude reaches: "billions" to a trillion, tens of them to 100."""
    return 10.0 if round(log10(value)) % 3 else 1000.0


def _may_be(loose: Quantity, exact: Quantity) -> bool:
    """Tell whether `exact` lies where the wording of `loose` allows."""
    if not loose.about or loose.value <= 0:
        return False
    ratio = exact.value / loose.value
    if loose.about in _BELOW:
        return 1 - TOLERANCE <= ratio <= 1 + _ROUNDING
    if loose.about == ">":
        return 1 - _ROUNDING <= ratio <= 1 + _LOOSE_ABOUT
    return abs(ratio - 1) <= TOLERANCE


def _is_converted(one: Quantity, unit: Unit, other: Quantity, its_unit: Unit) -> bool:
    """Tell whether one is the other in another unit, as exactly as either is written.

    Degrees may also be a difference ("1.5 °C (2.7 °F) warmer"), where no scale has a beginning.
    """
    slack = max(_slack(one, unit), _slack(other, its_unit))
    apart = one.value * unit.factor - other.value * its_unit.factor
    begins = unit.zero - its_unit.zero
    return min(abs(apart), abs(apart + begins)) <= slack


def _slack(figure: Quantity, unit: Unit) -> float:
    """Return half of the last digit written, in base units, or what a hedge allows."""
    if not figure.value:
        return unit.factor / 2
    last = floor(log10(figure.value)) - _digits(figure.value) + 1
    if unit.of == _HEAT:
        return unit.factor / 2 * 10.0 ** min(last, 0)
    if figure.about:
        return unit.factor * TOLERANCE * figure.value
    return unit.factor * min(10.0**last / 2, _CONVERTED * figure.value)
