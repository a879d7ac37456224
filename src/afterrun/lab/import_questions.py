"""What an import left open, kept until somebody answers: a row that differs from the journal, rows that are gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from afterrun.errors import AfterrunError
from afterrun.importers.folders.cells import Cells
from afterrun.importers.folders.journal_rows import TABLES, record_of
from afterrun.journal import Journal
from afterrun.journal.import_notes import Note, noted_list, write_notes
from afterrun.journal.photos import with_photo_of
from afterrun.journal.rows import identity
from afterrun.lab.row_names import rename, row_name
from afterrun.records import Run
from afterrun.records.kinds import KIND_OF, Record
from afterrun.report.imported import row_differs, rows_gone

_MOST_ANSWERED = 5000  # judgement: an answer is remembered so that the same table does not ask again
Answer = Literal["table", "journal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to decide.

    Parameters
    ----------
    where : str
        The table, and the row in it.
    stored : tuple of Record
        What the journal has.
    told : Record or None
        What the table says instead; None: the rows are no longer in it.
    """

    where: str
    stored: tuple[Record, ...]
    told: Record | None = None

    @property
    def words(self) -> str:
        """What is asked."""
        return rows_gone(self.stored) if self.told is None else row_differs(self.stored[0], self.told)

    @property
    def id(self) -> str:
        """The same for the same question, whenever it is asked."""
        names = [_print(each) for each in self.stored]
        told = "" if self.told is None else _print(self.told)
        return hashlib.sha256("|".join([told, *sorted(names)]).encode()).hexdigest()[:16]


def open_questions(journal: Journal) -> tuple[Question, ...]:
    """Read what is still to decide; a question whose records are gone is none any more."""
    found = []
    for said in noted_list(journal, Note.OPEN):
        with suppress(AfterrunError, KeyError, TypeError, ValueError, AttributeError):
            stored = tuple(each for each in map(record_in, said["stored"]) if journal.entry_of(each) is not None)
            told = None if said["told"] is None else record_in(said["told"])
            if stored and (told is None or _may_take_its_place(journal, stored[0], told)):
                found.append(Question(where=said["where"], stored=stored, told=told))
    return tuple(found)


def _may_take_its_place(journal: Journal, stored: Record, told: Record) -> bool:
    """Whether what a table told is still something else than what is stored."""
    if isinstance(stored, Run) and identity(stored) == identity(told):
        return any(run == stored for run, _ in journal.told_runs())
    return journal.entry_of(told) is None


def ask(journal: Journal, questions: Iterable[Question]) -> tuple[Question, ...]:
    """Keep questions until they are answered, and return them; those answered before are not asked again."""
    answered = set(noted_list(journal, Note.ANSWERED))
    fresh = {each.id: each for each in questions if each.id not in answered}
    if fresh:
        kept = {each.id: each for each in open_questions(journal)} | fresh
        write_notes(journal, {Note.OPEN: [_said(each) for each in kept.values()]})
    return tuple(fresh.values())


def answer(journal: Journal, question_id: str, by: Answer) -> bool:
    """Do what was decided: the table's word counts, or the journal's. False if it is no longer asked."""
    questions = {each.id: each for each in open_questions(journal)}
    question = questions.pop(question_id, None)
    if question is None:
        return False
    if by == "table":
        take_table(journal, question)
    answered = [*noted_list(journal, Note.ANSWERED), question_id][-_MOST_ANSWERED:]
    write_notes(journal, {Note.OPEN: [_said(each) for each in questions.values()], Note.ANSWERED: answered})
    return True


def drop_questions(journal: Journal, ids: Collection[str]) -> None:
    """Ask no more what an import left open that was taken back; imported again, it asks again."""
    left = [each for each in open_questions(journal) if each.id not in ids]
    write_notes(journal, {Note.OPEN: [_said(each) for each in left]})


def take_table(journal: Journal, question: Question) -> None:
    """Let the table's word count: its row in the place of the stored one, or those rows gone."""
    for stored in question.stored:
        entry = journal.entry_of(stored)
        if question.told is not None:
            correct(journal, stored, question.told)
        elif entry is not None:
            journal.undo(entry)


def correct(journal: Journal, stored: Record, told: Record) -> bool:
    """Put what a table tells in the place of what is stored; False if that is gone."""
    entry = journal.entry_of(stored)
    if entry is None:
        return False
    if isinstance(told, Run):
        done = journal.correct(entry, told)
    else:
        done = journal.replace(entry, with_photo_of(stored, told)) is not None
    if done and row_name(stored) != row_name(told):
        rename(journal, row_name(stored), row_name(told))
    return done


def _print(record: Record) -> str:
    """Tell records apart; runs of one name, too, whose numbers differ."""
    return json.dumps(cells_of(record), sort_keys=True) if isinstance(record, Run) else row_name(record)


def _said(question: Question) -> dict[str, Any]:
    return {
        "where": question.where,
        "stored": [cells_of(each) for each in question.stored],
        "told": None if question.told is None else cells_of(question.told),
    }


def cells_of(record: Record) -> dict[str, str]:
    """Write a record as the cells of its table, for a note."""
    kind = KIND_OF[type(record)]
    values = {field.name: getattr(record, field.name) for field in kind.fields}
    return {"table": kind.csv} | {name: _text(value) for name, value in values.items() if value not in (None, ())}


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return ";".join(value) if isinstance(value, tuple) else str(value)


def record_in(cells: Mapping[str, str]) -> Record:
    """Read a record that was written so."""
    values = {name: text for name, text in cells.items() if name != "table"}
    return record_of(TABLES[cells["table"]], Cells(0, values), ())[0]
