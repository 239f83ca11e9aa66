"""What articles said before they were corrected."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime, Words

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "article_version",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("article_id", BigKey, nullable=False),
        sa.Column("replaced_at", UTCDateTime(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["article.id"],
            name="fk_article_version_article_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_article_version"),
    )
    op.create_index("ix_article_version_article", "article_version", ["article_id"])


def downgrade() -> None:
    op.drop_table("article_version")
