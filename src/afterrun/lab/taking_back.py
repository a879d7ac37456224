"""Take a whole import back, and bring it back: what it brought counts nowhere, what it displaced counts again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.journal import Journal
from afterrun.journal.standing import LEFT_OUT, OTHER_SPORT, TAKEN_BACK, Standing
from afterrun.lab.counted_answers import counted_answers
from afterrun.lab.import_questions import correct, drop_questions
from afterrun.lab.past_imports import PastImport, mark_taken_back, past_imports, read_back, taken_out_with, written
from afterrun.lab.row_names import renamed, row_name
from afterrun.lab.run_questions import as_event
from afterrun.language import say
from afterrun.records import Event, Run
from afterrun.records.kinds import KINDS, Record


def take_import_back(journal: Journal, number: int) -> PastImport:
    """Take back everything that an import brought, all or nothing; the files that it read are kept.

    Runs stay stored and count nowhere. Anything else is deleted and noted, to the letter. What it corrected or took the
    place of is there again. What somebody left out, corrected or answered by hand stays so.

    Raises
    ------
    InvalidValueError
        If there is no such import, or it was taken back before.
    """
    with journal.together():
        found = _found(journal, number, taken_back=False)
        brought = found.brought
        for before, after in reversed(brought.corrected):
            correct(journal, after, before)
        runs, others = _there(journal, set(brought.names))
        _take_out(journal, others)
        entries = [entry for run in runs if (entry := journal.entry_of(run)) is not None]
        stood = journal.take_back_runs(entries)
        journal.add(brought.displaced, settled=True)
        for record in others:
            if isinstance(record, Event):
                journal.doubts_without(record)
        drop_questions(journal, brought.questions)
        out = {"rows": written(others), "runs": {uid: _said(standing) for uid, standing in stood.items()}}
        mark_taken_back(journal, number, out)
    return found


def bring_import_back(journal: Journal, number: int) -> PastImport:
    """Let everything that was taken back with an import be there again, once: what came in since is not doubled.

    Raises
    ------
    InvalidValueError
        If there is no such import, or it was not taken back.
    """
    with journal.together():
        found = _found(journal, number, taken_back=True)
        out = taken_out_with(journal, number)
        _take_out(journal, found.brought.displaced)
        journal.bring_back_runs({uid: _stood(said) for uid, said in out.get("runs", {}).items()})
        journal.add(read_back(out.get("rows", ())))
        for before, after in found.brought.corrected:
            correct(journal, before, after)
        mark_taken_back(journal, number, None)
    return found


def _found(journal: Journal, number: int, *, taken_back: bool) -> PastImport:
    found = next((each for each in past_imports(journal) if each.number == number), None)
    if found is None:
        raise InvalidValueError(
            say("import must be one that brought something; got {number}.", number=number),
            remedy=say("See which there are: afterrun import --past."),
        )
    if found.taken_back != taken_back:
        raise InvalidValueError(
            say("import must not be taken back yet; {number} is.", number=number)
            if found.taken_back
            else say("import must be taken back first; {number} is not.", number=number),
            remedy=say("See which there are: afterrun import --past."),
        )
    return found


def _there(journal: Journal, names: set[str]) -> tuple[list[Run], list[Record]]:
    """Find the records of some names that are there: runs, and all others with what was answered in their place."""
    now = renamed(journal)
    wanted = names | {now[name] for name in names if name in now}
    wanted |= {row_name(run) for was, run in _answered(journal) if row_name(was) in wanted}
    runs, others = list[Run](), list[Record]()
    for run, standing in journal.told_runs():
        if row_name(run) not in wanted or standing.standing == TAKEN_BACK:
            continue
        runs.append(run)
        if standing.standing == LEFT_OUT and standing.same_as is not None:
            runs.append(replace(run, start=standing.same_as))  # as somebody corrected its date
        if standing.standing == OTHER_SPORT and journal.entry_of(as_event(run)) is not None:
            others.append(as_event(run))
    diary = journal.diary()
    for kind in KINDS:
        if kind.record is not Run:
            others += [each for each in getattr(diary, kind.plural) if row_name(each) in wanted]
    return runs, list({row_name(each): each for each in others}.values())


def _take_out(journal: Journal, records: Iterable[Record]) -> None:
    """Delete records, each of which may come back with its photo."""
    for record in records:
        if (entry := journal.entry_of(record)) is not None:
            journal.undo(entry, keep_photo=True)


def _answered(journal: Journal) -> Iterator[tuple[Run, Run]]:
    """Give runs as they were told, each with what counts by an answer."""
    for counted in counted_answers(journal):
        record = journal.record_of(counted.entry)
        if isinstance(record, Run):
            yield counted.was, record


def _said(standing: Standing) -> Sequence[str | None]:
    return standing.standing, None if standing.same_as is None else standing.same_as.isoformat()


def _stood(said: Sequence[str | None]) -> Standing:
    standing, same_as = said
    return Standing(standing=standing, same_as=None if same_as is None else datetime.fromisoformat(same_as))
