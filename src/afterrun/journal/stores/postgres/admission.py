"""Whether a role may keep journals in a database: asked each time one is opened, and refused with a reason."""

from __future__ import annotations

import logging
from functools import cache

from sqlalchemy import Connection

from afterrun.errors import JournalError
from afterrun.journal.schema import SCHEMA_VERSION
from afterrun.journal.stores.postgres.dividing import divided_tables
from afterrun.journal.stores.postgres.server import SCHEMA
from afterrun.language import say
from afterrun.places import Database

QUIET = {
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}
"""Settings under which the server's log quotes nothing that was written: only a superuser may give them to a role."""

_log = logging.getLogger("afterrun.journal.admission")  # the terminal shows it; a server keeps it

_ROLE = f"""SELECT r.rolsuper OR r.rolbypassrls AS above,
        EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind = 'r'
            AND pg_has_role(r.oid, c.relowner, 'MEMBER')) AS owns,
        (SELECT count(*) FROM pg_class c WHERE c.relnamespace = n.oid
            AND c.relname = ANY (%s) AND c.relrowsecurity AND c.relforcerowsecurity) AS divided,
        {" AND ".join(f"current_setting('{name}') = '{value}'" for name, value in QUIET.items())} AS quiet,
        current_setting('fsync') = 'on' AS waits,
        (SELECT string_agg(version_num, ', ') FROM {SCHEMA}.alembic_version) AS version
    FROM pg_roles r, pg_namespace n WHERE r.rolname = current_user AND n.nspname = '{SCHEMA}'"""


def admit(connection: Connection, database: Database) -> None:
    """Refuse a database that is not prepared, and a role that could see other people's journals.

    Raises
    ------
    JournalError
        With the reason and what to do.
    """
    names = [table.name for table in divided_tables()]
    role = connection.exec_driver_sql(_ROLE, (names,)).one()
    if role.version != SCHEMA_VERSION:
        raise _of_another_version(role.version or "", database)
    if role.above or role.owns:
        raise JournalError(
            say("role must see only the journal it opens; the one in {path} is above the rules.", path=database),
            remedy=say(
                "Connect as the role that was named to `afterrun database prepare`: no superuser, not the owner of the "
                "tables, without BYPASSRLS."
            ),
        )
    if role.divided != len(names):
        raise JournalError(
            say("database must keep people apart; in {path} that was switched off.", path=database),
            remedy=say("Whoever looks after it switches it on: afterrun database prepare ADDRESS --role ROLE."),
        )
    named = str(database.of("-")).partition("?")[0]
    if not role.quiet:
        _say_loud(named)
    if not role.waits:
        _say_hasty(named)


def found_version(connection: Connection) -> str | None:
    """Tell of which schema the tables are; None if there are none."""
    known = connection.exec_driver_sql("SELECT to_regclass(%s)", (f"{SCHEMA}.alembic_version",)).scalar_one()
    if known is None:
        return None
    found = connection.exec_driver_sql(f"SELECT version_num FROM {SCHEMA}.alembic_version").scalars().all()
    return ", ".join(map(str, found))


def _of_another_version(found: str, database: Database) -> JournalError:
    return JournalError(
        say(
            "database must be of schema {version}; {path} has {found}.",
            version=SCHEMA_VERSION,
            path=database,
            found=found,
        ),
        remedy=say("Whoever looks after it brings it up to date: afterrun database prepare ADDRESS --role ROLE.")
        if found < SCHEMA_VERSION
        else say("Update Afterrun."),
    )


@cache
def _say_loud(database: str) -> None:
    """Say it once in a process: a server opens a journal for every page."""
    _log.warning(
        say(
            "The log of the server of {database} may quote what people write. Whoever looks after it reads "
            "`afterrun database prepare`, or docs/postgresql.md.",
            database=database,
        )
    )


@cache
def _say_hasty(database: str) -> None:
    """The same."""
    _log.warning(
        say(
            "The server of {database} does not wait for its disk (fsync is off): a crash may lose what was saved, and "
            "damage the rest. Keep nothing there that you need.",
            database=database,
        )
    )
