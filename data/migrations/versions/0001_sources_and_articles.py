"""Sources, articles, and the stories they make."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime, Words

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("listed_url", Words(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("publisher", Words(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reputation", sa.Float(), nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("home", Words(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("etag", Words(), nullable=False),
        sa.Column("last_modified", Words(), nullable=False),
        sa.Column("body_hash", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", Words(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("fetched_at", UTCDateTime(), nullable=True),
        sa.Column("succeeded_at", UTCDateTime(), nullable=True),
        sa.Column("next_fetch_at", UTCDateTime(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("listed_url", name="uq_source_listed_url"),
        sa.UniqueConstraint("url", name="uq_source_url"),
    )
    op.create_table(
        "story",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("ready_at", UTCDateTime(), nullable=True),
        sa.Column("stale_at", UTCDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("lead_id", BigKey, nullable=True),
        sa.Column("hot", sa.Integer(), nullable=False),
        sa.Column("hot_peak", sa.Integer(), nullable=False),
        sa.Column("quality", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("score_version", sa.Integer(), nullable=False),
        sa.Column("scored_at", UTCDateTime(), nullable=True),
        sa.Column("facts", Json(), nullable=False),
        sa.Column("readers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_story_latest",
        "story",
        ["first_seen_at", "id", "total"],
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_index(
        "ix_story_stale",
        "story",
        ["first_seen_at"],
        sqlite_where=sa.text("stale_at IS NOT NULL"),
        postgresql_where=sa.text("stale_at IS NOT NULL"),
    )
    op.create_index(
        "ix_story_updated",
        "story",
        ["updated_at"],
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_table(
        "article",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("source_id", BigKey, nullable=False),
        sa.Column("guid", Words(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("canonical_url", Words(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("is_full_text", sa.Boolean(), nullable=False),
        sa.Column("is_paywalled", sa.Boolean(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("author", Words(), nullable=False),
        sa.Column("image_url", Words(), nullable=False),
        sa.Column("why", Json(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_article_source_id"),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_article_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("source_id", "guid", name="uq_article_source_id_guid"),
    )
    op.create_index("ix_article_published", "article", ["published_at"])
    op.create_index("ix_article_story", "article", ["story_id"])
    op.create_index("ix_article_url", "article", ["canonical_url"])


def downgrade() -> None:
    op.drop_table("article")
    op.drop_table("story")
    op.drop_table("source")
