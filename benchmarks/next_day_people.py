"""Real people and what was known of them just before each answer, the same for every method."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from afterrun.importers.exports.pmsys import read_person_folder
from afterrun.importers.here import Here
from afterrun.importers.registry import read_device_file
from afterrun.lab.preparing import Prepared, prepare
from afterrun.records import Diary, PainReport, Run

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_REPORTS = 60
LAGS = 7  # days of load looked back on, today's included
AVERAGE_HALF_LIVES_D = (1.0, 2.0, 3.0, 5.0, 7.0, 14.0)
_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Person:
    """One folder, read by the importer."""

    name: str
    diary: Diary


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is known at the moment somebody is asked. Rows: the n reports so far, then the one to come.

    Parameters
    ----------
    answer : ndarray of int, shape (n,)
        Place of each answer so far among the levels.
    levels : ndarray, shape (k,)
        Possible answers. [NRS]
    load : ndarray, shape (n + 1, LAGS)
        Dose ended before the report on its own calendar day, the day before, and so on. [reference doses]
    average : ndarray, shape (n + 1, len(AVERAGE_HALF_LIVES_D))
        Sum of doses so far, each halved every half-life since. [reference doses]
    since_d : ndarray, shape (n + 1,)
        Time since the report before; infinite for the first. [d]
    """

    answer: Ints
    levels: Floats
    load: Floats
    average: Floats
    since_d: Floats


def data_folder() -> Path:
    """Where PMData lies: in $AFTERRUN_DATA, else in ``../shared/data``."""
    return Path(os.environ.get("AFTERRUN_DATA") or Path(__file__).parents[2] / "shared" / "data") / "pmdata"


def read_people(folder: Path) -> list[Person]:
    """Read every ``p*`` folder by the project's own importer, in order of name."""
    return [Person(path.name, _diary(path)) for path in sorted(folder.glob("p*")) if path.is_dir()]


def _diary(folder: Path) -> Diary:
    records = [
        r
        for source in read_person_folder(folder, f"{folder.name}/", read_device_file, Here())
        for r in source.parsed.records
    ]
    return Diary(
        runs=tuple(sorted((r for r in records if isinstance(r, Run)), key=lambda run: run.end)),
        pain=tuple(sorted((r for r in records if isinstance(r, PainReport)), key=lambda report: report.at)),
    )


def known_before(report: PainReport, diary: Diary) -> Prepared:
    """Prepare what had been recorded when this report was asked for."""
    return prepare(diary, site=report.site, now=report.at - _JUST_BEFORE)


def past_of(known: Prepared, report: PainReport) -> Past:
    """Lay the past out as a table, for methods that want one."""
    rows = [*known.reports, report]
    t_d = np.array([known.days(row.at) for row in rows])
    ended = t_d[:, None] > known.data.run_t_d[None, :]
    ago_d = np.maximum(t_d[:, None] - known.data.run_t_d[None, :], 0.0)
    average = [(ended * 0.5 ** (ago_d / half)) @ known.data.dose for half in AVERAGE_HALF_LIVES_D]
    days = days_between(rows, known.runs)
    load = [((days == lag) & ended) @ known.data.dose for lag in range(LAGS)]
    return Past(
        answer=np.searchsorted(known.data.levels, known.data.answers).astype(np.int64),
        levels=known.data.levels,
        load=np.stack(load, axis=1),
        average=np.stack(average, axis=1),
        since_d=np.concatenate([[np.inf], np.diff(t_d)]),
    )


def days_between(reports: Sequence[PainReport], runs: Sequence[Run]) -> Ints:
    """Calendar days from each run to each report, by the clock the person lives by. Shape (reports, runs)."""
    asked = np.array([report.at.date().toordinal() for report in reports], dtype=np.int64)
    ran = np.array([run.end.date().toordinal() for run in runs], dtype=np.int64)
    return asked[:, None] - ran[None, :]


def place_of(report: PainReport, levels: Floats) -> int:
    """Place of an answer among the levels."""
    return int(np.abs(levels - report.nrs).argmin())
