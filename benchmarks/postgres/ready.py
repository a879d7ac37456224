"""A database with the tables of journals in it."""

from __future__ import annotations

from afterrun.clinic.in_database import prepare as prepare_clinic
from afterrun.journal.stores.postgres.prepare import Prepared, prepare
from afterrun.places import Database, database_at
from benchmarks.postgres.cluster import APP, OWNER, Cluster


def prepared(server: Cluster, name: str) -> Database:
    """Make a database and prepare it as an administrator does; as the app reaches it, and as nobody yet."""
    server.make_database(name)
    return _quiet(server, name, prepare(database_at(server.address(OWNER, name)), APP))


def prepared_clinic(server: Cluster, name: str) -> Database:
    """Make a database and prepare it for a clinic; as the app reaches it."""
    server.make_database(name)
    return _quiet(server, name, prepare_clinic(database_at(server.address(OWNER, name)), APP))


def _quiet(server: Cluster, name: str, done: Prepared) -> Database:
    server.do(*done.for_superuser, database=name)
    return database_at(server.address(APP, name))
