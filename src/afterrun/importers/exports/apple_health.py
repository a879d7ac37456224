"""Apple Health's export: ``export.xml`` read as a stream, since it holds every heartbeat of years; routes beside it.

A workout has its sport, its times with their offset, its distance as an attribute (before iOS 16) or as statistics,
and names the GPX file of its route. Steps are summed by day and source; of two devices the larger sum counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NoReturn
from xml.parsers import expat

import numpy as np

from afterrun.importers.devices import xml_mending
from afterrun.importers.devices.xml_events import root_of
from afterrun.importers.exports.json_files import BROKEN, moment_of
from afterrun.importers.exports.told import MOST_LISTED, Told, found_of, more_listed, without
from afterrun.importers.here import Here
from afterrun.importers.loading import head_of, stamped
from afterrun.importers.parsed import Found, Parsed, ReadFile, Source, gather
from afterrun.language import say
from afterrun.records.happenings import Event
from afterrun.records.problem import Problem
from afterrun.records.run import Run
from afterrun.records.streams import Streams
from afterrun.units import METRES_PER_MILE

NAME = "apple-health"
STEPS = "steps"
_ROOT = "HealthData"
_ROUTES = "workout-routes"
_TYPE = "HKWorkoutActivityType"
_STEP_COUNT = "HKQuantityTypeIdentifierStepCount"
_DISTANCE = "HKQuantityTypeIdentifierDistance"
_SPORT_OF_DISTANCE = {"WalkingRunning": "Running", "Cycling": "Cycling", "Swimming": "Swimming"}
_SEVERAL = "SwimBikeRun"  # a triathlon: its parts are what was done
_METRES = {"km": 1000.0, "m": 1.0, "mi": METRES_PER_MILE, "ft": 0.3048, "yd": 0.9144}
_SECONDS = {"min": 60.0, "s": 1.0, "hr": 3600.0, "h": 3600.0}
_STEP = 2**20
_KNOWN_H = 23  # a day's sum is known when it ends


@dataclass(slots=True)
class _Workout:
    attributes: Mapping[str, str]
    metadata: dict[str, str] = field(default_factory=dict)
    distance_m: float | None = None
    routes: list[str] = field(default_factory=list)
    parts: list[_Workout] = field(default_factory=list)
    sport: str | None = None


class _Reader:
    """Takes the elements as they come, and keeps only workouts and sums of steps."""

    def __init__(self) -> None:
        self.workouts: list[_Workout] = []
        self.steps: dict[tuple[str, str], float] = defaultdict(float)
        self.inside: _Workout | None = None
        self.part_open = False
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self.parser.EntityDeclHandler = self._refuse

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Record":
            if attributes.get("type") == _STEP_COUNT:
                self._count(attributes)
        elif name == "Workout":
            self.inside = _Workout(attributes)
        elif self.inside is not None:
            self._inside(self.inside, name, attributes)

    def _inside(self, workout: _Workout, name: str, attributes: Mapping[str, str]) -> None:
        if name == "MetadataEntry":
            workout.metadata[attributes.get("key", "")] = attributes.get("value", "")
        elif name == "WorkoutActivity":
            workout.parts.append(_Workout(attributes))
            self.part_open = True
        elif name == "FileReference":
            workout.routes.append(attributes.get("path", ""))
        elif name == "WorkoutStatistics" and attributes.get("type", "").startswith(_DISTANCE):
            # Statistics inside a part of the workout come while that part is the last one opened.
            of = workout.parts[-1] if workout.parts and self.part_open else workout
            of.distance_m = _quantity(attributes.get("sum"), attributes.get("unit"), _METRES)
            of.sport = _SPORT_OF_DISTANCE.get(attributes["type"].removeprefix(_DISTANCE))

    def _close(self, name: str) -> None:
        if name == "WorkoutActivity":
            self.part_open = False
        if name == "Workout" and self.inside is not None:
            self.workouts.append(self.inside)
            self.inside = None

    def _count(self, attributes: Mapping[str, str]) -> None:
        day = attributes.get("startDate", "")[:10] + attributes.get("startDate", "")[-6:]
        try:
            self.steps[day, attributes.get("sourceName", "")] += float(attributes.get("value", ""))
        except ValueError:
            return

    def _refuse(self, *_declared: object) -> NoReturn:
        raise ValueError(say("The file declares entities of its own, which no activity file needs."))


def is_export_file(path: Path) -> bool:
    """Whether a file is such an export, by its root element; its name is in the language of the telephone."""
    return path.suffix.lower() == ".xml" and root_of(head_of(path)) == _ROOT


def is_export_folder(folder: Path) -> bool:
    """Whether the folder holds such an export."""
    return _export(folder) is not None


def used_by_export_folder(folder: Path) -> frozenset[Path]:
    """Entries of the folder that `read_export_folder` answers for."""
    path = _export(folder)
    return frozenset() if path is None else frozenset({path, folder / _ROUTES})


def read_export_folder(folder: Path, label: str, read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read every workout, with its route where it has one, and the steps of each day."""
    path = _export(folder)
    if path is not None:
        yield from read_export_file(path, label + path.name, read_file, here)


