"""How fast one person may ask: a token bucket (Turner 1986).

A flood slows its sender only. Each person has BURST answers at once and gets one back every
REFILL seconds.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

BURST = 30
REFILL = 1.0
"""Seconds until one more answer is allowed."""


class Verdict(StrEnum):
    """What becomes of one thing a person asks."""

    ANSWER = "answer"
    TELL = "tell"
    """It is too much, and they hear so once."""
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What one person has left."""

    tokens: float = BURST
    at: float = 0.0
    """When `tokens` was counted, in seconds."""
    is_told: bool = False


def take(bucket: Bucket, now: float) -> tuple[Bucket, Verdict]:
    """Ask for one answer at `now`; once the bucket is half full again, a person is told anew."""
    now = max(now, bucket.at)
    tokens = min(bucket.tokens + (now - bucket.at) / REFILL, BURST)
    is_told = bucket.is_told and tokens < BURST / 2
    if tokens >= 1:
        return Bucket(tokens=tokens - 1, at=now, is_told=is_told), Verdict.ANSWER
    dry = Bucket(tokens=tokens, at=now, is_told=True)
    return dry, Verdict.DROP if is_told else Verdict.TELL


def is_full(bucket: Bucket, now: float) -> bool:
    """Tell whether a bucket is as good as a new one and can be forgotten."""
    return take(replace(bucket, is_told=False), now)[0].tokens >= BURST - 1
