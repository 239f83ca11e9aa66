"""Floors on each axis, a second language, what cards show, and what readers like."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, Words

revision = "0009"
down_revision = "0008"

_FLOORS = ("min_hot", "min_quality", "min_impact")


def upgrade() -> None:
    op.add_column(
        "preference",
        sa.Column("second_language", sa.String(), nullable=False, server_default=""),
    )
    for name in _FLOORS:
        op.add_column(
            "preference", sa.Column(name, sa.Integer(), nullable=False, server_default="0")
        )
    op.add_column("preference", sa.Column("hidden", Json(), nullable=False, server_default="[]"))
    op.create_table(
        "preference_leaning",
        sa.Column("preference_id", BigKey, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["preference_id"],
            ["preference.id"],
            name="fk_preference_leaning_preference_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("preference_id", "kind", "value", name="pk_preference_leaning"),
    )


def downgrade() -> None:
    op.drop_table("preference_leaning")
    for name in ("hidden", *reversed(_FLOORS), "second_language"):
        op.drop_column("preference", name)
