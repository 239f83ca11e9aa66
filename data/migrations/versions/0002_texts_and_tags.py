"""What enrichment writes: texts and tags."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime, Words

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "text",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("summary", Words(), nullable=False),
        sa.Column("analysis", Words(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_text_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "language", name="pk_text"),
    )
    op.create_table(
        "story_tag",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("tag", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", UTCDateTime(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_story_tag_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "tag", name="pk_story_tag"),
    )
    op.create_index(
        "ix_story_tag_latest", "story_tag", ["tag", "first_seen_at", "story_id", "total"]
    )


def downgrade() -> None:
    op.drop_table("story_tag")
    op.drop_table("text")
