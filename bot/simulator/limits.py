"""How fast a bot may send (core.telegram.org/bots/faq, "My bot is hitting limits")."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from .errors import ThrottledError


@dataclass(frozen=True, slots=True)
class Rate:
    """A token bucket: `burst` at once, refilled with `per_second`."""

    per_second: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Telegram's limits on new messages; None switches one off. Edits and answers are free."""

    private: Rate | None = Rate(1, 3)
    """In one private chat."""
    group: Rate | None = Rate(20 / 60, 20)
    """In one group or channel."""
    overall: Rate | None = Rate(30, 30)

    @classmethod
    def off(cls) -> "Limits":
        """Return no limits at all."""
        return cls(private=None, group=None, overall=None)


@dataclass(slots=True)
class _Bucket:
    rate: Rate
    tokens: float
    at: float

    def refill(self, now: float) -> None:
        gained = max(now - self.at, 0) * self.rate.per_second
        self.tokens, self.at = min(self.rate.burst, self.tokens + gained), now

    def wait(self) -> float:
        # A hair of tolerance: a bucket that is full but for rounding is full.
        return max(0.0, (1 - 1e-9 - self.tokens) / self.rate.per_second)


@dataclass(slots=True)
class Gate:
    """Counts new messages against the limits, on the world's clock."""

    limits: Limits
    now: Callable[[], float]
    _buckets: dict[int, _Bucket] = field(default_factory=dict[int, _Bucket])

    def take(self, chat_id: int, *, is_group: bool) -> None:
        """Count one message to a chat; raises ThrottledError where one limit is used up."""
        rates = {
            chat_id: self.limits.group if is_group else self.limits.private,
            0: self.limits.overall,
        }
        now = self.now()
        buckets = []
        for key, rate in rates.items():
            if rate is None:
                continue
            bucket = self._buckets.setdefault(key, _Bucket(rate, rate.burst, now))
            bucket.refill(now)
            buckets.append(bucket)
        wait = max((bucket.wait() for bucket in buckets), default=0)
        if wait > 0:
            raise ThrottledError(math.ceil(wait))
        for bucket in buckets:
            bucket.tokens -= 1
