"""What is asked of models and translators, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from .briefing import Written
from .check import Fault
from .news import Origin, Scores, StoryMaterial, Text
from .rubric import Mark

MOST_TRIES = 3
"""The first request, and two with the exact faults of the one before."""
FALLBACK = "fallback"
"""What the books call a story that keeps its offline text."""
_OK, _LOOSE, _FAULTS = "ok", "loose", "faults"
USABLE = (_OK, _LOOSE)
"""What the books call an answer that can be sent; a loose one is to be mended all the same."""
_FIRST_WAIT = timedelta(minutes=2)
_LONGEST_WAIT = timedelta(hours=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What subscribers want; nothing else is worth a model's time."""

    floor: int
    """The lowest total that somebody is sent."""
    languages: frozenset[str]
    """Those that somebody reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One answer, or why there was none."""

    engine: str
    outcome: str
    """What `outcome_of` says, `remembered`, or the error in a line."""
    faults: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What was checked for one story and how it went."""

    tries: list[Try] = field(default_factory=list)
    origins: dict[str, str] = field(default_factory=dict)
    """Where each language's text comes from now."""
    marks: list[Mark] = field(default_factory=list)
    """Those whose evidence stands in a source."""
    is_waiting: bool = False
    """Whether something failed that is to be tried again."""

    def as_facts(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "tries": [
                {"engine": one.engine, "outcome": one.outcome, "faults": list(one.faults)}
                for one in self.tries
            ],
            "origins": dict(self.origins),
            "marks": [
                {"factor": mark.factor, "mark": mark.mark, "evidence": mark.evidence}
                for mark in self.marks
            ],
            "is_waiting": self.is_waiting,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A story that waits for a model or translator."""

    material: StoryMaterial
    scores: Scores
    texts: Mapping[str, Text]
    """By language, the offline ones included."""
    language: str
    """The leading article's."""
    attempts: int

    def is_corrected(self, language: str) -> bool:
        """Return whether an operator wrote the text of a language; a model writes none then."""
        return language in self.texts and self.texts[language].origin is Origin.CORRECTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request to a model or translator, for the books."""

    engine: str
    outcome: str
    tokens_in: int = 0
    tokens_out: int = 0
    cost_usd: float = 0.0
    faults: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDay:
    """What a day's requests took and gave."""

    day: str
    calls: int
    failed: int
    """Requests without a usable answer."""
    tokens: int
    cost_usd: float
    faults: int
    """Faults the gate found."""
    fallbacks: int
    """Stories that kept their offline text that day."""


def outcome_of(faults: Sequence[Fault]) -> str:
    """Return what the books call an answer with these faults: `ok`, `loose` or `faults`."""
    if any(fault.is_fatal for fault in faults):
        return _FAULTS
    return _LOOSE if faults else _OK


def wait_after(attempts: int) -> timedelta:
    """Return how long a story rests after so many failed attempts: doubling, hours at most."""
    doubled: timedelta = _FIRST_WAIT * 2 ** min(attempts, 10)
    return min(doubled, _LONGEST_WAIT)


def pack(written: Written) -> dict[str, Any]:
    """Return a checked answer as plain values, to be remembered."""
    return {
        "texts": [
            {
                "language": text.language,
                "title": text.title,
                "summary": text.summary,
                "analysis": text.analysis,
            }
            for text in written.texts
        ],
        "marks": [[mark.factor, mark.mark, mark.evidence] for mark in written.marks],
    }


def unpack(answer: Mapping[str, Any]) -> Written:
    """Return what `pack` made plain."""
    return Written(
        texts=tuple(Text(**text, origin=Origin.MODEL) for text in answer["texts"]),
        marks=tuple(Mark(factor=f, mark=m, evidence=e) for f, m, e in answer["marks"]),
    )


def translation_key(engine: str, source: str, target: str, text: str) -> str:
    """Return what a translated paragraph is remembered under."""
    parts = [engine, source, target, text]
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def parts_of(text: Text) -> list[str]:
    """Return what is translated of a text: the title, the summary, each paragraph."""
    return [text.title, *filter(None, [text.summary, *text.analysis.split("\n\n")])]


def translated(text: Text, language: str, parts: Sequence[str]) -> Text:
    """Put translated parts, in the order of `parts_of`, in the place of the original ones."""
    title, *rest = (part.strip() for part in parts)
    summary = rest.pop(0) if text.summary else ""
    return Text(
        language=language,
        title=title,
        summary=summary,
        analysis="\n\n".join(rest),
        origin=Origin.TRANSLATION,
    )


def told(faults: Sequence[Fault]) -> tuple[str, ...]:
    """Return faults in words, for the report."""
    return tuple(str(fault) for fault in faults)
