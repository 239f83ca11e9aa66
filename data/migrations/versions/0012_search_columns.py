"""The full-text index knows titles from texts, and tags, publishers and languages besides.

Every story is indexed anew from what is stored.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from bot.core.search import Indexed, facet, tsvector
from data.columns import BigKey

revision = "0012"
down_revision = "0011"

_BATCH = 1000


def upgrade() -> None:
    op.drop_table("story_search")
    _create("title, body, facets")
    connection = op.get_bind()
    last = 0
    while ids := list(
        connection.execute(
            sa.text(
                "SELECT id FROM story WHERE id > :last AND ready_at IS NOT NULL"
                " ORDER BY id LIMIT :batch"
            ),
            {"last": last, "batch": _BATCH},
        ).scalars()
    ):
        last = ids[-1]
        for story_id, columns in _columns(connection, ids).items():
            _insert(connection, story_id, columns)


def downgrade() -> None:
    op.drop_table("story_search")
    _create("words")


def _create(columns: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE VIRTUAL TABLE story_search USING fts5"
            f"({columns}, tokenize = 'unicode61 remove_diacritics 0')"
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


def _columns(connection: Any, ids: list[int]) -> dict[int, tuple[str, str, str]]:
    found: dict[int, tuple[list[str], list[str], list[str]]] = {key: ([], [], []) for key in ids}
    wanted: Any = sa.bindparam("ids", ids, expanding=True)
    for key, language, title, summary in connection.execute(
        sa.text(
            "SELECT story_id, language, title, summary FROM text WHERE story_id IN :ids"
        ).bindparams(wanted)
    ):
        titles, bodies, facets = found[key]
        titles.append(title)
        bodies.append(summary)
        facets += [facet("in", language), facet("in", language.partition("-")[0])]
    for key, title, publisher in connection.execute(
        sa.text(
            "SELECT story_id, article.title, publisher FROM article"
            " JOIN source ON source.id = source_id WHERE story_id IN :ids"
        ).bindparams(wanted)
    ):
        titles, bodies, facets = found[key]
        titles.append(title)
        bodies.append(publisher)
        facets.append(facet("by", publisher))
    for key, tag in connection.execute(
        sa.text("SELECT story_id, tag FROM story_tag WHERE story_id IN :ids").bindparams(wanted)
    ):
        found[key][2].append(facet("tag", tag))
    return {
        key: Indexed(
            titles=tuple(titles), bodies=tuple(bodies), facets=tuple(dict.fromkeys(facets))
        ).columns()
        for key, (titles, bodies, facets) in found.items()
    }


def _insert(connection: Any, story_id: int, columns: tuple[str, str, str]) -> None:
    if connection.dialect.name == "sqlite":
        statement = (
            "INSERT INTO story_search (rowid, title, body, facets) VALUES (:id, :a, :b, :c)"
        )
        values = dict(zip("abc", columns, strict=True))
    else:
        statement = "INSERT INTO story_search VALUES (:id, CAST(:words AS tsvector))"
        values = {"words": tsvector(*columns)}
    connection.execute(sa.text(statement), {"id": story_id, **values})
