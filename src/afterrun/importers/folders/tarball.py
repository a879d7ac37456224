"""Tar archives, also gzipped, as Google's Takeout gives them: within the same bounds as zip archives."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from afterrun.importers.compressed import GZIP_MARK
from afterrun.importers.folders.archive import Budget, is_media, photos_grow, place_below, too_large, too_many
from afterrun.language import say
from afterrun.owner_only import make_folder, to_write
from afterrun.records.photo import MARK
from afterrun.records.problem import Problem

_MARK_AT, _MARK = 257, b"ustar"
_HEAD_BYTES = 4096
_STEP = 2**20
_DESCRIBING = (
    *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
    *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
)
_LONGEST_DESCRIPTION_BYTES = 2**16  # judgement: a name has 4096 bytes at most
_DAMAGED = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError)


class _Entry(tarfile.TarInfo):
    """An entry whose name and properties are short: they are taken into memory whole."""

    def _proc_member(self, archive: tarfile.TarFile) -> Any:
        if self.type in _DESCRIBING and self.size > _LONGEST_DESCRIPTION_BYTES:
            raise tarfile.ReadError("too long a description")
        return super()._proc_member(archive)  # type: ignore[misc]  # where the library takes them in


def is_tarball(path: Path) -> bool:
    """Whether a file begins as a tar archive does, gzipped or not."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        if head.startswith(GZIP_MARK):
            head = zlib.decompressobj(wbits=31).decompress(head, _HEAD_BYTES)
    except (OSError, zlib.error):
        return False
    return head[_MARK_AT : _MARK_AT + len(_MARK)] == _MARK


def unpack_tarball(path: Path, folder: Path, *, name: str, budget: Budget) -> Iterator[Problem]:
    """Write what may be activities below a folder, telling what was left out; never raises. See `archive.unpack`."""
    try:
        with tarfile.open(path, "r|*", tarinfo=_Entry) as archive:  # read once, from its beginning: it may be gigabytes
            for number, entry in enumerate(archive):
                problem = _take(archive, entry, folder, number, name, budget)
                if problem is not None:
                    yield problem
                if budget.bytes <= 0 or budget.entries <= 0:
                    return
    except _DAMAGED:
        told = say("The archive is damaged or cut off.")
        yield Problem(name, told, say("Copy or download it again."), True)


def _take(
    archive: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path, number: int, name: str, budget: Budget
) -> Problem | None:
    where = f"{name}/{entry.name}"
    budget.entries -= 1
    if budget.entries <= 0:
        return too_many(name)
    if entry.size > budget.bytes:
        budget.bytes = 0
        return too_large(where)
    if entry.isdir() or PurePosixPath(entry.name).name.startswith("."):
        budget.bytes -= entry.size  # it is unpacked to be passed over
        return None
    if (told := _refusal(entry)) is not None:
        budget.bytes -= entry.size
        return Problem(where, told, say("Nothing to do."), True)
    source = archive.extractfile(entry)
    if source is None:
        return None
    piece = source.read(len(MARK))
    if not budget.has_room_for(piece, entry.size):
        budget.bytes -= entry.size
        return photos_grow(where)
    target = place_below(folder, entry.name, number, budget)
    if target is None:
        budget.entries = 0
        return too_many(name)
    make_folder(target.parent)
    with to_write(target) as sink:
        while piece:
            sink.write(piece)
            budget.bytes -= len(piece)
            piece = source.read(_STEP)
    return None


def _refusal(entry: tarfile.TarInfo) -> str | None:
    if not entry.isfile():
        return say("This links to another file; it was not followed.")
    if entry.size == 0:
        return say("The file is empty.")
    if is_media(entry.name):
        return say("This is a picture, a film or a text, not an activity.")
    return None
