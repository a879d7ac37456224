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
from afterrun.records import Care, Diary, Event, PainReport, Run, Site
from afterrun.web.forms import field_of, number_of
from afterrun.web.pages import open_journal, page, part
from afterrun.web.routes.check_in import MOMENTS, SYMPTOMS, saved_text

router = APIRouter(include_in_schema=False)
Kind = Literal["run", "pain", "care", "event"]
Record = Run | PainReport | Care | Event
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
                raise InvalidValueError("entry must still be there; it is gone.", remedy="Look at the timeline again.")
            report, entry = found
            new = changed.of(report)
        except AfterrunError as error:
            return _show(request, journal, "pain", changed.at, error=error, status=422)
        journal.add([new])
        if journal.entry_of(new) != entry:
            journal.undo(entry)
        text = saved_text(new).replace("Saved", "Corrected")
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
        site="your entry",  # the title where there is no script
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
        return _said(record.sport), [
            ("When", _when(record.start)),
            ("How far", f"{record.distance_m / 1000:.2f} km" if record.distance_m else ""),
            ("How long", f"{record.duration_s / 60:.0f} min"),
            ("Up", f"{record.ascent_m:.0f} m" if record.ascent_m else ""),
            ("Cadence", f"{record.cadence_spm:.0f} steps a minute" if record.cadence_spm else ""),
            ("Effort", f"{record.rpe:g} of 10" if record.rpe is not None else ""),
            ("Shoe", record.shoe or ""),
            ("Note", record.note or ""),
            ("From", record.source),
        ]
    if isinstance(record, PainReport):
        return f"{_said(record.symptom)} {record.nrs:g} of 10", [
            ("Where", record.site.words),
            ("When", _when(record.at)),
            ("Moment", (record.moment or "").replace("-", " ")),
            ("Feels", ", ".join(record.quality).replace("-", " ")),
            ("Note", record.note or ""),
            ("From", record.source),
        ]
    if isinstance(record, Care):
        before, after = (f"{nrs:g}" if nrs is not None else "?" for nrs in (record.pain_before, record.pain_after))
        rated = record.pain_before is not None or record.pain_after is not None
        return _said(record.intervention), [
            ("Kind", _said(record.variant or "")),
            ("When", _when(record.at)),
            ("Minutes", f"{record.minutes:g}" if record.minutes else ""),
            ("Where", record.site.words if record.site else ""),
            ("Before and after", f"{before} and {after} of 10" if rated else ""),
            ("Note", record.note or ""),
            ("From", record.source),
        ]
    return _said(record.kind), [
        ("When", _when(record.at)),
        ("Minutes", f"{record.minutes:g}" if record.minutes else ""),
        ("Amount", f"{record.amount:g}" if record.amount else ""),
        ("Note", record.note or ""),
        ("From", record.source),
    ]


def _said(name: str) -> str:
    return "Run" if name == "running" else name.replace("-", " ").capitalize()


def _when(at: datetime) -> str:
    return f"{at:%a %d %b %Y, %H:%M}"
