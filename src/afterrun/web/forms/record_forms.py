"""What can be typed about each kind of record: its fields, filled in, and the record made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Literal

from pydantic import BaseModel

from afterrun.language import say, spoken
from afterrun.records import Care, Event, PainReport, Phase, Run, Site
from afterrun.records.vocabulary import MOMENTS, SYMPTOMS
from afterrun.units import distance_in_unit, distance_unit, metres_of
from afterrun.web.forms.reading import number_of, slug
from afterrun.web.forms.times import read_local

Kind = Literal["run", "pain", "care", "phase", "event"]
Record = Run | PainReport | Care | Phase | Event
Typed = Mapping[str, str]


class TypedForm(BaseModel):
    """Every field that one of the forms may have; empty where it has none of that name."""

    kind: str = "pain"
    uid: str = ""
    at: str = ""
    when: str = ""
    start: str = ""
    end: str = ""
    distance: str = ""
    minutes: str = ""
    rpe: str = ""
    shoe: str = ""
    nrs: str = ""
    site: str = ""
    symptom: str = "pain"
    moment: str = ""
    intervention: str = ""
    variant: str = ""
    pain_before: str = ""
    pain_after: str = ""
    kind_of_event: str = ""
    amount: str = ""
    note: str = ""


_MINUTE = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a form; the errors of a record begin with its name.

    Parameters
    ----------
    name, label : str
        In the form, and on the screen.
    value : str
        What it holds.
    type : str
        As HTML calls it; ``select`` where one of the choices is taken.
    choices : tuple of (str, str)
        Values and what is said of them.
    most : float or None
        Largest number. [unit of the label]
    required : bool
        Whether it must be filled in.
    """

    name: str
    label: str
    value: str
    type: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    most: float | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """What a form has to know: the places in use, the time and whose clock tells it."""

    sites: Sequence[Site]
    now: datetime
    zone: tzinfo | None = None


def fields_of(record: Record, context: Context) -> list[Field]:
    """List what can be said of a record, as it is said now."""
    return _LISTS[type(record)](record, context)


def typed_record(record: Record, typed: Typed, context: Context) -> Record:
    """Put what was typed into a record; what cannot be typed stays as it was.

    Raises
    ------
    AfterrunError
        If a field breaks its rule.
    """
    return _READERS[type(record)](record, typed, context)


def _run_fields(run: Run, context: Context) -> list[Field]:
    far = "" if run.distance_m is None else f"{distance_in_unit(run.distance_m):.2f}"
    return [
        _time("start", say("Started"), run.start),
        Field("distance", say("Kilometres") if distance_unit() == "km" else say("Miles"), far, "number", most=1000),
        Field("minutes", say("Minutes"), f"{run.duration_s / 60:g}", "number", most=10080, required=True),
        Field("rpe", say("Effort, 0 to 10"), _told(run.rpe), "number", most=10),
        Field("shoe", say("Shoe"), run.shoe or ""),
        Field("note", say("Note"), run.note or ""),
    ]


def _typed_run(run: Run, typed: Typed, context: Context) -> Run:
    far, minutes = _number("distance", typed), _number("minutes", typed)
    return replace(
        run,
        start=_time_typed("start", run.start, typed, context),
        distance_m=None if far is None else metres_of(far),
        duration_s=60 * (minutes or 0),
        rpe=_number("rpe", typed),
        shoe=_text("shoe", typed),
        note=_text("note", typed),
    )


def _pain_fields(report: PainReport, context: Context) -> list[Field]:
    return [
        Field("nrs", say("How much, 0 to 10"), f"{report.nrs:g}", "number", most=10, required=True),
        _site_field(report.site, context, required=True),
        _choice("symptom", say("What"), report.symptom, SYMPTOMS, required=True),
        _choice("moment", say("When in the day"), report.moment, MOMENTS),
        Field("note", say("Note"), report.note or ""),
        _time("when", say("When"), report.at),
    ]


def _typed_pain(report: PainReport, typed: Typed, context: Context) -> PainReport:
    return replace(
        report,
        at=_time_typed("when", report.at, typed, context),
        nrs=number_of("pain", typed.get("nrs", "")),
        site=Site.parse(typed.get("site", "")),
        symptom=typed.get("symptom") or "pain",
        moment=_text("moment", typed),
        note=_text("note", typed),
        scale="",
    )


