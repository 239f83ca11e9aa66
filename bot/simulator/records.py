"""What the bot asked for, kept for tests and benchmarks to count."""

from collections import Counter
from dataclasses import dataclass, field

from .params import Json


@dataclass(frozen=True, slots=True)
class Call:
    """One request to the Bot API and how it was answered."""

    method: str
    values: Json
    status: int
    """The HTTP status; 0 where the connection was cut or hung."""
    at: float
    """The world's time."""
    error: str = ""
    """The description of a refusal."""


@dataclass(slots=True)
class Record:
    """All calls so far."""

    keep: bool = True
    """Whether to keep the calls themselves; benchmarks only count."""
    calls: list[Call] = field(default_factory=list[Call])
    counts: Counter[tuple[str, int]] = field(default_factory=Counter[tuple[str, int]])
    """Calls by method and status."""
    deliveries: Counter[int] = field(default_factory=Counter[int])
    """New messages of the bot by chat id."""

    def add(self, call: Call) -> None:
        """Count a call."""
        self.counts[call.method, call.status] += 1
        if self.keep:
            self.calls.append(call)
