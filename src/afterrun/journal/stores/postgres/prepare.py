"""Make the tables in a database, or bring them up to date: done by their owner, never by the app."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from alembic import command
from sqlalchemy import Connection, ForeignKeyConstraint, Table, event

from afterrun.errors import JournalError
from afterrun.journal.schema import SCHEMA_VERSION, SCHEMA_VERSIONS
from afterrun.journal.stores.postgres.admission import QUIET, found_version
from afterrun.journal.stores.postgres.dividing import divide, grant, grant_reading, loosen, make_room
from afterrun.journal.stores.postgres.faults import faults
from afterrun.journal.stores.postgres.seals import damaged_keys, seal_all
from afterrun.journal.stores.postgres.server import PERSON, SCHEMA, open_server
from afterrun.journal.stores.steps import configuration
from afterrun.language import say
from afterrun.places import Database

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended('afterrun', 0))"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What became of a database.

    Parameters
    ----------
    before : str or None
        Its schema before; None if it had none.
    people : int
        How many journals are in it.
    for_superuser : tuple of str
        Statements that only a superuser may run, and that were left to one.
    """

    before: str | None
    people: int
    for_superuser: tuple[str, ...]


def prepare(database: Database, role: str, reader: str | None = None) -> Prepared:
    """Make the tables, or bring them up to date, and let a role keep journals in them; all or nothing.

    Parameters
    ----------
    database : Database
        As its owner reaches it.
    role : str
        The role that the app connects as.
    reader : str, optional
        Another one, which may list who there is and read each of them, and write nothing.

    Raises
    ------
    JournalError
        If it cannot be done; then nothing was changed.
    """
    with faults(database):
        connection = open_server(database)
        try:
            before = _prepared(connection, database, role, reader)
            roles = (role,) if reader is None else (role, reader)
            left = tuple(each for named in roles for each in _quietened(connection, named))
            people = connection.exec_driver_sql(f"SELECT count(*) FROM {SCHEMA}.person").scalar_one()
        finally:
            connection.close()
    return Prepared(before, people, left)


def _prepared(connection: Connection, database: Database, role: str, reader: str | None) -> str | None:
    _require_utf8(connection, database)
    _require_role(connection, role)
    if reader is not None:
        _require_reader(connection, reader, role)
    with _all_or_nothing(connection):
        connection.exec_driver_sql(_ONE_AT_A_TIME)
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        before = found_version(connection)
        _require_known(before, database)
        make_room(connection)
        if before != SCHEMA_VERSION:
            _upgrade(connection, before)
        divide(connection)
        grant(connection, role)
        if reader is not None:
            grant_reading(connection, reader)
    return before


def _upgrade(connection: Connection, before: str | None) -> None:
    """Take the steps, and seal anew what they changed; a row that was damaged before stays so."""
    people = _people(connection) if before is not None else []
    damaged = {}
    for person in people:
        _as(connection, person)
        damaged[person] = damaged_keys(connection)
    _as(connection, None)
    loosen(connection)
    with _without_references():
        command.upgrade(configuration(connection), "head")
    divide(connection)
    for person in people:
        _as(connection, person)
        seal_all(connection, but=damaged[person])
    _as(connection, None)


@contextmanager
def _without_references() -> Iterator[None]:
    """A step refers to the key of one person's table; `divide` makes the references, with the person in them."""
    event.listen(Table, "before_create", _drop_references)
    try:
        yield
    finally:
        event.remove(Table, "before_create", _drop_references)


def _drop_references(table: Table, _connection: Connection, **_: Any) -> None:
    for each in list(table.constraints):
        if isinstance(each, ForeignKeyConstraint):
            table.constraints.discard(each)


def _people(connection: Connection) -> list[int]:
    return list(connection.exec_driver_sql(f"SELECT id FROM {SCHEMA}.person ORDER BY id").scalars())


def _as(connection: Connection, person: int | None) -> None:
    connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (PERSON, "" if person is None else str(person)))


def _quietened(connection: Connection, role: str) -> Iterator[str]:
    """Keep what is written out of the server's log; yields what this role may not do, for one that may."""
    database = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    named = connection.exec_driver_sql("SELECT quote_ident(%s)", (role,)).scalar_one()
    for name, value in QUIET.items():
        statement = f"ALTER ROLE {named} IN DATABASE {database} SET {name} = '{value}'"
        held = connection.exec_driver_sql(_HELD, (role, f"{name}={value}")).first()
        if held is None:
            done = False
            with suppress(JournalError):
                connection.exec_driver_sql(statement)
                done = True
            if not done:
                yield f"{statement};"


_HELD = """SELECT 1 FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole
    JOIN pg_database d ON d.oid = s.setdatabase
    WHERE d.datname = current_database() AND r.rolname = %s AND %s = ANY (s.setconfig)"""


@contextmanager
def _all_or_nothing(connection: Connection) -> Iterator[None]:
    connection.exec_driver_sql("BEGIN")
    try:
        yield
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        with suppress(JournalError):
            connection.exec_driver_sql("ROLLBACK")
        raise


def _require_utf8(connection: Connection, database: Database) -> None:
    if connection.exec_driver_sql("SHOW server_encoding").scalar_one() != "UTF8":
        raise JournalError(
            say("database must keep texts as UTF8; {database} does not.", database=database),
            remedy=say("Make a new one: createdb --encoding=UTF8 --template=template0 NAME."),
        )


def _require_role(connection: Connection, role: str) -> None:
    query = "SELECT rolsuper OR rolbypassrls OR rolname = current_user FROM pg_roles WHERE rolname = %s"
    found = connection.exec_driver_sql(query, (role,)).scalar_one_or_none()
    if found is None:
        raise JournalError(
            say("role must exist; there is no {role}.", role=role),
            remedy=say(
                "Make it: createuser --no-superuser --no-createdb --no-createrole --pwprompt {role}.", role=role
            ),
        )
    if found:
        raise JournalError(
            say(
                "role must be one that sees only what it is shown; {role} is a superuser, owns the tables or "
                "bypasses row security.",
                role=role,
            ),
            remedy=say(
                "Make another one for the app: createuser --no-superuser --no-createdb --no-createrole --pwprompt NAME."
            ),
        )


def _require_reader(connection: Connection, reader: str, role: str) -> None:
    _require_role(connection, reader)
    if reader == role:
        raise JournalError(
            say("reader must be another role than the app's; got {role} for both.", role=role),
            remedy=say("Make one: createuser --no-superuser --no-createdb --no-createrole --pwprompt NAME."),
        )


def _require_known(found: str | None, database: Database) -> None:
    if found is not None and found not in SCHEMA_VERSIONS:
        raise JournalError(
            say(
                "journal must be of schema {schema_version} or older; {path} has {found}.",
                schema_version=SCHEMA_VERSION,
                path=database,
                found=found,
            ),
            remedy=say("Update Afterrun."),
        )
