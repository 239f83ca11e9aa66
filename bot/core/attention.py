"""What readers of a forum make of a story: one sign among others of how much is being said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WATCHED = timedelta(days=2)
"""How long after its last new publisher a story is asked about; after that it has cooled."""
_SOONEST, _SHARE_OF_AGE = timedelta(minutes=30), 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """Votes and comments so far, of the post that has most of them."""

    points: int
    comments: int


def next_look(now: datetime, since: datetime) -> datetime:
    """Return when to ask again about a story that is hot since `since`: rarer as it ages."""
    return now + max(_SOONEST, (now - since) / _SHARE_OF_AGE)
