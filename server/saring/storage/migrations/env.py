"""Alembic's entry: runs in the connection that storage.migrate hands over."""

from alembic import context

from saring.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
