"""Reading step by step: each pattern takes out what it matches before the next one looks."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import regex

from .model import About, Quantity
from .units import UnitAt

Match: TypeAlias = "regex.Match[str]"
Found: TypeAlias = tuple[str, float, About, bool]
"""Kind, value, hedge and whether it is a claim."""
Step: TypeAlias = tuple["regex.Pattern[str]", Callable[[Match], Iterable[Found] | None]]
"""A pattern and what it means; None leaves the words to the next pattern."""
Phrases: TypeAlias = tuple[tuple[str, str, float], ...]
"""Patterns of fixed phrases, each with the kind and value it stands for."""

TAKEN = "\x00"
_MOST = 1e18
"""Nobody reports more than this; a page that does is hostile or broken."""
_WIDE = str.maketrans("０１２３４５６７８９．％＄－～〜", "0123456789.%$-~~")
_BEFORE, _AFTER = 40, 60
"""Characters around digits that their quantity can take up."""
_LONGEST_WORD = 300
_DIGITS = re.compile(r"\d+")
_IN_YEARS = {"date", "month"}
_YEN = re.compile("^[^元]*(?<!CN)[¥￥][^元]*$")


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads one language."""

    near_digits: tuple[Step, ...]
    """Steps whose every match holds a digit; they come first and look nowhere else."""
    phrases: tuple[Step, ...]
    """Steps that claim nothing."""
    words: tuple[Step, ...]
    unit_at: UnitAt

    def read(self, text: str, *, is_claims_only: bool = False) -> list[Quantity]:
        """Return the quantities of `text` in order."""
        text = text.translate(_WIDE)
        found: list[Quantity] = []
        left, at = [], 0
        for start, end in _places(text):
            left += [text[at:start], _taken(self.near_digits, text[start:end], start, found)]
            at = end
        anywhere = self.words if is_claims_only else (*self.phrases, *self.words)
        _taken(anywhere, "".join([*left, text[at:]]), 0, found)
        if not is_claims_only:
            found = [self._measured(quantity, text) for quantity in found]
        return sorted(found, key=lambda quantity: quantity.start)

    def _measured(self, quantity: Quantity, text: str) -> Quantity:
        if quantity.kind != "count" or not quantity.is_claim:
            return quantity
        end = quantity.start + len(quantity.text)
        unit = self.unit_at(text, quantity.start, end)
        return replace(quantity, unit=unit) if unit else quantity


def _taken(steps: Iterable[Step], text: str, offset: int, found: list[Quantity]) -> str:
    """Add what the steps find in `text`, which begins at `offset`; return what they leave."""
    left = text
    for pattern, meaning in steps:

        def take(
            match: Match, meaning: Callable[[Match], Iterable[Found] | None] = meaning
        ) -> str:
            said = meaning(match)
            if said is None:
                return match[0]
            found.extend(_quantities(match, said, text, offset))
            return TAKEN * len(match[0])

        left = pattern.sub(take, left)
    return left


def _places(text: str) -> list[tuple[int, int]]:
    """Return the parts of `text` around its digits, between words, none overlapping."""
    places: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(text):
        start, end = max(0, match.start() - _BEFORE), match.end() + _AFTER
        if places and end <= places[-1][1]:
            continue
        start = max(text.rfind(" ", max(0, start - _LONGEST_WORD), start), 0) if start else 0
        space = text.find(" ", end, end + _LONGEST_WORD)
        end = min(end, len(text)) if space < 0 else space
        if places and start <= places[-1][1]:
            start = places.pop()[0]
        places.append((start, end))
    return places


def nothing(match: Match) -> tuple[Found, ...]:
    """Take out what only looks like a quantity."""
    del match
    return ()


def fixed(kind: str, value: float) -> Callable[[Match], Iterable[Found]]:
    """Give a phrase its value; it supports others and claims nothing."""
    return lambda _: [(kind, value, "~", False)]


def fixed_phrases(phrases: Phrases, edge: str = r"\b", flags: int = 0) -> Step:
    """Return one step for many phrases, between two word edges; the first that fits counts."""
    groups = "|".join(f"(?P<p{place}>{pattern})" for place, (pattern, *_) in enumerate(phrases))

    def meaning(match: Match) -> Iterable[Found]:
        _, kind, value = phrases[int(str(match.lastgroup)[1:])]
        return [(kind, value, "~", False)]

    return regex.compile(f"{edge}(?:{groups}){edge}", flags), meaning


def _quantities(match: Match, said: Iterable[Found], text: str, offset: int) -> Iterator[Quantity]:
    written = text[match.start() : match.end()]
    said = list(said)
    years = frozenset(int(value) for kind, value, *_ in said if kind == "year")
    for kind, value, about, is_claim in said:
        if value <= _MOST:
            yield Quantity(
                kind=kind,
                value=value,
                about=about,
                is_claim=is_claim,
                text=written.strip(),
                start=offset + match.start() + len(written) - len(written.lstrip()),
                is_bare_sign=_is_bare(written, kind),
                years=years if kind in _IN_YEARS else frozenset(),
            )


def _is_bare(written: str, kind: str) -> bool:
    if kind == "CNY":
        return bool(_YEN.search(written))
    return kind == "USD" and "US" not in written and "U.S" not in written and "美" not in written
