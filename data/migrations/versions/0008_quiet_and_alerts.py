"""Quiet hours, pauses, silent digests and breaking alerts."""

import sqlalchemy as sa
from alembic import op

from data.columns import UTCDateTime

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for column in (
        sa.Column("quiet_start", sa.Integer(), nullable=True),
        sa.Column("quiet_end", sa.Integer(), nullable=True),
        sa.Column("quiet_lets_breaking", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("paused_until", UTCDateTime(), nullable=True),
        sa.Column("is_silent", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("alerts_on", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("alert_threshold", sa.Integer(), nullable=False, server_default="80"),
        sa.Column("alerts_a_day", sa.Integer(), nullable=False, server_default="3"),
    ):
        op.add_column("subscriber", column)


def downgrade() -> None:
    for name in (
        "alerts_a_day",
        "alert_threshold",
        "alerts_on",
        "is_silent",
        "paused_until",
        "quiet_lets_breaking",
        "quiet_end",
        "quiet_start",
    ):
        op.drop_column("subscriber", name)
