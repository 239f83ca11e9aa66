"""Quantities in languages with decimal commas: German, French, Spanish and Russian.

One reader for all; what differs is a `Tongue`, a table of words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import regex

from .model import About
from .reader import Found, Match, Phrases, Reader, Step, fixed_phrases, nothing
from .units import western_unit
from .words import ADDRESS, NAME, SIGNS, any_of, lowered

_SPACES = "\u00a0\u202f\u2009 '’"
_GROUPED = rf"\d{{1,3}}(?:[.{_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?"
_DIGITS = rf"(?:{_GROUPED}|\d+,\d+|\d+\.\d{{1,2}}(?!\d)|\d+)"
_COMMA_GROUPED = r"[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d+)?"
_COMMAS = regex.compile(_COMMA_GROUPED)
_THOUSANDS = regex.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_LEAST_WORD_CLAIM = 13.0
_SIGN = any_of(SIGNS)
_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """The words of one language, lower case; endings are patterns."""

    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    endings: str
    """What may follow a currency's name."""
    of: str
    """What may stand between a number and its unit, and inside a date."""
    percent: str
    times: str
    about: Mapping[str, About]
    link: str
    """What may stand between such a hedge and its number."""
    months: tuple[str, ...]
    """Beginnings of January to December; upper and lower case as they are."""
    month_endings: str
    between: str
    """What joins the two ends of a range."""
    hours: str
    """What stands behind an hour, a pattern; `(?P<late>...)` may hold the minutes."""
    decade: str
    """A pattern with `(?P<decade>...)`."""
    numbers: Mapping[str, float]
    phrases: Phrases
    comma_groups: bool = False
    """Whether some countries write thousands with a comma."""

    def number(self, written: str) -> float:
        """Return the value of digits as this language writes them."""
        digits = regex.sub(f"[{_SPACES}]", "", written)
        if self.comma_groups and _COMMAS.fullmatch(digits):
            return float(digits.replace(",", ""))
        if _THOUSANDS.fullmatch(digits):
            digits = digits.replace(".", "")
        return float(digits.replace(",", "."))

    def reader(self) -> Reader:
        """Return what reads it."""
        digits = (
            rf"(?:{_DIGITS[3:-1]}|[1-9]\d{{0,2}}(?:,\d{{3}})+)" if self.comma_groups else _DIGITS
        )
        months = rf"(?P<month>{'|'.join(self.months)}){self.month_endings}(?!\p{{L}})\.?"
        of = rf"(?:{self.of})?"
        join = rf"\s?(?:-|–|—|\s(?:{self.between})\s)\s?"
        about = rf"(?:\b(?P<about>{any_of(self.about)})\s(?:(?:{self.link})\s)?)?"
        scale = rf"(?:[\s-]?(?P<scale>{any_of(self.scales)})\.?(?!\p{{L}}))?"
        last_scale = scale.replace("scale", "last_scale")
        unit = (
            rf"(?:\s?(?P<percent>%|{self.percent})(?!\p{{L}})|[\s-]?(?P<times>x|{self.times})(?!\p{{L}})"
            rf"|\s?(?P<behind>{_SIGN})(?![\p{{L}}\d])"
            rf"|[\s-]{of}(?P<currency>{any_of(self.currencies)})(?:{self.endings})?\.?(?!\p{{L}}))?"
        )
        fold = regex.IGNORECASE

        def step(pattern: str, meaning: str, flags: int = fold) -> Step:
            return regex.compile(pattern, flags), getattr(self, meaning)

        month_alone = step(rf"(?<!\p{{L}}){months}(?:\s{of}(?P<year>{_YEAR})(?!\d))?", "_month", 0)
        near_digits = (
            (ADDRESS, nothing),
            step(
                rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)", "_dated"
            ),
            step(
                rf"(?<![\d./])(?P<day>[0-3]?\d)([./])(?P<month>[01]?\d)\2(?P<year>{_YEAR})(?!\d)",
                "_dated",
            ),
            step(
                rf"(?<![\d.,])(?P<day>[0-3]?\d)(?:\.|er|º)?(?:{join}(?P<until>[0-3]?\d)\.?)?\s{of}"
                rf"{months}(?:\s{of}(?P<year>{_YEAR})(?!\d))?",
                "_date",
                0,
            ),
            month_alone,
            step(
                rf"(?<![\d.,:])(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d))?\s?(?:{self.hours})"
                rf"(?!\p{{L}})|(?<![\d.,:])(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)(?::\d\d)?(?!\d)",
                "_time",
            ),
            step(self.decade, "_decade"),
            (NAME, nothing),
            step(
                rf"(?<![\d.,$€£¥])(?P<year>{_YEAR})(?:\s?[-–/]\s?(?P<until>(?:19|20)?\d\d)(?!\d))?"
                rf"(?![\d%]|[.,]\d|\s?(?:%|{self.percent}|{_SIGN})"
                rf"|\s{of}(?:{any_of(self.currencies)}|{any_of(self.scales)}))",
                "_years",
            ),
            step(
                rf"{about}(?:(?P<sign>(?<!\p{{L}})(?:{_SIGN}))\s?|(?<![\p{{L}}\d.,/]))"
                rf"(?P<number>{digits})(?!\d){scale}"
                rf"(?:{join}(?P<until_sign>{_SIGN})?(?P<until>{digits})(?!\d){last_scale})?{unit}",
                "_amount",
            ),
        )
        words = (
            rf"(?<![\p{{L}}\d]){about}(?P<words>{any_of(self.numbers)})(?!\p{{L}}){scale}{unit}"
        )
        return Reader(
            near_digits=near_digits,
            phrases=(fixed_phrases(self.phrases, flags=fold),),
            words=(month_alone, step(words, "_words")),
            unit_at=western_unit(),
        )

    def _dated(self, match: Match) -> Iterable[Found]:
        date = 100.0 * int(match["month"]) + int(match["day"])
        return [("year", float(match["year"]), "", True), ("date", date, "", True)]

    def _date(self, match: Match) -> Iterator[Found]:
        month = self._month_number(match["month"])
        for name in ("day", "until"):
            if match[name]:
                yield "date", 100 * month + int(match[name]), "", True
        if match["year"]:
            yield "year", float(match["year"]), "", True

    def _month(self, match: Match) -> Iterator[Found]:
        yield "month", self._month_number(match["month"]), "", True
        if match["year"]:
            yield "year", float(match["year"]), "", True

    def _month_number(self, written: str) -> float:
        return 1.0 + next(
            place for place, name in enumerate(self.months) if regex.fullmatch(name, written)
        )

    def _time(self, match: Match) -> Iterator[Found]:
        minute = match["minute"] or match.groupdict().get("late") or 0
        yield "time", float((60 * int(match["hour"]) + int(minute)) % 720), "", True
        yield "count", float(match["hour"]), "", False
        yield "count", float(minute), "", False

    def _decade(self, match: Match) -> Iterator[Found]:
        yield "decade", float(match["decade"]), "", True

    def _years(self, match: Match) -> Iterator[Found]:
        yield "year", float(match["year"]), "", True
        if until := match["until"]:
            yield "year", float(match["year"][: 4 - len(until)] + until), "", True

    def _kind(self, match: Match, sign: str | None) -> str:
        if sign:
            return SIGNS[sign.upper()]
        if match["currency"]:
            return self.currencies[match["currency"].lower()]
        if match["percent"]:
            return "%"
        return "x" if match["times"] else "count"

    def _scale(self, written: str | None, kind: str) -> float:
        name = (written or "").lower()
        if name == "m" and kind in {"count", "%", "x"}:  # metres, or parameters
            return 1.0
        return self.scales.get(name, 1.0)

    def _amount(self, match: Match) -> Iterable[Found]:
        kind = self._kind(match, match["sign"] or match["behind"])
        other = SIGNS[match["until_sign"].upper()] if match["until_sign"] else kind
        about = lowered(self.about, match["about"])
        first, last = self._scale(match["scale"], kind), self._scale(match["last_scale"], kind)
        low = self.number(match["number"]) * (
            first if match["scale"] or not match["until"] else last
        )
        found: list[Found] = [(kind, low, about, True)]
        if match["until"]:
            found.append((other, self.number(match["until"]) * last, about, True))
        return found

    def _words(self, match: Match) -> Iterable[Found]:
        kind = self._kind(match, match["behind"])
        value = self.numbers[match["words"].lower()] * self._scale(match["scale"], kind)
        is_claim = kind not in {"count", "x"} or value >= _LEAST_WORD_CLAIM
        return [(kind, value, lowered(self.about, match["about"]), is_claim)]
