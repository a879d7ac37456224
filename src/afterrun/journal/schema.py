"""The tables. Types are those that SQLite and PostgreSQL share; those of records follow from `records.kinds`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from afterrun.records.fields import Field, Kind
from afterrun.records.kinds import KINDS, RUN, TRIAL
from afterrun.records.site import Site

VERSIONS = Path(__file__).parent / "migrations" / "versions"
SCHEMA_VERSIONS = tuple(sorted(path.name[:4] for path in VERSIONS.glob("[0-9]*.py")))
SCHEMA_VERSION = SCHEMA_VERSIONS[-1]
"""What this program writes: the number of the newest migration."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_TYPES: Mapping[type, type[TypeEngine[Any]]] = {Site: Text, tuple: Text, float: Float, str: Text}
_REFERS = {"original": "original.sha256"}  # the file a record was read from, if it is kept
_INTEGER_MOST = 2**31 - 1


def _time(name: str, *, needed: bool = True) -> tuple[Column[int], Column[int]]:
    """UTC instant [us] and the offset it was written with [s]: together the time as the person wrote it."""
    return Column(f"{name}_us", BigInteger, nullable=not needed), Column(
        f"{name}_offset_s", Integer, nullable=not needed
    )


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _identity() -> Column[str]:
    return Column("uid", Text, nullable=False, unique=True)


original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("content_zlib", LargeBinary, nullable=False),
)
stream = Table(
    "stream",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id", ondelete="CASCADE"), primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("codec", Integer, nullable=False),
    Column("scale", Float, nullable=False),
    Column("n", Integer, nullable=False),
    Column("crc32", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
seal = Table(  # which row of which table, and the checksum of what stands in it
    "seal",
    metadata,
    Column("place", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("crc32", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
run_standing = Table(  # of runs that do not count, or of which something is worth knowing; others have no row
    "run_standing",
    metadata,
    Column("run_id", Integer, ForeignKey("run.id", ondelete="CASCADE"), primary_key=True),
    Column("standing", Text, nullable=True),
    Column("same_as_us", BigInteger, nullable=True),
    Column("clock_guessed", Integer, nullable=False),
)
setting = Table("setting", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))


def _of_kind(kind: Kind) -> Table:
    columns = (column for field in kind.fields for column in _columns(field, kind))
    table = Table(kind.name, metadata, _key(), _identity(), *columns)
    Index(None, table.c[f"{kind.time}_us"])
    return table


def _columns(field: Field, kind: Kind) -> Iterator[Column[Any]]:
    """Yield the columns of a field; the one that orders the kind has its day beside it, for people who look inside."""
    if field.type is datetime:
        yield from _time(field.name, needed=not field.optional)
        if field.name == kind.time:
            yield Column("local_date", Text, nullable=False)
    else:
        refers = [ForeignKey(_REFERS[field.name])] if field.name in _REFERS else []
        yield Column(field.name, _type(field), *refers, nullable=field.optional)


def _type(field: Field) -> type[TypeEngine[Any]]:
    if field.type is int:
        return Integer if field.range and field.range.high <= _INTEGER_MOST else BigInteger
    return _TYPES[field.type]


TABLES: Mapping[type, Table] = {kind.record: _of_kind(kind) for kind in KINDS}
run, trial = TABLES[RUN.record], TABLES[TRIAL.record]
