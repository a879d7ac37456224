"""Where the journal of each person is: a folder each, and in it one SQLite file. The one place that knows."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from afterrun.journal import Journal, KeptDiary
from afterrun.owner_only import make_folder

_FOLDER, _FILE = "people", "journal.sqlite"
_ID = re.compile(r"[0-9a-f]{32}")


class Journals:
    """The journals of a clinic.

    Parameters
    ----------
    folder : Path
        Of the clinic.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / _FOLDER

    def path_of(self, person: str) -> Path:
        """Say where somebody's journal is; only an id that was drawn names a folder."""
        if not _ID.fullmatch(person):
            raise ValueError(person)
        return self._folder / person / _FILE

    def make(self, person: str) -> None:
        """Make an empty journal for somebody new."""
        make_folder(self.path_of(person).parent)
        with Journal.open(self.path_of(person)):
            pass

    def open(self, person: str, *, kept: KeptDiary | None = None) -> Journal:
        """Open somebody's journal; one that is gone is not made anew: who was erased does not come back."""
        return Journal.open(self.path_of(person), create=False, kept=kept)

    def remove(self, person: str) -> None:
        """Take the folder away with everything in it: the journal, its log, copies that were put aside."""
        folder = self.path_of(person).parent
        if folder.exists():
            shutil.rmtree(folder)
