"""What models and translators did: per story, per request, per day; and checked answers."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from data.columns import Json, UTCDateTime, Words, key, reference


class WritingRow(SQLModel, table=True):
    """How far the texts of one story by a model or a translator are."""

    __tablename__ = "writing"

    story_id: int = reference("story.id", primary_key=True)
    revision: int
    """The story's revision that was worked on; one that changed since is worked on again."""
    is_done: bool
    attempts: int
    next_try_at: datetime = Field(sa_type=UTCDateTime)
    at: datetime = Field(sa_type=UTCDateTime)
    report: dict[str, Any] = Field(sa_type=Json)
    """What was checked and how it went, as `bot.core.writing.Report` tells it."""


class ModelCallRow(SQLModel, table=True):
    """One request to a model or translator."""

    __tablename__ = "model_call"
    __table_args__ = (Index("ix_model_call_day", "day"),)

    id: int = key()
    day: str
    at: datetime = Field(sa_type=UTCDateTime)
    engine: str = Field(sa_type=Words)
    outcome: str
    tokens_in: int
    tokens_out: int
    cost_usd: float
    faults: int


class ModelBudgetRow(SQLModel, table=True):
    """Tokens of one day: reserved before each request, settled after it."""

    __tablename__ = "model_budget"

    day: str = Field(primary_key=True)
    tokens: int


class AnswerRow(SQLModel, table=True):
    """A checked answer, found again by its content."""

    __tablename__ = "answer"

    key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UTCDateTime)
    answer: dict[str, Any] = Field(sa_type=Json)
