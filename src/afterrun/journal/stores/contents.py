"""Whether what a row holds makes sense by itself: a file is what it is named for, a stream unpacks."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from typing import Any

from afterrun.errors import JournalError
from afterrun.journal.codec import Packed, unpack, unzipped

_FAULTS = (zlib.error, TypeError, ValueError, JournalError)


def makes_sense(table: str, row: Mapping[str, Any]) -> bool:
    """Look into a row of a table that holds files or streams; any other row does."""
    look = _CONTENT.get(table)
    return look is None or look(row)


def _sound_original(row: Mapping[str, Any]) -> bool:
    try:
        content = unzipped(row["content_zlib"], row["size_bytes"])
    except _FAULTS:
        return False
    return bool(hashlib.sha256(content).hexdigest() == row["sha256"])


def _sound_stream(row: Mapping[str, Any]) -> bool:
    try:
        values = unpack(Packed(row["codec"], row["scale"], row["n"], row["crc32"], row["data"]))
    except _FAULTS:
        return False
    return bool(len(values) == row["n"])


def _sound_setting(row: Mapping[str, Any]) -> bool:
    return isinstance(row["key"], str) and isinstance(row["value"], str)


_CONTENT = {"original": _sound_original, "stream": _sound_stream, "setting": _sound_setting}
