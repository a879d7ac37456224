"""Photos of entries: kept as files are, under the name that their entry holds, and gone with the last that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Connection, Table, delete, select

from afterrun.journal import schema
from afterrun.journal.originals import original_kept
from afterrun.journal.schema import TABLES
from afterrun.records import Care, Original, PainReport, Phase
from afterrun.records.kinds import Record
from afterrun.records.photo import NAME

Photos: TypeAlias = Iterable[Original] | Mapping[str, Original]
"""Photos that are brought with entries: a few, or many by their identity that are read one by one."""
PICTURED = (PainReport, Care, Phase)
"""Kinds of which an entry may have a photo."""
PICTURED_TABLES = tuple(TABLES[kind].name for kind in PICTURED)


def photo_named(record: Record) -> str | None:
    """Return the sha256 of the photo that a record names."""
    return record.photo if isinstance(record, PICTURED) else None


def with_photo_of(before: Record, record: Record) -> Record:
    """Give a record the photo of the one whose place it takes, unless it has one: a table holds no photos."""
    name = photo_named(before)
    if name is None or photo_named(record) is not None or not isinstance(record, PICTURED):
        return record
    return replace(record, photo=name)


def brought(sha256: str, photos: Photos) -> Original | None:
    """Find a photo among those that were brought."""
    if isinstance(photos, Mapping):
        return photos.get(sha256)
    return next((each for each in photos if each.sha256 == sha256), None)


def photo_kept(connection: Connection, sha256: str) -> Original | None:
    """Return the photo of an entry; None if no entry names it, or it is damaged."""
    return original_kept(connection, sha256) if _is_named(connection, sha256) else None


def is_photo(connection: Connection, sha256: str) -> bool:
    """Whether a photo of that name is kept."""
    table = schema.original
    query = select(table.c.sha256).where(table.c.sha256 == sha256, table.c.name == NAME)
    return connection.execute(query).first() is not None


def photo_at(connection: Connection, table: Table, row: int) -> str | None:
    """Return the sha256 of the photo that a row names."""
    if table.name not in PICTURED_TABLES:
        return None
    return connection.execute(select(table.c.photo).where(table.c.id == row)).scalar_one_or_none()


def let_go(connection: Connection, sha256: str | None) -> None:
    """Delete a photo, unless an entry names it still."""
    if sha256 is not None and not _is_named(connection, sha256):
        connection.execute(delete(schema.original).where(schema.original.c.sha256 == sha256))


def _is_named(connection: Connection, sha256: str) -> bool:
    tables = (TABLES[kind] for kind in PICTURED)
    queries = (select(table.c.id).where(table.c.photo == sha256).limit(1) for table in tables)
    return any(connection.execute(query).first() is not None for query in queries)
