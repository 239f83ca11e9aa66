"""Figures: each is in the sources, and each language gives the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.quantities import Quantity, loosened, quantities, unsupported


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What became of the figures of a text that were looked for in another."""

    count: int
    """Figures that were looked for."""
    unsupported: tuple[str, ...]
    """Those that the other text does not give, as written."""
    loose: tuple[tuple[str, str], ...]
    """Those said loosely where the other gives the exact one, each with that one."""


def compare(text: str, language: str, known: Sequence[Quantity]) -> Comparison:
    """Look for every figure of `text` in what is known."""
    claims = quantities(text, language)
    return Comparison(
        count=sum(claim.is_claim for claim in claims),
        unsupported=tuple(claim.text for claim in unsupported(claims, known)),
        loose=tuple((loose.text, exact.text) for loose, exact in loosened(claims, known)),
    )
