"""How fast a person may ask, and all of a group together: token buckets (Turner 1986).

A flood slows its sender only, and one of many members their group only.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Pace:
    """How many answers come at once, and after how many seconds there is one more."""

    burst: int
    refill: float


PERSON = Pace(30, 1.0)
GROUP = Pace(20, 3.0)
"""What Telegram lets a bot write to a group: twenty messages a minute. More would only wait in
line, where enough of them keep other chats from being answered."""


class Verdict(StrEnum):
    """What becomes of one thing a person asks."""

    ANSWER = "answer"
    TELL = "tell"
    """It is too much, and they hear so once."""
    DROP = "drop"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """What a person or group has left."""

    pace: Pace
    tokens: float
    at: float
    """When `tokens` was counted, in seconds."""
    is_told: bool = False


def new_bucket(pace: Pace, now: float) -> Bucket:
    """Return the bucket of who asks for the first time."""
    return Bucket(pace=pace, tokens=pace.burst, at=now)


def take(bucket: Bucket, now: float) -> tuple[Bucket, Verdict]:
    """Ask for one answer at `now`; once the bucket is half full again, they are told anew."""
    now, burst = max(now, bucket.at), bucket.pace.burst
    tokens = min(bucket.tokens + (now - bucket.at) / bucket.pace.refill, burst)
    is_told = bucket.is_told and tokens < burst / 2
    if tokens >= 1:
        return replace(bucket, tokens=tokens - 1, at=now, is_told=is_told), Verdict.ANSWER
    dry = replace(bucket, tokens=tokens, at=now, is_told=True)
    return dry, Verdict.DROP if is_told else Verdict.TELL


def is_full(bucket: Bucket, now: float) -> bool:
    """Tell whether a bucket is as good as a new one and can be forgotten."""
    return take(bucket, now)[0].tokens >= bucket.pace.burst - 1
