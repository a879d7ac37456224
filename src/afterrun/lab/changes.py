"""Whether something changed from one day to the next, when, and what else was new around then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.associations.changes import Change, weigh_changes
from afterrun.lab.intervals import Json, interval
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary, Run
from afterrun.response.data import ResponseData
from afterrun.response.fit import Fit
from afterrun.tissue import Distance

_LATEST_REPORTS = 300  # more would take long; what changed years ago is another question
_FELT_D = 21.0  # as `preparing`: 8 decay times of the slowest usual kernel
_AROUND = timedelta(days=14)  # what is new further from the date hardly belongs to it: judgement
_A_GAP = timedelta(days=14)  # two weeks without a run: judgement
_FEWEST_BEFORE = 3  # runs before one of them can be the longest so far
_DATE_SHARES = {"median": 0.5, "lo": 0.05, "hi": 0.95}  # the central 90 %, as every interval


def change_json(diary: Diary, prepared: Prepared, fit: Fit, *, seed: int, ratio_told: bool) -> Json | None:
    """Weigh a sudden change; None where the diary is too short for one.

    The date, the size and what else was new are told only where the change itself is.

    Parameters
    ----------
    diary : Diary
        Up to now.
    prepared : Prepared
        The site looked at.
    fit : Fit
        Of that site.
    seed : int
        Of the search.
    ratio_told : bool
        Whether the response is told: no ratio of one that is not.
    """
    found = weigh_changes(latest(prepared.data), fit, np.random.default_rng([seed, 5]))
    if found is None:
        return None
    told: Json = {
        "probability": round(found.prob, 3),
        "verdict": found.verdict,
        "what": None,
        "direction": None,
        "date": None,
        "response_ratio": None,
        "baseline_step_nrs": None,
        "also": [],
        "evidence": "observational",
    }
    return told | _details(found, diary, prepared, ratio_told) if found.verdict == "changed" else told


def latest(data: ResponseData) -> ResponseData:
    """Keep the latest reports, and the runs that can be felt in them."""
    if len(data.report_t_d) <= _LATEST_REPORTS:
        return data
    kept = slice(len(data.report_t_d) - _LATEST_REPORTS, None)
    start = float(data.report_t_d[kept][0])
    runs = data.run_t_d > start - _FELT_D
    return replace(
        data,
        report_t_d=data.report_t_d[kept],
        lower=data.lower[kept],
        upper=data.upper[kept],
        run_t_d=data.run_t_d[runs],
        dose=data.dose[runs],
        span_d=(start, data.span_d[1]),
    )


def _details(found: Change, diary: Diary, prepared: Prepared, ratio_told: bool) -> Json:
    of_response = found.what == "response"
    dates = {name: prepared.time(found.date_at(share)) for name, share in _DATE_SHARES.items()}
    return {
        "what": found.what,
        "direction": "worse" if found.worse else "better",
        "date": {name: at.date().isoformat() for name, at in dates.items()},
        "response_ratio": interval(np.exp(found.step)) if of_response and ratio_told else None,
        "baseline_step_nrs": None if of_response else interval(found.step),
        "also": sorted(
            (
                {"what": what, "name": name, "at": at.isoformat()}
                for what, name, at in _new_around(diary, dates["median"])
            ),
            key=lambda item: item["at"],
        ),
    }


def _new_around(diary: Diary, when: datetime) -> Iterator[tuple[str, str | None, datetime]]:
    """List what began, ended or had not been seen before within two weeks of a date."""
    for what, name, at in (*_phases(diary), *_first_times(diary), *_runs(diary.runs)):
        if abs(at - when) <= _AROUND:
            yield what, name, at


def _phases(diary: Diary) -> Iterator[tuple[str, str | None, datetime]]:
    for phase in diary.phases:
        yield "phase-began", phase.intervention, phase.start
        if phase.end is not None:
            yield "phase-ended", phase.intervention, phase.end


def _first_times(diary: Diary) -> Iterator[tuple[str, str | None, datetime]]:
    """Name the first of each kind of event, care and shoe."""
    first: dict[tuple[str, str], datetime] = {}
    for event in diary.events:
        first.setdefault(("event-first", event.kind), event.at)
    for care in diary.care:
        first.setdefault(("care-first", care.intervention), care.at)
    worn = [run for run in diary.runs if run.shoe]
    for run in worn:
        first.setdefault(("shoe-first", str(run.shoe)), run.start)
    if worn:  # the shoe that the diary began with is not new
        first.pop(("shoe-first", str(worn[0].shoe)))
    for (what, name), at in first.items():
        yield what, name, at


def _runs(runs: Sequence[Run]) -> Iterator[tuple[str, str | None, datetime]]:
    """Name runs that were the longest so far, and those after a gap.

    A run without a distance never is the longest; it counts by its minutes against the others.
    """
    distance, longest = Distance().doses(runs), 0.0
    for number, run in enumerate(runs):
        known, metres = not distance.derived[number], float(distance.value[number])
        if number >= _FEWEST_BEFORE and known and metres > longest:
            yield "longest-run", None, run.start
        longest = max(longest, metres)
        if number and run.start - runs[number - 1].end >= _A_GAP:
            yield "run-after-gap", None, run.start
