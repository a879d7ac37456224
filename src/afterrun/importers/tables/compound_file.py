"""Files of old Office: a small disk of sectors in one file, in which a workbook is one of the streams ([MS-CFB])."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_IN_HEADER = 109  # sectors of the table that the header itself names
_LAST_SECTOR = 0xFFFFFFFA  # from here on numbers say that a chain ends
_ENTRY_BYTES = 128
_SMALL_SECTOR_BYTES = 64
_SHIFTS = (9, 12)


def stream_of(content: bytes, names: Sequence[str]) -> bytes:
    """Give the bytes of the first stream that has one of the names; nothing if there is none.

    Raises
    ------
    ValueError, IndexError, struct.error
        If the file is damaged.
    """
    (shift,) = struct.unpack_from("<H", content, 30)
    if shift not in _SHIFTS:
        raise ValueError(shift)
    first_entry, _, small_below, first_small = struct.unpack_from("<IIII", content, 48)
    table = _table(content, 1 << shift)
    entries = list(_entries(_chain(content, table, first_entry, 1 << shift)))
    for name, first, size in entries[1:]:
        if name not in names:
            continue
        if size >= small_below:
            return _chain(content, table, first, 1 << shift)[:size]
        _, first_of_small, _ = entries[0]  # small streams lie together in one
        small_table = _numbers(_chain(content, table, first_small, 1 << shift))
        together = _chain(content, table, first_of_small, 1 << shift)
        return _chain(b"\0" * _SMALL_SECTOR_BYTES + together, small_table, first, _SMALL_SECTOR_BYTES)[:size]
    return b""


def _table(content: bytes, sector_bytes: int) -> Sequence[int]:
    """Read which sector follows which."""
    places = list(struct.unpack_from(f"<{_IN_HEADER}I", content, 76))
    following, count = struct.unpack_from("<II", content, 68)
    for _ in range(min(count, len(content) // sector_bytes)):
        *more, following = _numbers(_sector(content, following, sector_bytes))
        places.extend(more)
    used = [place for place in places if place < _LAST_SECTOR]
    if len(used) * sector_bytes > len(content):
        raise ValueError(len(used))
    return _numbers(b"".join(_sector(content, place, sector_bytes) for place in used))


def _chain(content: bytes, table: Sequence[int], first: int, sector_bytes: int) -> bytes:
    """Put the sectors of a stream one after the other."""
    sectors: list[bytes] = []
    while first < _LAST_SECTOR:
        if len(sectors) > len(table):  # it bites its tail
            raise ValueError(first)
        sectors.append(_sector(content, first, sector_bytes))
        first = table[first]
    return b"".join(sectors)


def _sector(content: bytes, number: int, sector_bytes: int) -> bytes:
    begin = (number + 1) * sector_bytes  # the header takes the place of one
    return content[begin : begin + sector_bytes]


def _numbers(sectors: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _entries(directory: bytes) -> Iterator[tuple[str, int, int]]:
    """Read what streams there are: the name of each, its first sector, and its size."""
    for begin in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        (letters,) = struct.unpack_from("<H", directory, begin + 64)
        name = directory[begin : begin + max(letters - 2, 0)].decode("utf-16-le", errors="replace")
        first, size = struct.unpack_from("<II", directory, begin + 116)
        yield name, first, size