def read_export_file(path: Path, name: str, read_file: ReadFile, here: Here) -> Iterator[Source]:
    """Read an export on its own; never raises. Routes are those that lie beside it."""
    reader, problems = _read(path, name)
    label, folder = name.removesuffix(path.name), path.parent
    plain: list[Found] = []
    named: set[Path] = set()
    for number, workout in enumerate(_each(reader.workouts), start=1):
        where = say("{name} workout {number}", name=name, number=number)
        if number > MOST_LISTED:
            problems.append(more_listed(where))
            break
        try:
            told = _told(workout, here)
        except BROKEN:
            problems.append(without(where, say("a start or a length")))
            continue
        found, more = found_of(told, where=where, source=NAME)
        problems.extend(more)
        route = _route(folder, workout.routes)
        if route is None:
            plain.extend(found)
            continue
        named.add(route)
        yield _with_route(read_file(route, label + f"{_ROUTES}/{route.name}"), found)
    plain.extend(Found(event) for event in _days(reader.steps, here))
    if plain or problems or not named:
        yield Source(name=name, original=None, parsed=gather(plain, problems, name=name))
    for route in sorted((folder / _ROUTES).glob("*.gpx")) if (folder / _ROUTES).is_dir() else ():
        if route not in named:
            yield read_file(route, label + f"{_ROUTES}/{route.name}")


def _each(workouts: Iterable[_Workout]) -> Iterator[_Workout]:
    """Give the workouts, one of several sports as its parts."""
    for workout in workouts:
        parts = [part for part in workout.parts if {"startDate", "endDate"} <= part.attributes.keys()]
        if workout.attributes.get("workoutActivityType") != f"{_TYPE}{_SEVERAL}" or not parts:
            yield workout
            continue
        for part in parts:
            kind = f"{_TYPE}{part.sport or 'Transition'}"
            yield replace(part, attributes={**part.attributes, "workoutActivityType": kind})


def _read(path: Path, name: str) -> tuple[_Reader, list[Problem]]:
    """Read it as it is; where it holds what XML forbids, once more and without that."""
    reader, problems = _read_once(path, name, mended=False)
    if not problems:
        return reader, problems
    again, left = _read_once(path, name, mended=True)
    better = len(again.workouts) > len(reader.workouts) or not left
    return (again, left) if better else (reader, problems)


def _pieces(file: BinaryIO, *, mended: bool) -> Iterator[bytes]:
    """Cut a file into pieces that end behind an element, so that nothing forbidden lies across a border."""
    rest = b""
    while piece := file.read(_STEP):
        whole, mark, rest_ = (rest + piece).rpartition(b">")
        rest = rest_ if mark else rest + piece
        if mark:
            yield xml_mending.mended(whole + mark) if mended else whole + mark
    yield rest


