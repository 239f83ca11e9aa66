"""The curves that turn raw marks into scores."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "calibration",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("score_version", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("stories", sa.Integer(), nullable=False),
        sa.Column("quantiles", Json(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_calibration"),
    )
    op.create_index("ix_calibration_made_at", "calibration", ["score_version", "made_at"])


def downgrade() -> None:
    op.drop_table("calibration")
