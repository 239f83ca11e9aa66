"""What Alembic runs: the connection comes from `data.migrate`, which also holds the lock."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
