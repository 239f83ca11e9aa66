"""Texts to rows and back."""

from typing import Any

from sqlalchemy import Row

from bot.core.news import Origin, StoryId, Text

from .tables import TextRow


def text_row(story_id: StoryId, text: Text) -> TextRow:
    """Return the row that keeps a story's text."""
    return TextRow(
        story_id=story_id,
        language=text.language,
        title=text.title,
        summary=text.summary,
        analysis=text.analysis,
        origin=text.origin,
    )


def text_of(row: Row[Any] | TextRow) -> Text:
    """Return a text from its row."""
    return Text(
        language=row.language,
        title=row.title,
        summary=row.summary,
        analysis=row.analysis,
        origin=Origin(row.origin),
    )
