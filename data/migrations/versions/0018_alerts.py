"""Breaking alerts, and finding what was sent by when."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0018"
down_revision = "0017"

_WHERE = {
    "ix_parcel_alert": ("parcel", ["digest_id"], "kind = 'alert'"),
    "ix_parcel_sent": ("parcel", ["sent_at"], "sent_at IS NOT NULL"),
    "ix_subscriber_alerts": (
        "subscriber",
        ["alert_threshold", "id"],
        "alerts_on AND state = 'active'",
    ),
}


def upgrade() -> None:
    op.create_table(
        "breaking",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("began_at", UTCDateTime(), nullable=False),
        sa.Column("said_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_breaking_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name="pk_breaking"),
    )
    op.create_index("ix_breaking_began", "breaking", ["began_at"])
    op.create_table(
        "alert",
        sa.Column("digest_id", BigKey, nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("preference_id", BigKey, nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name="fk_alert_digest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_alert_story_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["preference_id"], ["preference.id"], name="fk_alert_preference_id"
        ),
        sa.PrimaryKeyConstraint("digest_id", name="pk_alert"),
    )
    op.create_index("ix_alert_story", "alert", ["story_id"])
    for name, (table, columns, condition) in _WHERE.items():
        where = sa.text(condition)
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for name, (table, _, _) in _WHERE.items():
        op.drop_index(name, table)
    op.drop_table("alert")
    op.drop_table("breaking")
