"""Where the journal of each person is: a file each in the folder of the clinic, or a person each of its database.

The one place that knows; everybody else opens a place.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from afterrun.errors import JournalError
from afterrun.journal import Journal
from afterrun.journal.erasing import erase
from afterrun.journal.identity import journal_id
from afterrun.journal.stores import keeping_connections
from afterrun.owner_only import make_folder
from afterrun.places import Place, private_path

_FOLDER, _FILE = "people", "journal.sqlite"
_ID = re.compile(r"[0-9a-f]{32}")


class Journals:
    """The journals of a clinic.

    Parameters
    ----------
    home : Path or Database
        The folder of the clinic, or its database.
    """

    def __init__(self, home: Place) -> None:
        self._home = home

    def place_of(self, person: str) -> Place:
        """Say where somebody's journal is; only an id that was drawn names a place."""
        if not _ID.fullmatch(person):
            raise ValueError(person)
        return self._home / _FOLDER / person / _FILE if isinstance(self._home, Path) else self._home.of(person)

    def kept_open(self) -> AbstractContextManager[None]:
        """Keep open what takes long to open, while they are served."""
        return keeping_connections(self._home)

    def make(self, person: str) -> None:
        """Make an empty journal for somebody new."""
        place = self.place_of(person)
        if isinstance(place, Path):
            make_folder(place.parent)
        with Journal.open(place) as journal:
            journal_id(journal)  # now, not with the first page

    def open(self, person: str) -> Journal:
        """Open somebody's journal; one that is gone is not made anew: who was erased does not come back."""
        return Journal.open(self.place_of(person), create=False)

    def revisions(self, people: Sequence[str]) -> dict[str, int]:
        """Say how far the journals of some people are (`Journal.revision`); one that cannot be opened is left out."""
        if isinstance(self._home, Path):
            return {each: found for each in people if (found := self._revision(each)) is not None}
        from afterrun.journal.stores.postgres.listing import revisions_of

        return revisions_of(self._home, people)

    def _revision(self, person: str) -> int | None:
        try:
            with self.open(person) as journal:
                return journal.revision()
        except JournalError:
            return None

    def remove(self, person: str) -> None:
        """Take the journal away, if there is one, and all that is kept beside it."""
        place = self.place_of(person)
        if not isinstance(place, Path):
            erase(place)
            private_path(place).unlink(missing_ok=True)
            return
        if place.exists():
            erase(place)
        if place.parent.exists():  # copies that were put aside, and what is secret
            shutil.rmtree(place.parent)
