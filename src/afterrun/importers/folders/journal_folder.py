"""The journal folder: CSV tables, and the device files their rows came from in ``originals/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from afterrun.errors import AfterrunError
from afterrun.importers.folders.journal_rows import TABLES, columns_of, record_of
from afterrun.importers.folders.journal_table import problem_at, read_table
from afterrun.importers.loading import load, stamped, unused
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged
from afterrun.language import say
from afterrun.records.happenings import Event
from afterrun.records.kinds import APART, APART_COLUMNS, PAIN, Record
from afterrun.records.original import Original
from afterrun.records.pain import PainReport
from afterrun.records.problem import Problem
from afterrun.records.run import Run
from afterrun.records.scale import finest
from afterrun.records.streams import Streams

ORIGINALS = "originals"


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the line it stands on."""

    line: int
    record: Record
    settled: bool = False  # written by an export: what counts there counts
    apart: tuple[str | None, datetime | None] | None = None

    @property
    def original(self) -> str | None:
        """sha256 of the device file the row names."""
        return self.record.original if isinstance(self.record, Run | Event) else None


def is_journal_folder(folder: Path) -> bool:
    """Whether the folder holds any of the tables."""
    return any((folder / name).is_file() for name in TABLES)


def used_by_journal_folder(folder: Path) -> frozenset[Path]:
    """Entries of the folder that `read_journal_folder` answers for."""
    return frozenset(folder / name for name in (*TABLES, ORIGINALS))


def parse_table(content: bytes, name: str) -> tuple[list[Row], list[Problem]]:
    """Read one table; its kind goes by the last part of ``name``. Never raises."""
    kind = TABLES[name.rpartition("/")[2]]
    required, optional = columns_of(kind)
    table = read_table(content, name, required=required)
    known = (*required, *optional, *(APART_COLUMNS if name.endswith(APART) else ()))
    settled = "source" in table.columns  # only an export of Afterrun has it
    unknown = tuple(column for column in table.columns if column not in known)
    problems, rows = table.problems, []
    if unknown:
        what = say(
            "Afterrun has no place for the columns {unknown}; they were kept in the notes.", unknown=", ".join(unknown)
        )
        problems.append(
            Problem(say("{name} line 1", name=name), what, say("Known are: {known}.", known=", ".join(known)))
        )
    for cells in table.rows:
        try:
            record = record_of(kind, cells, unknown)
            apart = (cells.word("standing"), cells.time("same_as")) if name.endswith(APART) else None
            rows.append(Row(cells.line, record, settled, apart))
        except AfterrunError as error:
            problems.append(problem_at(name, cells.line, error))
    if kind is PAIN:
        rows = _on_one_scale(rows, unsaid={cells.line for cells in table.rows if cells.word("scale") is None})
    return rows, list(judged(problems, used=bool(rows)))


def _on_one_scale(rows: Sequence[Row], *, unsaid: Set[int]) -> list[Row]:
    """Put a column of answers on one scale, but for lines that say theirs: 5 beside 2.5 is of the scale with halves."""
    reports = [(row.line, row.record) for row in rows if isinstance(row.record, PainReport)]
    scale = finest(report.scale for line, report in reports if line in unsaid)
    return [Row(line, replace(report, scale=scale) if line in unsaid else report) for line, report in reports]


def read_journal_folder(folder: Path, label: str, read_file: ReadFile) -> Iterator[Source]:
    """Read the tables, then the originals that rows name, then those that none does."""
    originals = _originals(folder)
    names = [name for name in TABLES if (folder / name).is_file()]
    named: set[str] = set()
    for source in _tables(folder, label, names, originals, read_file):
        if source.original is not None:
            named.add(source.original.sha256)
        yield source
    for sha256, path in originals.items():
        if sha256 not in named:
            yield read_file(path, f"{label}{ORIGINALS}/{path.name}")
    yield from _odd_originals(folder, label, originals, read_file)


def read_journal_table(path: Path, label: str, read_file: ReadFile) -> Iterator[Source]:
    """Read one table on its own, with the originals its rows name."""
    yield from _tables(path.parent, label, [path.name], _originals(path.parent), read_file)


def _tables(
    folder: Path, label: str, names: Sequence[str], originals: Mapping[str, Path], read_file: ReadFile
) -> Iterator[Source]:
    owned: dict[str, list[Row]] = {}
    for table in names:
        name = label + table
        loaded = load(folder / table, name)
        rows, problems = ([], list(loaded.problems)) if loaded.content is None else parse_table(loaded.content, name)
        plain: list[Row] = []
        for row in rows:
            if row.original is None:
                plain.append(row)
            elif row.original in originals:
                owned.setdefault(row.original, []).append(row)
            else:
                problems.append(_without_original(name, row))
                plain.append(replace(row, record=stamped([row.record], None)[0]))
        yield Source(name=name, original=None, parsed=replace(_parsed(plain), problems=tuple(problems)))
    for sha256, of_file in owned.items():
        path = originals[sha256]
        read = read_file(path, f"{label}{ORIGINALS}/{path.name}")
        yield _with_original(path, read, of_file)


def _parsed(rows: Sequence[Row]) -> Parsed:
    return Parsed(
        records=tuple(row.record for row in rows),
        settled=any(row.settled for row in rows),
        standings={index: row.apart for index, row in enumerate(rows) if row.apart is not None},
    )


def _with_original(path: Path, read: Source, rows: Sequence[Row]) -> Source:
    # The rows say what happened; the file gives the streams and is kept.
    original = read.original or Original(path.name.removesuffix(".gz"), load(path, read.name).content or b"")
    streams = {}
    for index, record in enumerate(row.record for row in rows):
        if isinstance(record, Run) and (found := _streams_for(record, read.parsed)) is not None:
            streams[index] = found
    problems = judged(read.parsed.problems, used=True)
    parsed = replace(_parsed(rows), streams=streams, problems=problems)
    return Source(name=read.name, original=original, parsed=parsed)


def _streams_for(run: Run, parsed: Parsed) -> Streams | None:
    # A file may hold several runs: the one that began nearest.
    begun = {
        index: abs((record.start - run.start).total_seconds())
        for index, record in enumerate(parsed.records)
        if isinstance(record, Run)
    }
    return parsed.streams.get(min(begun, key=begun.__getitem__)) if begun else None


def _without_original(name: str, row: Row) -> Problem:
    what = say(
        "No file in {originals}/ has the identity {original}; the row was taken without it.",
        originals=ORIGINALS,
        original=row.original,
    )
    return Problem(
        say("{name} line {line}", name=name, line=row.line),
        what,
        say("Put the file back beside the tables if you have it."),
    )


def _originals(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in _entries(folder):
        if path.is_file():
            content = load(path, path.name).content
            if content is not None:
                found.setdefault(Original(path.name, content).sha256, path)
    return found


def _odd_originals(folder: Path, label: str, originals: Mapping[str, Path], read_file: ReadFile) -> Iterator[Source]:
    for path in _entries(folder):
        if path not in originals.values():
            name = f"{label}{ORIGINALS}/{path.name}"
            source = read_file(path, name) if path.is_file() else None
            if source is None or source.original is None:
                yield source or unused(name, say("This is no file."), say("Put device files straight into the folder."))
            else:
                yield unused(name, say("The same file is here twice; it was taken once."), say("Nothing to do."))


def _entries(folder: Path) -> list[Path]:
    home = folder / ORIGINALS
    return sorted(path for path in home.iterdir() if not path.name.startswith(".")) if home.is_dir() else []
