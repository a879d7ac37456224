"""Workbooks of Excel and LibreOffice (also what Numbers and Google Sheets save as such): sheets -> rows of texts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePosixPath
from typing import Any

from afterrun.importers.tables.binary_sheets import DAMAGE, BinarySheet, Place, sheets_of_xls, sheets_of_xlsb
from afterrun.importers.tables.error_cells import with_errors_as_texts
from afterrun.importers.tables.workbook_size import MOST_CELLS, is_looked_at, is_small, is_true

MOST_BYTES = 64 * 2**20
"""Unpacked: a sheet of a hundred thousand rows is smaller. Judgement."""
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_MOST_MERGED = 366  # rows: a longer one is decoration
_TWO_READINGS = re.compile(r"-?\d{1,3}\.\d{3}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows with the number that the program shows beside them."""

    name: str
    rows: list[tuple[int, list[str]]]


# 33 hours and 5 minutes shown like a clock are a day and a time of 1900; nothing else of a diary is so old.
_DAY_NOUGHT, _LENGTHS_BEGIN, _LENGTHS_END = datetime(1899, 12, 31), datetime(1900, 1, 1), datetime(1900, 3, 1)  # noqa: DTZ001 - days on a calendar, of no zone


class WorkbookError(Exception):
    """The workbook cannot be read: damaged, locked, or too large."""


def is_workbook(content: bytes, name: str) -> bool:
    """Whether bytes are a workbook, by what is inside; a zip of other things is none."""
    if content.startswith(_OLD_EXCEL):
        return PurePosixPath(name).suffix.lower() == ".xls"
    return content.startswith(_ZIP) and is_zipped_workbook(io.BytesIO(content))


def is_zipped_workbook(file: Any) -> bool:
    """Whether an open zip file is a workbook and no archive of files."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if "content.xml" in names and "mimetype" in names:
                return archive.getinfo("mimetype").file_size < 200 and archive.read("mimetype") == _OPEN_DOCUMENT
            return any(name in names for name in _WORKBOOKS)
    except Exception:  # the library raises whatever a damaged byte leads it to; what reads archives says so
        return False


def read_sheets(content: bytes) -> Iterator[Sheet]:
    """Read the sheets that hold something.

    Raises
    ------
    WorkbookError
        If it cannot be read.
    """
    content, binary = _readable(content) if content.startswith(_ZIP) else (content, _old_sheets(content))
    if any(sheet.room > MOST_CELLS for sheet in binary):
        raise WorkbookError("too large")
    from python_calamine import CalamineError, CalamineWorkbook  # 1 ms, and only who has a workbook pays it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        looked_at = binary or [BinarySheet()] * len(book.sheet_names)
        for name, seen in zip(book.sheet_names, looked_at, strict=True):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise WorkbookError("too large")
            begins = sheet.start or (0, 0)
            rows = _texts(sheet.iter_rows(), begins=begins, failed=seen.errors)
            yield Sheet(name, _unmerged(rows, sheet.merged_cell_ranges or (), begins=begins))
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise WorkbookError(str(error)) from None
    except BaseException as error:  # a panic of the reader is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookError("damaged") from None


def _old_sheets(content: bytes) -> list[BinarySheet]:
    try:
        return sheets_of_xls(content)
    except DAMAGE:
        raise WorkbookError("damaged") from None


def _readable(content: bytes) -> tuple[bytes, list[BinarySheet]]:
    """Look for what would take the memory or the process of the reader, and for errors, which it would leave out.

    Of a workbook in XML errors are written as texts; of a binary one its sheets are given.
    """
    try:
        parts = parts_of(content)
        small = parts is not None and is_small(parts)
        with_errors = with_errors_as_texts(content, parts) if parts is not None and small and is_true(parts) else None
        binary = sheets_of_xlsb(parts or {})
    except Exception:  # the library raises whatever a damaged byte leads it to
        raise WorkbookError("damaged") from None
    if not small:
        raise WorkbookError("too large")
    if with_errors is None:
        raise WorkbookError("damaged")
    return with_errors, binary


def parts_of(content: bytes) -> dict[str, bytes] | None:
    """Unpack what is looked at of a workbook, once; None if it is larger than any table.

    Raises
    ------
    zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError
        If it is damaged.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
            return None
        return {name: archive.read(name) for name in archive.namelist() if is_looked_at(name)}


def _texts(rows: Iterator[list[Any]], *, begins: Place, failed: Mapping[Place, str]) -> list[tuple[int, list[str]]]:
    found = []
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), error in failed.items():
        by_row.setdefault(row + 1, []).append((column - begins[1], error))
    for number, cells in enumerate(rows, start=begins[0] + 1):
        texts = [cell_text(cell) for cell in cells]
        for column, error in by_row.get(number, ()):
            if 0 <= column < len(texts):
                texts[column] = error
        if any(texts):
            found.append((number, texts))
    return found


def _unmerged(
    rows: list[tuple[int, list[str]]], merged: Iterable[tuple[Place, Place]], *, begins: Place
) -> list[tuple[int, list[str]]]:
    """Give each row what stands in cells that are merged downwards: one date for all its rows."""
    by_number = dict(rows)
    for (top, left), (bottom, right) in merged:
        first, column = by_number.get(top + 1), left - begins[1]
        if left != right or bottom - top > _MOST_MERGED or first is None or not 0 <= column < len(first):
            continue
        for number in range(top + 2, bottom + 2):
            cells = by_number.get(number)
            if cells is not None and column < len(cells) and not cells[column]:
                cells[column] = first[column]
    return rows


def cell_text(value: Any) -> str:
    """Write a cell as a table of text would hold it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, datetime) and _LENGTHS_BEGIN <= value < _LENGTHS_END:
        value -= _DAY_NOUGHT
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(microsecond=0).isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        whole = round(value.total_seconds())
        return f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
    return str(value).strip("\0")


def number_text(value: float) -> str:
    """Write a number so that no other cell of its table makes a thousand of it."""
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = repr(value)
    # 1.234 of a sheet is a number, not one thousand as other cells of the table may suggest.
    return f"{text}0" if _TWO_READINGS.fullmatch(text) else text
