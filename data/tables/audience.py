"""Subscribers, what they want and what they said."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.core.audience import DEFAULT_ALERT_THRESHOLD, DEFAULT_ALERTS_A_DAY
from data.columns import BigKey, Json, UTCDateTime, Words, key, reference, when


class PreferenceRow(SQLModel, table=True):
    """What a digest holds; never changed, shared by all who want the same."""

    __tablename__ = "preference"

    id: int = key()
    hash: str = Field(unique=True)
    """Of all of it, by which it is found, until it is retired (`data.immutable`)."""
    language: str
    second_language: str = ""
    min_score: int
    min_hot: int = 0
    min_quality: int = 0
    min_impact: int = 0
    size: int
    hidden: list[str] = Field(default=[], sa_type=Json)
    """What cards leave out, sorted."""
    is_rich: bool = False


class PreferenceRuleRow(SQLModel, table=True):
    """A follow or a mute of a preference."""

    __tablename__ = "preference_rule"

    preference_id: int = reference("preference.id", primary_key=True)
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True, sa_type=Words)
    effect: str = Field(primary_key=True)


class PreferenceLeaningRow(SQLModel, table=True):
    """What a reader with these preferences was seen to like or dislike."""

    __tablename__ = "preference_leaning"

    preference_id: int = reference("preference.id", primary_key=True)
    kind: str = Field(primary_key=True)
    value: str = Field(primary_key=True, sa_type=Words)
    points: int


class ScheduleRow(SQLModel, table=True):
    """When digests come; never changed, shared by all for whom it is the same."""

    __tablename__ = "schedule"
    __table_args__ = (CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),)

    id: int = key()
    content: str = Field(unique=True)
    """All of it in one text, by which it is found, until it is retired (`data.immutable`)."""
    timezone: str
    times: list[int] = Field(sa_type=Json)
    weekdays: int
    quiet_start: int | None = None
    """Minutes after local midnight; NULL where no hours are quiet."""
    quiet_end: int | None = None
    quiet_lets_breaking: bool = False
    is_silent: bool = False


class SubscriberRow(SQLModel, table=True):
    """A chat, or one topic of a forum."""

    __tablename__ = "subscriber"
    __table_args__ = (
        UniqueConstraint("chat_id", "thread_id"),
        Index(
            "ix_subscriber_due",
            "next_digest_at",
            "id",
            **when("next_digest_at IS NOT NULL AND state = 'active'"),
        ),
        Index(
            "ix_subscriber_review",
            "next_review_at",
            "preference_id",
            "past_id",
            "id",
            **when("next_review_at IS NOT NULL AND state = 'active'"),
        ),
        Index(
            "ix_subscriber_alerts",
            "alert_threshold",
            "id",
            **when("alerts_on AND state = 'active'"),
        ),
        Index("ix_subscriber_preference", "preference_id"),
    )

    id: int = key()
    chat_id: int = Field(sa_type=BigKey)
    thread_id: int = Field(default=0, sa_type=BigKey)
    kind: str
    state: str
    state_changed_at: datetime = Field(sa_type=UTCDateTime)
    preference_id: int = reference("preference.id", cascade=False)
    schedule_id: int = reference("schedule.id", cascade=False)
    past_id: int | None = Field(
        default=None, sa_type=BigKey, sa_column_args=[ForeignKey("digest.id")]
    )
    """The newest step of what they were shown."""
    paused_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    alerts_on: bool = False
    alert_threshold: int = DEFAULT_ALERT_THRESHOLD
    alerts_a_day: int = DEFAULT_ALERTS_A_DAY
    review_weekday: int | None = None
    """NULL where no weekly review is wanted; 0 is Monday."""
    review_minutes: int | None = None
    """After local midnight."""
    next_review_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    next_digest_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    last_digest_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    had_slot: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """What `last_digest_at` was when the schedule last changed."""
    had_local: datetime | None = Field(default=None, sa_type=DateTime)
    """Where that was set for on the clock of then: a date and time without a zone."""
    created_at: datetime = Field(sa_type=UTCDateTime)


class BookmarkRow(SQLModel, table=True):
    """A story somebody kept."""

    __tablename__ = "bookmark"
    __table_args__ = (Index("ix_bookmark_latest", "subscriber_id", "created_at"),)

    subscriber_id: int = reference("subscriber.id", primary_key=True)
    story_id: int = reference("story.id", primary_key=True)
    created_at: datetime = Field(sa_type=UTCDateTime)


class FeedbackRow(SQLModel, table=True):
    """What somebody said about a story."""

    __tablename__ = "feedback"

    subscriber_id: int = reference("subscriber.id", primary_key=True)
    story_id: int = reference("story.id", primary_key=True)
    kind: str = Field(primary_key=True)
    created_at: datetime = Field(sa_type=UTCDateTime)


class ReadingRow(SQLModel, table=True):
    """Somebody opened a story."""

    __tablename__ = "reading"

    story_id: int = reference("story.id", primary_key=True)
    subscriber_id: int = reference("subscriber.id", primary_key=True)
    read_at: datetime = Field(sa_type=UTCDateTime)
    message_id: int = Field(default=0, sa_type=BigKey, sa_column_kwargs={"server_default": "0"})
    """Telegram's id of the card they have last been sent, 0 where nobody knows."""