def _read_once(path: Path, name: str, *, mended: bool) -> tuple[_Reader, list[Problem]]:
    reader = _Reader()
    try:
        with path.open("rb") as file:
            for piece in _pieces(file, mended=mended):
                reader.parser.Parse(piece, False)
            reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        at = max(reader.parser.ErrorByteIndex, 0)
        what = say("The file is damaged here ({error}); nothing after it could be read.", error=error)
        where = say("{name} byte {at}", name=name, at=at)
        return reader, [Problem(where, what, say("Export it again if something is missing."))]
    except OSError as error:
        what = say("The file cannot be read: {strerror}.", strerror=error.strerror or error)
        return reader, [Problem(name, what, say("Check that it exists and that you may read it."))]
    return reader, []


def _told(workout: _Workout, here: Here) -> Told:
    said = workout.attributes
    start, end = moment_of(said["startDate"], here), moment_of(said["endDate"], here)
    distance_m = workout.distance_m
    if distance_m is None:
        distance_m = _quantity(said.get("totalDistance"), said.get("totalDistanceUnit"), _METRES)
    climb = workout.metadata.get("HKElevationAscended", "").split()
    indoors = workout.metadata.get("HKIndoorWorkout") == "1"
    sport = said.get("workoutActivityType", "").removeprefix(_TYPE)
    length = _quantity(said.get("duration"), said.get("durationUnit"), _SECONDS)
    return Told(
        start=start,
        duration_s=(end - start).total_seconds() or length,
        distance_m=distance_m,
        ascent_m=float(climb[0]) / 100 if len(climb) == 2 and climb[1] == "cm" else None,
        sport=_apart(sport),
        surface="treadmill" if indoors and sport == "Running" else None,
    )


def _apart(name: str) -> str:
    """Put blanks between the words of a name in one: FunctionalStrengthTraining.

    Examples
    --------
    >>> _apart("TraditionalStrengthTraining")
    'Traditional Strength Training'
    """
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip()


def _with_route(source: Source, found: list[Found]) -> Source:
    """Keep the file of the route and its values by the second; the workout says when, how far and what it was."""
    if not found or source.original is None:
        return replace(source, parsed=Parsed(records=tuple(each.record for each in found)))
    (one,) = found
    (record,) = stamped([one.record], source.original.sha256)
    streams = source.parsed.streams.get(0)
    recorded = source.parsed.records[0]
    kept = {}
    if isinstance(record, Run) and isinstance(recorded, Run) and streams is not None:
        climbed = {name: getattr(recorded, name) for name in ("ascent_m", "descent_m") if not getattr(record, name)}
        record = replace(record, **climbed)
        late_s = (recorded.start - record.start).total_seconds()
        kept = {0: Streams({**streams.channels, "time_s": np.asarray(streams.channels["time_s"]) + late_s})}
    return replace(source, parsed=Parsed(records=(record,), streams=kept))


def _route(folder: Path, names: list[str]) -> Path | None:
    """Find the route of a workout by its last name: no name in the file leads anywhere else."""
    paths = (folder / _ROUTES / PurePosixPath(name).name for name in names if name)
    return next((path for path in paths if path.is_file()), None)


def _days(steps: Mapping[tuple[str, str], float], here: Here) -> Iterator[Event]:
    most: dict[str, float] = {}
    for (day, _source), count in steps.items():
        most[day] = max(count, most.get(day, 0.0))
    for day, count in sorted(most.items()):
        at = _end_of(day)
        if at is not None and not here.in_future(at) and count > 0:
            yield Event(at=at, kind=STEPS, amount=round(count), source=NAME)


def _end_of(day: str) -> datetime | None:
    try:
        return datetime.fromisoformat(f"{day[:10]}T00:00:00{day[10:].strip()}") + timedelta(hours=_KNOWN_H)
    except ValueError:
        return None


def _quantity(text: str | None, unit: str | None, factors: Mapping[str, float]) -> float | None:
    try:
        return float((text or "").replace(",", ".")) * factors[unit or ""]
    except (ValueError, KeyError):
        return None


def _export(folder: Path) -> Path | None:
    try:
        return next((path for path in sorted(folder.glob("*.xml")) if path.is_file() and is_export_file(path)), None)
    except OSError:
        return None
