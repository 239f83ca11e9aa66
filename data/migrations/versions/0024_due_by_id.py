"""Who is due, in the order of their rows: neighbours in the table are planned together."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_WAITING = sa.text("next_digest_at IS NOT NULL AND state = 'active'")


def upgrade() -> None:
    _index(["next_digest_at", "id"])


def downgrade() -> None:
    _index(["next_digest_at", "preference_id", "past_id", "id"])


def _index(columns: list[str]) -> None:
    op.drop_index("ix_subscriber_due", "subscriber")
    op.create_index(
        "ix_subscriber_due",
        "subscriber",
        columns,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
