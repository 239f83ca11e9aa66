"""What becomes of a parcel after one try: the policy; `jobs.deliver` does the sending."""

from datetime import datetime, timedelta
from enum import StrEnum

from .outgoing import Closing, Parcel, ParcelKind, ParcelResult, ParcelState

FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=15)
GIVE_UP_AGE = timedelta(hours=36)
"""After its slot, a digest is old news; a missed slot may be caught up a day late before that."""
MOST_EDITS = 30
"""Tries to change a message, however old: with their waits they take seven hours."""

_SHORTEST_WAIT = timedelta(seconds=1)


class Outcome(StrEnum):
    """What one try came to; the kinds of DeliveryError, as values."""

    SENT = "sent"
    THROTTLED = "throttled"
    """Telegram names the seconds to wait (429)."""
    NOT_SENT = "not sent"
    """No connection: it surely did not arrive."""
    UNREACHABLE = "unreachable"
    """Blocked, deleted or kicked."""
    SILENCED = "silenced"
    """Members of the group may not write for now; the next digest may find that over."""
    TOPIC_CLOSED = "topic closed"
    """A forum topic is closed or gone; the rest of the chat is there."""
    MOVED = "moved"
    """The group has a new id; the same parcel goes there."""
    REJECTED = "rejected"
    """Telegram will never take it."""
    UNCONFIRMED = "unconfirmed"
    """It may have arrived."""


_ENDS = {
    Outcome.SENT: ParcelState.SENT,
    Outcome.UNREACHABLE: ParcelState.CLOSED,
    Outcome.SILENCED: ParcelState.CLOSED,
    Outcome.TOPIC_CLOSED: ParcelState.CLOSED,
    Outcome.REJECTED: ParcelState.PARKED,
    Outcome.UNCONFIRMED: ParcelState.UNCONFIRMED,
}
_CLOSES = {Outcome.UNREACHABLE: Closing.CHAT, Outcome.TOPIC_CLOSED: Closing.TOPIC}


def decide_next(
    parcel: Parcel,
    outcome: Outcome,
    now: datetime,
    *,
    message_id: int = 0,
    retry_after: float = 0.0,
    error: str = "",
    resend_alerts: bool = False,
) -> ParcelResult:
    """Decide what becomes of `parcel`; the sequence of decisions about one parcel always ends.

    Only what surely did not arrive is tried again, never before `retry_after` seconds, and not
    where the next try would fall after GIVE_UP_AGE; an edit is tried MOST_EDITS times at most.
    With `resend_alerts` an alert that may have arrived is sent once more: better twice than never.
    """
    outcome = _as_edit(outcome) if parcel.replaces else outcome
    is_again = (
        outcome is Outcome.UNCONFIRMED
        and resend_alerts
        and parcel.kind is ParcelKind.ALERT
        and parcel.attempts <= 1
    )
    if outcome in _ENDS and not is_again:
        return ParcelResult(
            parcel_id=parcel.id,
            owner=parcel.owner,
            state=_ENDS[outcome],
            telegram_message_id=message_id or parcel.replaces,
            closes=_CLOSES.get(outcome, Closing.NOTHING),
            error=error,
        )
    wait = _wait(outcome, parcel.attempts, retry_after)
    is_over = (
        parcel.attempts >= MOST_EDITS
        if parcel.replaces
        else now + wait > parcel.slot + GIVE_UP_AGE
    )
    if is_over:
        return ParcelResult(
            parcel_id=parcel.id,
            owner=parcel.owner,
            state=ParcelState.PARKED,
            telegram_message_id=parcel.replaces,
            error=f"gave up after {parcel.attempts} tries: {error or outcome}",
        )
    return ParcelResult(
        parcel_id=parcel.id,
        owner=parcel.owner,
        state=ParcelState.QUEUED,
        telegram_message_id=parcel.replaces,
        retry_at=now + wait,
        error=error,
    )


def _as_edit(outcome: Outcome) -> Outcome:
    """Take an edit for what it is: twice does no harm, and a deleted message needs none."""
    if outcome is Outcome.UNCONFIRMED:
        return Outcome.NOT_SENT
    return Outcome.SENT if outcome is Outcome.REJECTED else outcome


def _wait(outcome: Outcome, attempts: int, retry_after: float) -> timedelta:
    if outcome is Outcome.THROTTLED:
        seconds = min(retry_after, GIVE_UP_AGE.total_seconds() * 2)  # no overflow, however large
        return max(timedelta(seconds=seconds), _SHORTEST_WAIT)
    if outcome is Outcome.MOVED and attempts <= 1:
        return timedelta(0)
    doublings = min(max(attempts, 1) - 1, 10)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
