"""What the page of questions about runs shows: each with its words and what may be answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from afterrun.findings.run_question import Answer, Asked, RunQuestion
from afterrun.language import mark, say
from afterrun.records import Run
from afterrun.records.provenance import source_said
from afterrun.report.imported import told

_ASKS: Mapping[Asked, str] = {
    "sport": mark("Was this a run?"),
    "numbers": mark("This cannot be right."),
    "date": mark("This date cannot be right."),
    "same": mark("Are these two the same run?"),
}
_BUTTONS: Mapping[Answer, str] = {
    "run": mark("Yes, a run"),
    "other": mark("No, something else"),
    "as-it-is": mark("It is right as it is"),
    "leave-out": mark("Leave it out"),
    "same": mark("The same run"),
    "another": mark("Two runs"),
}
STANDS: Mapping[Answer, str] = {
    "other": mark("Not a run."),
    "leave-out": mark("Left out."),
    "same": mark("The same run; it counts once."),
    "another": mark("Two runs; both count."),
    "run": mark("A run; it counts."),
    "as-it-is": mark("Right as it is; it counts."),
    "meant": mark("It counts as you meant it."),
}
_BACK: Mapping[Answer, str] = {
    "other": mark("Ask again"),
    "leave-out": mark("Ask again"),
    "same": mark("No, these are two runs"),
    "another": mark("Ask again"),
    "run": mark("Ask again"),
    "as-it-is": mark("Ask again"),
    "meant": mark("Ask again"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One question in words: the runs it is about, and its buttons as (answer, text)."""

    row: int
    uid: str
    title: str
    lines: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]


def cards(questions: Iterable[RunQuestion]) -> list[Card]:
    """Say what waits for an answer."""
    return [
        Card(
            each.row,
            each.uid,
            title(each),
            _lines(each),
            tuple((answer, _button(answer, each)) for answer in each.answers),
        )
        for each in questions
    ]


def title(question: RunQuestion) -> str:
    """What is asked."""
    return say(_ASKS[question.asked])


def answered_cards(questions: Iterable[RunQuestion]) -> list[Card]:
    """Say what was answered or found out, with the way back."""
    return [
        Card(each.row, each.uid, say(STANDS[each.answered]), _lines(each), (("back", say(_BACK[each.answered])),))
        for each in questions
        if each.answered is not None
    ]


def _button(answer: Answer, question: RunQuestion) -> str:
    if answer == "meant" and question.meant is not None:
        if question.asked == "date":
            return say("It was on {at:%d %b %Y}", at=question.meant.start)
        return say("It was {run}", run=told(question.meant))
    return say(_BUTTONS[answer])


def _lines(question: RunQuestion) -> tuple[str, ...]:
    return tuple(_line(run) for run in (question.run, question.other) if run is not None)


def _line(run: Run) -> str:
    return say(
        "{at:%a %d %b %Y, %H:%M}: {run} (from {source})", at=run.start, run=told(run), source=source_said(run.source)
    )
