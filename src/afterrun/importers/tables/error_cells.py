"""Cells in which a spreadsheet could work nothing out (``#REF!``, ``#DIV/0!``): what was there is not known."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_ERROR = re.compile(
    r"#(?:n/a|nv|div/0!|null!|nul!|ref!|bezug!|name\?|num!|zahl!|value!|wert!|spill!|überlauf!|calc!|kalk!|error!|#+)"
    r"|(?:err|fehler):\d{3}"
)
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml|content\.xml")
_EXCELS = re.compile(rb"""(<(?:\w+:)?c\s[^<>]*?\bt=)(["'])e\2""")
_LIBREOFFICES = re.compile(rb"""<table:table-cell\s[^<>]*?\bcalcext:value-type=["']error["'][^<>]*>""")
_VALUE = re.compile(rb"""\s(?:office:(?:string-)?value|office:value-type)=(["'])[^"'<>]*\1""")


def is_error(text: str) -> bool:
    """Whether a cell holds an error of a spreadsheet, also one that is only too narrow for its number.

    Examples
    --------
    >>> [is_error(text) for text in ("#DIV/0!", "#NV", "Err:502", "#####", "#hills")]
    [True, True, True, True, False]
    """
    return _ERROR.fullmatch(text.strip().casefold()) is not None


def with_errors_as_texts(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Write the errors of a zipped workbook as texts: the reader gives an empty cell for each, or a nought.

    Parameters
    ----------
    content : bytes
        The workbook.
    parts : mapping of str to bytes
        Its sheets among them, by their names in it.

    Raises
    ------
    zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError
        If it is damaged.
    """
    sheets = {name: part for name, part in parts.items() if _SHEETS.fullmatch(name)}
    said = {name: _as_texts(sheet) for name, sheet in sheets.items()}
    if said == sheets:
        return content
    box = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as archive,
        zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written,
    ):
        for name in dict.fromkeys(archive.namelist()):
            written.writestr(name, said.get(name) or archive.read(name))
    return box.getvalue()


def _as_texts(sheet: bytes) -> bytes:
    sheet = _EXCELS.sub(rb"\1\2str\2", sheet)
    return _LIBREOFFICES.sub(lambda cell: _VALUE.sub(b"", cell[0])[:-1] + b' office:value-type="string">', sheet)
