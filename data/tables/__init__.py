"""The tables; rows are seen inside `data` only, everybody else gets the types of `bot.core`."""

from sqlmodel import SQLModel

from .audience import (
    BookmarkRow,
    FeedbackRow,
    PreferenceLeaningRow,
    PreferenceRow,
    PreferenceRuleRow,
    ReadingRow,
    SubscriberRow,
)
from .news import ArticleRow, SourceRow, StoryRow, StoryTagRow, TextRow
from .outbox import DigestPartRow, DigestRow, DigestStoryRow, ParcelRow
from .scoring import AttentionRow, CalibrationRow

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "ArticleRow",
    "AttentionRow",
    "BookmarkRow",
    "CalibrationRow",
    "DigestPartRow",
    "DigestRow",
    "DigestStoryRow",
    "FeedbackRow",
    "ParcelRow",
    "PreferenceLeaningRow",
    "PreferenceRow",
    "PreferenceRuleRow",
    "ReadingRow",
    "SourceRow",
    "StoryRow",
    "StoryTagRow",
    "SubscriberRow",
    "TextRow",
]
