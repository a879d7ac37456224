"""How many files lie at a path, archives looked into: so that somebody can be told how long it will take."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from afterrun.importers.folders.archive import is_archive, is_media
from afterrun.importers.tables.sheets import is_zipped_workbook


def files_at(path: Path) -> int:
    """Count what will be read there, about: an archive inside an archive counts as one file. Never raises."""
    if not path.is_dir():
        return _inside(path)
    total = 0
    for folder, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        total += sum(_inside(Path(folder, name)) for name in names if not name.startswith(".") and not is_media(name))
    return total


def _inside(path: Path) -> int:
    if not path.is_file():  # a pipe would be waited for without end
        return 1
    if not is_archive(path) or is_zipped_workbook(path):
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(not entry.is_dir() and not is_media(entry.filename) for entry in archive.infolist())
    except Exception:  # the library raises whatever a damaged byte leads it to; the reading says so
        return 1
