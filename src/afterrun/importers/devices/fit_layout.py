"""How a FIT file is laid out: where its messages begin, without reading what stands in them.

A FIT file is a header, messages and a checksum; files may be chained. A message is a definition (which fields of which
width follow) or values as the last definition of its number says (FIT protocol, Garmin; described as well in
https://developer.garmin.com/fit/protocol/).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from afterrun.importers.devices.fit_crc import crc16
from afterrun.importers.devices.fit_limits import Count

FILE_ID, SPORT, SESSION, LAP, RECORD, ACTIVITY = 0, 12, 18, 19, 20, 34
_SUMMARIES = (FILE_ID, SPORT, SESSION, LAP, ACTIVITY)
_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
_PACKED = 8  # field of records in which old watches packed speed and distance, each counted from the one before
_LONG_HEADER, _SHORT_HEADER = 14, 12
_FIRST_WINDOW, _LARGEST_WINDOW = 32, 65536  # messages of one kind looked at together

# Base type -> bytes of one value; texts and raw bytes are as long as their field (FIT protocol, table of base types).
WIDTHS: Mapping[int, int] = {
    **dict.fromkeys((0x00, 0x01, 0x02, 0x0A), 1),
    **dict.fromkeys((0x83, 0x84, 0x8B), 2),
    **dict.fromkeys((0x85, 0x86, 0x88, 0x8C), 4),
    **dict.fromkeys((0x89, 0x8E, 0x8F, 0x90), 8),
}

_PADDING = re.compile(rb"\x00+|\xff+")
Bytes = NDArray[np.uint8]
Starts = NDArray[np.int64]


class NotPlainError(Exception):
    """The file is written in a way that has to be read value by value."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: its number, where it begins in the message, how wide it is, and its base type."""

    number: int
    at: int
    size_bytes: int
    base: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a definition says: kind of message, byte order, fields without those of other makers' programs, lengths."""

    kind: int
    order: Literal["<", ">"]
    fields: tuple[Field, ...]
    all_fields: int
    own_bytes: int
    size_bytes: int


