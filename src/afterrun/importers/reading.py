"""Whatever a person points at: a file, an archive, a folder of files, a journal folder, a service's whole export."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from afterrun.errors import FileUnreadableError
from afterrun.importers.folders.archive import DEEPEST, Budget, is_archive, is_media, unpack
from afterrun.importers.folders.documents import comes_in_many, document_told, packed_told
from afterrun.importers.folders.journal_folder import read_journal_table
from afterrun.importers.folders.journal_rows import TABLES
from afterrun.importers.folders.tarball import is_tarball, unpack_tarball
from afterrun.importers.here import Here
from afterrun.importers.loading import unused
from afterrun.importers.parsed import Parsed, Source
from afterrun.importers.registry import FOLDERS, read_any_file, read_device_file
from afterrun.importers.tables.sheets import is_zipped_workbook
from afterrun.language import say, say_n
from afterrun.records.problem import Problem
from afterrun.scratch import scratch

_OF_SAMSUNG = "com.samsung."  # its export has a hundred tables, one of them of exercises
_NOT_HERE = ".icloud"  # .run.fit.icloud stands for run.fit
_FEW = 5  # of files without a run, so many are named


@dataclass(frozen=True, slots=True)
class _Walk:
    """What is the same for everything at one path: what files cannot know, and what the archive it lies in may take."""

    here: Here
    budget: Budget | None = None


def read_path(path: Path, here: Here | None = None) -> Iterator[Source]:
    """Read everything at a path, one source after the other, in order of name.

    Hidden files are passed over, but not those that stand for one in a cloud. A file that was meant to be read and
    could not be is a source with a fatal problem; what is of no such kind (profiles, pictures) is counted, and told in
    one line at the end.

    Raises
    ------
    FileUnreadableError
        If there is nothing at the path.
    """
    try:
        found = path.exists()
    except OSError as error:
        raise FileUnreadableError(
            say(
                "path must be one that may be read; got {path!r}: {strerror}.", path=str(path), strerror=error.strerror
            ),
            remedy=say("Check your rights to it."),
        ) from error
    if not found:
        raise FileUnreadableError(
            say("path must name a file or folder; got {path!r} (nothing is there).", path=str(path)),
            remedy=say("Check the spelling."),
        )
    walk = _Walk(here or Here())
    return _quietly(_folder(path, "", walk) if path.is_dir() else _file(path, path.name, walk))


def _quietly(sources: Iterator[Source]) -> Iterator[Source]:
    """Tell of all files without a run or a report in one line; of a few that were pointed at, each by itself."""
    chosen: list[Source] = []
    names: list[str] = []
    for source in sources:
        if not source.idle:
            yield source
        elif "/" not in source.name and source.parsed.problems and len(chosen) < _FEW:
            chosen.append(source)
        else:
            names.append(source.name)
    yield from chosen
    if names:
        first = ", ".join(names[:_FEW])
        told = say_n(
            "{n} file tells of no run and no pain: {names}.",
            "{n} files tell of no run and no pain: {names}.",
            len(names),
            names=say("{names} and {n} more", names=first, n=len(names) - _FEW) if len(names) > _FEW else first,
        )
        where = say("other files")
        yield Source(name=where, original=None, parsed=Parsed(problems=(Problem(where, told, ""),)))


def _file(path: Path, name: str, walk: _Walk, depth: int = 0, *, exported: bool = False) -> Iterator[Source]:
    if not path.is_file():
        yield unused(name, say("This is no ordinary file."), say("Nothing to do."))
    elif path.name in TABLES:
        read_file = partial(read_device_file, here=walk.here)
        yield from read_journal_table(path, name.removesuffix(path.name), read_file, walk.here)
    elif (packed := packed_told(path)) is not None:
        yield unused(name, *packed)
    elif (document := document_told(path)) is not None:
        yield replace(unused(name, *document), idle=comes_in_many(path))
    elif is_tarball(path) or (is_archive(path) and not is_zipped_workbook(path)):
        yield from _archive(path, name, walk, depth)
    elif is_media(path.name):
        yield replace(unused(name, say("This is a film, not an activity."), ""), idle=True)
    else:
        for source in read_any_file(path, name, walk.here):
            # Inside an export nobody explains the columns of a table: it is of another kind.
            inside = depth or exported or path.name.startswith(_OF_SAMSUNG)
            yield replace(source, idle=True, unmapped=None) if source.unmapped and inside else source


def _archive(path: Path, name: str, walk: _Walk, depth: int) -> Iterator[Source]:
    """Read an archive as the folder it was made of."""
    if depth >= DEEPEST:
        yield unused(
            name, say("Archives lie more than three deep in each other."), say("Unpack it yourself, and import that.")
        )
        return
    budget = walk.budget or Budget.of(path)
    unpacking = unpack_tarball if is_tarball(path) else unpack
    holds_any = False
    with scratch() as home:
        for problem in unpacking(path, home, name=name, budget=budget):
            told = Parsed(problems=(problem,))
            yield Source(name=problem.where, original=None, parsed=told, idle=is_media(problem.where))
            holds_any = True
        for source in _folder(home, f"{name}/", replace(walk, budget=budget), depth + 1):
            yield source
            holds_any = True
    if not holds_any:
        yield unused(name, say("The archive holds no file that can be read."), say("Copy or download it again."))


def _folder(
    folder: Path,
    label: str,
    walk: _Walk,
    depth: int = 0,
    used: frozenset[Path] = frozenset(),
    *,
    exported: bool = False,
) -> Iterator[Source]:
    try:
        os.stat(f"{folder}{os.sep}.")  # noqa: PTH116 - one that may be listed may still not be entered
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield unused(
            label or folder.name,
            say("The folder cannot be read: {strerror}.", strerror=error.strerror),
            say("Check your rights to it."),
        )
        return
    for kind in FOLDERS:
        if kind.is_one(folder) and not _is_taken(kind.used(folder), used):
            yield from kind.read(folder, label, partial(read_device_file, here=walk.here), walk.here)
            used |= kind.used(folder)
            exported = exported or kind.is_export
    for entry in entries:
        if entry.name.startswith(".") or entry in used:
            if entry.suffix == _NOT_HERE:
                yield unused(
                    label + entry.name.removeprefix(".").removesuffix(_NOT_HERE),
                    say("This file is only in iCloud, not on this computer."),
                    say("Download it in Finder, and import it again."),
                )
            continue
        if not entry.is_dir():
            yield from _file(entry, label + entry.name, walk, depth, exported=exported)
        elif entry.is_symlink():
            yield unused(
                label + entry.name,
                say("This links to another folder; it was not followed."),
                say("Import that folder."),
            )
        else:
            yield from _folder(entry, f"{label}{entry.name}/", walk, depth, used, exported=exported)


def _is_taken(wanted: frozenset[Path], used: frozenset[Path]) -> bool:
    """Whether a kind of folder found before answers for everything: an export's events.csv is none of a journal."""
    there = {path for path in wanted if path.exists()}
    return bool(used) and there <= used
