"""Questions that are alike, asked as one: an export whose clock is an hour off asks the same of each of its runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterrun.findings.run_question import Answer, RunQuestion
from afterrun.language import mark, say, say_n
from afterrun.records.provenance import source_said
from afterrun.web.pages.run_questions.view import STANDS, Card, answered_cards, cards, title

_FEWEST = 3
_QUARTER_S = 900
_ALL: dict[Answer, str] = {
    "run": mark("All were runs"),
    "other": mark("None was a run"),
    "meant": mark("All as proposed"),
    "as-it-is": mark("All are right as they are"),
    "leave-out": mark("Leave all out"),
    "same": mark("Each time the same run"),
    "another": mark("Each time two runs"),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """Questions that one answer may do for: their title, what holds of all, each by itself, and the buttons for all."""

    title: str
    told: str
    cards: tuple[Card, ...]
    buttons: tuple[tuple[str, str], ...]

    @property
    def is_one_by_one(self) -> bool:
        """Whether each is asked by itself only."""
        return not self.buttons

    @property
    def example(self) -> str:
        """One of them, with what is proposed: nobody should answer for all without having seen any."""
        one = self.cards[0]
        proposed = [text for answer, text in one.buttons if answer == "meant"]
        return say("One of them: {lines}", lines=" · ".join((*one.lines, *proposed)))


def alike(questions: Sequence[RunQuestion]) -> list[Alike]:
    """Put questions together that are alike, in the order of the first of each; few are asked one by one."""
    groups: dict[tuple[object, ...], list[RunQuestion]] = {}
    for each in questions:
        groups.setdefault(_like(each), []).append(each)
    return [made for group in groups.values() for made in _made(group)]


def _like(question: RunQuestion) -> tuple[object, ...]:
    """What has to be the same so that one answer may do: what is asked, of which source, and how two are apart."""
    other = question.other
    apart = None if other is None else round((question.run.start - other.start).total_seconds() / _QUARTER_S)
    sources = question.run.source, None if other is None else other.source
    return question.asked, question.answered, question.answers, sources, apart


def _made(group: list[RunQuestion]) -> list[Alike]:
    waits = group[0].answered is None
    shown = cards(group) if waits else answered_cards(group)
    if len(group) < _FEWEST:
        return [Alike(each.title, "", (each,), ()) for each in shown]
    return [Alike(_heading(group[0]), _told(group), tuple(shown), tuple(_buttons(group[0])))]


def _heading(question: RunQuestion) -> str:
    return title(question) if question.answered is None else say(STANDS[question.answered])


def _buttons(question: RunQuestion) -> Iterator[tuple[str, str]]:
    if question.answered is not None:
        yield "back", say("Ask again about all")
        return
    for answer in question.answers:
        yield answer, say(_ALL[answer])


def _told(group: Sequence[RunQuestion]) -> str:
    first, last = min(each.run.start for each in group), max(each.run.start for each in group)
    return say_n(
        "{n} time, from {source}: {first:%d %b %Y} to {last:%d %b %Y}.",
        "{n} times, from {source}: {first:%d %b %Y} to {last:%d %b %Y}.",
        len(group),
        source=source_said(group[0].run.source),
        first=first,
        last=last,
    )
