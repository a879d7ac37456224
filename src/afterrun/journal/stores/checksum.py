"""The checksum that seals a row: the same in every store, so that a row which moves keeps its seal.

It is the CRC-32 of the names and values as JSON. Values that are missing are no part of it: a column that a later
version adds leaves every seal as it is.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

APART = "\x1f"
"""Between the parts of the key that names a row."""


def checksum(row: Mapping[str, Any]) -> int:
    """CRC-32 of a row, its columns in order of name; what is missing is left out."""
    content = {name: value for name, value in row.items() if value is not None}
    return zlib.crc32(_AS_JSON(content).encode())


def _of_bytes(value: object) -> object:
    if isinstance(value, bytes):
        return ["bytes", len(value), zlib.crc32(value)]
    raise TypeError


_AS_JSON = json.JSONEncoder(default=_of_bytes).encode  # made once: every row that is read has its checksum taken
