"""A short name for each record, written beside it in an export, by which a corrected row finds it again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from afterrun.journal import Journal
from afterrun.journal.import_notes import Note, noted_names, write_notes
from afterrun.journal.rows import identity
from afterrun.records.kinds import Record

_LETTERS = 12  # of 16 each: two of a million records share one with a chance of 1 in 500


def row_name(record: Record) -> str:
    """Name a record: the same fact has the same name in every export.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from afterrun.records import Run
    >>> row_name(Run(start=datetime(2026, 5, 1, 7, tzinfo=UTC), duration_s=1800))
    'r4e9dc08d6d9b'
    """
    # A letter before it, so that no spreadsheet takes it for a number.
    return "r" + hashlib.sha256(identity(record).encode()).hexdigest()[:_LETTERS]


def renamed(journal: Journal) -> Mapping[str, str]:
    """Say what became of names whose record was corrected: a table exported before still has the old one."""
    return noted_names(journal, Note.NAMES)


def rename(journal: Journal, old: str, new: str) -> None:
    """Keep that the record of one name goes by another now."""
    names = {name: new if now == old else now for name, now in renamed(journal).items()}
    write_notes(journal, {Note.NAMES: names | {old: new}})
