"""The tables of a journal folder: their columns, and a row of each as a record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from afterrun.importers.folders.journal_table import Cells
from afterrun.importers.parsed import Record
from afterrun.records.happenings import Care, Event, Phase
from afterrun.records.pain import PainReport
from afterrun.records.run import Run
from afterrun.records.site import Site
from afterrun.records.trial import Allocation, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """One table: required columns, optional ones, and the record of a row (raises `AfterrunError`)."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    record: Callable[[Cells, str | None], Record]


def note_of(cells: Cells, unknown: tuple[str, ...]) -> str | None:
    """Return the note, with what stands in columns nobody knows added to it."""
    extra = [f"{column}: {cells.text(column)}" for column in unknown if cells.text(column) is not None]
    own = cells.text("note")
    return "; ".join([own, *extra] if own is not None else extra) or None


def _source(cells: Cells) -> str:
    return cells.word("source") or "csv"


def _run(cells: Cells, note: str | None) -> Run:
    return Run(
        start=cells.moment("start"),
        duration_s=cells.amount("duration_s"),
        distance_m=cells.number("distance_m"),
        ascent_m=cells.number("ascent_m"),
        descent_m=cells.number("descent_m"),
        cadence_spm=cells.number("cadence_spm"),
        contact_ms=cells.number("contact_ms"),
        rpe=cells.number("rpe"),
        shoe=cells.word("shoe"),
        surface=cells.word("surface"),
        note=note,
        sport=cells.word("sport") or "running",
        source=_source(cells),
        original=cells.word("original"),
    )


def _pain(cells: Cells, note: str | None) -> PainReport:
    return PainReport(
        at=cells.moment("at"),
        site=Site.parse(cells.name("site")),
        nrs=cells.amount("nrs"),
        symptom=cells.word("symptom") or "pain",
        moment=cells.word("moment"),
        quality=tuple(word.strip() for word in (cells.word("quality") or "").split(";") if word.strip()),
        note=note,
        scale=cells.word("scale") or "",
        source=_source(cells),
    )


def _care(cells: Cells, note: str | None) -> Care:
    return Care(
        at=cells.moment("at"),
        intervention=cells.name("intervention"),
        variant=cells.word("variant"),
        minutes=cells.number("minutes"),
        site=cells.site("site"),
        pain_before=cells.number("pain_before"),
        pain_after=cells.number("pain_after"),
        run=cells.time("run"),
        note=note,
        source=_source(cells),
    )


def _phase(cells: Cells, note: str | None) -> Phase:
    return Phase(
        intervention=cells.name("intervention"),
        start=cells.moment("start"),
        end=cells.time("end"),
        variant=cells.word("variant"),
        note=note,
        source=_source(cells),
    )


def _event(cells: Cells, note: str | None) -> Event:
    return Event(
        at=cells.moment("at"),
        kind=cells.name("kind"),
        minutes=cells.number("minutes"),
        amount=cells.number("amount"),
        note=note,
        source=_source(cells),
        original=cells.word("original"),
    )


def _trial(cells: Cells, note: str | None) -> Trial:
    return Trial(
        start=cells.moment("start"),
        question=cells.name("question"),
        design=cells.name("design"),
        intervention=cells.name("intervention"),
        variant=cells.word("variant"),
        comparator=cells.word("comparator"),
        site=Site.parse(cells.name("site")),
        units=cells.count("units") or 0,
        block_days=cells.count("block_days"),
        run_in_days=cells.count("run_in_days") or 0,
        worthwhile_ratio=cells.amount("worthwhile_ratio"),
        ceiling_nrs=cells.amount("ceiling_nrs"),
        seed=cells.count("seed") or 0,
        stopped=cells.time("stopped"),
        stop_reason=cells.word("stop_reason"),
        note=note,
        source=_source(cells),
    )


def _allocation(cells: Cells, note: str | None) -> Allocation:
    return Allocation(
        at=cells.moment("at"),
        trial=cells.name("trial"),
        unit=cells.count("unit") or 0,
        arm=cells.count("arm") or 0,
        source=_source(cells),
    )


# File name -> table. Beyond the contract: scale, sport, source and original, which the export of Afterrun writes.
TABLES: Mapping[str, TableKind] = {
    "runs.csv": TableKind(
        required=("start", "duration_s", "distance_m"),
        optional=(
            *("ascent_m", "descent_m", "cadence_spm", "contact_ms", "rpe", "shoe", "surface", "note"),
            *("sport", "source", "original"),
        ),
        record=_run,
    ),
    "pain.csv": TableKind(
        required=("at", "site", "nrs"),
        optional=("symptom", "moment", "quality", "note", "scale", "source"),
        record=_pain,
    ),
    "care.csv": TableKind(
        required=("at", "intervention"),
        optional=("variant", "minutes", "site", "pain_before", "pain_after", "run", "note", "source"),
        record=_care,
    ),
    "phases.csv": TableKind(
        required=("intervention", "start"),
        optional=("end", "variant", "note", "source"),
        record=_phase,
    ),
    "events.csv": TableKind(
        required=("at", "kind"),
        optional=("minutes", "amount", "note", "source", "original"),
        record=_event,
    ),
    "trials.csv": TableKind(
        required=(
            *("start", "question", "design", "intervention", "site", "units"),
            *("worthwhile_ratio", "ceiling_nrs", "seed"),
        ),
        optional=("variant", "comparator", "block_days", "run_in_days", "stopped", "stop_reason", "note", "source"),
        record=_trial,
    ),
    "allocations.csv": TableKind(required=("at", "trial", "unit", "arm"), optional=("source",), record=_allocation),
}
