"""A database with the tables of journals in it."""

from __future__ import annotations

from afterrun.journal.stores.postgres.prepare import prepare
from afterrun.places import Database, database_at
from benchmarks.postgres.cluster import APP, OWNER, Cluster


def prepared(server: Cluster, name: str) -> Database:
    """Make a database and prepare it as an administrator does; as the app reaches it, and as nobody yet."""
    server.make_database(name)
    done = prepare(database_at(server.address(OWNER, name)), APP)
    server.do(*done.for_superuser, database=name)
    return database_at(server.address(APP, name))
