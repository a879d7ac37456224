"""What the timeline tells in its table, and which marks its plot has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from afterrun.journal.photos import photo_named
from afterrun.lab.preparing import usual_symptom
from afterrun.language import say, spoken
from afterrun.records import Care, Diary, Site
from afterrun.records.kinds import KIND_OF
from afterrun.report.entry_words import detail_of, what_of
from afterrun.report.words import PAIN
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
    note: str = ""


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
    detail = ", ".join(filter(None, (detail_of(record), say("photo") if photo else "")))
    return Row(kind.time_of(record), what_of(record), detail, kind.name, photo, record.note or "")
