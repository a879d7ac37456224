"""How large a workbook becomes once it is read: what it shares, repeats or leaves out is written only once in it.

The reader makes room for every cell between the first and the last, and copies a shared text into each that has it.
"""

from __future__ import annotations

import io
import re
import zipfile

# Judgement: 60,000 rows of 25 columns, and as much text as any table may have.
MOST_CELLS = 1_500_000
MOST_LETTERS = 64 * 2**20
_ROW = re.compile(rb"""[<:]row\s[^>]*?\br=["'](\d{1,9})""")
_CELL = re.compile(rb"""[<:]c\s[^>]*?\br=["']([A-Z]{1,4})(\d{1,9})""")
_SHARED = re.compile(rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})""")
_TEXT = re.compile(rb"<(?:\w+:)?si\b")
_SHEETS, _TEXTS = "xl/worksheets/", "xl/sharedStrings.xml"


def is_small(content: bytes) -> bool:
    """Whether the sheets of an Excel workbook are of a size that a table has; True for what is no such workbook.

    Raises
    ------
    zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError
        If it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        lengths = [len(part) for part in _TEXT.split(archive.read(_TEXTS))[1:]] if _TEXTS in names else []
        return all(
            _is_small(archive.read(name), lengths)
            for name in names
            if name.startswith(_SHEETS) and name.endswith(".xml")
        )


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
