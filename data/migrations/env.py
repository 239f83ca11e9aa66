"""What Alembic runs: the connection comes from `data.migrate`, which also holds the lock."""

from alembic import context

from data.tables import METADATA


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Hide the tables of the search index: SQLite makes them itself, by other means."""
    return not (kind == "table" and name is not None and name.startswith("story_search"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    include_name=is_ours,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
