"""An index that tells whether preferences are still named by an alert, before they are deleted."""

from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    op.create_index("ix_alert_preference", "alert", ["preference_id"])


def downgrade() -> None:
    op.drop_index("ix_alert_preference", "alert")
