"""Reading step by step: each pattern takes out what it matches before the next one looks."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import regex

from .model import About, Quantity

Match: TypeAlias = "regex.Match[str]"
Found: TypeAlias = tuple[str, float, About, bool]
"""Kind, value, hedge and whether it is a claim."""
Step: TypeAlias = tuple["regex.Pattern[str]", Callable[[Match], Iterable[Found] | None]]
"""A pattern and what it means; None leaves the words to the next pattern."""

TAKEN = "\x00"
_MOST = 1e18
"""Nobody reports more than this; a page that does is hostile or broken."""
_WIDE = str.maketrans("０１２３４５６７８９．％＄－～", "0123456789.%$-~")


def read(text: str, steps: Iterable[Step]) -> list[Quantity]:
    """Return the quantities of `text` in order."""
    text = text.translate(_WIDE)
    left = text
    found: list[Quantity] = []
    for pattern, meaning in steps:

        def take(
            match: Match, meaning: Callable[[Match], Iterable[Found] | None] = meaning
        ) -> str:
            said = meaning(match)
            if said is None:
                return match[0]
            found.extend(_quantities(match, said, text))
            return TAKEN * len(match[0])

        left = pattern.sub(take, left)
    return sorted(found, key=lambda quantity: quantity.start)


def nothing(match: Match) -> tuple[Found, ...]:
    """Take out what only looks like a quantity."""
    del match
    return ()


def fixed(kind: str, value: float) -> Callable[[Match], Iterable[Found]]:
    """Give a phrase its value; it supports others and claims nothing."""
    return lambda _: [(kind, value, "~", False)]


def _quantities(match: Match, said: Iterable[Found], text: str) -> Iterator[Quantity]:
    for kind, value, about, is_claim in said:
        if value <= _MOST:
            written = text[match.start() : match.end()]
            yield Quantity(
                kind=kind,
                value=value,
                about=about,
                is_claim=is_claim,
                text=written.strip(),
                start=match.start() + len(written) - len(written.lstrip()),
                is_bare_sign=kind == "USD" and _is_bare(written),
            )


def _is_bare(written: str) -> bool:
    return "US" not in written and "U.S" not in written and "美" not in written
