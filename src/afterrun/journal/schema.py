"""The tables. Types are those that SQLite and PostgreSQL share."""

from __future__ import annotations

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

# What this program writes. A test holds it equal to the newest file in migrations/versions.
SCHEMA_VERSION = "0002"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


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
run = Table(
    "run",
    metadata,
    _key(),
    _identity(),
    *_time("start"),
    Column("local_date", Text, nullable=False),
    Column("duration_s", Float, nullable=False),
    Column("distance_m", Float),
    Column("ascent_m", Float),
    Column("descent_m", Float),
    Column("cadence_spm", Float),
    Column("contact_ms", Float),
    Column("rpe", Float),
    Column("shoe", Text),
    Column("surface", Text),
    Column("note", Text),
    Column("sport", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("original", Text, ForeignKey("original.sha256")),
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
pain = Table(
    "pain",
    metadata,
    _key(),
    _identity(),
    *_time("at"),
    Column("local_date", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("nrs", Float, nullable=False),
    Column("symptom", Text, nullable=False),
    Column("moment", Text),
    Column("quality", Text, nullable=False),
    Column("note", Text),
    Column("scale", Text, nullable=False),
    Column("source", Text, nullable=False),
)
care = Table(
    "care",
    metadata,
    _key(),
    _identity(),
    *_time("at"),
    Column("local_date", Text, nullable=False),
    Column("intervention", Text, nullable=False),
    Column("variant", Text),
    Column("minutes", Float),
    Column("site", Text),
    Column("pain_before", Float),
    Column("pain_after", Float),
    *_time("run", needed=False),
    Column("note", Text),
    Column("source", Text, nullable=False),
)
phase = Table(
    "phase",
    metadata,
    _key(),
    _identity(),
    Column("intervention", Text, nullable=False),
    *_time("start"),
    Column("local_date", Text, nullable=False),
    *_time("end", needed=False),
    Column("variant", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
)
event = Table(
    "event",
    metadata,
    _key(),
    _identity(),
    *_time("at"),
    Column("local_date", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("minutes", Float),
    Column("amount", Float),
    Column("note", Text),
    Column("source", Text, nullable=False),
    Column("original", Text, ForeignKey("original.sha256")),
)
trial = Table(
    "trial",
    metadata,
    _key(),
    _identity(),
    *_time("start"),
    Column("local_date", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("design", Text, nullable=False),
    Column("intervention", Text, nullable=False),
    Column("variant", Text),
    Column("comparator", Text),
    Column("site", Text, nullable=False),
    Column("units", Integer, nullable=False),
    Column("block_days", Integer),
    Column("run_in_days", Integer, nullable=False),
    Column("worthwhile_ratio", Float, nullable=False),
    Column("ceiling_nrs", Float, nullable=False),
    Column("seed", BigInteger, nullable=False),
    *_time("stopped", needed=False),
    Column("stop_reason", Text),
    Column("note", Text),
    Column("source", Text, nullable=False),
)
allocation = Table(
    "allocation",
    metadata,
    _key(),
    _identity(),
    *_time("at"),
    Column("local_date", Text, nullable=False),
    Column("trial", Text, nullable=False),
    Column("unit", Integer, nullable=False),
    Column("arm", Integer, nullable=False),
    Column("source", Text, nullable=False),
)
setting = Table("setting", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

for _table, _column in (
    (run, "start_us"),
    (pain, "at_us"),
    (care, "at_us"),
    (phase, "start_us"),
    (event, "at_us"),
    (trial, "start_us"),
    (allocation, "at_us"),
):
    Index(None, _table.c[_column])
