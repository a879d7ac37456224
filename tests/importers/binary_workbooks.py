"""The least that is an .xls and an .xlsb: texts, numbers and errors, record by record."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Cell = str | float | None
_CODES = {"#NULL!": 0x00, "#DIV/0!": 0x07, "#VALUE!": 0x0F, "#REF!": 0x17, "#NAME?": 0x1D, "#NUM!": 0x24, "#N/A": 0x2A}
_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


@dataclass(frozen=True)
class Worked:
    """A cell of which a formula makes an error; any other error was typed."""

    error: str


Rows = Sequence[Sequence[Cell | Worked]]


def xls(sheets: Mapping[str, Rows], *, stream: str = "Workbook", least_bytes: int = 4096) -> bytes:
    """Build an .xls. Below 4,096 bytes its stream lies among the small ones."""
    parts = [_sheet(rows) for rows in sheets.values()]
    listed = sum(12 + 2 * len(name) for name in sheets)
    begins = 20 + listed + 4
    book = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    for name, part in zip(sheets, parts, strict=True):
        book += _record(0x0085, struct.pack("<IBBBB", begins, 0, 0, len(name), 1) + name.encode("utf-16-le"))
        begins += len(part)
    book += _record(0x000A, b"") + b"".join(parts)
    return _compound(stream, book.ljust(least_bytes, b"\0"))


def _sheet(rows: Rows) -> bytes:
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    chart = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0020, 0, 0, 0, 0))
    chart += _record(0x0205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)) + _record(0x000A, b"")
    cells = (_cell(struct.pack("<HHH", *place, 0), cell) for place, cell in _placed(rows))
    return b"".join((begin, chart, *cells, _record(0x000A, b"")))


def _placed(rows: Rows) -> Iterator[tuple[tuple[int, int], Cell | Worked]]:
    return (((row, column), cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells))


def _cell(place: bytes, cell: Cell | Worked) -> bytes:
    if cell is None:
        return b""
    if isinstance(cell, Worked):
        value = bytes([2, 0, _CODES[cell.error], 0, 0, 0, 0xFF, 0xFF])
        return _record(0x0006, place + value + struct.pack("<HIH", 0, 0, 0))
    if cell in _CODES:
        return _record(0x0205, place + bytes([_CODES[str(cell)], 1]))
    if isinstance(cell, str):
        return _record(0x0204, place + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", cell))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(name: str, stream: bytes) -> bytes:
    is_small = len(stream) < 4096
    sectors = -(-len(stream) // _SECTOR)
    # The directory is sector 0, the table of small sectors 1, then comes the stream, and the table of sectors last.
    tables = -(-(2 + sectors) // 127)
    table = [_END, _END, *range(3, 2 + sectors), _END, *[_TABLE] * tables]
    small = [*range(1, -(-len(stream) // 64)), _END] if is_small else []
    root = _entry("Root Entry", 5, 2 if is_small else _END, len(stream) if is_small else 0, child=1)
    entry = _entry(name, 2, 0 if is_small else 2, len(stream))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIIII", tables, 0, 0, 4096, 1 if is_small else _END, int(is_small), _END, 0, 2 + sectors)
    head += struct.pack(f"<{tables - 1}I", *range(3 + sectors, 2 + sectors + tables))
    return b"".join(
        (
            head.ljust(_SECTOR, b"\xff"),
            (root + entry).ljust(_SECTOR, b"\0"),
            _numbers(small),
            stream.ljust(sectors * _SECTOR, b"\0"),
            _numbers(table, sectors=tables),
        )
    )


def _numbers(numbers: Sequence[int], *, sectors: int = 1) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers).ljust(sectors * _SECTOR, b"\xff")


def _entry(name: str, kind: int, first: int, size: int, *, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    said = letters.ljust(64, b"\0") + struct.pack("<HBBIII", len(letters), kind, 1, _FREE, _FREE, child)
    return said.ljust(116, b"\0") + struct.pack("<IQ", first, size)


def xlsb(sheets: Mapping[str, Rows]) -> bytes:
    """Build an .xlsb."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="bin" ContentType='
            '"application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
        )
        named = b"".join(_named(n, name) for n, name in enumerate(sheets, 1))
        archive.writestr("xl/workbook.bin", named + _binary(144, b"") + _binary(132, b""))
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.bin"/>'
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        )
        for n, rows in enumerate(sheets.values(), 1):
            archive.writestr(f"xl/worksheets/sheet{n}.bin", _binary_sheet(rows))
    return box.getvalue()


def _named(number: int, name: str) -> bytes:
    return _binary(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))


def _binary_sheet(rows: Rows) -> bytes:
    told = [_binary(148, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)), _binary(145, b"")]
    for row, cells in enumerate(rows):
        told.append(_binary(0, struct.pack("<I", row) + bytes(13)))
        told.extend(_binary_cell(struct.pack("<II", column, 0), cell) for column, cell in enumerate(cells))
    return b"".join((*told, _binary(146, b"")))


def _binary_cell(place: bytes, cell: Cell | Worked) -> bytes:
    if cell is None:
        return b""
    if isinstance(cell, Worked):
        return _binary(11, place + bytes([_CODES[cell.error]]) + struct.pack("<HII", 0, 0, 0))
    if cell in _CODES:
        return _binary(3, place + bytes([_CODES[str(cell)]]))
    return _binary(6, place + _wide(cell)) if isinstance(cell, str) else _binary(5, place + struct.pack("<d", cell))


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _binary(kind: int, data: bytes) -> bytes:
    return _seven_bits(kind) + _seven_bits(len(data)) + data


def _seven_bits(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 0x7F | 0x80, number >> 7])
