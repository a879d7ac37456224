"""A person's folder of PMData (Thambawita et al. 2020, doi 10.1145/3339825.3394926): PMSys diary and Fitbit watch.

``pmsys/srpe.csv`` holds training sessions by their end, ``pmsys/wellness.csv`` soreness from 1 (very sore) to 5, both
in UTC; ``fitbit/exercise.json`` see `fitbit`. The data were collected in Oslo; times are given with its offset.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from afterrun.errors import AfterrunError, InvalidValueError
from afterrun.importers.devices.sessions import Session, join
from afterrun.importers.exports.fitbit import Exercise, read_exercises
from afterrun.importers.folders.cells import Cells
from afterrun.importers.folders.journal_table import problem_at, read_table
from afterrun.importers.here import Here
from afterrun.importers.loading import load, unused
from afterrun.importers.parsed import Parsed, ReadFile, Source, judged
from afterrun.language import say
from afterrun.records.pain import PainReport
from afterrun.records.problem import Problem
from afterrun.records.rules import require_range, require_time
from afterrun.records.site import Site

NAME = "pmsys"
ZONE = ZoneInfo("Europe/Oslo")
SESSIONS, WELLNESS, INJURIES, EXERCISES = (
    "pmsys/srpe.csv",
    "pmsys/wellness.csv",
    "pmsys/injury.csv",
    "fitbit/exercise.json",
)
_SESSION_COLUMNS = ("end_date_time", "activity_names", "perceived_exertion", "duration_min")
_WELLNESS_COLUMNS = ("effective_time_frame", "soreness")
# Answer 5 ... 1 -> points, as the scale "wellness-5" in `records.scale` explains.
NRS_OF_SORENESS = {5.0: 0.0, 4.0: 1.0, 3.0: 2.0, 2.0: 5.0, 1.0: 8.0}

Made = TypeVar("Made")


def is_person_folder(folder: Path) -> bool:
    """Whether the folder holds a PMSys diary or Fitbit data."""
    return (folder / "pmsys").is_dir() or (folder / "fitbit").is_dir()


def used_by_person_folder(folder: Path) -> frozenset[Path]:
    """Files of the folder that `read_person_folder` answers for."""
    return frozenset(folder / name for name in (SESSIONS, WELLNESS, INJURIES, EXERCISES))


def read_person_folder(folder: Path, label: str, _read_file: ReadFile, _here: Here) -> Iterator[Source]:
    """Read the runs and sessions (each once), then the soreness, then say what was not used."""
    sessions, problems = _rows(folder, label, SESSIONS, _SESSION_COLUMNS, _session)
    exercises, more = _exercises(folder, label)
    records = tuple(join(sessions, exercises))
    name = label.rstrip("/") or folder.name
    told = judged((*problems, *more), used=bool(records))
    yield Source(name=name, original=None, parsed=Parsed(records=records, problems=told))
    if (folder / WELLNESS).is_file():
        reports, problems = _rows(folder, label, WELLNESS, _WELLNESS_COLUMNS, _soreness)
        told = judged(problems, used=bool(reports))
        yield Source(name=label + WELLNESS, original=None, parsed=Parsed(records=tuple(reports), problems=told))
    if (folder / INJURIES).is_file():
        reason = "Injury reports are not used: they name a body part without a side and no rating."
        yield unused(label + INJURIES, reason, "Nothing to do.")


def local(at: datetime) -> datetime:
    """Give the same moment with the offset of Oslo; fixed, so that adding hours stays right across clock changes."""
    offset = at.astimezone(ZONE).utcoffset() or timedelta(0)
    return at.astimezone(timezone(offset))


def _rows(
    folder: Path, label: str, table: str, required: tuple[str, ...], make: Callable[[Cells], Made]
) -> tuple[list[Made], list[Problem]]:
    if not (folder / table).is_file():
        return [], []
    name = label + table
    loaded = load(folder / table, name)
    if loaded.content is None:
        return [], list(loaded.problems)
    read = read_table(loaded.content, name, required=required)
    made = []
    for cells in read.rows:
        try:
            made.append(make(cells))
        except AfterrunError as error:
            read.problems.append(problem_at(name, cells.line, error))
    return made, read.problems


def _exercises(folder: Path, label: str) -> tuple[list[Exercise], list[Problem]]:
    if not (folder / EXERCISES).is_file():
        return [], []
    loaded = load(folder / EXERCISES, label + EXERCISES)
    if loaded.content is None:
        return [], list(loaded.problems)
    exercises, problems = read_exercises(loaded.content, label + EXERCISES)
    return [replace(exercise, start=local(exercise.start)) for exercise in exercises], problems


def _time(cells: Cells, column: str) -> datetime:
    at = cells.moment(column)
    require_time(column, at)
    return local(at)


def _session(cells: Cells) -> Session:
    minutes = cells.amount("duration_min")
    effort = cells.number("perceived_exertion")
    require_range("duration_min", minutes, 1, 1440, "min")
    require_range("perceived_exertion", effort, 0, 10, "points")
    # The list looks like ['individual', 'strength', 'running'].
    words = [word for word in re.findall(r"\w+", cells.name("activity_names")) if word not in ("individual", "team")]
    sport = "running" if "running" in words else "-".join(words) or "session"
    session = Session(end=_time(cells, "end_date_time"), duration_s=60 * minutes, sport=sport, rpe=effort)
    require_time("start", session.start)
    return session


def _soreness(cells: Cells) -> PainReport:
    answer = cells.amount("soreness")
    if answer not in NRS_OF_SORENESS:
        raise InvalidValueError(
            say("soreness must be 1, 2, 3, 4 or 5; got {answer:g}.", answer=answer), remedy=say("Nothing to do.")
        )
    areas = re.findall(r"\d+", cells.word("soreness_area") or "")
    return PainReport(
        at=_time(cells, "effective_time_frame"),
        site=Site("both", "body"),
        nrs=NRS_OF_SORENESS[answer],
        symptom="soreness",
        scale="wellness-5",
        note=f"sore areas (SNOMED CT): {', '.join(areas)}" if areas else None,
        source=NAME,
    )
