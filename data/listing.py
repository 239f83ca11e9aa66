"""Pages of lists: what stories are ordered by, and where the next page begins."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import BigInteger, Integer, Select, bindparam, select, tuple_
from sqlmodel import col

from bot.core.news import Story, StoryId

from .columns import UTCDateTime
from .engine import Database
from .showing import stories_in, story_of
from .tables import StoryRow, StoryTagRow

Cursor: TypeAlias = tuple[datetime, StoryId]
"""The `first_seen_at` and id of the last story of a page; the next page begins after it."""

_NEWEST: Cursor = (datetime.max.replace(tzinfo=UTC), StoryId(2**63 - 1))


def _latest(seen: Any, key: Any, total: Any) -> Select[Any]:
    before = tuple_(bindparam("at", type_=UTCDateTime()), bindparam("key", type_=BigInteger()))
    return (
        select(key)
        .where(tuple_(seen, key) < before, total >= bindparam("floor"))
        .order_by(seen.desc(), key.desc())
        .limit(bindparam("most", type_=Integer()))
    )


def _top(seen: Any, key: Any, total: Any) -> Select[Any]:
    return (
        select(key)
        .where(seen >= bindparam("since"))
        .order_by(total.desc(), key.desc())
        .offset(bindparam("offset", type_=Integer()))
        .limit(bindparam("most", type_=Integer()))
    )


# By a story's own columns, or by the copies beside its tag. Built once: that costs as much as
# running them.
_OWN = (col(StoryRow.first_seen_at), col(StoryRow.id), col(StoryRow.total))
_COPIES = (col(StoryTagRow.first_seen_at), col(StoryTagRow.story_id), col(StoryTagRow.total))
_READY = col(StoryRow.ready_at).is_not(None)
_TAGGED = col(StoryTagRow.tag) == bindparam("tag")
_LATEST = stories_in(_latest(*_OWN).where(_READY))
_LATEST_TAGGED = stories_in(_latest(*_COPIES).where(_TAGGED))
_TOP = stories_in(_top(*_OWN).where(_READY))
_TOP_TAGGED = stories_in(_top(*_COPIES).where(_TAGGED))


async def latest_page(
    database: Database, *, tag: str, floor: int, before: Cursor | None, limit: int
) -> list[Story]:
    """Return the stories that meet `floor`, newest first, the page after `before`."""
    at, key = before or _NEWEST
    bound: dict[str, object] = {"at": at, "key": key, "floor": floor, "most": limit}
    if tag:
        rows = await database.ask(_LATEST_TAGGED, tag=tag, **bound)
    else:
        rows = await database.ask(_LATEST, **bound)
    return sorted(map(story_of, rows), key=lambda one: (one.first_seen_at, one.id), reverse=True)


async def top_page(
    database: Database, *, tag: str, since: datetime, offset: int, limit: int
) -> list[Story]:
    """Return the stories first seen since `since`, best first."""
    bound: dict[str, object] = {"since": since, "offset": offset, "most": limit}
    if tag:
        rows = await database.ask(_TOP_TAGGED, tag=tag, **bound)
    else:
        rows = await database.ask(_TOP, **bound)
    return sorted(map(story_of, rows), key=lambda one: (one.scores.total, one.id), reverse=True)
