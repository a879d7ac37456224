"""Whether something changed from one day to the next, when, and what else was new around then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from afterrun.associations.changes import Change as Weighed
from afterrun.findings import Change, DateInterval, Intervention, NewThing
from afterrun.findings.change import NewKind
from afterrun.findings.draws import interval
from afterrun.lab.preparing import Prepared
from afterrun.records import Diary, Run
from afterrun.tissue import Distance

_AROUND = timedelta(days=14)  # what is new further from the date hardly belongs to it: judgement
_A_GAP = timedelta(days=14)  # two weeks without a run: judgement
_FEW_SWITCHES = 2  # begun once, and perhaps given up
_FEWEST_BEFORE = 3  # runs before one of them can be the longest so far


def sudden_change(diary: Diary, prepared: Prepared, found: Weighed, *, ratio_told: bool) -> Change:
    """Tell a sudden change.

    The date, the size and what else was new are told only where the change itself is.

    Parameters
    ----------
    diary : Diary
        Up to now.
    prepared : Prepared
        The site looked at.
    found : associations.changes.Change
        What came out for it.
    ratio_told : bool
        Whether the response is told: neither a ratio of one that is not, nor that there was none before.
    """
    told = Change(probability=round(found.prob, 3), verdict=found.verdict)
    return _with_details(told, found, diary, prepared, ratio_told) if found.verdict == "changed" else told


def not_denied(told: Change, interventions: Sequence[Intervention]) -> Change:
    """Take back that nothing changed where something put in on one day may change every day: one diary, one voice.

    Its days are compared with the others as from that day; a change that is looked for on any day is harder to find.
    """
    possible = any(
        each.everyday is not None
        and each.everyday.drop_nrs is not None
        and each.everyday.switches <= _FEW_SWITCHES
        and each.everyday.verdict != "no-worthwhile-effect"
        for each in interventions
    )
    return replace(told, verdict="not-yet-known") if told.verdict == "no-sign" and possible else told


def _with_details(told: Change, found: Weighed, diary: Diary, prepared: Prepared, ratio_told: bool) -> Change:
    of_response = found.what == "response"
    low, middle, high = (prepared.time(each) for each in found.date_d)
    sized = of_response and ratio_told and not found.struck
    return replace(
        told,
        what=found.what,
        direction="worse" if found.worse else "better",
        struck=found.struck if of_response and ratio_told else None,
        date=DateInterval(median=middle.date(), lo=low.date(), hi=high.date()),
        response_ratio=interval(np.exp(found.step)) if sized else None,
        baseline_step_nrs=None if of_response else interval(found.step),
        also=tuple(sorted(_new_around(diary, middle), key=lambda new: new.at)),
    )


def _new_around(diary: Diary, when: datetime) -> Iterator[NewThing]:
    """List what began, ended or had not been seen before within two weeks of a date."""
    for new in (*_phases(diary), *_first_times(diary), *_runs(diary.runs)):
        if abs(new.at - when) <= _AROUND:
            yield new


def _phases(diary: Diary) -> Iterator[NewThing]:
    for phase in diary.phases:
        yield NewThing(what="phase-began", name=phase.intervention, at=phase.start)
        if phase.end is not None:
            yield NewThing(what="phase-ended", name=phase.intervention, at=phase.end)


def _first_times(diary: Diary) -> Iterator[NewThing]:
    """Name the first of each kind of event, care, shoe and surface."""
    first: dict[tuple[NewKind, str], datetime] = {}
    for event in diary.events:
        first.setdefault(("event-first", event.kind), event.at)
    for care in diary.care:
        first.setdefault(("care-first", care.intervention), care.at)
    _first_runs(first, "shoe-first", [(run.shoe, run.start) for run in diary.runs])
    _first_runs(first, "surface-first", [(run.surface, run.start) for run in diary.runs])
    for (what, name), at in first.items():
        yield NewThing(what=what, name=name, at=at)


def _first_runs(
    first: dict[tuple[NewKind, str], datetime], what: NewKind, runs: Sequence[tuple[str | None, datetime]]
) -> None:
    """Add the first run of each, but of the one that the diary began with: that is not new."""
    told = [(str(name), start) for name, start in runs if name]
    for name, start in told:
        if name != told[0][0]:
            first.setdefault((what, name), start)


def _runs(runs: Sequence[Run]) -> Iterator[NewThing]:
    """Name runs that were the longest so far, and those after a gap.

    A run without a distance never is the longest; it counts by its minutes against the others.
    """
    distance, longest = Distance().doses(runs), 0.0
    for number, run in enumerate(runs):
        known, metres = not distance.derived[number], float(distance.value[number])
        if number >= _FEWEST_BEFORE and known and metres > longest:
            yield NewThing(what="longest-run", name=None, at=run.start)
        longest = max(longest, metres)
        if number and run.start - runs[number - 1].end >= _A_GAP:
            yield NewThing(what="run-after-gap", name=None, at=run.start)
