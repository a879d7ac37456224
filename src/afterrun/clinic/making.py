"""Make the clinic's own tables, or bring them up to date: the same in every engine."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, inspect, select

from afterrun.clinic import triggers  # noqa: F401 - makes them with the tables
from afterrun.clinic.schema import VERSION, about, metadata


def make_tables(connection: Connection) -> None:
    """Make what is not there yet, in a transaction; a newer version is left as it is, and refused by who opens it.

    So far each version has only added tables: that is all there is to a step.
    """
    found = None
    if inspect(connection).has_table(about.name):
        found = connection.execute(select(about.c.version)).scalar_one_or_none()
    if found is None or found < VERSION:
        metadata.create_all(connection)
        connection.execute(delete(about))
        connection.execute(insert(about).values(version=VERSION))
