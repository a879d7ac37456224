"""The journal of one person in a database of many."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass

from psycopg.pq import TransactionStatus
from sqlalchemy import Connection

from afterrun.errors import JournalError
from afterrun.journal import schema
from afterrun.journal.stores.checked import Examined
from afterrun.journal.stores.postgres import seals
from afterrun.journal.stores.postgres.admission import admit
from afterrun.journal.stores.postgres.dividing import divided_tables
from afterrun.journal.stores.postgres.faults import faults
from afterrun.journal.stores.postgres.server import PERSON, SCHEMA, SEALING, driver, open_server
from afterrun.language import say
from afterrun.places import Database

_LOCK = f"SELECT pg_advisory_xact_lock(hashtextextended('afterrun', %s)), set_config('{SEALING}', 'on', true)"
_BECOME = f"SELECT set_config(%s, found::text, false) FROM {SCHEMA}.person_named(%s) AS found WHERE found IS NOT NULL"
MOVING = " (moving)"
"""At the end of a name: a move to it is not through."""
_NUMBER = "afterrun_person"  # of the session, beside its connection


@dataclass(frozen=True, slots=True)
class PostgresPerson:
    """See `Store`."""

    place: Database

    @property
    def where(self) -> str:
        """Say where it is: the address without what is secret."""
        return str(self.place)

    def taken(self) -> bool:
        """Whether there is such a person, and anything recorded."""
        with self.faults():
            connection = open_server(self.place)
            try:
                admit(connection, self.place)
                return _person(connection, self.place.person) is not None and _records(connection) > 0
            finally:
                connection.close()

    def beside(self) -> PostgresPerson:
        """Name a person beside this one."""
        return PostgresPerson(self.place.of(f"{self.place.person}{MOVING}"))

    def take_over(self) -> None:
        """Give the person beside this one the name; one who had it and recorded nothing goes."""
        beside = self.beside()
        connection = beside.connect(create=False)
        try:
            with beside.transaction(connection):
                if (empty := _person(connection, self.place.person)) is not None:
                    connection.exec_driver_sql(_LOCK, (empty,))
                    if _records(connection):
                        raise JournalError(
                            say("journal must not be there yet; {path} is.", path=self.where),
                            remedy=say("Name another person at the end of the address."),
                        )
                    _erase(connection)
                _person(connection, beside.place.person)
                connection.exec_driver_sql(f"SELECT {SCHEMA}.rename_person(%s)", (self.place.person,))
        finally:
            beside.close(connection)

    def connect(self, *, create: bool) -> Connection:
        """Open the person's journal; the person is made if need be, the tables never are."""
        with self.faults():
            connection = open_server(self.place)
            try:
                admit(connection, self.place)
                self._become(connection, create=create)
            except BaseException:
                connection.close()
                raise
        return connection

    def close(self, connection: Connection) -> None:
        """Close the connection; the server takes back what was not committed."""
        with self.faults():
            connection.close()

    def faults(self) -> AbstractContextManager[None]:
        """Say what went wrong with the database, and what to do."""
        return faults(self.place)

    @contextmanager
    def transaction(self, connection: Connection) -> Iterator[Connection]:
        """Write all or nothing, under a lock that the server holds for this person over processes and computers."""
        with self.faults():
            connection.exec_driver_sql("BEGIN")
            try:
                connection.exec_driver_sql(_LOCK, (connection.info[_NUMBER],))
                yield connection
                seals.seal_touched(connection)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                _roll_back(connection)
                raise

    @contextmanager
    def snapshot(self, connection: Connection) -> Iterator[None]:
        """Read as of one instant, whatever others write meanwhile."""
        if driver(connection).info.transaction_status != TransactionStatus.IDLE:
            yield
            return
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            with seals.read_once(connection):
                yield
        finally:
            _roll_back(connection)

    def examined(self, connection: Connection, table: str) -> Iterator[Examined]:
        """Read the rows of a table, each with what is wrong with it, if anything is."""
        return seals.examined(connection, schema.metadata.tables[table])

    def damage(self, connection: Connection) -> Iterator[str]:
        """Compare every row, file and stream with its checksum; its own structure the server looks after."""
        with self.snapshot(connection):
            yield from seals.damage(connection)

    def erase(self) -> int:
        """Delete the person and every row of theirs, in one transaction; how many they had recorded, 0 of nobody."""
        with self.faults():
            connection = open_server(self.place)
            try:
                admit(connection, self.place)
                if (number := _person(connection, self.place.person)) is None:
                    return 0
                connection.info[_NUMBER] = number
                with self.transaction(connection):
                    rows = _records(connection)
                    _erase(connection)
                    if _person(connection, self.beside().place.person) is not None:  # half of a move that was given up
                        _erase(connection)
                return rows
            finally:
                connection.close()

    def _become(self, connection: Connection, *, create: bool) -> None:
        number = _person(connection, self.place.person)
        if number is None and create:
            connection.exec_driver_sql(f"SELECT {SCHEMA}.make_person(%s)", (self.place.person,))
            number = _person(connection, self.place.person)
        if number is None:
            raise JournalError(
                say("journal must exist; there is no {path}.", path=self.where),
                remedy=say("Check --journal, or import something first."),
            )
        connection.info[_NUMBER] = number


def _person(connection: Connection, name: str) -> int | None:
    """Let the session be a person's; their number, None if there is no such person."""
    found = connection.exec_driver_sql(_BECOME, (PERSON, name)).scalar_one_or_none()
    return None if found is None else int(found)


def _records(connection: Connection) -> int:
    """Count what the session's person has recorded; what was only chosen is no record."""
    tables = (table for table in divided_tables() if table not in (schema.setting, schema.seal))
    counts = " + ".join(f'(SELECT count(*) FROM {SCHEMA}."{table.name}")' for table in tables)
    return int(connection.exec_driver_sql(f"SELECT {counts}").scalar_one())


def _erase(connection: Connection) -> None:
    connection.exec_driver_sql(f"SELECT set_config('{SEALING}', '', true)")  # what goes with them is not sealed
    connection.exec_driver_sql(f"SELECT {SCHEMA}.erase_person()")
    connection.exec_driver_sql(f"DELETE FROM {SCHEMA}.touched")


def _roll_back(connection: Connection) -> None:
    if not connection.invalidated:
        with suppress(Exception):  # what brought us here says more, and the server rolls back by itself
            driver(connection).rollback()
