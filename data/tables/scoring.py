"""What scores need beside the stories: curves and a forum's attention."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.columns import Json, UTCDateTime, key, reference


class CalibrationRow(SQLModel, table=True):
    """The curves of one day; older ones show how the news and the sources changed."""

    __tablename__ = "calibration"
    __table_args__ = (Index("ix_calibration_made_at", "score_version", "made_at"),)

    id: int = key()
    score_version: int
    made_at: datetime = Field(sa_type=UTCDateTime)
    stories: int
    quantiles: dict[str, list[float]] = Field(sa_type=Json)


class AttentionRow(SQLModel, table=True):
    """What a forum's readers made of a story when it was last asked about."""

    __tablename__ = "attention"

    story_id: int = reference("story.id", primary_key=True)
    points: int | None = None
    """Empty where the forum does not know the story."""
    comments: int | None = None
    asked_at: datetime = Field(sa_type=UTCDateTime)
    next_at: datetime = Field(sa_type=UTCDateTime, index=True)
