"""Files that spare work: kept where it was said (`keeping`), for their owner alone; what is damaged counts as none."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from afterrun.keeping import kept_in
from afterrun.owner_only import in_one_step, make_folder

ANSWERS, FITS = "answers", "fits"  # folders
_FOLDERS = (ANSWERS, FITS)
_DIGEST_BYTES = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class KeptFiles:
    """A folder of files with one ending; those that were not asked for the longest go first.

    It is no record: whatever goes wrong with it (no room, no right, damage, a file that is somebody else's), there is
    nothing. Each file begins with the SHA-256 of the rest.

    Parameters
    ----------
    folder : Path
        Made when the first file is kept.
    ending : str
        Of the names.
    most : int
        How many are kept.
    """

    folder: Path
    ending: str
    most: int

    def read(self, key: str) -> bytes | None:
        """Return what was kept under a name, or None."""
        path = self.folder / (key + self.ending)
        try:
            with path.open("rb") as file:
                if not _own(file.fileno()):
                    return None
                found = file.read()
            os.utime(path)
        except OSError:
            return None
        digest, content = found[:_DIGEST_BYTES], found[_DIGEST_BYTES:]
        return content if hashlib.sha256(content).digest() == digest else None

    def write(self, key: str, content: bytes) -> None:
        """Keep something under a name."""
        with suppress(OSError):
            make_folder(self.folder)
            with in_one_step(self.folder / (key + self.ending), by=str(os.getpid())) as file:
                file.write(hashlib.sha256(content).digest() + content)
            self._thin_out()

    def forget(self) -> None:
        """Remove all."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                path.unlink(missing_ok=True)

    def _thin_out(self) -> None:
        kept = sorted(self.folder.glob(f"*{self.ending}"), key=lambda path: path.stat().st_mtime)
        for path in kept[: -self.most]:
            path.unlink(missing_ok=True)


def kept_files(name: str, ending: str, most: int) -> KeptFiles | None:
    """Find one of the folders; None where nothing is to be kept."""
    folder = kept_in()
    return None if folder is None else KeptFiles(folder / name, ending, most)


def forget() -> None:
    """Remove all that is kept."""
    for name in _FOLDERS:
        if kept := kept_files(name, "", 0):
            kept.forget()


def _own(handle: int) -> bool:
    """Whether a file is one's own: in a folder that others may write to, they could put words into one's mouth."""
    return sys.platform == "win32" or os.fstat(handle).st_uid == os.geteuid()
