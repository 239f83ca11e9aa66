"""The tables; rows are seen inside `data` only, everybody else gets the types of `bot.core`."""

from sqlmodel import SQLModel

from .audience import (
    BookmarkRow,
    FeedbackRow,
    PreferenceLeaningRow,
    PreferenceRow,
    PreferenceRuleRow,
    ReadingRow,
    ScheduleRow,
    SubscriberRow,
)
from .models import AnswerRow, ModelBudgetRow, ModelCallRow, WritingRow
from .news import ArticleRow, ArticleVersionRow, SourceRow, StoryRow, StoryTagRow, TextRow
from .outbox import (
    AlertRow,
    AmendmentRow,
    BreakingRow,
    BroadcastRow,
    DigestPartRow,
    DigestRow,
    DigestStoryRow,
    FateRow,
    HeldAlertRow,
    ParcelRow,
)
from .scoring import AttentionRow, CalibrationRow

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "AlertRow",
    "AmendmentRow",
    "AnswerRow",
    "ArticleRow",
    "ArticleVersionRow",
    "AttentionRow",
    "BookmarkRow",
    "BreakingRow",
    "BroadcastRow",
    "CalibrationRow",
    "DigestPartRow",
    "DigestRow",
    "DigestStoryRow",
    "FateRow",
    "FeedbackRow",
    "HeldAlertRow",
    "ModelBudgetRow",
    "ModelCallRow",
    "ParcelRow",
    "PreferenceLeaningRow",
    "PreferenceRow",
    "PreferenceRuleRow",
    "ReadingRow",
    "ScheduleRow",
    "SourceRow",
    "StoryRow",
    "StoryTagRow",
    "SubscriberRow",
    "TextRow",
    "WritingRow",
]
