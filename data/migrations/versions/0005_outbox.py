"""Digests, deliveries and parcels."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime, Words

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("local_date", sa.String(), nullable=False),
        sa.Column("planned_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
    )
    op.create_table(
        "digest_story",
        sa.Column("digest_id", BigKey, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("story_id", BigKey, nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name="fk_digest_story_digest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_digest_story_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest_id", "position", name="pk_digest_story"),
    )
    op.create_table(
        "digest_part",
        sa.Column("digest_id", BigKey, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("fields", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name="fk_digest_part_digest_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest_id", "part", name="pk_digest_part"),
    )
    op.create_table(
        "delivery",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("slot", UTCDateTime(), nullable=False),
        sa.Column("digest_id", BigKey, nullable=False),
        sa.Column("planned_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest_id"], ["digest.id"], name="fk_delivery_digest_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_delivery_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sa.UniqueConstraint("subscriber_id", "slot", name="uq_delivery_subscriber_id_slot"),
    )
    op.create_index("ix_delivery_digest", "delivery", ["digest_id"])
    op.create_table(
        "parcel",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("delivery_id", BigKey, nullable=False),
        sa.Column("subscriber_id", BigKey, nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("lease_until", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("telegram_message_id", BigKey, nullable=False),
        sa.Column("error", Words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["delivery.id"], name="fk_parcel_delivery_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name="fk_parcel_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_parcel"),
        sa.UniqueConstraint("delivery_id", "part", name="uq_parcel_delivery_id_part"),
    )
    op.create_index(
        "ix_parcel_doubt",
        "parcel",
        ["state"],
        sqlite_where=sa.text("state IN ('unconfirmed', 'parked')"),
        postgresql_where=sa.text("state IN ('unconfirmed', 'parked')"),
    )
    op.create_index(
        "ix_parcel_lease",
        "parcel",
        ["lease_until"],
        sqlite_where=sa.text("state IN ('leased', 'sending')"),
        postgresql_where=sa.text("state IN ('leased', 'sending')"),
    )
    op.create_index(
        "ix_parcel_open",
        "parcel",
        ["subscriber_id", "id"],
        sqlite_where=sa.text("state IN ('queued', 'leased', 'sending')"),
        postgresql_where=sa.text("state IN ('queued', 'leased', 'sending')"),
    )
    op.create_index(
        "ix_parcel_ready",
        "parcel",
        ["not_before", "id"],
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )


def downgrade() -> None:
    op.drop_table("parcel")
    op.drop_table("delivery")
    op.drop_table("digest_part")
    op.drop_table("digest_story")
    op.drop_table("digest")
