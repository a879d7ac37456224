"""What the timeline tells in its table, and which marks its plot has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.photos import photo_named
from afterrun.lab.preparing import usual_symptom
from afterrun.language import say, sentence_case, spoken
from afterrun.records import Care, Diary, Event, PainReport, Phase, Run, Site
from afterrun.records.kinds import KIND_OF
from afterrun.report.words import PAIN, amount_words
from afterrun.units import distance_words
from afterrun.web.forms.record_forms import Record

_TABLE_ROWS = 200
_SHAPES = 3  # of care, told apart; all others share a fourth


def symptom_of(diary: Diary, site: Site | None) -> str:
    """Name what the line of the plot is of: what is reported most there."""
    any_here = site is not None and any(report.site == site for report in diary.pain)
    return usual_symptom(diary, site) if site is not None and any_here else PAIN


def kinds_of(diary: Diary, site: Site | None) -> dict[str, bool]:
    """Say which marks the plot has, so that its key explains those and no others."""
    return {
        "others": len({report.symptom for report in diary.pain if report.site == site}) > 1,
        "minutes": any(run.distance_m is None for run in diary.runs),
        "other_care": len(set(map(_care_kind, diary.care))) > _SHAPES,
        "phases": bool(diary.phases),
        "events": bool(diary.events),
    }


def care_shapes(diary: Diary) -> list[tuple[str, str | None]]:
    """List the kinds of care that have a shape of their own: those done most."""
    return [kind for kind, _ in Counter(map(_care_kind, diary.care)).most_common(_SHAPES)]


def care_words(kind: tuple[str, str | None]) -> str:
    """Say a kind of care in the key of the plot."""
    return ", ".join(spoken(each) for each in kind if each)


def _care_kind(care: Care) -> tuple[str, str | None]:
    return care.intervention, care.variant


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; ``kind`` is what the entry page calls it, ``photo`` the sha256 of its photo."""

    at: datetime
    what: str
    detail: str
    kind: str
    photo: str | None = None


def rows_of(diary: Diary, site: Site | None) -> tuple[list[Row], int]:
    """List the newest entries, the newest first, and say how many there are in all."""
    here = [report for report in diary.pain if report.site == site]
    lists = (diary.runs, here, diary.care, diary.events, diary.phases)
    found = [row_of(record) for records in lists for record in records[-_TABLE_ROWS:]]
    return sorted(found, key=lambda row: row.at, reverse=True)[:_TABLE_ROWS], sum(map(len, lists))


def row_of(record: Record) -> Row:
    """Say one entry as a line."""
    kind = KIND_OF[type(record)]
    photo = photo_named(record)
    detail = ", ".join(filter(None, (_detail(record), say("photo") if photo else "")))
    return Row(kind.time_of(record), said(getattr(record, kind.title)), detail, kind.name, photo)


def _detail(record: Record) -> str:
    if isinstance(record, Run):
        return _length(record)
    if isinstance(record, PainReport):
        return _felt(record)
    if isinstance(record, Care):
        return said(record.variant or "")
    if isinstance(record, Event):
        return say("{minutes:.0f} min", minutes=record.minutes) if record.minutes else amount_words(record)
    return _kept_up(record)


def said(name: str) -> str:
    """Say a name as it is stored, at the beginning of a line."""
    return say("Run") if name == "running" else sentence_case(spoken(name))


def _felt(report: PainReport) -> str:
    return say("{nrs:g} of 10", nrs=report.nrs) + (f", {spoken(report.moment)}" if report.moment else "")


def _kept_up(phase: Phase) -> str:
    return say("from this day on") if phase.end is None else say("until {end:%d %b %Y}", end=phase.end)


def _length(run: Run) -> str:
    minutes = say("{minutes:.0f} min", minutes=run.duration_s / 60)
    return (
        minutes
        if run.distance_m is None
        else say("{far} in {minutes}", far=distance_words(run.distance_m), minutes=minutes)
    )
