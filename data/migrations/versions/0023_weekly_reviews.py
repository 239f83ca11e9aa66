"""The weekly review: when it comes, and to whom next."""

import sqlalchemy as sa
from alembic import op

from data.columns import UTCDateTime, when

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column("subscriber", sa.Column("review_weekday", sa.Integer(), nullable=True))
    op.add_column("subscriber", sa.Column("review_minutes", sa.Integer(), nullable=True))
    op.add_column("subscriber", sa.Column("next_review_at", UTCDateTime(), nullable=True))
    op.create_index(
        "ix_subscriber_review",
        "subscriber",
        ["next_review_at", "preference_id", "past_id", "id"],
        **when("next_review_at IS NOT NULL AND state = 'active'"),
    )


def downgrade() -> None:
    op.drop_index("ix_subscriber_review", "subscriber")
    op.drop_column("subscriber", "next_review_at")
    op.drop_column("subscriber", "review_minutes")
    op.drop_column("subscriber", "review_weekday")
