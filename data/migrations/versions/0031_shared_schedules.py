"""Schedules become rows that all share whose digests come by the same one."""

import sqlalchemy as sa
from alembic import op

from data.columns import BigKey, Json

revision = "0031"
down_revision = "0030"

_COLUMNS = (
    "timezone",
    "times",
    "weekdays",
    "quiet_start",
    "quiet_end",
    "quiet_lets_breaking",
    "is_silent",
)
_CHECK = "weekdays BETWEEN 1 AND 127"
_ALL = ", ".join(_COLUMNS)
_ALL_OF_SCHEDULE = ", ".join(f"schedule.{name}" for name in _COLUMNS)
# As `data.schedules` writes it.
_CONTENT = (
    "subscriber.timezone"
    " || '|' || CAST(subscriber.times AS VARCHAR)"
    " || '|' || CAST(subscriber.weekdays AS VARCHAR)"
    " || '|' || coalesce(CAST(subscriber.quiet_start AS VARCHAR), '')"
    " || '|' || coalesce(CAST(subscriber.quiet_end AS VARCHAR), '')"
    " || '|' || CASE WHEN subscriber.quiet_lets_breaking THEN '1' ELSE '0' END"
    " || '|' || CASE WHEN subscriber.is_silent THEN '1' ELSE '0' END"
)


def upgrade() -> None:
    op.create_table(
        "schedule",
        sa.Column("id", BigKey, nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("times", Json(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("quiet_start", sa.Integer(), nullable=True),
        sa.Column("quiet_end", sa.Integer(), nullable=True),
        sa.Column("quiet_lets_breaking", sa.Boolean(), nullable=False),
        sa.Column("is_silent", sa.Boolean(), nullable=False),
        sa.CheckConstraint(_CHECK, name="ck_schedule_weekdays"),
        sa.PrimaryKeyConstraint("id", name="pk_schedule"),
        sa.UniqueConstraint("content", name="uq_schedule_content"),
    )
    op.execute(
        f"INSERT INTO schedule (content, {_ALL})"  # noqa: S608 - our own words
        f" SELECT DISTINCT {_CONTENT}, {_ALL} FROM subscriber"
    )
    op.add_column("subscriber", sa.Column("schedule_id", BigKey, nullable=True))
    op.execute(
        "UPDATE subscriber SET schedule_id ="  # noqa: S608 - our own words
        f" (SELECT schedule.id FROM schedule WHERE schedule.content = {_CONTENT})"
    )
    with op.batch_alter_table("subscriber") as table:
        table.drop_constraint("ck_subscriber_weekdays", type_="check")
        table.alter_column("schedule_id", existing_type=BigKey, nullable=False)
        table.create_foreign_key("fk_subscriber_schedule_id", "schedule", ["schedule_id"], ["id"])
        for name in _COLUMNS:
            table.drop_column(name)


def downgrade() -> None:
    for column in (
        sa.Column("timezone", sa.String(), nullable=False, server_default=""),
        sa.Column("times", Json(), nullable=False, server_default="[]"),
        sa.Column("weekdays", sa.Integer(), nullable=False, server_default="127"),
        sa.Column("quiet_start", sa.Integer(), nullable=True),
        sa.Column("quiet_end", sa.Integer(), nullable=True),
        sa.Column("quiet_lets_breaking", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("is_silent", sa.Boolean(), nullable=False, server_default=sa.false()),
    ):
        op.add_column("subscriber", column)
    op.execute(
        f"UPDATE subscriber SET ({_ALL}) ="  # noqa: S608 - our own words
        f" (SELECT {_ALL_OF_SCHEDULE} FROM schedule"
        " WHERE schedule.id = subscriber.schedule_id)"
    )
    with op.batch_alter_table("subscriber") as table:
        table.drop_constraint("fk_subscriber_schedule_id", type_="foreignkey")
        table.drop_column("schedule_id")
        table.create_check_constraint("ck_subscriber_weekdays", _CHECK)
        for name in ("timezone", "times", "weekdays"):
            table.alter_column(name, server_default=None)
    op.drop_table("schedule")
