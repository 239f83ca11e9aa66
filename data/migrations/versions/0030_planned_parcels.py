"""Indexes that planning pays less for: of a parcel only once it may have left."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_MAY_HAVE_LEFT = sa.text("state <> 'queued' OR telegram_message_id <> 0")
_RETRACTED = sa.text("retracted_at IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_parcel_digest", "parcel")
    op.create_index(
        "ix_parcel_digest",
        "parcel",
        ["digest_id", "id"],
        sqlite_where=_MAY_HAVE_LEFT,
        postgresql_where=_MAY_HAVE_LEFT,
    )
    op.create_index(
        "ix_story_retracted",
        "story",
        ["retracted_at"],
        sqlite_where=_RETRACTED,
        postgresql_where=_RETRACTED,
    )


def downgrade() -> None:
    op.drop_index("ix_story_retracted", "story")
    op.drop_index("ix_parcel_digest", "parcel")
    op.create_index("ix_parcel_digest", "parcel", ["digest_id", "id"])
