"""How large a workbook becomes once it is read: what it shares, repeats or leaves out is written only once in it.

The reader makes room for every cell between the first and the last, and copies a shared text into each that has it.
It makes room for as many texts and styles as the workbook says it has, too, and ends the process where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# Judgement: 60,000 rows of 25 columns, and as much text as any table may have.
MOST_CELLS = 1_500_000
MOST_LETTERS = 64 * 2**20
_ROW = re.compile(rb"""[<:]row\s[^>]*?\br=["'](\d{1,9})""")
_CELL = re.compile(rb"""[<:]c\s[^>]*?\br=["']([A-Z]{1,4})(\d{1,9})""")
_SHARED = re.compile(rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})""")
_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_COUNTS = [re.compile(rb"<[^<>]*?\b" + name + rb"""=["']\s*\+?(\d+)""") for name in (b"count", b"uniqueCount")]
_FORMAT = re.compile(rb"""<(?:\w+:)?xf\b[^>]*?\bnumFmtId=["'](\d{1,9})""")
_FORMATTED = re.compile(rb"""[<:]c\s[^>]*?\bs=["'](\d{1,9})["'][^>]*>\s*<(?:\w+:)?v>\s*([-+.\deE]+)""")
_SHEETS, _TEXTS, _STYLES = "xl/worksheets/", "xl/sharedStrings.xml", "xl/styles.xml"
_OPEN_SHEETS = "content.xml"
_BINARY = ("xl/workbook.bin", "xl/_rels/workbook.bin.rels", "xl/sharedStrings.bin", "xl/styles.bin")
_DATES_FROM = 14  # of the formats that a workbook need not write out: below are numbers (ECMA-376, part 1, 18.8.30)
_NO_DATE = 1e11  # days, beyond which the reader stops with a fault of its own


def is_looked_at(name: str) -> bool:
    """Whether a part of a workbook shows how large it becomes, or holds its cells."""
    return name in (_TEXTS, _STYLES, _OPEN_SHEETS, *_BINARY) or (
        name.startswith(_SHEETS) and name.endswith((".xml", ".bin"))
    )


def is_true(parts: Mapping[str, bytes]) -> bool:
    """Whether an Excel workbook has no more texts and styles than it says, and no date that is none."""
    for name in {_TEXTS, _STYLES} & set(parts):
        part = parts[name]
        if any(int(found[1]) > min(len(part), MOST_CELLS) for count in _COUNTS for found in count.finditer(part)):
            return False
    styles = parts.get(_STYLES, b"").partition(b"cellXfs")[2]
    dates = {place for place, found in enumerate(_FORMAT.finditer(styles)) if int(found[1]) >= _DATES_FROM}
    return not any(_is_no_date(found, dates) for sheet in _sheets(parts) for found in _FORMATTED.finditer(sheet))


def _sheets(parts: Mapping[str, bytes]) -> Iterator[bytes]:
    return (part for name, part in parts.items() if name.startswith(_SHEETS) and name.endswith(".xml"))


def _is_no_date(cell: re.Match[bytes], dates: set[int]) -> bool:
    return int(cell[1]) in dates and abs(float(cell[2])) > _NO_DATE


def is_small(parts: Mapping[str, bytes]) -> bool:
    """Whether the sheets of an Excel workbook are of a size that a table has; True for what is no such workbook."""
    lengths = [len(part) for part in _TEXT.split(parts.get(_TEXTS, b""))[1:]]
    return all(_is_small(sheet, lengths) for sheet in _sheets(parts))


def _is_small(sheet: bytes, lengths: list[int]) -> bool:
    rows, columns = 1, 1
    for found in _ROW.finditer(sheet):
        rows = max(rows, int(found[1]))
    for found in _CELL.finditer(sheet):
        columns, rows = max(columns, _column(found[1])), max(rows, int(found[2]))
    letters = sum(lengths[int(found[1])] for found in _SHARED.finditer(sheet) if int(found[1]) < len(lengths))
    return rows * columns <= MOST_CELLS and letters <= MOST_LETTERS


def _column(letters: bytes) -> int:
    """Number a column.

    Examples
    --------
    >>> _column(b"A"), _column(b"AA")
    (1, 27)
    """
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number
