"""PWX, TrainingPeaks' XML: workouts with a summary, and samples by seconds since the start; times have no offset."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from afterrun.importers.devices.points import Sample
from afterrun.importers.devices.xml_events import moment, number, read_elements, root_of
from afterrun.importers.exports.told import Told, found_of
from afterrun.importers.here import Here
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "pwx"
_VALUES: Mapping[str, str] = {
    "timeoffset": "timeoffset",
    "lat": "latitude_deg",
    "lon": "longitude_deg",
    "alt": "altitude_m",
    "dist": "distance_m",
    "hr": "heart_rate_bpm",
    "cad": "cadence_spm",
    "spd": "speed_mps",
    "pwr": "power_w",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is PWX, by its root element."""
    return root_of(head) == "pwx"


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read a PWX file; never raises."""
    reader = _Workouts()
    problems = read_elements(content, reader, name=name)
    found: list[Found] = []
    for place, workout in enumerate(reader.workouts, start=1):
        where = name if place == 1 else say("{name} activity {activities}", name=name, activities=place)
        if workout.start is None:
            problems.append(Problem(where, say("The activity has no date that can be."), say("Nothing to do.")))
            continue
        records, told = found_of(workout.told(here.on_clock(workout.start)), where=where, source=NAME)
        found.extend(records)
        problems.extend(told)
    return gather(found, problems, name=name)


class _Workout:
    def __init__(self) -> None:
        self.start: datetime | None = None
        self.words: dict[str, str] = {}
        self.says: dict[str, float] = {}
        self.samples: list[dict[str, float]] = []

    def told(self, start: datetime) -> Told:
        samples = tuple[Sample, ...](
            {"at": start.timestamp() + each.pop("timeoffset"), "segment": 0.0, **each}
            for each in self.samples
            if math.isfinite(each.get("timeoffset", math.nan))
        )
        effort = self.says.get("rpe")
        return Told(
            start=start,
            duration_s=self.says.get("duration"),
            distance_m=self.says.get("dist"),
            ascent_m=self.says.get("climbingelevation"),
            sport=self.words.get("sportType"),
            rpe=effort,
            note=self.words.get("title") or self.words.get("cmt"),
            samples=samples,
        )


class _Workouts:
    def __init__(self) -> None:
        self.workouts: list[_Workout] = []

    def refused(self) -> None:
        self.workouts.clear()

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        if path == ["pwx", "workout"]:
            self.workouts.append(_Workout())
        elif path == ["pwx", "workout", "sample"]:
            self.workouts[-1].samples.append({})

    def closed(self, path: Sequence[str], text: str) -> None:
        if not self.workouts or len(path) < 3:
            return
        workout, place = self.workouts[-1], path[2:]
        if place == ["time"]:
            workout.start = moment(text)
        elif place[0] == "sample" and len(place) == 2:
            if (name := _VALUES.get(place[1])) is not None:
                workout.samples[-1][name] = number(text)
        elif place[0] == "summarydata" and len(place) == 2:
            _take(workout.says, place[1], number(text))
        elif len(place) == 1 and text:
            workout.words[place[0]] = text
            _take(workout.says, place[0], number(text))


def _take(says: dict[str, float], name: str, value: float) -> None:
    if math.isfinite(value):
        says.setdefault(name, value)
