"""Fitbit's ``exercise.json``: what the watch recorded or noticed by itself.

The start times carry no offset. They are UTC: in PMData they fit the session ends of PMSys, which are UTC, only without
a shift, and with the people's winter time (UTC+1) far fewer exercises fall into the sleep that ``sleep.json`` records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from afterrun.errors import InvalidValueError
from afterrun.importers.exports.json_files import TooMuchError, read_json
from afterrun.language import say
from afterrun.records.problem import Problem
from afterrun.records.rules import require_range, require_time
from afterrun.units import METRES_PER_MILE

RUN_NAMES = ("Run", "Treadmill")

LARGEST_BYTES = 4 * 2**20  # judgement: Fitbit writes a hundred exercises a file, 300 KB; JSON grows 25-fold in memory
_METRES_PER_UNIT = {"Kilometer": 1000.0, "Mile": METRES_PER_MILE, "Meter": 1.0}
_BROKEN = (KeyError, TypeError, ValueError, OverflowError, AttributeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """One entry: name as Fitbit gives it, start in UTC, length [s] with pauses, distance [m] if measured."""

    name: str
    start: datetime
    duration_s: float
    distance_m: float | None

    @property
    def end(self) -> datetime:
        """When it ended."""
        return self.start + timedelta(seconds=self.duration_s)

    @property
    def is_run(self) -> bool:
        """Whether Fitbit counts it as running."""
        return self.name in RUN_NAMES


def read_exercises(content: bytes, name: str) -> tuple[list[Exercise], list[Problem]]:
    """Read the entries in order of time, and what is wrong with others; never raises."""
    if len(content) > LARGEST_BYTES:
        told = say("The file is larger than {most} MiB.", most=LARGEST_BYTES // 2**20)
        return [], [Problem(name, told, say("Export a shorter time from Fitbit."), True)]
    try:
        entries = read_json(content)
    except TooMuchError as error:
        return [], [Problem(name, str(error), say("Export a shorter time from Fitbit."), True)]
    except ValueError as error:
        return [], [
            Problem(name, say("This is no JSON: {error}.", error=error), say("Export it again from Fitbit."), True)
        ]
    if not isinstance(entries, list):
        return [], [Problem(name, say("The file is no list of exercises."), say("Export it again from Fitbit."), True)]
    exercises, problems = [], []
    for number, entry in enumerate(entries, start=1):
        where = f"{name} entry {number}"
        try:
            exercises.append(_exercise(entry))
        except InvalidValueError as error:
            problems.append(Problem(where, error.message, error.remedy))
        except _BROKEN:
            problems.append(Problem(where, say("The entry lacks a name, start or length."), say("Nothing to do.")))
    return sorted(exercises, key=lambda exercise: exercise.start), problems


def _exercise(entry: Any) -> Exercise:
    start = datetime.fromisoformat(entry["startTime"])
    start = start if start.tzinfo is not None else start.replace(tzinfo=UTC)
    require_time("startTime", start)
    duration_s = float(entry["duration"]) / 1000  # milliseconds
    require_range("duration", duration_s, 1, 7 * 86400, "s")
    return Exercise(
        name=entry["activityName"].strip() or "exercise",
        start=start,
        duration_s=duration_s,
        distance_m=_distance_m(entry),
    )


def _distance_m(entry: Any) -> float | None:
    metres = _METRES_PER_UNIT.get(entry.get("distanceUnit"))
    if entry.get("distance") is None or metres is None:
        return None
    distance_m = metres * float(entry["distance"])
    require_range("distance", distance_m, 0, 1e6, "m")
    return distance_m or None  # zero is what an unmeasured run shows