def _care_fields(care: Care, context: Context) -> list[Field]:
    return [
        Field("intervention", say("What you did"), care.intervention.replace("-", " "), required=True),
        Field("variant", say("Which kind"), (care.variant or "").replace("-", " ")),
        Field("minutes", say("Minutes"), _told(care.minutes), "number", most=1440),
        Field("pain_before", say("Pain just before, 0 to 10"), _told(care.pain_before), "number", most=10),
        Field("pain_after", say("Pain just after, 0 to 10"), _told(care.pain_after), "number", most=10),
        _site_field(care.site, context),
        Field("note", say("Note"), care.note or ""),
        _time("when", say("When"), care.at),
    ]


def _typed_care(care: Care, typed: Typed, context: Context) -> Care:
    return replace(
        care,
        at=_time_typed("when", care.at, typed, context),
        intervention=slug(typed.get("intervention", "")),
        variant=slug(typed.get("variant", "")) or None,
        minutes=_number("minutes", typed),
        pain_before=_number("pain_before", typed),
        pain_after=_number("pain_after", typed),
        site=Site.parse(typed["site"]) if typed.get("site") else None,
        note=_text("note", typed),
    )


def _phase_fields(phase: Phase, context: Context) -> list[Field]:
    return [
        Field("intervention", say("What you keep up"), phase.intervention.replace("-", " "), required=True),
        Field("variant", say("Which kind"), (phase.variant or "").replace("-", " ")),
        _time("start", say("Since"), phase.start),
        _time("end", say("Until (empty: it goes on)"), phase.end),
        Field("note", say("Note"), phase.note or ""),
    ]


def _typed_phase(phase: Phase, typed: Typed, context: Context) -> Phase:
    end = typed.get("end", "")
    return replace(
        phase,
        intervention=slug(typed.get("intervention", "")),
        variant=slug(typed.get("variant", "")) or None,
        start=_time_typed("start", phase.start, typed, context),
        end=_time_typed("end", phase.end or phase.start, typed, context) if end else None,
        note=_text("note", typed),
    )


def _event_fields(event: Event, context: Context) -> list[Field]:
    return [
        Field("kind_of_event", say("What it was"), event.kind.replace("-", " "), required=True),
        Field("minutes", say("Minutes"), _told(event.minutes), "number", most=10080),
        Field("amount", say("How much of it (kilograms, metres)"), _told(event.amount), "number"),
        Field("note", say("Note"), event.note or ""),
        _time("when", say("When"), event.at),
    ]


def _typed_event(event: Event, typed: Typed, context: Context) -> Event:
    return replace(
        event,
        at=_time_typed("when", event.at, typed, context),
        kind=slug(typed.get("kind_of_event", "")),
        minutes=_number("minutes", typed),
        amount=_number("amount", typed),
        note=_text("note", typed),
    )


_ALWAYS = frozenset({"start", "when"})
_LISTS: dict[type[Record], Callable[..., list[Field]]] = {
    Run: _run_fields,
    PainReport: _pain_fields,
    Care: _care_fields,
    Phase: _phase_fields,
    Event: _event_fields,
}
_READERS: dict[type[Record], Callable[..., Record]] = {
    Run: _typed_run,
    PainReport: _typed_pain,
    Care: _typed_care,
    Phase: _typed_phase,
    Event: _typed_event,
}


def _time(name: str, label: str, at: datetime | None) -> Field:
    return Field(name, label, f"{at:{_MINUTE}}" if at else "", "datetime-local", required=name in _ALWAYS)


def _time_typed(name: str, before: datetime, typed: Typed, context: Context) -> datetime:
    """Keep a time that was not touched to the second; another one is by the clock that the old one was told by."""
    text = typed.get(name, "")
    if not text or text == f"{before:{_MINUTE}}":
        return before
    return read_local(text, context.now.astimezone(before.tzinfo), zone=context.zone)


def _site_field(site: Site | None, context: Context, *, required: bool = False) -> Field:
    places = [*context.sites, *([site] if site and site not in context.sites else [])]
    none = () if required else (("", say("not said")),)
    choices = (*none, *((str(each), each.words) for each in places))
    return Field("site", say("Where"), str(site) if site else "", "select", choices, required=required)


def _choice(name: str, label: str, value: str | None, known: Sequence[str], *, required: bool = False) -> Field:
    names = dict.fromkeys((*known, *([value] if value else [])))
    none = () if required else (("", say("not said")),)
    choices = (*none, *((each, spoken(each)) for each in names))
    return Field(name, label, value or "", "select", choices, required=required)


def _told(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _number(name: str, typed: Typed) -> float | None:
    text = typed.get(name, "")
    return number_of(name.replace("_", " "), text) if text.strip() else None


def _text(name: str, typed: Typed) -> str | None:
    return typed.get(name, "").strip() or None
