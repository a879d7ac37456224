"""What was brought in and taken out again by hand: it stays out when its file is imported once more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afterrun.journal import Entry, Journal
from afterrun.journal.import_notes import Note, noted_list, write_notes
from afterrun.journal.standing import LEFT_OUT, Standing
from afterrun.lab.row_names import row_name
from afterrun.records import Run
from afterrun.records.kinds import Record


def take_out(journal: Journal, entry: Entry, record: Record) -> bool:
    """Take an entry out that a file told of; False if it is gone already. A run stays, and does not count."""
    if isinstance(record, Run):
        return journal.stand(entry, Standing(standing=LEFT_OUT))
    with journal.together():
        if not journal.undo(entry):
            return False
        write_notes(journal, {Note.TAKEN_OUT: [*noted_list(journal, Note.TAKEN_OUT), row_name(record)]})
    return True


def put_back(journal: Journal, record: Record) -> None:
    """Let an entry that was taken out be there again."""
    if isinstance(record, Run) and (entry := journal.entry_of(record)) is not None:
        journal.stand(entry, Standing())
        return
    with journal.together():
        left = [name for name in noted_list(journal, Note.TAKEN_OUT) if name != row_name(record)]
        write_notes(journal, {Note.TAKEN_OUT: left})
        journal.add([record])


def without_taken_out(journal: Journal, records: Sequence[Record], places: Iterable[int]) -> list[int]:
    """Leave out the places of records that somebody took out."""
    gone = set(map(str, noted_list(journal, Note.TAKEN_OUT)))
    return [place for place in places if not gone or row_name(records[place]) not in gone]
