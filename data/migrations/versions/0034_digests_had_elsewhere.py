"""What local date and time the last digest before a change of the schedule was set for."""

import sqlalchemy as sa
from alembic import op

from data.columns import UTCDateTime

revision = "0034"
down_revision = "0032"


def upgrade() -> None:
    op.add_column("subscriber", sa.Column("had_slot", UTCDateTime(), nullable=True))
    op.add_column("subscriber", sa.Column("had_local", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("subscriber", "had_local")
    op.drop_column("subscriber", "had_slot")
