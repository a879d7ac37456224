"""What is secret, in a file of its own beside the journal: no backup and no export of the journal takes it along."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from afterrun.errors import JournalError
from afterrun.journal.stores.sqlite.database import faults
from afterrun.journal.stores.sqlite.lock import writing
from afterrun.language import say
from afterrun.owner_only import in_one_step, make_folder, narrow
from afterrun.places import Place, private_path


class Secrets:
    """A small JSON file that only its owner may read; made when there is something to keep.

    Parameters
    ----------
    journal_path : Path or Database
        The journal it belongs to; of one in a database it lies among this computer's own data.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     private = Secrets(Path(folder) / "journal.db")
    ...     with private.changing() as kept:
    ...         kept["word"] = "sesame"
    ...     private.read(), private.path.name
    ({'word': 'sesame'}, 'journal.db.private')
    """

    def __init__(self, journal_path: Place) -> None:
        self.path = private_path(journal_path)

    def read(self) -> dict[str, Any]:
        """Return what is kept; empty if nothing is.

        Raises
        ------
        JournalError
            If the file cannot be read, or is damaged: then nobody is let in.
        """
        try:
            with faults(self.path):
                narrow(self.path)
                text = self.path.read_text("utf-8") if self.path.exists() else "{}"
            found = json.loads(text)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise JournalError(
                say("private file must be as Afterrun wrote it; {path} is damaged.", path=self.path),
                remedy=say("Delete it and set the password anew: afterrun password."),
            )
        return found

    @contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """Change what is kept, all or nothing; one changes at a time, across processes."""
        with faults(self.path):
            make_folder(self.path.parent)
        with writing(self.path):
            kept = self.read()
            yield kept
            with faults(self.path):
                self._write(kept)

    def keep_only(self, *names: str) -> None:
        """Forget everything but these; without any of them the file goes."""
        if not self.path.exists():
            return
        with self.changing() as kept:
            left = {name: kept[name] for name in names if name in kept}
            kept.clear()
            kept.update(left)
        if not left:
            with faults(self.path), writing(self.path):
                self.path.unlink(missing_ok=True)

    def _write(self, kept: dict[str, Any]) -> None:
        with in_one_step(self.path) as file:
            file.write(json.dumps(kept, indent=1).encode())
