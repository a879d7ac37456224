"""One entry of the timeline: what it says, and a way to correct or remove what was logged by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.journal import Entry, Journal
from afterrun.language import number, say, spoken
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.web.forms import field_of, number_of
from afterrun.web.pages import open_journal, page, part
from afterrun.web.routes.check_in import MOMENTS, SYMPTOMS, saved_text
from afterrun.web.routes.timeline import said

router = APIRouter(include_in_schema=False)
Kind = Literal["run", "pain", "care", "event", "phase"]
Record = Run | PainReport | Care | Event | Phase
BY_HAND = frozenset({"app", "api", "cli"})
_SAME_TIME_S = 0.5


@dataclass(frozen=True, slots=True)
class Told:
    """A record, what to say of it, and where it is stored if it may be changed here."""

    record: Record
    title: str
    facts: list[tuple[str, str]]
    entry: Entry | None


class Change(BaseModel):
    """What a report should say instead; its time stays."""

    uid: str
    at: float
    nrs: str = ""
    site: str = ""
    symptom: str = "pain"
    moment: str = ""
    note: str = ""

    def of(self, report: PainReport) -> PainReport:
        """Make the new report.

        Raises
        ------
        AfterrunError
            If a field breaks its rule.
        """
        return replace(
            report,
            nrs=number_of("pain", self.nrs),
            site=Site.parse(self.site),
            symptom=self.symptom,
            moment=self.moment or None,
            note=self.note.strip() or None,
            scale="",
            source="app",
        )


@router.get("/fragment/entry", response_class=HTMLResponse)
def show(request: Request, kind: Kind, at: float) -> HTMLResponse:
    """Everything of one kind at one time."""
    with open_journal(request) as journal:
        return _show(request, journal, kind, at)


@router.post("/entry", response_class=HTMLResponse)
def change(request: Request, changed: Annotated[Change, Form()]) -> HTMLResponse:
    """Put another report in the place of one; the new one is safe before the old one goes."""
    with open_journal(request) as journal:
        found = _found(journal, changed)
        try:
            if found is None:
                raise InvalidValueError(
                    say("entry must still be there; it is gone."), remedy=say("Look at the timeline again.")
                )
            report, entry = found
            new = changed.of(report)
        except AfterrunError as error:
            return _show(request, journal, "pain", changed.at, error=error, status=422)
        journal.add([new])
        if journal.entry_of(new) != entry:
            journal.undo(entry)
        text = saved_text(new, say("Corrected"))
        return page(request, "saved.html", journal, text=text, entry=journal.entry_of(new))


def _found(journal: Journal, changed: Change) -> tuple[PainReport, Entry] | None:
    for record in _records(journal.diary(), "pain", changed.at):
        entry = journal.entry_of(record)
        if isinstance(record, PainReport) and entry and entry.uid == changed.uid and record.source in BY_HAND:
            return record, entry
    return None


def _show(
    request: Request,
    journal: Journal,
    kind: Kind,
    at: float,
    *,
    error: AfterrunError | None = None,
    status: int = 200,
) -> HTMLResponse:
    diary = journal.diary()
    told = [_told(journal, record) for record in _records(diary, kind, at)]
    return part(
        request,
        "fragments/entry.html",
        status=status,
        site=say("your entry"),  # the title where there is no script
        told=told,
        at=at,
        sites=diary.sites(),
        symptoms=SYMPTOMS,
        moments=MOMENTS,
        error=error,
        wrong=field_of(error),
    )


def _records(diary: Diary, kind: Kind, at: float) -> Iterator[Record]:
    if kind == "run":
        yield from (run for run in diary.runs if abs(run.start.timestamp() - at) < _SAME_TIME_S)
        return
    if kind == "phase":
        yield from (phase for phase in diary.phases if abs(phase.start.timestamp() - at) < _SAME_TIME_S)
        return
    kinds: dict[str, tuple[PainReport | Care | Event, ...]]
    kinds = {"pain": diary.pain, "care": diary.care, "event": diary.events}
    yield from (record for record in kinds[kind] if abs(record.at.timestamp() - at) < _SAME_TIME_S)


def _told(journal: Journal, record: Record) -> Told:
    by_hand = record.source in BY_HAND
    title, facts = _facts(record)
    shown = [(name, value) for name, value in facts if value]
    return Told(record, title, shown, journal.entry_of(record) if by_hand else None)


def _facts(record: Record) -> tuple[str, list[tuple[str, str]]]:
    """Say everything a record holds."""
    if isinstance(record, Run):
        return said(record.sport), [
            (say("When"), _when(record.start)),
            (say("How far"), say("{km:.2f} km", km=record.distance_m / 1000) if record.distance_m else ""),
            (say("How long"), say("{minutes:.0f} min", minutes=record.duration_s / 60)),
            (say("Up"), say("{m:.0f} m", m=record.ascent_m) if record.ascent_m else ""),
            (
                say("Cadence"),
                say("{n:.0f} steps a minute", n=record.cadence_spm) if record.cadence_spm else "",
            ),
            (say("Effort"), say("{rpe:g} of 10", rpe=record.rpe) if record.rpe is not None else ""),
            (say("Shoe"), record.shoe or ""),
            (say("Note"), record.note or ""),
            (say("From"), record.source),
        ]
    if isinstance(record, PainReport):
        return say("{symptom} {nrs:g} of 10", symptom=said(record.symptom), nrs=record.nrs), [
            (say("Where"), record.site.words),
            (say("When"), _when(record.at)),
            (say("Moment"), spoken(record.moment or "")),
            (say("Feels"), ", ".join(map(spoken, record.quality))),
            (say("Note"), record.note or ""),
            (say("From"), record.source),
        ]
    if isinstance(record, Care):
        before, after = (number(nrs) if nrs is not None else "?" for nrs in (record.pain_before, record.pain_after))
        rated = record.pain_before is not None or record.pain_after is not None
        return said(record.intervention), [
            (say("Kind"), said(record.variant or "")),
            (say("When"), _when(record.at)),
            (say("Minutes"), number(record.minutes) if record.minutes else ""),
            (say("Where"), record.site.words if record.site else ""),
            (say("Before and after"), say("{before} and {after} of 10", before=before, after=after) if rated else ""),
            (say("Note"), record.note or ""),
            (say("From"), record.source),
        ]
    if isinstance(record, Phase):
        return said(record.intervention), [
            (say("Kind"), said(record.variant or "")),
            (say("Since"), say("{at:%a %d %b %Y}", at=record.start)),
            (say("Until"), say("{at:%a %d %b %Y}", at=record.end) if record.end else say("it goes on")),
            (say("Note"), record.note or ""),
            (say("From"), record.source),
        ]
    return said(record.kind), [
        (say("When"), _when(record.at)),
        (say("Minutes"), number(record.minutes) if record.minutes else ""),
        (say("Amount"), number(record.amount) if record.amount else ""),
        (say("Note"), record.note or ""),
        (say("From"), record.source),
    ]


def _when(at: datetime) -> str:
    return say("{at:%a %d %b %Y, %H:%M}", at=at)
