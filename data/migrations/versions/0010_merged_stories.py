"""Stories that were merged into others."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("story", sa.Column("merged_into", number, nullable=True))
    condition = sa.text("merged_into IS NOT NULL")
    op.create_index(
        "ix_story_merged",
        "story",
        ["merged_into"],
        sqlite_where=condition,
        postgresql_where=condition,
    )


def downgrade() -> None:
    op.drop_index("ix_story_merged", "story")
    op.drop_column("story", "merged_into")
