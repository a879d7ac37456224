"""What the card of an entry tells: its title, and each field that `records.kinds` has a label for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from afterrun.journal import Journal
from afterrun.journal.photos import photo_named
from afterrun.language import number, say, spoken
from afterrun.records import Original, PainReport, Site
from afterrun.records.fields import Field
from afterrun.records.kinds import KIND_OF
from afterrun.records.provenance import source_said
from afterrun.report.entry_words import what_of
from afterrun.units import distance_words
from afterrun.web.forms.record_forms import Record


def title_of(record: Record) -> str:
    """Say what the record is."""
    what = what_of(record)
    return say("{symptom} {nrs:g} of 10", symptom=what, nrs=record.nrs) if isinstance(record, PainReport) else what


def photo_of_record(journal: Journal, record: Record) -> Original | None:
    """Return the photo of an entry, if it has one that is sound."""
    name = photo_named(record)
    return None if name is None else journal.photo(name)


def facts_of(record: Record) -> list[tuple[str, str]]:
    """Say everything else that it holds, each with its name; what is unknown is left out."""
    told = ((field.line.label, _told(field, getattr(record, field.name))) for field in KIND_OF[type(record)].told)
    return [(say(label), value) for label, value in told if value]


def _told(field: Field, value: Any) -> str:
    if value is None:
        return say(field.line.unknown)
    if field.line.asked and field.line.asked.miles:
        return distance_words(value * field.line.metres, ".2f")
    if field.name == "source":
        return source_said(value)
    if field.line.told:
        return say(field.line.told, value=value / field.line.per if isinstance(value, float | int) else value)
    return _TOLD[field.type](field, value)


def _when(_: Field, at: datetime) -> str:
    return say("{at:%a %d %b %Y, %H:%M}", at=at)


def _number(_: Field, value: float) -> str:
    return number(value)


_TOLD: Mapping[type, Callable[[Field, Any], str]] = {
    datetime: _when,
    Site: lambda _, site: str(site.words),
    tuple: lambda _, words: ", ".join(map(spoken, words)),
    float: _number,
    int: _number,
    str: lambda field, text: spoken(text) if field.line.named else str(text),
}
