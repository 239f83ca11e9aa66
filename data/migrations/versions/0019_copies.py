"""Which article another one copies."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("article", sa.Column("copy_of", BigKey, nullable=True))


def downgrade() -> None:
    op.drop_column("article", "copy_of")
