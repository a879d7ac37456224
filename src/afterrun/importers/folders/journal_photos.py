"""Photos of entries in a journal folder: a row names one, and the file lies in ``originals/``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.one_row import Row
from afterrun.importers.loading import load
from afterrun.language import say
from afterrun.records import Care, Original, PainReport, Phase
from afterrun.records.photo import photo_of
from afterrun.records.problem import Problem

ORIGINALS = "originals"


class PhotoFiles(Mapping[str, Original]):
    """Photos by the identity they are kept under; each is read when it is asked for, as all would fill the memory."""

    def __init__(self) -> None:
        self.paths: dict[str, Path] = {}

    def __getitem__(self, sha256: str) -> Original:
        try:
            found = _read(self.paths[sha256])
        except InvalidValueError:
            raise KeyError(sha256) from None
        if found.sha256 != sha256:  # somebody wrote to it meanwhile
            raise KeyError(sha256)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)


@dataclass(slots=True)
class Photos:
    """The photos that the rows of a table name, by the name they have there; and those that cannot be had."""

    originals: Mapping[str, Path]
    found: PhotoFiles = field(default_factory=PhotoFiles)
    problems: list[Problem] = field(default_factory=list)
    _looked_at: dict[str, str | InvalidValueError] = field(default_factory=dict)

    def of(self, table: str, row: Row) -> Row:
        """Give a row that names the photo as it is kept, or none where it cannot be had."""
        record = row.record
        if not isinstance(record, PainReport | Care | Phase) or record.photo is None:
            return row
        return replace(row, record=replace(record, photo=self._kept_as(table, row, record.photo)))

    def _kept_as(self, table: str, row: Row, sha256: str) -> str | None:
        if sha256 not in self.originals:
            self.problems.append(without_original(table, row, sha256))
            return None
        if sha256 not in self._looked_at:
            self._looked_at[sha256] = self._look_at(self.originals[sha256])
        found = self._looked_at[sha256]
        if isinstance(found, str):
            return found
        where = say("{name} line {line}", name=table, line=row.line)
        self.problems.append(Problem(where, found.message, found.remedy))
        return None

    def _look_at(self, path: Path) -> str | InvalidValueError:
        try:
            name = _read(path).sha256
        except InvalidValueError as error:
            return error
        self.found.paths[name] = path
        return name


def _read(path: Path) -> Original:
    return photo_of(load(path, path.name).content or b"")


def without_original(table: str, row: Row, sha256: str) -> Problem:
    """Say that a row names a file that is not there."""
    what = say(
        "No file in {originals}/ has the identity {original}; the row was taken without it.",
        originals=ORIGINALS,
        original=sha256,
    )
    return Problem(
        say("{name} line {line}", name=table, line=row.line),
        what,
        say("Put the file back beside the tables if you have it."),
    )
