"""The journal folder: CSV tables, and the device files their rows came from in ``originals/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from afterrun.importers.folders.journal_photos import ORIGINALS, Photos, without_original
from afterrun.importers.folders.journal_rows import TABLES
from afterrun.importers.folders.one_row import Row
from afterrun.importers.folders.table_rows import Rows, parsed_rows, source_of_rows
from afterrun.importers.folders.whole_table import parse_table
from afterrun.importers.here import Here
from afterrun.importers.loading import load, stamped, unused
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged
from afterrun.language import say
from afterrun.records.original import Original
from afterrun.records.run import Run
from afterrun.records.streams import Streams


def is_journal_folder(folder: Path) -> bool:
    """Whether the folder holds any of the tables."""
    return any((folder / name).is_file() for name in TABLES)


def used_by_journal_folder(folder: Path) -> frozenset[Path]:
    """Entries of the folder that `read_journal_folder` answers for."""
    return frozenset(folder / name for name in (*TABLES, ORIGINALS))


def read_journal_folder(folder: Path, label: str, read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read the tables, then the originals that rows name, then those that none does."""
    originals = _originals(folder)
    names = [name for name in TABLES if (folder / name).is_file()]
    named: set[str] = set()
    for source in _tables(folder, label, names, originals, read_file, here):
        named.update(source.parsed.photos, [source.original.sha256] if source.original is not None else [])
        yield source
    for sha256, path in originals.items():
        if sha256 not in named:
            yield read_file(path, f"{label}{ORIGINALS}/{path.name}")
    yield from _odd_originals(folder, label, originals, read_file)


def read_journal_table(path: Path, label: str, read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read one table on its own, with the originals its rows name."""
    yield from _tables(path.parent, label, [path.name], _originals(path.parent), read_file, here)


def _tables(
    folder: Path, label: str, names: Sequence[str], originals: Mapping[str, Path], read_file: ReadFile, here: Here
) -> Iterator[Source]:
    owned: dict[str, list[Row]] = {}
    for table in names:
        name = label + table
        loaded = load(folder / table, name)
        read = Rows(problems=list(loaded.problems))
        if loaded.content is not None:
            read = parse_table(loaded.content, name, here)
        plain: list[Row] = []
        photos = Photos(originals)
        for row in [photos.of(name, each) for each in read.rows]:
            if row.original is None:
                plain.append(row)
            elif row.original in originals:
                owned.setdefault(row.original, []).append(row)
            else:
                read.problems.append(without_original(name, row, row.original))
                plain.append(replace(row, record=stamped([row.record], None)[0]))
        read.problems.extend(photos.problems)
        source = source_of_rows(name, replace(read, rows=plain))
        yield replace(source, parsed=replace(source.parsed, photos=photos.found))
    for sha256, of_file in owned.items():
        path = originals[sha256]
        device = read_file(path, f"{label}{ORIGINALS}/{path.name}")
        yield _with_original(path, device, of_file)


def _with_original(path: Path, read: Source, rows: Sequence[Row]) -> Source:
    # The rows say what happened; the file gives the streams and is kept.
    original = read.original or Original(path.name.removesuffix(".gz"), load(path, read.name).content or b"")
    streams = {}
    for index, record in enumerate(row.record for row in rows):
        if isinstance(record, Run) and (found := _streams_for(record, read.parsed)) is not None:
            streams[index] = found
    problems = judged(read.parsed.problems, used=True)
    parsed = replace(parsed_rows(rows), streams=streams, problems=problems)
    return Source(name=read.name, original=original, parsed=parsed)


def _streams_for(run: Run, parsed: Parsed) -> Streams | None:
    # A file may hold several runs: the one that began nearest.
    begun = {
        index: abs((record.start - run.start).total_seconds())
        for index, record in enumerate(parsed.records)
        if isinstance(record, Run)
    }
    return parsed.streams.get(min(begun, key=begun.__getitem__)) if begun else None


def _originals(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in _entries(folder):
        if path.is_file():
            content = load(path, path.name).content
            if content is not None:
                found.setdefault(Original(path.name, content).sha256, path)
    return found


def _odd_originals(folder: Path, label: str, originals: Mapping[str, Path], read_file: ReadFile) -> Iterator[Source]:
    taken = frozenset(originals.values())
    for path in _entries(folder):
        if path not in taken:
            name = f"{label}{ORIGINALS}/{path.name}"
            source = read_file(path, name) if path.is_file() else None
            if source is None or source.original is None:
                yield source or unused(name, say("This is no file."), say("Put device files straight into the folder."))
            else:
                yield unused(name, say("The same file is here twice; it was taken once."), say("Nothing to do."))


def _entries(folder: Path) -> list[Path]:
    home = folder / ORIGINALS
    return sorted(path for path in home.iterdir() if not path.name.startswith(".")) if home.is_dir() else []