@dataclass(slots=True)
class FitFile:
    """One of the files that may be chained.

    Parameters
    ----------
    records : mapping of Layout to list of ndarray
        Where records of that layout begin, in the order of the file.
    summaries : list of (int, bytes)
        Definitions and messages of the kinds that tell of the whole, with their kind: a FIT file of these alone can be
        read by any program.
    has_session : bool
        Whether a session is among them.
    layouts : list of Layout
        Of the summaries.
    crc_matches : bool
        Whether the checksum is the one of the bytes.
    """

    records: dict[Layout, list[Starts]] = field(default_factory=dict)
    summaries: list[tuple[int, bytes]] = field(default_factory=list)
    has_session: bool = False
    layouts: list[Layout] = field(default_factory=list)
    crc_matches: bool = True


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The chained files, as far as they are sound, and where that ends if it is before the last byte."""

    files: list[FitFile]
    damaged_at: int | None


def lay_out(content: bytes, count: Count) -> LaidOut:
    """Walk along the messages.

    Raises
    ------
    NotPlainError
        If times or distances are packed so that each depends on the one before.
    TooMuchError
        If there is more than any watch writes.
    """
    files: list[FitFile] = []
    at = 0
    while at < len(content):
        end = _body(content, at)
        if end is None:
            return LaidOut(files, at)
        files.append(FitFile())
        broken_at = _Walk(content, files[-1], count).along(at + content[at], end)
        if broken_at is not None:
            return LaidOut(files, broken_at)
        if end + 2 > len(content):
            return LaidOut(files, end)
        files[-1].crc_matches = crc16(content[at:end]) == int.from_bytes(content[end : end + 2], "little")
        at = end + 2
    return LaidOut(files, None)


def without_padding(content: bytes) -> bytes:
    """Leave out what fills up the room between files, and behind the last: a watch stores them in blocks of one size.

    Examples
    --------
    >>> file = summary_file(FitFile())
    >>> without_padding(file + bytes(50) + file + bytes(7)) == file + file
    True
    """
    parts: list[bytes] = []
    at = 0
    while at < len(content) and (end := _body(content, at)) is not None and end + 2 <= len(content):
        parts.append(content[at : end + 2])
        at = _past_padding(content, end + 2)
    return content if sum(map(len, parts)) == at else b"".join((*parts, content[at:]))


def _past_padding(content: bytes, at: int) -> int:
    """Where a file may begin again: behind all that is noughts, or all that is erased memory."""
    padding = _PADDING.match(content, at)
    return at if padding is None else padding.end()


def summary_file(file: FitFile) -> bytes:
    """Make a FIT file of the summaries alone; laps say nothing where sessions do."""
    body = b"".join(part for kind, part in file.summaries if kind != LAP or not file.has_session)
    head = struct.pack("<BBHI4s", _SHORT_HEADER, 0x10, 2132, len(body), b".FIT")
    return head + body + struct.pack("<H", crc16(head + body))


def _body(content: bytes, at: int) -> int | None:
    """Where the messages of the file end that begins here; None if this is no header."""
    length = content[at]
    known = length in (_SHORT_HEADER, _LONG_HEADER) and content[at + 8 : at + 12] == b".FIT"
    if not known or at + length > len(content):
        return None
    return int(at + length + int.from_bytes(content[at + 4 : at + 8], "little"))


class _Walk:
    """Along the messages of one file."""

    def __init__(self, content: bytes, file: FitFile, count: Count) -> None:
        self._content = content
        self._bytes: Bytes = np.frombuffer(content, dtype=np.uint8)
        self._file = file
        self._count = count
        self._layouts: dict[int, Layout] = {}
        self._known: dict[bytes, Layout] = {}

    def along(self, at: int, end: int) -> int | None:
        """Walk from one place to another; returns the place of a message that is not sound."""
        stop = min(end, len(self._content))
        while at < end:
            if at >= stop:
                return at
            head = self._content[at]
            if head & _COMPRESSED:
                raise NotPlainError
            past = self._definition(at, stop) if head & _DEFINITION else self._values(at, stop)
            if past is None:
                return at
            at = past
        return None

    def _definition(self, at: int, stop: int) -> int | None:
        content, head = self._content, self._content[at]
        if at + 6 > stop:
            return None
        past = at + 6 + 3 * content[at + 5]
        own = content[at:past]
        if head & _DEVELOPER:
            if past >= stop:
                return None
            past += 1 + 3 * content[past]
        if past > stop:
            return None
        self._count.definition()
        written = content[at:past]
        layout = self._known.get(written)
        if layout is None:
            layout = self._known[written] = _layout(own, content[at + len(own) + 1 : past])
        self._layouts[head & 0x0F] = layout
        if layout.kind in _SUMMARIES:
            self._file.layouts.append(layout)
            self._file.summaries.append((layout.kind, bytes((own[0] & ~_DEVELOPER,)) + own[1:]))
        return past

    def _values(self, at: int, stop: int) -> int | None:
        """Take as many messages of one layout as follow each other; returns where the next begins."""
        layout = self._layouts.get(self._content[at] & 0x0F)
        if layout is None or at + layout.size_bytes > stop:
            return None
        times = self._alike(at, layout.size_bytes, stop)
        singly_bytes = layout.own_bytes if layout.kind in _SUMMARIES else 0
        self._count.messages(layout.all_fields, times, sessions=layout.kind == SESSION, singly_bytes=singly_bytes)
        past = at + times * layout.size_bytes
        if layout.kind == RECORD:
            self._file.records.setdefault(layout, []).append(np.arange(at, past, layout.size_bytes))
        elif layout.kind in _SUMMARIES:
            self._file.has_session |= layout.kind == SESSION
            for start in range(at, past, layout.size_bytes):
                self._file.summaries.append((layout.kind, self._content[start : start + layout.own_bytes]))
        return past

    def _alike(self, at: int, step: int, stop: int) -> int:
        """How many whole messages with the same first byte follow each other from here."""
        most, times, window = (stop - at) // step, 1, _FIRST_WINDOW
        while times < most:
            heads = self._bytes[at + times * step : at + min(times + window, most) * step : step]
            other = heads != heads.dtype.type(self._content[at])
            first = int(other.argmax())
            if other[first]:
                return times + first
            times += heads.size
            window = min(2 * window, _LARGEST_WINDOW)
        return times


def _layout(own: bytes, of_others: bytes) -> Layout:
    order: Literal["<", ">"] = ">" if own[2] else "<"
    (kind,) = struct.unpack(f"{order}H", own[3:5])
    fields, at = [], 1
    for number, size_bytes, base in zip(own[6::3], own[7::3], own[8::3], strict=True):
        fields.append(Field(number, at, size_bytes, base))
        at += size_bytes
    packed = kind == RECORD and any(each.number == _PACKED for each in fields)
    if packed or 0 in own[7::3] or 0 in of_others[1::3]:
        raise NotPlainError
    size_bytes = at + sum(of_others[1::3])
    return Layout(kind, order, tuple(fields), len(fields) + len(of_others) // 3, at, size_bytes)
