"""What models and translators wrote, cost and were found to do wrong."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json, UTCDateTime, Words

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "writing",
        sa.Column("story_id", BigKey, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("report", Json(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_writing_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name="pk_writing"),
    )
    op.create_table(
        "model_call",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("engine", Words(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Float(), nullable=False),
        sa.Column("faults", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model_call"),
    )
    op.create_index("ix_model_call_day", "model_call", ["day"])
    op.create_table(
        "model_budget",
        sa.Column("day", sa.String(), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_model_budget"),
    )
    op.create_table(
        "answer",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("answer", Json(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_answer"),
    )


def downgrade() -> None:
    op.drop_table("answer")
    op.drop_table("model_budget")
    op.drop_index("ix_model_call_day", "model_call")
    op.drop_table("model_call")
    op.drop_table("writing")
