"""Zip archives, taken apart with bounds on number, size and depth; no name in one decides where anything is written."""

from __future__ import annotations

import builtins
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, repeat
from pathlib import Path, PurePosixPath
from typing import IO

from afterrun.importers.compressed import LARGEST_BYTES, LARGEST_RATIO
from afterrun.language import say
from afterrun.owner_only import make_folder, to_write
from afterrun.records.photo import MARK
from afterrun.records.problem import Problem

DEEPEST = 3
MOST_ENTRIES = 100_000
MOST_BYTES = 4 * 2**30
# Each file costs half a millisecond, each GiB some seconds: what is small may hold little. Judgement: a recording takes
# more than 4 KiB packed, and of all that is exported Apple's XML shrinks most, to a twentieth.
_ENTRIES_AT_LEAST, _BYTES_AN_ENTRY = 5_000, 4096
_MOST_AGAIN = 1_000  # files under a name that is taken, each of which needs a folder of its own: judgement
_BYTES_AT_LEAST, _TIMES = 64 * 2**20, 30
# A picture is packed already; of a plain colour it may shrink to a hundredth, but not a hundred pictures do. Judgement.
_PHOTO_BYTES_AT_LEAST, _PHOTO_TIMES = 32 * 2**20, 4
_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_RATIO_FROM_BYTES = 2**20  # below this no ratio does harm
_STEP = 2**20
_LOCAL_HEADER_BYTES = 30
_STREAMED = ".xml"
_ENCRYPTED = 0x1
_LONGEST_NAME = 80
_DEEPEST_FOLDER = 16
# Pictures and films of an export are no runs, and there are gigabytes of them.
_OF_OUR_EXPORT = re.compile(r"[0-9a-f]{64}\.jpg")
_MEDIA = frozenset({".gif", ".heic", ".jpeg", ".jpg", ".mov", ".mp4", ".pdf", ".png", ".webp"})


class _DamagedError(Exception):
    """What is read of a compressed file makes no sense."""


