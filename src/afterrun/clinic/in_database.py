"""A clinic's own tables in a PostgreSQL database, in a schema of their own beside the journals.

They are made by the owner of the database, never by the app. The app's role may add a line to the audit trail and read
it, and is refused everything else there by its rights alone; the triggers refuse the owner too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.pool import QueuePool

from afterrun.clinic.making import make_tables
from afterrun.clinic.schema import about, audit, metadata
from afterrun.errors import JournalError
from afterrun.journal.stores.postgres import prepare as journals
from afterrun.journal.stores.postgres.faults import faults
from afterrun.journal.stores.postgres.prepare import Prepared
from afterrun.journal.stores.postgres.server import reach, tell_faults
from afterrun.language import say
from afterrun.places import Database

SCHEMA = "afterrun_clinic"
_TURN = 8720  # names the lock among those of other programs in the same database; any number does
_KEPT = 8  # connections kept open, for 16 who ask at once; more are made when they are needed, and closed (judgement)
# Whether the role may keep a clinic: it reaches the tables, and cannot change the trail as their owner could.
_ROLE = f"""SELECT coalesce(has_table_privilege(to_regclass('{SCHEMA}.{about.name}'), 'SELECT'), false) AS reaches,
    coalesce(has_table_privilege(to_regclass('{SCHEMA}.{audit.name}'), 'UPDATE, DELETE, TRUNCATE'), false) AS above
    FROM pg_namespace n WHERE n.nspname = '{SCHEMA}' AND has_schema_privilege(n.oid, 'USAGE')"""


@dataclass(frozen=True, slots=True)
class InDatabase:
    """See `Keeper`."""

    database: Database
    engine: Engine

    @classmethod
    def at(cls, database: Database) -> InDatabase:
        """Reach the tables of a database. Its connections are kept and shared: none of them is ever anybody's."""
        engine = create_engine(
            "postgresql+psycopg://",
            poolclass=QueuePool,
            pool_size=_KEPT,
            max_overflow=-1,
            pool_pre_ping=True,  # a server that was started anew knows none of them
            creator=partial(_reach, database.server),
        )
        tell_faults(engine, database)
        return cls(database, engine)

    def prepare(self) -> None:
        """Look whether the tables are there and the role may use them as it should; they are made by their owner.

        Raises
        ------
        JournalError
            If not.
        """
        with self.engine.connect() as connection:
            role = connection.execute(text(_ROLE)).one_or_none()
        if role is None or not role.reaches:
            raise JournalError(
                say("database must be prepared for a clinic; {path} is not, or not for this role.", path=self.database),
                remedy=say("Whoever looks after it does: afterrun clinic prepare ADDRESS --role ROLE."),
            )
        if role.above:
            raise JournalError(
                say("role must not be able to change the audit trail; the one in {path} is.", path=self.database),
                remedy=say("Connect as the role that was named to `afterrun clinic prepare`."),
            )

    def options(self, *, writes: bool) -> dict[str, Any]:
        """Read as of one instant; who writes waits for their turn first, and sees what is there then."""
        return {} if writes else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def take_turn(self, connection: Connection) -> None:
        """One writes at a time, over processes and computers; the server lets go whatever happens."""
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")

    def faults(self) -> AbstractContextManager[None]:
        """Say what went wrong with the database."""
        return faults(self.database)

    def wring_out(self) -> None:
        """What its files keep of deleted rows goes when the server vacuums them: that is its owner's to do."""


def prepare(database: Database, role: str) -> Prepared:
    """Make the tables of the journals and of the clinic, or bring them up to date, and let a role use them.

    Parameters
    ----------
    database : Database
        As its owner reaches it.
    role : str
        The role that the app connects as.

    Raises
    ------
    JournalError
        If it cannot be done.
    """
    done = journals.prepare(database, role)
    with faults(database), _one(database) as connection, connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_TURN})")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        make_tables(connection)
        for statement in _grants(connection, role):
            connection.exec_driver_sql(statement)
    return done


def is_there(database: Database) -> bool:
    """Whether a database holds a clinic, for any role that may connect."""
    with faults(database), _one(database) as connection:
        return connection.execute(text(f"SELECT 1 FROM pg_namespace WHERE nspname = '{SCHEMA}'")).first() is not None


@contextmanager
def _one(database: Database) -> Iterator[Connection]:
    engine = create_engine("postgresql+psycopg://", creator=partial(_reach, database.server))
    tell_faults(engine, database)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _grants(connection: Connection, role: str) -> Iterator[str]:
    """Give each right that the app needs, and take back what it may have had."""
    named = connection.exec_driver_sql("SELECT quote_ident(%s)", (role,)).scalar_one()
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {SCHEMA} FROM {named}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {named}"
    yield f"GRANT SELECT ON {SCHEMA}.{about.name} TO {named}"
    yield f"GRANT SELECT, INSERT ON {SCHEMA}.{audit.name} TO {named}"
    for table in metadata.sorted_tables:
        if table not in (about, audit):
            yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {SCHEMA}.{table.name} TO {named}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {named}"


def _reach(server: str) -> Any:
    connection = reach(server, SCHEMA)
    connection.autocommit = False  # transactions are SQLAlchemy's here
    return connection
