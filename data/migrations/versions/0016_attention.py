"""What a forum's readers make of stories."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "attention",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("comments", sa.Integer(), nullable=True),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("next_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_attention_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name="pk_attention"),
    )
    op.create_index("ix_attention_next_at", "attention", ["next_at"])


def downgrade() -> None:
    op.drop_table("attention")
