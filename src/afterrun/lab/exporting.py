"""Everything back out: the journal folder that `import` reads, and the files as they came."""

from __future__ import annotations

import csv
import re
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.standing import Apart
from afterrun.lab.row_names import row_name
from afterrun.language import say
from afterrun.owner_only import make_folder, narrow, to_write
from afterrun.records.fields import Kind
from afterrun.records.kinds import APART, APART_COLUMNS, KINDS, RUN, Record
from afterrun.stopping import undisturbed

ORIGINALS = "originals"
NAMED = ("run", "pain", "care", "phase", "event")
"""Kinds whose rows somebody may correct in the table: each has a name there, by which it is found again."""
_NAME = "id"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def export_folder(journal: Journal, folder: Path) -> dict[str, int]:
    """Write the journal folder, for its owner alone; returns how many rows and files went into what.

    All or nothing: what cannot be written to the end is removed.

    Raises
    ------
    InvalidValueError
        If the folder is there and not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidValueError(
            say("folder must be new or empty; got {folder!r}.", folder=str(folder)),
            remedy=say("Name another one; nothing was written."),
        )
    was_there = folder.exists()
    make_folder(folder)
    narrow(folder)
    try:
        diary = journal.diary()
        counts = {kind.csv: _write(folder / kind.csv, kind, getattr(diary, kind.plural)) for kind in KINDS}
        if apart := journal.apart():
            counts[APART] = _write_apart(folder / APART, apart)
        return counts | {ORIGINALS: _write_originals(journal, folder / ORIGINALS)}
    except BaseException:
        with undisturbed():
            _empty(folder)
            if not was_there:
                folder.rmdir()
        raise


def export_zip(journal: Journal, target: Path, *, also: Mapping[str, str] | None = None) -> None:
    """Write the journal folder into a zip, in a folder named after it.

    Parameters
    ----------
    journal : Journal
        What is written.
    target : Path
        The zip; the folder is made beside it, which has to be nobody else's.
    also : mapping of str to str, optional
        Names and texts of files beside that folder.
    """
    folder = target.with_suffix("")
    export_folder(journal, folder)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for found in sorted(folder.rglob("*")):
            archive.write(found, found.relative_to(folder.parent))
        for name, text in (also or {}).items():
            archive.writestr(name, text)


def _empty(folder: Path) -> None:
    shutil.rmtree(folder / ORIGINALS, ignore_errors=True)
    for name in (*(kind.csv for kind in KINDS), APART):
        (folder / name).unlink(missing_ok=True)


def _write(path: Path, kind: Kind, records: Iterable[Record]) -> int:
    columns, count = [field.name for field in kind.fields], 0
    named = kind.name in NAMED
    with to_write(path) as raw, TextIOWrapper(raw, encoding="utf-8", newline="") as file:
        # RFC 4180's line ends: with "\n" alone a carriage return in a cell would stay unquoted and begin a new cell.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*columns, *([_NAME] if named else [])])
        for record in records:
            cells = [_cell(getattr(record, column)) for column in columns]
            writer.writerow([*cells, *([row_name(record)] if named else [])])
            count += 1
    return count


def _write_apart(path: Path, apart: Iterable[Apart]) -> int:
    """Write the runs that do not count, or were asked about, with how they stand; their files are in the originals."""
    columns, count = [field.name for field in RUN.fields], 0
    with to_write(path) as raw, TextIOWrapper(raw, encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([*columns, *APART_COLUMNS, _NAME])
        for each in apart:
            values = [getattr(each.run, column) for column in columns]
            values += [each.standing.standing, each.standing.same_as, row_name(each.run)]
            writer.writerow([_cell(value) for value in values])
            count += 1
    return count


def _cell(value: object) -> str:
    """Write a value so that reading it gives the same value: whole digits, offsets, empty for unknown."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    text = ";".join(value) if isinstance(value, tuple) else str(value)
    # A spreadsheet would run such a text as a formula. The importer takes exactly one quote off again.
    return f"'{text}" if _FORMULA.match(text) else text


def _write_originals(journal: Journal, folder: Path) -> int:
    count = 0
    for original in journal.originals():
        make_folder(folder)
        suffix = "".join(c for c in Path(original.name).suffix.lower() if c.isalnum() or c == ".")
        with to_write(folder / f"{original.sha256}{suffix}") as file:
            file.write(original.content)
        count += 1
    return count
