"""Marks a model gives, and how far they may move Quality and Impact.

A model gives each factor 0-4 and quotes the words that show it. A quotation that no source has,
or only an order to models that hides in one, drops the factor; with fewer than `LEAST_MARKS` left
the axis stays as it was computed. Hot is never a model's to judge: it knows neither coverage nor
age.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import regex

from .check.orders import without_orders
from .news import Article, Facts

QUALITY = {
    "sourcing": "named people and documents stand behind what is said",
    "detail": "figures, terms, dates and conditions are given",
    "scrutiny": "claims are checked, limits and other views are told",
}
IMPACT = {
    "reach": "how many people, companies or countries it touches",
    "depth": "how much changes for them",
    "lasting": "how long it will matter",
    "newness": "how far it differs from what was known",
}
HIGHEST = 4
LEAST_MARKS = 2
FARTHEST = 35
"""Where model and computation lie further apart, one of them misread the story."""
_CAUTIOUS_STEP = 10
_LEAST_EVIDENCE = 8
_FOLD = regex.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One factor of the rubric as a model marked it."""

    factor: str
    mark: int
    """0-4."""
    evidence: str
    """Words that should stand in a source exactly so."""


def with_evidence(marks: Sequence[Mark], articles: Sequence[Article]) -> list[Mark]:
    """Return the marks whose evidence stands in an article, letter by letter, and in no order."""
    told = (without_orders(f"{article.title}\n{article.text}") for article in articles)
    said = [_folded(text) for text, _ in told]
    return [
        mark
        for mark in marks
        if 0 <= mark.mark <= HIGHEST
        and len(evidence := _folded(mark.evidence)) >= _LEAST_EVIDENCE
        and any(evidence in text for text in said)
    ]


def judged(marks: Sequence[Mark]) -> Facts:
    """Return what marks with evidence come to, 0-100: `model_quality` and `model_impact`."""
    found = {"quality": _judged(marks, QUALITY), "impact": _judged(marks, IMPACT)}
    return {f"model_{axis}": value for axis, value in found.items() if value is not None}


def blend(computed: float, facts: Facts, axis: str) -> float:
    """Let what a model judged move a computed raw mark by half at most; 0-100."""
    if f"model_{axis}" not in facts:
        return computed
    model = float(facts[f"model_{axis}"])
    if abs(model - computed) > FARTHEST:
        return computed + (_CAUTIOUS_STEP if model > computed else -_CAUTIOUS_STEP)
    return (computed + model) / 2


def _judged(marks: Sequence[Mark], factors: Mapping[str, str]) -> int | None:
    given = {mark.factor: mark.mark for mark in marks if mark.factor in factors}
    if len(given) < LEAST_MARKS:
        return None
    return round(100 * sum(given.values()) / (HIGHEST * len(given)))


def _folded(text: str) -> str:
    return _FOLD.sub("", text.casefold())
