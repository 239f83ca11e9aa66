"""The outbox: what was planned, for whom, and what became of each message.

A digest is stored once for all who get the same, a parcel is one row for each message and chat.
"""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.core.outgoing import Fields
from data.columns import BigKey, Json, UTCDateTime, Words, key, reference, when

OPEN = ("queued", "leased", "sending")
LEASED = ("leased", "sending")
DOUBTFUL = ("unconfirmed", "parked")
MAY_HAVE_LEFT = "state <> 'queued' OR telegram_message_id <> 0"


class DigestRow(SQLModel, table=True):
    """One step of what subscribers were shown: a digest, an alert, or another's whole past.

    With those before it, it is the past of everybody who points at it.
    """

    __tablename__ = "digest"

    id: int = key()
    hash: str = Field(unique=True)
    """Of the content and the steps before: equal steps are one row."""
    previous_id: int | None = Field(
        default=None, sa_type=BigKey, sa_column_args=[ForeignKey("digest.id")]
    )
    planned_at: datetime = Field(sa_type=UTCDateTime)
    preference_id: int | None = Field(default=None, sa_type=BigKey)
    """Whom a digest was rendered for; no foreign key, for SQLite could only add one by building
    the table anew. Empty where it is no digest."""


class DigestStoryRow(SQLModel, table=True):
    """A story of a digest."""

    __tablename__ = "digest_story"
    __table_args__ = (Index("ix_digest_story_story", "story_id", "digest_id"),)

    digest_id: int = reference("digest.id", primary_key=True)
    position: int = Field(primary_key=True)
    """Below 0 for what its readers had been shown before."""
    story_id: int = reference("story.id")


class DigestPartRow(SQLModel, table=True):
    """A rendered message of a digest, without a chat."""

    __tablename__ = "digest_part"

    digest_id: int = reference("digest.id", primary_key=True)
    part: int = Field(primary_key=True)
    fields: Fields = Field(sa_type=Json)


class FateRow(SQLModel, table=True):
    """What becomes of those who are alike and wait for a slot, while that is planned.

    The numbers are of rows that may be gone any time, and 0 for none.
    """

    __tablename__ = "fate"
    __table_args__ = ({"sqlite_with_rowid": False},)

    preference_id: int = Field(primary_key=True, sa_type=BigKey)
    schedule_id: int = Field(primary_key=True, sa_type=BigKey)
    past_id: int = Field(primary_key=True, sa_type=BigKey)
    alone_id: int = Field(primary_key=True, sa_type=BigKey)
    """Who is like nobody else."""
    run: int = Field(primary_key=True, sa_type=BigInteger)
    """Who decided it. Last, so that SQLite finds what becomes of a person, not who is meant."""
    step_id: int | None = Field(sa_type=BigKey)
    """Empty where they only move on."""
    next_digest_at: datetime = Field(sa_type=UTCDateTime)


class BreakingRow(SQLModel, table=True):
    """A story that broke in on those who want alerts."""

    __tablename__ = "breaking"
    __table_args__ = (Index("ix_breaking_began", "began_at"),)

    story_id: int = reference("story.id", primary_key=True)
    level: int
    """Everybody with a threshold up to this has been told."""
    began_at: datetime = Field(sa_type=UTCDateTime)
    said_at: datetime = Field(sa_type=UTCDateTime)
    """When its alerts were last put into words."""
    updated_at: datetime = Field(sa_type=UTCDateTime)
    """The story's own, as it was then."""


class AlertRow(SQLModel, table=True):
    """A digest that is an alert, and for whom it was rendered; it goes with its words."""

    __tablename__ = "alert"
    __table_args__ = (
        Index("ix_alert_story", "story_id"),
        Index("ix_alert_preference", "preference_id"),
    )

    digest_id: int = reference("digest.id", primary_key=True)
    story_id: int = reference("story.id")
    preference_id: int = reference("preference.id", cascade=False)
    timezone: str


class HeldAlertRow(SQLModel, table=True):
    """An alert that waits for its reader's quiet hours to end."""

    __tablename__ = "held_alert"
    __table_args__ = (Index("ix_held_alert_until", "until", "subscriber_id"),)

    subscriber_id: int = reference("subscriber.id", primary_key=True)
    story_id: int = reference("story.id", primary_key=True)
    until: datetime = Field(sa_type=UTCDateTime)


class AmendmentRow(SQLModel, table=True):
    """An operator's last word about a story, and how far it has come into messages."""

    __tablename__ = "amendment"

    story_id: int = reference("story.id", primary_key=True)
    word: str
    is_told: bool
    at: datetime = Field(sa_type=UTCDateTime)
    changed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """When shared messages had been put into new words; what was sent is edited after that."""
    digest_cursor: int = Field(default=0, sa_type=BigKey)
    """With the next, the last message that was seen to."""
    parcel_cursor: int = Field(default=0, sa_type=BigKey)
    reader_cursor: int = Field(default=0, sa_type=BigKey)
    """The last subscriber of those who opened the story."""
    is_done: bool = False


class BroadcastRow(SQLModel, table=True):
    """What an operator says to everybody, and how far it has come."""

    __tablename__ = "broadcast"

    id: int = key()
    said_at: datetime = Field(sa_type=UTCDateTime)
    texts: dict[str, str] = Field(sa_type=Json)
    confirmed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """Before that it is a draft, which only its writer has seen."""
    cursor: int = Field(default=0, sa_type=BigKey)
    """The last subscriber it was queued for."""
    is_done: bool = False


class ParcelRow(SQLModel, table=True):
    """One message to one chat; the unique constraint is what makes planning twice harmless.

    Each index has its price where hundreds of thousands are planned at once, so none holds what
    nobody looks for by it: parcels that wait are found by their subscriber, not by their digest.
    """

    __tablename__ = "parcel"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "slot", "kind", "part"),
        Index("ix_parcel_ready", "kind", "not_before", "turn", **when("state = 'queued'")),
        Index("ix_parcel_open", "subscriber_id", "id", **when(f"state IN {OPEN}")),
        Index("ix_parcel_lease", "lease_until", **when(f"state IN {LEASED}")),
        Index("ix_parcel_digest", "digest_id", "id", **when(MAY_HAVE_LEFT)),
        Index("ix_parcel_sent", "sent_at", **when("sent_at IS NOT NULL")),
        Index("ix_parcel_doubt", "state", **when(f"state IN {DOUBTFUL}")),
    )

    id: int = key()
    digest_id: int = reference("digest.id", cascade=False)
    subscriber_id: int = reference("subscriber.id")
    kind: str
    slot: datetime = Field(sa_type=UTCDateTime)
    part: int
    state: str
    not_before: datetime = Field(sa_type=UTCDateTime)
    turn: int
    """The place among parcels of the same moment; drawn anew for each slot, so that nobody is
    always last."""
    attempts: int = 0
    owner: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    telegram_message_id: int = Field(default=0, sa_type=BigKey)
    error: str = Field(default="", sa_type=Words)
