"""The outbox: what was planned, for whom, and what became of each message.

A digest is stored once for all who get the same; a delivery is one row for each subscriber and
slot, a parcel one row for each message.
"""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.core.outgoing import Fields
from data.columns import BigKey, Json, UTCDateTime, Words, key, reference, when

OPEN = ("queued", "leased", "sending")
LEASED = ("leased", "sending")
DOUBTFUL = ("unconfirmed", "parked")


class DigestRow(SQLModel, table=True):
    """The stories and messages of one planning, for one group of equal subscribers."""

    __tablename__ = "digest"

    id: int = key()
    language: str
    local_date: str
    planned_at: datetime = Field(sa_type=UTCDateTime)


class DigestStoryRow(SQLModel, table=True):
    """A story of a digest."""

    __tablename__ = "digest_story"

    digest_id: int = reference("digest.id", primary_key=True)
    position: int = Field(primary_key=True)
    story_id: int = reference("story.id")


class DigestPartRow(SQLModel, table=True):
    """A rendered message of a digest, without a chat."""

    __tablename__ = "digest_part"

    digest_id: int = reference("digest.id", primary_key=True)
    part: int = Field(primary_key=True)
    fields: Fields = Field(sa_type=Json)


class DeliveryRow(SQLModel, table=True):
    """One subscriber's slot; the unique constraint is what makes planning twice harmless."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "slot"),
        Index("ix_delivery_digest", "digest_id"),
    )

    id: int = key()
    subscriber_id: int = reference("subscriber.id")
    slot: datetime = Field(sa_type=UTCDateTime)
    digest_id: int = reference("digest.id")
    planned_at: datetime = Field(sa_type=UTCDateTime)


class ParcelRow(SQLModel, table=True):
    """One message to one chat."""

    __tablename__ = "parcel"
    __table_args__ = (
        UniqueConstraint("delivery_id", "part"),
        Index("ix_parcel_ready", "not_before", "id", **when("state = 'queued'")),
        Index("ix_parcel_open", "subscriber_id", "id", **when(f"state IN {OPEN}")),
        Index("ix_parcel_lease", "lease_until", **when(f"state IN {LEASED}")),
        Index("ix_parcel_doubt", "state", **when(f"state IN {DOUBTFUL}")),
    )

    id: int = key()
    delivery_id: int = reference("delivery.id")
    subscriber_id: int = reference("subscriber.id")
    """A copy of the delivery's, so that a chat's open parcels are found by index."""
    part: int
    state: str
    not_before: datetime = Field(sa_type=UTCDateTime)
    attempts: int = 0
    owner: str = ""
    lease_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    telegram_message_id: int = Field(default=0, sa_type=BigKey)
    error: str = Field(default="", sa_type=Words)
