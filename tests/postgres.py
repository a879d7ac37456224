"""A PostgreSQL server for the tests that ask for one: one a run and worker, started by the first of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from afterrun.clinic.in_database import SCHEMA
from afterrun.clinic.schema import about, metadata
from afterrun.places import Database, Place, database_at
from benchmarks.postgres import ready
from benchmarks.postgres.cluster import OWNER, Cluster, cluster, server_programs

_people, _databases = count(1), count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """The server; it does not wait for the disk."""
    require_server()
    with cluster() as started:
        yield started


@pytest.fixture(scope="session")
def journals(postgres: Cluster) -> Database:
    """One prepared database for all tests, as the app reaches it: each test is a person of its own in it."""
    return prepared(postgres)


@pytest.fixture(scope="session")
def clinics(postgres: Cluster) -> Database:
    """One database that is prepared for a clinic; `emptied` before each that is in it."""
    return prepared_clinic(postgres)


@pytest.fixture
def person(journals: Database) -> Database:
    """One person nobody was yet."""
    return journals.of(f"person {next(_people)}")


@pytest.fixture(params=["file", "database"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a journal may be: a file, and a person of a database."""
    if request.param == "file":
        return tmp_path / "journal.db"
    found: Database = request.getfixturevalue("person")
    return found


def require_server() -> None:
    """Skip a test where no server is installed, so that it is seen; fail it where one is promised."""
    if server_programs() is None:
        if os.environ.get("AFTERRUN_REQUIRE_POSTGRES") == "1":
            pytest.fail("no PostgreSQL server is installed: apt-get install postgresql")
        pytest.skip("no PostgreSQL server is installed")


def prepared(server: Cluster) -> Database:
    """Make a database of a test's own, with the tables in it."""
    return ready.prepared(server, f"journals_{next(_databases)}")


def prepared_clinic(server: Cluster) -> Database:
    """Make a database of its own for a clinic."""
    return ready.prepared_clinic(server, f"clinic_{next(_databases)}")


def emptied(server: Cluster, clinic: Database) -> Database:
    """Take everybody out of a clinic, the audit trail too, as only a superuser can."""
    tables = ", ".join(f"{SCHEMA}.{table.name}" for table in metadata.sorted_tables if table is not about)
    server.do(
        "SET session_replication_role = replica",
        f"TRUNCATE {tables}",
        "SET session_replication_role = origin",
        "DELETE FROM afterrun.person",
        database=name_of(clinic),
    )
    return clinic


def as_owner(server: Cluster, name: str) -> Database:
    """Return the address of a database, as the owner of its tables reaches it."""
    return database_at(server.address(OWNER, name))


def name_of(database: Database) -> str:
    """Name a database on its server."""
    return database.server.rpartition("/")[2]
