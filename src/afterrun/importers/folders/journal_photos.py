"""Photos of entries in a journal folder: a row names one, and the file lies in ``originals/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from afterrun.errors import InvalidValueError
from afterrun.importers.folders.table_rows import Row
from afterrun.importers.loading import load
from afterrun.language import say
from afterrun.records import Care, Original, PainReport, Phase
from afterrun.records.photo import photo_of
from afterrun.records.problem import Problem

ORIGINALS = "originals"


@dataclass(slots=True)
class Photos:
    """The photos that the rows of a table name, by the name they have there; and those that cannot be had."""

    originals: Mapping[str, Path]
    found: dict[str, Original] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, table: str, row: Row) -> Row:
        """Give a row that names the photo as it is kept, or none where it cannot be had."""
        record = row.record
        if not isinstance(record, PainReport | Care | Phase) or record.photo is None:
            return row
        photo = self._read(table, row, record.photo)
        return replace(row, record=replace(record, photo=photo.sha256 if photo else None))

    def _read(self, table: str, row: Row, sha256: str) -> Original | None:
        if sha256 not in self.originals:
            self.problems.append(without_original(table, row, sha256))
        elif sha256 not in self.found:
            path = self.originals[sha256]
            try:
                self.found[sha256] = photo_of(load(path, path.name).content or b"")
            except InvalidValueError as error:
                where = say("{name} line {line}", name=table, line=row.line)
                self.problems.append(Problem(where, error.message, error.remedy))
        return self.found.get(sha256)


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
