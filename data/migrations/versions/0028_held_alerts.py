"""Alerts that wait for the end of quiet hours."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0028"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "held_alert",
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_held_alert_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_held_alert_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("subscriber_id", "story_id", name="pk_held_alert"),
    )
    op.create_index("ix_held_alert_until", "held_alert", ["until", "subscriber_id"])


def downgrade() -> None:
    op.drop_table("held_alert")
