"""What operators say to everybody."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "broadcast",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.Column("texts", Json(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("cursor", BigKey, nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast"),
    )


def downgrade() -> None:
    op.drop_table("broadcast")
