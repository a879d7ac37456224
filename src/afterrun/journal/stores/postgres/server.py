"""A connection to the server, with settings that keep what was saved and tell no log of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import partial
from ipaddress import ip_address
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import psycopg
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from afterrun.journal.stores.postgres.engines import Engines
from afterrun.journal.stores.postgres.faults import told
from afterrun.places import Database

SCHEMA = "afterrun"
"""The tables lie in a schema of their own: the database may hold other things."""

PERSON = "afterrun.person"
"""The session's person."""

SEALING = "afterrun.sealing"
"""Whether the rows that are written are noted, to be sealed."""

_NOBODY = f"SELECT set_config('{PERSON}', '', false), set_config('{SEALING}', '', false)"

_BUSY_MS = 10_000  # as a file: so long another may write
_REACHED_S = 10  # judgement: so long a server may take to answer the first time
_SETTINGS = {
    "lock_timeout": f"{_BUSY_MS}ms",
    # What is acknowledged is on the disk, whatever the server's default is.
    "synchronous_commit": "on",
    # A log that quotes a failing statement leaves out its values: they are somebody's diary.
    "log_parameter_max_length_on_error": "0",
    "client_min_messages": "warning",
    # A kill of this program, or a computer that sleeps, does not hold the lock of a journal for long.
    "idle_in_transaction_session_timeout": "600000ms",
}
_SET = "SELECT set_config('search_path', %s, false), " + ", ".join(
    f"set_config('{name}', '{value}', false)" for name, value in _SETTINGS.items()
)


def open_server(database: Database) -> Connection:
    """Connect to the database as the address says; transactions are begun by hand."""
    return _ENGINES.of(database.server).connect()


def keeping_connections() -> AbstractContextManager[None]:
    """Keep connections open between requests, until the end of this: for whoever serves many."""
    return _ENGINES.kept()


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """Return the connection of psycopg's own below the engine's."""
    found = connection.connection.dbapi_connection
    assert isinstance(found, psycopg.Connection)
    return found


def tell_faults(engine: Engine, database: Database) -> None:
    """Let an engine say whatever goes wrong in plain words."""
    event.listen(engine, "handle_error", partial(_say, database))


def reach(server: str, schema: str = SCHEMA) -> psycopg.Connection[Any]:
    """Connect, with our settings and in a schema; what is sent is done at once until a transaction is begun."""
    connection = psycopg.connect(
        server,
        autocommit=True,
        connect_timeout=_REACHED_S,
        application_name="afterrun",
        client_encoding="UTF8",
        prepare_threshold=None,  # a pooler between us and the server would lose prepared statements
        **_secured(server),
    )
    try:
        connection.execute(_SET, (schema,))
    except BaseException:
        connection.close()
        raise
    return connection


def _secured(server: str, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Ask for TLS where another computer is asked, unless the address or libpq's environment says otherwise."""
    parts = urlsplit(server)
    options = dict(parse_qsl(parts.query))
    hosts = options.get("hostaddr") or options.get("host") or parts.hostname or environment.get("PGHOST") or ""
    if "sslmode" in options or "PGSSLMODE" in environment or all(map(_is_here, hosts.split(","))):
        return {}
    return {"sslmode": "require"}


def _is_here(host: str) -> bool:
    if host in ("", "localhost") or host.lower().startswith(
        ("/", "@", "%2f")
    ):  # a socket: a folder, or Linux's own kind
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _say(database: Database, context: ExceptionContext) -> BaseException | None:
    """Whatever statement fails, it is told in plain words, and never with what was written."""
    if context.is_pre_ping:
        return None  # a kept connection is looked at before it is used: one that is gone is made anew
    found = context.original_exception
    return told(found, database) if isinstance(found, psycopg.Error) else None


def _forget(connection: psycopg.Connection[Any]) -> None:
    """Let a connection be nobody's again."""
    connection.rollback()
    connection.execute(_NOBODY)


_ENGINES = Engines(reach, lambda engine, server: tell_faults(engine, Database(server)), _forget)
