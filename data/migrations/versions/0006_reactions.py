"""What people do with stories."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "bookmark",
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_bookmark_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_bookmark_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscriber_id", "story_id", name="pk_bookmark"),
    )
    op.create_index("ix_bookmark_latest", "bookmark", ["subscriber_id", "created_at"])
    op.create_table(
        "feedback",
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_feedback_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_feedback_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscriber_id", "story_id", "kind", name="pk_feedback"),
    )
    op.create_table(
        "reading",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_reading_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_reading_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("story_id", "subscriber_id", name="pk_reading"),
    )


def downgrade() -> None:
    op.drop_table("reading")
    op.drop_table("feedback")
    op.drop_table("bookmark")
