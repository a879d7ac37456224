"""Whose journals are in a database: for a role that may list them, which the app's may not."""

from __future__ import annotations

from afterrun.errors import JournalError
from afterrun.journal.stores.postgres.admission import admit
from afterrun.journal.stores.postgres.dividing import PEOPLE
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
