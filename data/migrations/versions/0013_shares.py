"""How often a story was sent to others by inline mode."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("story", sa.Column("shares", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("story", "shares")
