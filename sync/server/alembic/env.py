"""Where Alembic meets the city: it runs on the connection that `store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from sync.server.store.tables import META

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=META,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
