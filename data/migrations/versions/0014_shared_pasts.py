"""What was shown becomes steps that equal subscribers share; a parcel knows its own slot."""

import hashlib
import json
from collections import defaultdict
from typing import Any

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, UTCDateTime

revision = "0014"
down_revision = "0013"

_OPEN = "state IN ('queued', 'leased', 'sending')"
_INDICES = {
    "ix_parcel_doubt": (["state"], "state IN ('unconfirmed', 'parked')"),
    "ix_parcel_lease": (["lease_until"], "state IN ('leased', 'sending')"),
    "ix_parcel_open": (["subscriber_id", "id"], _OPEN),
}
_SHOWN = """
    SELECT delivery.subscriber_id, delivery.digest_id, delivery.planned_at, digest_story.story_id
    FROM delivery LEFT JOIN digest_story ON digest_story.digest_id = delivery.digest_id
"""
_IS_DUE = "next_digest_at IS NOT NULL AND state = 'active'"


def upgrade() -> None:
    for name in (*_INDICES, "ix_parcel_ready"):
        op.drop_index(name, "parcel")
    op.drop_index("ix_subscriber_due", "subscriber")
    op.add_column("digest", sa.Column("hash", sa.String(), nullable=True))
    op.add_column("digest", sa.Column("previous_id", BigKey, nullable=True))
    op.execute("UPDATE digest SET hash = CAST(id AS VARCHAR)")
    op.add_column("subscriber", sa.Column("past_id", BigKey, nullable=True))
    _gather_pasts()
    for column in (
        sa.Column("digest_id", BigKey, nullable=True),
        sa.Column("slot", UTCDateTime(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False, server_default="digest"),
        sa.Column("turn", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("parcel", column)
    op.execute(
        "UPDATE parcel SET"
        " slot = (SELECT slot FROM delivery WHERE delivery.id = parcel.delivery_id),"
        " digest_id = (SELECT digest_id FROM delivery WHERE delivery.id = parcel.delivery_id),"
        " turn = id % 65536"
    )
    with op.batch_alter_table("parcel") as table:
        table.drop_constraint("uq_parcel_delivery_id_part", type_="unique")
        table.drop_constraint("fk_parcel_delivery_id", type_="foreignkey")
        table.drop_column("delivery_id")
        table.alter_column("digest_id", nullable=False)
        table.alter_column("slot", nullable=False)
        table.create_foreign_key("fk_parcel_digest_id", "digest", ["digest_id"], ["id"])
        table.create_unique_constraint(
            "uq_parcel_subscriber_id_slot_kind_part", ["subscriber_id", "slot", "kind", "part"]
        )
    op.drop_table("delivery")
    with op.batch_alter_table("digest") as table:
        table.drop_column("language")
        table.drop_column("local_date")
        table.alter_column("hash", nullable=False)
        table.create_unique_constraint("uq_digest_hash", ["hash"])
        table.create_foreign_key("fk_digest_previous_id", "digest", ["previous_id"], ["id"])
    with op.batch_alter_table("subscriber") as table:
        table.create_foreign_key("fk_subscriber_past_id", "digest", ["past_id"], ["id"])
    _create_indices(
        ["kind", "not_before", "turn"], ["next_digest_at", "preference_id", "past_id", "id"]
    )


def downgrade() -> None:
    for name in (*_INDICES, "ix_parcel_ready"):
        op.drop_index(name, "parcel")
    op.drop_index("ix_subscriber_due", "subscriber")
    with op.batch_alter_table("subscriber") as table:
        table.drop_constraint("fk_subscriber_past_id", type_="foreignkey")
        table.drop_column("past_id")
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
    op.execute("DELETE FROM parcel WHERE kind <> 'digest'")
    op.execute(
        "INSERT INTO delivery (subscriber_id, slot, digest_id, planned_at)"
        " SELECT parcel.subscriber_id, parcel.slot, min(parcel.digest_id), min(digest.planned_at)"
        " FROM parcel JOIN digest ON digest.id = parcel.digest_id"
        " GROUP BY parcel.subscriber_id, parcel.slot"
    )
    op.add_column("parcel", sa.Column("delivery_id", BigKey, nullable=True))
    op.execute(
        "UPDATE parcel SET delivery_id = (SELECT id FROM delivery WHERE"
        " delivery.subscriber_id = parcel.subscriber_id AND delivery.slot = parcel.slot)"
    )
    with op.batch_alter_table("parcel") as table:
        table.drop_constraint("uq_parcel_subscriber_id_slot_kind_part", type_="unique")
        table.drop_constraint("fk_parcel_digest_id", type_="foreignkey")
        for name in ("digest_id", "slot", "kind", "turn"):
            table.drop_column(name)
        table.alter_column("delivery_id", nullable=False)
        table.create_foreign_key(
            "fk_parcel_delivery_id", "delivery", ["delivery_id"], ["id"], ondelete="CASCADE"
        )
        table.create_unique_constraint("uq_parcel_delivery_id_part", ["delivery_id", "part"])
    with op.batch_alter_table("digest") as table:
        table.drop_constraint("uq_digest_hash", type_="unique")
        table.drop_constraint("fk_digest_previous_id", type_="foreignkey")
        table.drop_column("hash")
        table.drop_column("previous_id")
        table.add_column(sa.Column("language", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("local_date", sa.String(), nullable=False, server_default=""))
    _create_indices(["not_before", "id"], ["next_digest_at", "id"])


def _create_indices(ready: list[str], due: list[str]) -> None:
    for name, (columns, condition) in (
        *_INDICES.items(),
        ("ix_parcel_ready", (ready, "state = 'queued'")),
    ):
        op.create_index(
            name,
            "parcel",
            columns,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.create_index(
        "ix_subscriber_due",
        "subscriber",
        due,
        sqlite_where=sa.text(_IS_DUE),
        postgresql_where=sa.text(_IS_DUE),
    )


def _gather_pasts() -> None:
    """Point subscribers at one step with all they were sent."""
    connection = op.get_bind()
    sent: defaultdict[int, set[int]] = defaultdict(set)
    shown: defaultdict[int, set[int]] = defaultdict(set)
    newest: dict[int, Any] = {}
    for subscriber_id, digest_id, planned_at, story_id in connection.execute(sa.text(_SHOWN)):
        sent[subscriber_id].add(digest_id)
        newest[subscriber_id] = max(newest.get(subscriber_id, planned_at), planned_at)
        if story_id is not None:
            shown[subscriber_id].add(story_id)
    steps: dict[tuple[int, ...], int] = {}
    for subscriber_id, digests in sent.items():
        stories = tuple(sorted(shown[subscriber_id]))
        if len(digests) == 1:
            (step,) = digests
        else:
            if stories not in steps:
                steps[stories] = _insert(connection, stories, newest[subscriber_id])
            step = steps[stories]
        connection.execute(
            sa.text("UPDATE subscriber SET past_id = :step WHERE id = :id"),
            {"step": step, "id": subscriber_id},
        )


def _insert(connection: sa.Connection, stories: tuple[int, ...], planned_at: Any) -> int:
    step: int = connection.execute(
        sa.text(
            "INSERT INTO digest (hash, language, local_date, planned_at)"
            " VALUES (:hash, '', '', :planned_at) RETURNING id"
        ),
        {
            "hash": hashlib.sha256(json.dumps(stories).encode()).hexdigest(),
            "planned_at": planned_at,
        },
    ).scalar_one()
    for position, story_id in enumerate(stories):
        connection.execute(
            sa.text("INSERT INTO digest_story VALUES (:step, :position, :story)"),
            {"step": step, "position": position, "story": story_id},
        )
    return step
