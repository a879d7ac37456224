"""Ask about runs that may not be what they seem, and keep what is answered; every answer can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from afterrun.errors import InvalidValueError
from afterrun.findings.run_question import Answer, Asked, RunQuestion
from afterrun.importers.plausible import date_cannot_be, meant
from afterrun.journal import Entry, Journal
from afterrun.journal.standing import (
    ASK_DATE,
    ASK_NUMBERS,
    ASK_SAME,
    ASK_SPORT,
    ASKED,
    LEFT_OUT,
    OTHER_SPORT,
    SAME,
    TAKEN_BACK,
    Apart,
    Standing,
)
from afterrun.lab.counted_answers import CountedAnswer, ask_again, counted_answers, remember_answer
from afterrun.language import say
from afterrun.records import Event, Run
from afterrun.records.run import UNCLEAR

_TABLE = "run"
_OTHER = "other-activity"
_RUNNING = "running"
_ASKED: Mapping[str, Asked] = {ASK_SPORT: "sport", ASK_NUMBERS: "numbers", ASK_DATE: "date", ASK_SAME: "same"}
_ANSWERED: Mapping[str | None, Answer] = {
    SAME: "same",
    OTHER_SPORT: "other",
    LEFT_OUT: "leave-out",
    None: "another",
}


def run_questions(journal: Journal, now: datetime) -> tuple[RunQuestion, ...]:
    """List what waits for an answer, the latest run first."""
    return tuple(_question(each, now) for each in _listed(journal) if each.standing.standing in ASKED)


def answered_questions(journal: Journal, now: datetime) -> tuple[RunQuestion, ...]:
    """List what was answered or found out, the latest run first: each can be taken back."""
    apart = [_question(each, now) for each in _listed(journal) if each.standing.standing not in ASKED]
    counted = [_counted_question(each, now) for each in counted_answers(journal)]
    return tuple(sorted([*apart, *counted], key=lambda each: each.run.start, reverse=True))


def answer_question(journal: Journal, row: int, uid: str, answer: str, now: datetime) -> RunQuestion:
    """Keep an answer.

    Returns
    -------
    RunQuestion
        What was asked.

    Raises
    ------
    InvalidValueError
        If it is gone, or the answer is none that was offered.
    """
    apart = _found(journal, row, uid)
    question = _question(apart, now)
    if question.answered is not None or answer not in question.answers:
        raise InvalidValueError(
            say("answer must be one that was offered; got {answer!r}.", answer=answer),
            remedy=say("Look at the questions again."),
            field="answer",
        )
    if answer == "same" and apart.standing.same_as is not None:
        journal.merge_into(apart.entry, apart.standing.same_as)
    elif answer == "another":
        journal.stand(apart.entry, Standing(same_as=apart.standing.same_as))
    elif answer == "other":
        journal.stand(apart.entry, Standing(standing=OTHER_SPORT))
        journal.add([as_event(apart.run)])
    elif answer == "leave-out":
        journal.stand(apart.entry, Standing(standing=LEFT_OUT))
    else:
        _take(journal, question, apart, answer)
    return question


def take_back(journal: Journal, row: int, uid: str, now: datetime) -> RunQuestion:
    """Take an answer back, or a merge that nobody asked about: then it is two runs again.

    Raises
    ------
    InvalidValueError
        If it is gone.
    """
    counted = next((each for each in counted_answers(journal) if each.entry == Entry(_TABLE, row, uid)), None)
    if counted is not None:
        ask_again(journal, counted)
        return _counted_question(counted, now)
    apart = _found(journal, row, uid)
    question = _question(apart, now)
    standing = apart.standing
    if standing.standing == SAME:
        journal.stand(apart.entry, Standing(same_as=standing.same_as))
    elif standing.standing is None:
        journal.stand(apart.entry, Standing(standing=ASK_SAME, same_as=standing.same_as))
    elif standing.standing == OTHER_SPORT:
        event = journal.entry_of(as_event(apart.run))
        if event is not None:
            journal.undo(event)
        journal.stand(apart.entry, Standing(standing=ASK_SPORT))
    elif standing.standing == LEFT_OUT:
        _undo_meant(journal, apart)
        asked = ASK_DATE if date_cannot_be(apart.run, now) else ASK_NUMBERS
        journal.stand(apart.entry, Standing(standing=asked))
    return question


def _take(journal: Journal, question: RunQuestion, apart: Apart, answer: str) -> None:
    """Let it count: as a run, as it is, or as it was meant. Whether it is the same as another shows only now."""
    run = replace(apart.run, sport=_RUNNING) if apart.run.sport == UNCLEAR else apart.run
    if answer == "meant" and question.meant is not None:
        run = question.meant
    if run.start != apart.run.start:  # another record: the row stays, so that its table is not asked about again
        is_new = journal.entry_of(run) is None
        journal.stand(apart.entry, Standing(standing=LEFT_OUT, same_as=run.start if is_new else None))
        journal.add([run])
        return
    journal.take_again(apart.entry, run)
    remember_answer(journal, apart.run, run, str(apart.standing.standing), answer)


def _undo_meant(journal: Journal, apart: Apart) -> None:
    """Take the run away that was put in the place of one with another date."""
    if apart.standing.same_as is None:
        return
    entry = journal.entry_of(replace(apart.run, start=apart.standing.same_as))
    if entry is not None:
        journal.undo(entry)


def _listed(journal: Journal) -> list[Apart]:
    there = (each for each in journal.apart() if each.standing.standing != TAKEN_BACK)
    return sorted(there, key=lambda each: each.run.start, reverse=True)


def _found(journal: Journal, row: int, uid: str) -> Apart:
    entry = Entry(_TABLE, row, uid)
    found = next((each for each in journal.apart() if each.entry == entry), None)
    if found is None:
        raise InvalidValueError(
            say("question must still be there; it is gone."), remedy=say("Look at the questions again."), field="row"
        )
    return found


def _question(apart: Apart, now: datetime) -> RunQuestion:
    standing = apart.standing.standing
    waits = standing in ASKED
    if waits and standing is not None:
        asked = _ASKED[standing]
    elif standing == OTHER_SPORT:
        asked = "sport"
    elif standing == LEFT_OUT:
        asked = "date" if date_cannot_be(apart.run, now) else "numbers"
    else:
        asked = "same"
    return RunQuestion(
        row=apart.entry.id,
        uid=apart.entry.uid,
        asked=asked,
        run=apart.run,
        other=apart.other,
        meant=meant(apart.run, now) if asked in ("numbers", "date") else None,
        answered=None if waits else _ANSWERED[standing],
    )


def _counted_question(counted: CountedAnswer, now: datetime) -> RunQuestion:
    asked = _ASKED[counted.standing]
    return RunQuestion(
        row=counted.entry.id,
        uid=counted.entry.uid,
        asked=asked,
        run=counted.was,
        meant=meant(counted.was, now) if asked in ("numbers", "date") else None,
        answered=counted.answer,
    )


def as_event(run: Run) -> Event:
    """Make the activity that a run was said to be instead."""
    return Event(
        at=run.start,
        kind=_OTHER,
        minutes=run.duration_s / 60,
        amount=run.distance_m,
        source=run.source,
        original=run.original,
    )
