"""A plan of what goes wrong: outages and refusals, by count or by chance."""

import random
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase


class FaultKind(StrEnum):
    """What becomes of a request."""

    THROTTLED = "throttled"
    """429 with retry_after."""
    SERVER_ERROR = "server_error"
    """500 with Telegram's JSON."""
    BAD_GATEWAY = "bad_gateway"
    """502 with the HTML of a proxy."""
    FORBIDDEN = "forbidden"
    """403: blocked by the user."""
    RESET = "reset"
    """The connection is cut without a whole answer."""
    HANG = "hang"
    """No answer ever comes."""


@dataclass(slots=True, kw_only=True)
class Fault:
    """One line of the plan."""

    kind: FaultKind
    method: str = "send*"
    """Which methods it strikes, as a shell pattern; `*` strikes all."""
    times: int = 1
    """How often it strikes; below zero it never ends."""
    share: float = 1.0
    """The chance that it strikes a request."""
    is_late: bool = False
    """Strike after the request was carried out: only its answer is lost."""
    retry_after: int = 1


@dataclass(slots=True)
class Faults:
    """The plan; the same seed and the same requests give the same faults."""

    seed: int = 0
    plan: list[Fault] = field(default_factory=list[Fault])
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - repeatable, not secret

    def add(self, fault: Fault) -> None:
        """Put a fault at the end of the plan."""
        self.plan.append(fault)

    def strike(self, method: str) -> Fault | None:
        """Return the fault that strikes this request, and count it down."""
        for fault in self.plan:
            if fault.times and fnmatchcase(method, fault.method):
                if fault.share < 1 and self._random.random() >= fault.share:
                    continue
                fault.times -= 1
                return fault
        return None
