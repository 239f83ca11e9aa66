"""What an operator says about a story reaches the messages that told it."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "amendment",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("is_told", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("digest_cursor", BigKey, nullable=False),
        sa.Column("parcel_cursor", BigKey, nullable=False),
        sa.Column("reader_cursor", BigKey, nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_amendment_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name="pk_amendment"),
    )
    op.add_column("digest", sa.Column("preference_id", BigKey, nullable=True))
    op.add_column(
        "reading", sa.Column("message_id", BigKey, nullable=False, server_default=sa.text("0"))
    )
    op.create_index("ix_digest_story_story", "digest_story", ["story_id", "digest_id"])
    op.create_index("ix_parcel_digest", "parcel", ["digest_id", "id"])
    op.drop_index("ix_parcel_alert", "parcel")


def downgrade() -> None:
    where = sa.text("kind = 'alert'")
    op.create_index(
        "ix_parcel_alert", "parcel", ["digest_id"], sqlite_where=where, postgresql_where=where
    )
    op.drop_index("ix_parcel_digest", "parcel")
    op.drop_index("ix_digest_story_story", "digest_story")
    op.drop_column("reading", "message_id")
    op.drop_column("digest", "preference_id")
    op.drop_table("amendment")
