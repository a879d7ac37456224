"""Everything that a record holds, said."""

from __future__ import annotations

from datetime import datetime

from afterrun.language import number, say, spoken
from afterrun.records import Care, PainReport, Phase, Run
from afterrun.units import distance_words
from afterrun.web.forms.record_forms import Record
from afterrun.web.pages.timeline.view import said


def title_of(record: Record) -> str:
    return facts_of(record)[0]


def facts_of(record: Record) -> tuple[str, list[tuple[str, str]]]:
    """Say everything a record holds."""
    if isinstance(record, Run):
        return said(record.sport), [
            (say("When"), _when(record.start)),
            (say("How far"), distance_words(record.distance_m, ".2f") if record.distance_m else ""),
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
