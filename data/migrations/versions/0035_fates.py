"""What becomes of those who are alike and wait for a slot, while it is planned."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    op.create_table(
        "fate",
        *(
            sa.Column(name, BigKey, nullable=False)
            for name in ("preference_id", "schedule_id", "past_id", "alone_id")
        ),
        sa.Column("run", sa.BigInteger(), nullable=False),
        sa.Column("step_id", BigKey),
        sa.Column("next_digest_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint(
            "preference_id", "schedule_id", "past_id", "alone_id", "run", name="pk_fate"
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("fate")
