"""Run by alembic with the connection that a store hands over."""

from alembic import context

from afterrun.journal.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=False,  # the caller holds one transaction around all steps
    render_as_batch=True,
)
context.run_migrations()
