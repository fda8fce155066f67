"""Run by Alembic for every command: works on the connection it was given."""

from __future__ import annotations

from alembic import context

from meetings.migrations import is_of_a_model

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("metadata"),
    # SQLite can alter little: the table is made anew and its rows are copied.
    render_as_batch=True,
    include_name=is_of_a_model,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
