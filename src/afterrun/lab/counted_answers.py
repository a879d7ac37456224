"""Answers by which a run counts: kept beside it, so that they too can be taken back."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import cast

from afterrun.errors import AfterrunError
from afterrun.findings.run_question import Answer
from afterrun.journal import Entry, Journal
from afterrun.journal.import_notes import Note, noted_list, write_notes
from afterrun.journal.standing import Standing
from afterrun.lab.import_questions import cells_of, record_in
from afterrun.records import Run

_MOST = 500  # judgement: of older ones the run itself can be changed or deleted


@dataclass(frozen=True, slots=True)
class CountedAnswer:
    """One such answer.

    Parameters
    ----------
    entry : Entry
        Where the run is stored that counts by it.
    was : Run
        As it was told, and asked about.
    standing : str
        What was asked.
    answer : str
        What was answered.
    """

    entry: Entry
    was: Run
    standing: str
    answer: Answer


def remember_answer(journal: Journal, was: Run, now: Run, standing: str, answer: str) -> None:
    """Keep that a run counts because of an answer."""
    said = {"was": cells_of(was), "now": cells_of(now), "standing": standing, "answer": answer}
    write_notes(journal, {Note.COUNTED: [*noted_list(journal, Note.COUNTED), said][-_MOST:]})


def counted_answers(journal: Journal) -> tuple[CountedAnswer, ...]:
    """List the answers whose run still counts as it was answered."""
    apart = {each.entry for each in journal.apart()}
    found: dict[Entry, CountedAnswer] = {}
    for said in noted_list(journal, Note.COUNTED):
        with suppress(AfterrunError, KeyError, TypeError, ValueError, AttributeError):
            was, now = record_in(said["was"]), record_in(said["now"])
            entry = journal.entry_of(now)
            if entry is None or entry in apart or not (isinstance(was, Run) and isinstance(now, Run)):
                continue
            if _is_still(journal, entry, now):
                found[entry] = CountedAnswer(entry, was, said["standing"], cast(Answer, said["answer"]))
    return tuple(found.values())


def ask_again(journal: Journal, counted: CountedAnswer) -> None:
    """Put the run back as it was told; it waits for another answer."""
    journal.take_again(counted.entry, counted.was)
    entry = journal.entry_of(counted.was)
    if entry is not None:
        journal.stand(entry, Standing(standing=counted.standing))


def _is_still(journal: Journal, entry: Entry, run: Run) -> bool:
    """Whether nobody changed it since."""
    stored = journal.record_of(entry)
    return isinstance(stored, Run) and (stored.duration_s, stored.distance_m) == (run.duration_s, run.distance_m)