@dataclass(slots=True)
class Budget:
    """What an archive and those inside it may take together: how much is left."""

    entries: int
    bytes: int
    photo_bytes: int
    again: int = _MOST_AGAIN

    @classmethod
    def of(cls, path: Path) -> Budget:
        """Allow an archive what its own size allows."""
        size = path.stat().st_size
        return cls(
            entries=min(MOST_ENTRIES, _ENTRIES_AT_LEAST + size // _BYTES_AN_ENTRY),
            bytes=min(MOST_BYTES, _BYTES_AT_LEAST + _TIMES * size),
            photo_bytes=_PHOTO_BYTES_AT_LEAST + _PHOTO_TIMES * size,
        )

    def has_room_for(self, head: builtins.bytes, size: int) -> bool:
        """Whether a file that begins so is no photo, or one for which there is room; that is taken then."""
        if not head.startswith(MARK):
            return True
        if size > self.photo_bytes:
            return False
        self.photo_bytes -= size
        return True


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip does, whatever its name."""
    try:
        with path.open("rb") as file:
            return file.read(4) in _MARKS
    except OSError:
        return False


def is_media(name: str) -> bool:
    """Whether a file is called like a picture, a film or a page to print; photos of our own export are not meant."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _MEDIA and _OF_OUR_EXPORT.fullmatch(path.name) is None


def unpack(path: Path, folder: Path, *, name: str, budget: Budget) -> Iterator[Problem]:
    """Write what may be activities below a folder, telling what was left out; never raises.

    Parameters
    ----------
    path, folder : Path
        The archive, and an empty folder of our own.
    name : str
        Of the archive, for messages.
    budget : Budget
        What is left; lessened by what was written.
    """
    try:
        archive = zipfile.ZipFile(path)
    except Exception:  # the library raises whatever a damaged byte leads it to
        yield _refused(name, say("The archive is damaged or cut off."), say("Copy or download it again."))
        return
    with closing(archive):
        # not the library's is_dir, which looks at the last letter of a name that may have none
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        if len(entries) > budget.entries:
            yield too_many(name)
            return
        if _overlap(entries):
            told = say("Files of the archive lie over each other.")
            yield _refused(name, told, say("Such an archive is built to fill a disk. Make it anew."))
            return
        budget.entries -= len(entries)
        for number, entry in enumerate(entries):
            problem = _refusal(entry, f"{name}/{entry.filename}", budget)
            if problem is None:
                target = place_below(folder, entry.filename, number, budget)
                if target is None:
                    yield too_many(name)
                    return
                problem = _write(archive, entry, target, name, budget)
            if problem is not None:
                yield problem


def _refusal(entry: zipfile.ZipInfo, name: str, budget: Budget) -> Problem | None:
    if is_media(entry.filename):
        return _refused(name, say("This is a picture, a film or a text, not an activity."), say("Nothing to do."))
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _refused(name, say("This links to another file; it was not followed."), say("Nothing to do."))
    if entry.file_size == 0:
        return _refused(name, say("The file is empty."), say("Nothing to do."))
    if entry.flag_bits & _ENCRYPTED:
        return _refused(name, say("The file is locked with a password."), say("Unpack it yourself, and import that."))
    ratio_breaks = entry.file_size > max(_RATIO_FROM_BYTES, LARGEST_RATIO * entry.compress_size)
    # Apple Health's export is one file of gigabytes, and is read as a stream; no other file of an export is so large.
    largest = MOST_BYTES if entry.filename.lower().endswith(_STREAMED) else LARGEST_BYTES
    if ratio_breaks or entry.file_size > largest:
        told = say(
            "The compressed file grows beyond {largest_ratio} times its size or {largest_bytes} MiB.",
            largest_ratio=LARGEST_RATIO,
            largest_bytes=LARGEST_BYTES // 2**20,
        )
        remedy = say("Such a file is built to fill memory. If you trust it, unpack it yourself.")
        return _refused(name, told, remedy)
    if entry.file_size > budget.bytes:
        return too_large(name)
    return None


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, name: str, budget: Budget) -> Problem | None:
    """Write one file. What can be had of a damaged one stays: the readers take what they can."""
    whole = f"{name}/{entry.filename}"
    try:
        make_folder(target.parent)
        with archive.open(entry) as source:
            pieces = _pieces(source)
            head = next(pieces, b"")
            if not budget.has_room_for(head, entry.file_size):
                return photos_grow(whole)
            with to_write(target) as sink:
                for piece in chain([head], pieces):
                    sink.write(piece)
                    budget.bytes -= len(piece)
    except _DamagedError:
        told = say("The compressed file is damaged or cut off; only its beginning could be unpacked.")
        return Problem(whole, told, say("Copy or download the file again."))
    except (NotImplementedError, RuntimeError):
        told = say("It is compressed in a way that is not known here.")
        return _refused(whole, told, say("Unpack it yourself, and import that."))
    except (zipfile.BadZipFile, ValueError, IndexError, struct.error):
        return _refused(whole, say("The compressed file is damaged or cut off."), say("Copy or download it again."))
    except OSError as error:
        told = say("The file cannot be unpacked: {strerror}.", strerror=error.strerror or error)
        return _refused(whole, told, say("Make room on the disk, and import it again."))
    return None


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """Read what can be read, by which it is known first; each way of compressing has errors of its own for damage."""
    for size in chain([len(MARK)], repeat(_STEP)):
        try:
            piece = source.read(size)
        except Exception as error:  # the library raises whatever a damaged byte leads it to
            raise _DamagedError from error
        if not piece:
            return
        yield piece


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    """Whether two files share bytes: that is how a small archive holds petabytes. Older Pythons do not look."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _LOCAL_HEADER_BYTES + len(entry.orig_filename) + entry.compress_size
    return False


def place_below(folder: Path, name: str, number: int, budget: Budget) -> Path | None:
    """Make a place below the folder that keeps what readers go by (last names, and which lie together), and no more.

    None if too many have a name that another has.
    """
    parts = [_plain(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    *folders, last = parts or [f"{number}"]
    home = folder.joinpath(*folders[-_DEEPEST_FOLDER:])
    taken = (home / last).exists() or any(each.is_file() for each in (home, *home.parents) if folder in each.parents)
    if not taken:
        return home / last
    budget.again -= 1
    return folder / f"again-{number}" / last if budget.again >= 0 else None


def _plain(part: str) -> str:
    kept = "".join(letter if letter.isalnum() or letter in "._- +()" else "_" for letter in part)
    return kept[-_LONGEST_NAME:].rstrip(" .") or "_"


def too_many(name: str) -> Problem:
    """Tell of an archive that holds more files than it may."""
    told = say("The archive holds more files than one of its size may.")
    return _refused(name, told, say("Unpack it yourself, and import the part that holds activities."))


def too_large(name: str) -> Problem:
    """Tell of an archive that grows to more than it may."""
    told = say("The archive grows beyond what one of its size may.")
    return _refused(name, told, say("Unpack it yourself, and import the part that holds activities."))


def photos_grow(name: str) -> Problem:
    """Tell of a photo that has no room, because those before it grew as no pictures do."""
    told = say("The photos of this archive unpack to far more than photos can; this one was left out.")
    return _refused(name, told, say("If you trust it, unpack it yourself, and import the folder."))


def _refused(name: str, reason: str, remedy: str) -> Problem:
    return Problem(name, reason, remedy, True)
