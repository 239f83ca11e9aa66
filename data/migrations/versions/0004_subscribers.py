"""People and what they want."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime, Words

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("min_score", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_preference"),
        sa.UniqueConstraint("hash", name="uq_preference_hash"),
    )
    op.create_table(
        "preference_rule",
        sa.Column("preference_id", BigKey, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("effect", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["preference_id"],
            ["preference.id"],
            name="fk_preference_rule_preference_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "preference_id", "kind", "value", "effect", name="pk_preference_rule"
        ),
    )
    op.create_table(
        "subscriber",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("chat_id", BigKey, nullable=False),
        sa.Column("thread_id", BigKey, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_changed_at", UTCDateTime(), nullable=False),
        sa.Column("preference_id", BigKey, nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("times", Json(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("next_digest_at", UTCDateTime(), nullable=True),
        sa.Column("last_digest_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("weekdays BETWEEN 1 AND 127", name="ck_subscriber_weekdays"),
        sa.ForeignKeyConstraint(
            ["preference_id"], ["preference.id"], name="fk_subscriber_preference_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriber"),
        sa.UniqueConstraint("chat_id", "thread_id", name="uq_subscriber_chat_id_thread_id"),
    )
    op.create_index(
        "ix_subscriber_due",
        "subscriber",
        ["next_digest_at", "id"],
        sqlite_where=sa.text("next_digest_at IS NOT NULL AND state = 'active'"),
        postgresql_where=sa.text("next_digest_at IS NOT NULL AND state = 'active'"),
    )
    op.create_index("ix_subscriber_preference", "subscriber", ["preference_id"])


def downgrade() -> None:
    op.drop_table("subscriber")
    op.drop_table("preference_rule")
    op.drop_table("preference")
