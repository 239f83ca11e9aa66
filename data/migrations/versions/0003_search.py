"""The full-text index: FTS5 on SQLite, a tsvector on PostgreSQL, both fed by bot.core.search."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from data.columns import BigKey

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        # The words come normalised, so the tokenizer has only to cut at the blanks.
        op.execute(
            "CREATE VIRTUAL TABLE story_search USING fts5"
            "(words, tokenize = 'unicode61 remove_diacritics 0')"
        )
        return
    op.create_table(
        "story_search",
        sa.Column("story_id", BigKey, autoincrement=False),
        sa.Column("words", TSVECTOR, nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_story_search_story_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", name="pk_story_search"),
    )
    op.create_index("ix_story_search_words", "story_search", ["words"], postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("story_search")
