"""Pages of lists: what stories are ordered by, and where the next page begins."""

from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, literal, tuple_
from sqlmodel import col

from bot.core.news import StoryId

from .columns import UTCDateTime
from .tables import StoryRow, StoryTagRow

Cursor: TypeAlias = tuple[datetime, StoryId]
"""The `first_seen_at` and id of the last story of a page; the next page begins after it."""


def listing(tag: str) -> tuple[Any, Any, Any, tuple[ColumnElement[bool], ...]]:
    """Return date, id and score to list by: a story's own, or the copies beside its tag."""
    if tag:
        return (
            col(StoryTagRow.first_seen_at),
            col(StoryTagRow.story_id),
            col(StoryTagRow.total),
            (col(StoryTagRow.tag) == tag,),
        )
    return (
        col(StoryRow.first_seen_at),
        col(StoryRow.id),
        col(StoryRow.total),
        (col(StoryRow.ready_at).is_not(None),),
    )


def after(before: Cursor | None, seen: Any, key: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the condition that begins a page after `before`."""
    if before is None:
        return ()
    at, story_id = before
    return (tuple_(seen, key) < tuple_(literal(at, UTCDateTime()), literal(story_id)),)
