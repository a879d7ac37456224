"""What the reader of .xls and .xlsb does not say: which cells hold an error, and how much room a sheet would take.

It gives an error as an empty cell, and ends the process where there is no room for all cells between the first and
the last. Both formats are one record after the other, each with its kind and its length ([MS-XLS] 2.4, [MS-XLSB]
2.1.4).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from afterrun.importers.tables.compound_file import stream_of

Place: TypeAlias = tuple[int, int]
"""Row and column, counted from nought."""
_Record: TypeAlias = tuple[int, bytes]
_MOST_RECORDS = 4_000_000  # judgement: more than cells of the largest table; half a microsecond each
DAMAGE = (ValueError, IndexError, KeyError, struct.error)
"""What is raised where a workbook is damaged."""

_SAID = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BEGIN, _END, _SHEET, _SIZE, _TEXTS = 0x0809, 0x000A, 0x0085, 0x0200, 0x00FC
_FORMULA, _VALUE, _MANY = 0x0006, 0x0205, 0x00BD
_CELLS = frozenset((_FORMULA, _VALUE, _MANY, 0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6))
_NO_NUMBER, _IS_ERROR = b"\xff\xff", 2
_B_ROW, _B_VALUE, _B_FORMULA, _B_SHEET = 0, 3, 11, 156
_B_CELLS = range(1, 12)
_B_COUNTS = {159: 4, 615: 0, 617: 0}  # of texts, formats and styles: how many there are, and where that stands
_BOOK, _LINKS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"
_COUNTED = ("xl/sharedStrings.bin", "xl/styles.bin")
_LINK = re.compile(rb"<Relationship\s[^>]*>")
_PART = re.compile(rb"""\b(Id|Target)=["']([^"']*)""")


@dataclass(slots=True)
class BinarySheet:
    """The errors of a sheet by their places, and the corners of what it holds."""

    errors: dict[Place, str] = field(default_factory=dict)
    first: Place | None = None
    last: Place = (0, 0)

    def put(self, place: Place, error: str = "") -> None:
        """Take note of a cell.

        Raises
        ------
        ValueError
            If it stands above the one before it.
        """
        if place[0] < self.last[0]:
            raise ValueError(place)
        self.first = place if self.first is None else (self.first[0], min(self.first[1], place[1]))
        self.last = (place[0], max(self.last[1], place[1]))
        if error:
            self.errors[place] = error

    @property
    def room(self) -> int:
        """How many cells lie between its corners."""
        top, left = self.first or self.last
        return (self.last[0] - top + 1) * (self.last[1] - left + 1)


def sheets_of_xls(content: bytes) -> list[BinarySheet]:
    """Look through the sheets of an old workbook, in their order.

    Raises
    ------
    ValueError, IndexError, KeyError, struct.error
        If it is damaged.
    """
    book = stream_of(content, ("Workbook", "Book"))
    begins, turns = [], iter(range(_MOST_RECORDS))
    for kind, data in _records(book, 0, turns):
        if kind == _SHEET:
            begins.append(struct.unpack_from("<I", data)[0])
        elif kind == _TEXTS:
            _require_fitting(struct.unpack_from("<I", data, 4)[0], book)
    return [_sheet(book, begin, turns) for begin in begins]


def _records(book: bytes, place: int, turns: Iterator[int]) -> Iterator[_Record]:
    """Give the records of a part of the book, without those of what lies inside: a chart."""
    depth = 0
    while place + 4 <= len(book):
        _take_turn(turns)
        kind, size = struct.unpack_from("<HH", book, place)
        depth += (kind == _BEGIN) - (kind == _END)
        if depth == 0:
            return
        if depth == 1:
            yield kind, book[place + 4 : place + 4 + size]
        place += 4 + size


def _take_turn(turns: Iterator[int]) -> None:
    if next(turns, None) is None:
        raise ValueError(_MOST_RECORDS)


def _sheet(book: bytes, begin: int, turns: Iterator[int]) -> BinarySheet:
    sheet = BinarySheet()
    for kind, data in _records(book, begin, turns):
        if kind == _SIZE:
            _require_fitting(_room_said(data), book)
        if kind not in _CELLS:
            continue
        row, column = struct.unpack_from("<HH", data)
        sheet.put((row, column), _error(kind, data))
        if kind == _MANY:
            sheet.put((row, struct.unpack_from("<H", data, len(data) - 2)[0]))
    return sheet


def _room_said(data: bytes) -> int:
    """Say how many cells a sheet says that it has."""
    top, bottom, left, right = map(int, struct.unpack_from("<IIHH" if len(data) > 10 else "<HHHH", data))
    return (bottom - top) * (right - left)


def _error(kind: int, data: bytes) -> str:
    if kind == _VALUE and data[7]:
        return _SAID.get(data[6], "#ERROR!")
    if kind == _FORMULA and data[12:14] == _NO_NUMBER and data[6] == _IS_ERROR:
        return _SAID.get(data[8], "#ERROR!")
    return ""


def sheets_of_xlsb(parts: Mapping[str, bytes]) -> list[BinarySheet]:
    """Look through the sheets of a binary workbook, in their order; there are none in a workbook of another kind.

    Raises
    ------
    ValueError, IndexError, KeyError, struct.error
        If it is damaged.
    """
    if _BOOK not in parts:
        return []
    turns = iter(range(_MOST_RECORDS))
    for part in (parts[name] for name in _COUNTED if name in parts):
        for kind, data in _binary_records(part, turns):
            if kind in _B_COUNTS:
                _require_fitting(struct.unpack_from("<I", data, _B_COUNTS[kind])[0], part)
    homes = _homes(parts[_LINKS])
    links = [_link(data) for kind, data in _binary_records(parts[_BOOK], turns) if kind == _B_SHEET]
    return [_binary_sheet(parts.get(homes[link], b""), turns) for link in links]  # a sheet of charts has no cells


def _homes(links: bytes) -> dict[str, str]:
    """Read which part each sheet lies in."""
    said = [dict(_PART.findall(link)) for link in _LINK.findall(links)]
    return {each[b"Id"].decode(): _home(each[b"Target"].decode()) for each in said}


def _home(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _link(data: bytes) -> str:
    (letters,) = struct.unpack_from("<I", data, 8)
    return data[12 : 12 + 2 * letters].decode("utf-16-le")


def _binary_records(part: bytes, turns: Iterator[int]) -> Iterator[_Record]:
    place = 0
    while place < len(part):
        _take_turn(turns)
        kind, place = _seven_bits(part, place, most=2)
        size, place = _seven_bits(part, place, most=4)
        yield kind, part[place : place + size]
        place += size


def _seven_bits(part: bytes, place: int, *, most: int) -> tuple[int, int]:
    """Read a number of which each byte holds seven bits, and where it ends."""
    number = 0
    for shift in range(0, 7 * most, 7):
        byte = part[place]
        place += 1
        number |= (byte & 0x7F) << shift
        if not byte & 0x80:
            break
    return number, place


def _binary_sheet(part: bytes, turns: Iterator[int]) -> BinarySheet:
    sheet, row = BinarySheet(), 0
    for kind, data in _binary_records(part, turns):
        if kind == _B_ROW:
            (row,) = struct.unpack_from("<I", data)
        elif kind in _B_CELLS:
            (column,) = struct.unpack_from("<I", data)
            is_error = kind in (_B_VALUE, _B_FORMULA)
            sheet.put((row, column), _SAID.get(data[8], "#ERROR!") if is_error else "")
    return sheet


def _require_fitting(count: int, part: bytes) -> None:
    """Refuse a count of more than there are bytes: the reader would make room for it.

    Raises
    ------
    ValueError
        If it is.
    """
    if not 0 <= count <= len(part):
        raise ValueError(count)
