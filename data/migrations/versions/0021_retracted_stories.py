"""Stories that an operator took back, and why."""

import sqlalchemy as sa
from alembic import op

from data.columns import UTCDateTime

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.add_column("story", sa.Column("retracted_at", UTCDateTime(), nullable=True))
    op.add_column(
        "story", sa.Column("retraction", sa.Text(), nullable=False, server_default=sa.text("''"))
    )


def downgrade() -> None:
    op.drop_column("story", "retraction")
    op.drop_column("story", "retracted_at")
