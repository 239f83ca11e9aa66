"""Sources, articles, stories and their texts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from data.columns import BigKey, Json, UTCDateTime, Words, key, reference, when


class SourceRow(SQLModel, table=True):
    """A feed."""

    __tablename__ = "source"

    id: int = key()
    url: str = Field(sa_type=Words, unique=True)
    """Where it is fetched from: the listed address, until it moves for good."""
    listed_url: str = Field(sa_type=Words, unique=True)
    """The address a list or a person gave; what a list is compared by."""
    title: str = Field(sa_type=Words)
    publisher: str = Field(sa_type=Words)
    language: str
    reputation: float
    is_primary: bool
    is_general: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    home: str = Field(sa_type=Words)
    origin: str
    """`list`: the list file may take it away again; `hand`: added by hand; `gone`: removed by
    hand, kept so that no list brings it back."""
    is_active: bool = True
    is_paused: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether an operator wants it left alone; a list does not change that."""
    etag: str = Field(default="", sa_type=Words)
    last_modified: str = Field(default="", sa_type=Words)
    body_hash: str = ""
    failures: int = 0
    last_error: str = Field(default="", sa_type=Words)
    added_at: datetime = Field(sa_type=UTCDateTime)
    fetched_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    succeeded_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    next_fetch_at: datetime = Field(sa_type=UTCDateTime)
    articles: int = 0


class StoryRow(SQLModel, table=True):
    """One event."""

    __tablename__ = "story"
    __table_args__ = (
        Index(
            "ix_story_latest",
            "first_seen_at",
            "id",
            "total",
            **when("ready_at IS NOT NULL"),
        ),
        Index("ix_story_updated", "updated_at", **when("ready_at IS NOT NULL")),
        Index("ix_story_merged", "merged_into", **when("merged_into IS NOT NULL")),
        Index("ix_story_stale", "first_seen_at", **when("stale_at IS NOT NULL")),
        Index("ix_story_retracted", "retracted_at", **when("retracted_at IS NOT NULL")),
        # A link to a deleted story must never lead to another one.
        {"sqlite_autoincrement": True},
    )

    id: int = key()
    language: str
    first_seen_at: datetime = Field(sa_type=UTCDateTime)
    updated_at: datetime = Field(sa_type=UTCDateTime)
    ready_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """When it was first enriched; before that nobody is shown it."""
    stale_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """Since when its articles say more than its enrichment; empty where they do not."""
    revision: int = 1
    lead_id: int | None = Field(default=None, sa_type=BigKey)
    """The leading article; no foreign key, for the two tables would need each other."""
    merged_into: int | None = Field(default=None, sa_type=BigKey)
    """The story that goes on in its place; it has no articles then and is never shown. No foreign
    key, for SQLite could only add one by building the table anew."""
    is_settled: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """An operator put it together; no job merges or parts it."""
    retracted_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    """When an operator took it back; it is never ready again."""
    retraction: str = Field(default="", sa_type=Words, sa_column_kwargs={"server_default": ""})
    """Why, in the operator's words."""
    hot: int = 0
    hot_peak: int = 0
    quality: int = 0
    impact: int = 0
    total: int = 0
    score_version: int = 0
    scored_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    readers: int = 0
    shares: int = Field(default=0, sa_column_kwargs={"server_default": "0"})


class ArticleRow(SQLModel, table=True):
    """One entry of one source; the long text is last, so that shorter reads can skip it."""

    __tablename__ = "article"
    __table_args__ = (
        UniqueConstraint("source_id", "guid"),
        Index("ix_article_url", "canonical_url"),
        Index("ix_article_story", "story_id"),
        Index("ix_article_published", "published_at"),
    )

    id: int = key()
    story_id: int = reference("story.id")
    source_id: int = reference("source.id", cascade=False)
    guid: str = Field(sa_type=Words)
    url: str = Field(sa_type=Words)
    canonical_url: str = Field(sa_type=Words)
    language: str
    published_at: datetime = Field(sa_type=UTCDateTime)
    first_seen_at: datetime = Field(sa_type=UTCDateTime)
    content_hash: str
    is_full_text: bool
    is_paywalled: bool
    title: str = Field(sa_type=Words)
    author: str = Field(sa_type=Words)
    image_url: str = Field(sa_type=Words)
    why: dict[str, Any] = Field(sa_type=Json)
    """Why it was placed in its story, as `bot.core.cluster` explains it."""
    text: str = Field(sa_type=Words)
    copy_of: int | None = Field(default=None, sa_type=BigKey)
    """The article whose text it repeats; no foreign key, for that one may be cleared away."""


class ArticleVersionRow(SQLModel, table=True):
    """What an article said before its source corrected it."""

    __tablename__ = "article_version"
    __table_args__ = (Index("ix_article_version_article", "article_id"),)

    id: int = key()
    article_id: int = reference("article.id")
    replaced_at: datetime = Field(sa_type=UTCDateTime)
    title: str = Field(sa_type=Words)
    text: str = Field(sa_type=Words)


class TextRow(SQLModel, table=True):
    """A story's words in one language."""

    __tablename__ = "text"

    story_id: int = reference("story.id", primary_key=True)
    language: str = Field(primary_key=True)
    title: str = Field(sa_type=Words)
    summary: str = Field(sa_type=Words)
    analysis: str = Field(sa_type=Words)
    origin: str


class StoryTagRow(SQLModel, table=True):
    """A tag of a story, with copies of what lists filter and order by."""

    __tablename__ = "story_tag"
    __table_args__ = (Index("ix_story_tag_latest", "tag", "first_seen_at", "story_id", "total"),)

    story_id: int = reference("story.id", primary_key=True)
    tag: str = Field(primary_key=True)
    position: int
    first_seen_at: datetime = Field(sa_type=UTCDateTime)
    total: int
