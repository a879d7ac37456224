"""Whatever a person points at: a file, an archive, a folder of files, a journal folder, a folder of PMData."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from afterrun.errors import FileUnreadableError
from afterrun.importers.folders.archive import DEEPEST, Budget, is_archive, unpack
from afterrun.importers.folders.journal_folder import read_journal_table
from afterrun.importers.folders.journal_rows import TABLES
from afterrun.importers.loading import unused
from afterrun.importers.parsed import Parsed, Source
from afterrun.importers.registry import FOLDERS, read_device_file
from afterrun.language import say
from afterrun.scratch import scratch


def read_path(path: Path) -> Iterator[Source]:
    """Read everything at a path, one source after the other, in order of name.

    Hidden files are passed over; every other file that could not be used is a source with a fatal problem.

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
    budget = Budget()
    return _folder(path, "", frozenset(), budget) if path.is_dir() else _file(path, path.name, budget)


def _file(path: Path, name: str, budget: Budget, depth: int = 0) -> Iterator[Source]:
    if path.name in TABLES:
        yield from read_journal_table(path, name.removesuffix(path.name), read_device_file)
    elif path.is_file() and is_archive(path):
        yield from _archive(path, name, budget, depth)
    elif path.is_file():
        yield read_device_file(path, name)
    else:
        yield unused(name, say("This is no ordinary file."), say("Nothing to do."))


def _archive(path: Path, name: str, budget: Budget, depth: int) -> Iterator[Source]:
    """Read an archive as the folder it was made of."""
    if depth >= DEEPEST:
        yield unused(
            name, say("Archives lie more than three deep in each other."), say("Unpack it yourself, and import that.")
        )
        return
    with scratch() as home:
        for problem in unpack(path, home, name=name, budget=budget):
            yield Source(name=problem.where, original=None, parsed=Parsed(problems=(problem,)))
        yield from _folder(home, f"{name}/", frozenset(), budget, depth + 1)


def _folder(folder: Path, label: str, used: frozenset[Path], budget: Budget, depth: int = 0) -> Iterator[Source]:
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
        if kind.is_one(folder):
            yield from kind.read(folder, label, read_device_file)
            used |= kind.used(folder)
    for entry in entries:
        if entry.name.startswith(".") or entry in used:
            continue
        if not entry.is_dir():
            yield from _file(entry, label + entry.name, budget, depth)
        elif entry.is_symlink():
            yield unused(
                label + entry.name,
                say("This links to another folder; it was not followed."),
                say("Import that folder."),
            )
        else:
            yield from _folder(entry, f"{label}{entry.name}/", used, budget, depth)
