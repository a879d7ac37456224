"""What a researcher gets of who consented: numbers, and words of fixed lists, under a pseudonym, at moved times.

No notes, no names, no files of watches, no tracks, nothing that somebody typed freely. All times of a person are moved
back by the same whole number of weeks: what follows what, the hour and the day of the week stay; the date does not.
Times, distances and durations are rounded, or a run could be found again among those that people publish. It is
pseudonymous, not anonymous: a whole diary is never like another.

One folder of tables a person, as `afterrun cohort fit` reads them. Whoever has runs that only their owner may see is
left out, as there, and named in a table of their own.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from afterrun.clinic.studies import Consent
from afterrun.owner_only import make_folder
from afterrun.records import Diary, Site
from afterrun.records.fields import Kind
from afterrun.records.kinds import KINDS
from afterrun.records.provenance import for_owner_only
from afterrun.records.vocabulary import KNOWN_NAMES

OTHER = "other"
"""Stands for a word that is on no list."""
# Judgement: far below what a body feels, and coarse enough that thousands of published runs are alike.
_TIME_MIN, _DISTANCE_M, _DURATION_S = 15, 100.0, 60.0


@dataclass(frozen=True, slots=True)
class _Moved:
    """How a value of one person is told.

    Parameters
    ----------
    weeks : int
        By how much their times are moved back.
    """

    weeks: int

    def time(self, at: datetime) -> str:
        """By the person's own clock, written as if it were UTC: an offset tells where somebody lives."""
        plain = at.replace(tzinfo=UTC, second=0, microsecond=0) - timedelta(weeks=self.weeks)
        return (plain - timedelta(minutes=plain.minute % _TIME_MIN)).isoformat()


def _to(step: float) -> Callable[[_Moved, Any], str]:
    return lambda _, value: f"{max(step, step * round(value / step)):g}"


def _plain(_: _Moved, value: Any) -> str:
    return f"{value:g}"


def _word(_: _Moved, value: Any) -> str:
    return str(value) if str(value).replace("-", " ") in KNOWN_NAMES else OTHER


def _words(moved: _Moved, values: Any) -> str:
    return ";".join(_word(moved, each) for each in values)


def _site(_: _Moved, value: Any) -> str:
    return str(Site(value.side, value.region))


def _time(moved: _Moved, value: Any) -> str:
    return moved.time(value)


# What is not named here is not told. Table -> column -> how.
_TOLD: Mapping[str, Mapping[str, Callable[[_Moved, Any], str]]] = {
    "run": {
        "start": _time,
        "duration_s": _to(_DURATION_S),
        "distance_m": _to(_DISTANCE_M),
        "ascent_m": _to(10.0),
        "descent_m": _to(10.0),
        "cadence_spm": _to(1.0),
        "rpe": _plain,
        "surface": _word,
        "sport": _word,
    },
    "pain": {
        "at": _time,
        "site": _site,
        "nrs": _plain,
        "symptom": _word,
        "moment": _word,
        "quality": _words,
        "scale": lambda _, value: str(value),
        "onset_km": _plain,
        "onset_min": _plain,
    },
    "care": {
        "at": _time,
        "intervention": _word,
        "minutes": _plain,
        "site": _site,
        "pain_before": _plain,
        "pain_after": _plain,
        "run": _time,
    },
    "phase": {"intervention": _word, "start": _time, "end": _time},
    "event": {"at": _time, "kind": _word, "minutes": _plain},
}


LEFT_OUT = "left-out.csv"
"""Table of those who consented and are not told of."""


def may_be_told(diary: Diary) -> bool:
    """Whether no run is for its owner alone: without those the pain would stand beside too little running."""
    return not any(map(for_owner_only, diary.runs))


def study_archive(people: Iterable[tuple[Consent, Diary]]) -> bytes:
    """Pack what everybody who consented has to tell: a zip with a folder a pseudonym."""
    packed, left_out = io.BytesIO(), list[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for consent, diary in people:
            if not may_be_told(diary):
                left_out.append(f"{consent.pseudonym},runs that came through Strava\r\n")
                continue
            for kind in KINDS:
                if kind.name in _TOLD:
                    archive.writestr(
                        f"{consent.pseudonym}/{kind.csv}", _table(kind, diary, _Moved(consent.shift_weeks))
                    )
        if left_out:
            archive.writestr(LEFT_OUT, "".join(("pseudonym,why\r\n", *left_out)))
    return packed.getvalue()


def write_tables(folder: Path, consent: Consent, diary: Diary) -> None:
    """Write what one person has to tell into a folder, the same as in the archive."""
    make_folder(folder)
    for kind in KINDS:
        if kind.name in _TOLD:
            (folder / kind.csv).write_bytes(_table(kind, diary, _Moved(consent.shift_weeks)).encode())


def moved_now(consent: Consent, diary: Diary, now: datetime) -> datetime:
    """Tell the time by somebody's moved diary: on their own clock, which is that of their latest report."""
    latest = max((each.at for each in diary.pain if each.at <= now), default=now)
    return now.astimezone(latest.tzinfo).replace(tzinfo=UTC) - timedelta(weeks=consent.shift_weeks)


def _table(kind: Kind, diary: Diary, moved: _Moved) -> str:
    told, written = _TOLD[kind.name], io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(told)
    for record in getattr(diary, kind.plural):
        values = ((getattr(record, column), tell) for column, tell in told.items())
        writer.writerow(["" if value is None else tell(moved, value) for value, tell in values])
    return written.getvalue()
