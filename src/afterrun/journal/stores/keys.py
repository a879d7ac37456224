"""The name of a row: the values of its key, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, Table

from afterrun.journal.stores.checksum import APART


def key_of(table: Table, row: Mapping[str, Any]) -> str:
    """Name a row."""
    return APART.join(str(row[column.name]) for column in table.primary_key)


def key_values(table: Table, key: str) -> tuple[int | str, ...]:
    """Read a name back, for the columns of the key in their order."""
    columns = list(table.primary_key)
    parts = key.split(APART, len(columns) - 1)
    return tuple(
        int(part) if isinstance(column.type, Integer) else part for column, part in zip(columns, parts, strict=True)
    )
