"""Rows of one table seen together: answers on one scale, steps of both feet, one answer a minute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, datetime

from afterrun.importers.devices.track import both_feet
from afterrun.importers.folders.one_row import Row
from afterrun.language import say
from afterrun.records.pain import PainReport
from afterrun.records.problem import Problem
from afterrun.records.run import Run
from afterrun.records.scale import finest

_NOON, _LEAST_DAYS_BACK = 12, 2  # judgement: once may be a slip


def on_one_scale(rows: Sequence[Row], *, unsaid: Set[int]) -> list[Row]:
    """Put a column of answers on one scale, but for lines that say theirs: 5 beside 2.5 is of the scale with halves."""
    reports = [(row, row.record) for row in rows if isinstance(row.record, PainReport)]
    scale = finest(report.scale for row, report in reports if row.line in unsaid)
    return [
        replace(row, record=replace(report, scale=scale)) if row.line in unsaid and report.scale != scale else row
        for row, report in reports
    ]


def without_nought(rows: Sequence[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Take a distance of nought for none: as one it would be a run that loaded nothing."""
    found, left_out = [], 0
    for row in rows:
        if isinstance(row.record, Run) and row.record.distance_m == 0:
            found.append(replace(row, record=replace(row.record, distance_m=None)))
            left_out += 1
        else:
            found.append(row)
    if left_out:
        what = say("Runs of no distance were taken as of an unknown one: {n}.", n=left_out)
        problems.append(Problem(name, what, say("Write how far they went, if you know it.")))
    return found


def with_both_feet(rows: Sequence[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Count the steps of both feet where somebody copied the strides of one, as many watches show them."""
    found, doubled = [], 0
    for row in rows:
        run, steps = row.record, None
        if isinstance(run, Run) and run.cadence_spm == 0:  # so programs write what was not measured
            run = replace(run, cadence_spm=None)
        if isinstance(run, Run) and run.cadence_spm and run.distance_m:
            steps = both_feet(run.cadence_spm, speed_mps=run.distance_m / run.duration_s, per_leg=False)
            if steps != run.cadence_spm:
                run, doubled = replace(run, cadence_spm=steps), doubled + 1
        found.append(replace(row, record=run))
    if doubled:
        what = say("Cadences that can only be of one foot were doubled: {n}.", n=doubled)
        problems.append(Problem(name, what, say("Nothing to do.")))
    return found


def laps_added_up(rows: Sequence[Row], laps: Mapping[int, str], name: str, problems: list[Problem]) -> list[Row]:
    """Make one run of the laps that stand below each other with one start, if a column numbers them.

    Parameters
    ----------
    laps : mapping of int to str
        Line -> the number of its lap.
    """
    found: list[Row] = []
    lap = ""
    for row in rows:
        before, last, lap = found[-1].record if found else None, lap, laps.get(row.line, "")
        is_next = lap.isdecimal() and last.isdecimal() and lap != last
        if is_next and isinstance(row.record, Run) and isinstance(before, Run) and row.record.start == before.start:
            found[-1] = replace(found[-1], record=_longer_by(before, row.record))
        else:
            found.append(row)
    if len(found) < len(rows):
        what = say("Laps with one start were added up: {n} lines became {m}.", n=len(rows), m=len(found))
        problems.append(Problem(name, what, say("If they are runs of their own, give each of them its own time.")))
    return found


def _longer_by(run: Run, lap: Run) -> Run:
    return replace(
        run,
        duration_s=run.duration_s + lap.duration_s,
        distance_m=_sum(run.distance_m, lap.distance_m),
        ascent_m=_sum(run.ascent_m, lap.ascent_m),
        descent_m=_sum(run.descent_m, lap.descent_m),
        cadence_spm=None,
        contact_ms=None,
    )


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def one_at_a_time(rows: Iterable[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Keep one run for each start: nobody runs twice at once, and of two that stand there none may vanish unsaid."""
    first: dict[int, tuple[int, Run]] = {}
    found: list[Row] = []
    for row in rows:
        if not isinstance(run := row.record, Run):
            found.append(row)
            continue
        line, before = first.setdefault(int(run.start.timestamp()), (row.line, run))
        if line == row.line or replace(run, note=None) == replace(before, note=None):
            found.append(row)
            continue
        what = say("Line {line} has a run of this time already.", line=line)
        where = say("{name} line {line}", name=name, line=row.line)
        problems.append(Problem(where, what, say("Give each of them its own time.")))
    return found


def by_a_whole_clock(rows: Sequence[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Refuse a diary whose clock may be of twelve hours: its times go back within days, and none is of the afternoon.

    An evening taken for a morning is twelve hours wrong, which is the whole of what is asked of the hours after a run.
    """
    found = [(row.line, row.record) for row in rows if isinstance(row.record, PainReport)]
    days = [report.at.date() for _, report in found]
    if days != sorted(days) or any(not 1 <= report.at.hour <= _NOON for _, report in found):
        return [*rows]
    latest: dict[tuple[object, ...], datetime] = {}
    back: dict[date, int] = {}
    for line, report in found:
        of_one = (report.at.date(), report.site, report.symptom, report.moment)
        if report.at < latest.get(of_one, report.at):
            back.setdefault(report.at.date(), line)
        latest[of_one] = report.at
    if len(back) < _LEAST_DAYS_BACK:
        return [*rows]
    what = say("Times go back within a day, and none is after one o'clock: AM and PM may be missing.")
    where = say("{name} line {line}", name=name, line=min(back.values()))
    remedy = say("Write AM or PM, or the hours from 0 to 24. If the rows are only out of order, sort them by time.")
    problems.append(Problem(where, what, remedy))
    return []


def once_a_minute(rows: Iterable[Row], name: str, problems: list[Problem]) -> list[Row]:
    """Keep one answer for each minute, place, symptom and moment: the first; another number of it is asked about."""
    first: dict[tuple[object, ...], int] = {}
    found: list[Row] = []
    for row in rows:
        report = row.record
        if not isinstance(report, PainReport):
            continue
        key = (report.at.replace(second=0, microsecond=0), report.site, report.symptom, report.moment)
        place = first.setdefault(key, len(found))
        before = found[place] if place < len(found) else row
        if before is row or before.record == report:
            found.append(row)
        elif isinstance(before.record, PainReport) and before.record.nrs != report.nrs:
            found[place] = replace(before, others=(*before.others, report))
        else:
            what = say("Line {line} has this answer already, in other words.", line=before.line)
            where = say("{name} line {line}", name=name, line=row.line)
            problems.append(Problem(where, what, say("The first was taken. Delete the wrong one.")))
    return found
