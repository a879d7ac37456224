"""``afterrun database``: for whoever looks after a PostgreSQL database with journals in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afterrun.language import say
from afterrun.places import database_at

if TYPE_CHECKING:
    from afterrun.journal.stores.postgres.prepare import Prepared


@click.group("database")
def command() -> None:
    """Look after a PostgreSQL database that holds journals."""


@command.command("prepare")
@click.argument("address")
@click.option("--role", required=True, help="Role that the app connects as: no superuser, and not the owner.")
@click.option("--reader", help="Another role, for `afterrun cohort fit`: it lists who there is, and only reads.")
def prepare(address: str, role: str, reader: str | None) -> None:
    """Make the tables in the database at ADDRESS, or bring them up to date. Connect as their owner.

    ADDRESS is like postgresql://OWNER@HOST/DATABASE; keep the password in ~/.pgpass. All or nothing; do it again after
    each update of Afterrun, with a copy (pg_dump) made before.
    """
    from afterrun.journal.stores import require_postgres

    database = database_at(address)
    require_postgres(database)
    from afterrun.journal.stores.postgres.prepare import prepare as prepare_database

    tell_prepared(prepare_database(database, role, reader), role)


def tell_prepared(done: Prepared, role: str) -> None:
    """Say what became of a database, and what is left to a superuser."""
    if done.before is None:
        click.echo(say("Made the tables. The role {role} may keep journals in them.", role=role))
    else:
        click.echo(say("The tables are up to date. Journals in them: {people}.", people=done.people))
    if done.for_superuser:
        click.echo(say("So that the server's log never quotes what people write, a superuser types in psql:"))
        for statement in done.for_superuser:
            click.echo(f"  {statement}")
