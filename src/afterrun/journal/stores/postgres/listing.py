"""Whose journals are in a database, for a role that may list them, which the app's may not; and how far some are."""

from __future__ import annotations

from collections.abc import Sequence

from afterrun.errors import JournalError
from afterrun.journal.stores.postgres.admission import admit
from afterrun.journal.stores.postgres.dividing import PEOPLE, REVISIONS
from afterrun.journal.stores.postgres.faults import faults
from afterrun.journal.stores.postgres.person import MOVING
from afterrun.journal.stores.postgres.server import open_server
from afterrun.language import say
from afterrun.places import Database

_MAY = f"SELECT has_function_privilege('{PEOPLE}()', 'EXECUTE')"


def people_in(database: Database) -> tuple[str, ...]:
    """List their names, in order; a move that is not through is nobody's journal yet.

    Raises
    ------
    JournalError
        If the role may not.
    """
    with faults(database):
        connection = open_server(database)
        try:
            admit(connection, database)
            if not connection.exec_driver_sql(_MAY).scalar_one():
                raise JournalError(
                    say("role must be one that may list who is in {path}; this one may not.", path=database),
                    remedy=say(
                        "Whoever looks after the database names another one for that: afterrun database prepare "
                        "ADDRESS --role ROLE --reader READER."
                    ),
                )
            found = connection.exec_driver_sql(f"SELECT {PEOPLE}()").scalars().all()
        finally:
            connection.close()
    return tuple(sorted(name for name in found if not name.endswith(MOVING)))


def revisions_of(database: Database, names: Sequence[str]) -> dict[str, int]:
    """Say how far the journals of some people are (`Journal.revision`), all at once; who is not there is left out."""
    with faults(database):
        connection = open_server(database)
        try:
            admit(connection, database)
            found = connection.exec_driver_sql(f"SELECT whose, revision FROM {REVISIONS}(%s)", (list(names),)).all()
        finally:
            connection.close()
    return {name: int(revision) for name, revision in found}
