"""Take in files, folders and tables: one transaction a source, so that whatever was taken stays taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from afterrun.importers.here import DateOrder, Here
from afterrun.importers.parsed import Source, Unmapped
from afterrun.importers.reading import read_path
from afterrun.journal import Journal
from afterrun.journal.journal import Added
from afterrun.journal.settings import settings_of
from afterrun.lab.corrections import sort_rows
from afterrun.lab.import_questions import Question, answer, ask, open_questions, take_table
from afterrun.lab.row_names import row_name
from afterrun.lab.table_layouts import layouts_of
from afterrun.lab.zones import lived
from afterrun.records import Problem
from afterrun.report.imported import counted_once


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one source.

    Parameters
    ----------
    name : str
        The file or table, as seen from what the person pointed at.
    added, already : int
        Records that were new, and that were there already.
    problems : tuple of Problem
        What was left out or guessed, with remedies.
    notes : tuple of str
        Runs that another source had told of already, and so were not counted twice.
    unmapped : Unmapped or None
        A table whose columns have to be explained first.
    corrected : int
        Rows that took the place of what the same rows told before.
    questions : tuple of Question
        What has to be decided: see `lab.import_questions`.
    """

    name: str
    added: int
    already: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    unmapped: Unmapped | None = None
    corrected: int = 0
    questions: tuple[Question, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether anything in it was of use, now or before."""
        return bool(self.added or self.already or self.corrected or self.questions)


def import_paths(
    journal: Journal,
    paths: Iterable[Path],
    *,
    now: datetime | None = None,
    dates: DateOrder | None = None,
    replace: bool = False,
) -> Iterator[ImportOutcome]:
    """Import everything at some paths, telling of each source as soon as it is safe.

    Parameters
    ----------
    journal, paths
        Where to, and from where.
    now : datetime, optional
        With offset: what lies later did not happen yet. Without it nothing counts as the future.
    dates : {"dmy", "mdy"}, optional
        How 5/6/2026 is meant in a table that does not show it.
    replace : bool
        Where a table differs from the journal its word counts, and nothing is asked.

    Raises
    ------
    FileUnreadableError
        If there is nothing at a path.
    """
    zone = settings_of(journal).zone
    here = Here(zone=zone, now=now, dates=dates, layouts=layouts_of(journal))
    for sources in [
        read_path(path, here) for path in paths
    ]:  # a path that is not there stops it before anything is taken
        for source in sources:
            yield _taken(journal, source, zone, replace=replace)


def _taken(journal: Journal, source: Source, zone: tzinfo | None, *, replace: bool) -> ImportOutcome:
    parsed = source.parsed
    if not parsed.records:
        return ImportOutcome(source.name, 0, 0, parsed.problems, unmapped=source.unmapped)
    if source.is_table:
        return _table_taken(journal, source, replace=replace)
    records = [lived(each, zone) for each in parsed.records]
    stored = journal.add(records, streams=parsed.streams, original=source.original)
    return ImportOutcome(source.name, stored.added, stored.already, parsed.problems, _notes(stored))


def _table_taken(journal: Journal, source: Source, *, replace: bool) -> ImportOutcome:
    rows = sort_rows(journal, source)
    stored = journal.add(rows.records)
    asked: tuple[Question, ...] = ()
    if replace:
        for question in rows.questions:
            take_table(journal, question)
        _answer_all(journal, source)
    else:
        asked = ask(journal, rows.questions)
    return ImportOutcome(
        source.name,
        stored.added,
        stored.already,
        source.parsed.problems,
        _notes(stored),
        corrected=rows.replaced + (len(rows.questions) if replace else 0),
        questions=asked,
    )


def _answer_all(journal: Journal, source: Source) -> None:
    """What the table was asked about before is answered with it."""
    names = {row_name(record) for record in source.parsed.records}
    for question in open_questions(journal):
        if question.where == source.name and (question.told is None or row_name(question.told) in names):
            answer(journal, question.id, "table")


def _notes(stored: Added) -> tuple[str, ...]:
    return tuple(counted_once(new, old) for new, old in stored.same)
