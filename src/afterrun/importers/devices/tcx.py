"""TCX (Training Center Database v2): one record for each activity.

Distance is the sum of the laps' ``DistanceMeters``; duration runs to the later of the last point and the end of the
last lap. Cadence is ``Cadence``, else ``RunCadence`` of the activity extension.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from itertools import pairwise

import numpy as np

from afterrun.importers.devices.activity import Activity, found_in
from afterrun.importers.devices.places import haversine_m
from afterrun.importers.devices.points import points_of
from afterrun.importers.devices.sport import sport_named
from afterrun.importers.devices.xml_events import NO_OFFSET, moment, number, read_elements, root_of, seconds
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "tcx"

_SAME_WAY = 0.1  # judgement: so far the way between points may be off what a watch says

# Below the activity. Only these places: vendors reuse the same names inside extensions of their own.
_NAMES = (("Notes",), ("Training", "Plan", "Name"), ("Name",))
_POINT = ("Lap", "Track", "Trackpoint")
_VALUES: Mapping[tuple[str, ...], str] = {
    ("Position", "LatitudeDegrees"): "latitude_deg",
    ("Position", "LongitudeDegrees"): "longitude_deg",
    ("AltitudeMeters",): "altitude_m",
    ("DistanceMeters",): "distance_m",
    ("HeartRateBpm", "Value"): "heart_rate_bpm",
    ("Cadence",): "cadence_spm",
    ("Extensions", "TPX", "RunCadence"): "run_cadence",
    ("Extensions", "TPX", "Speed"): "speed_mps",
    ("Extensions", "TPX", "Watts"): "power_w",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is TCX, by its root element."""
    return root_of(head) == "TrainingCenterDatabase"


def parse(content: bytes, name: str) -> Parsed:
    """Read a TCX file; never raises."""
    reader = _Activities(name)
    problems = read_elements(content, reader, name=name)
    problems.extend(reader.problems())
    found: list[Found] = []
    for activity in reader.activities:
        records, told = found_in(activity)
        found.extend(records)
        problems.extend(told)
    return gather(found, problems, name=name)


class _Activities:
    def __init__(self, name: str) -> None:
        self.name = name
        self.activities: list[Activity] = []
        self.sample: dict[str, float] = {}
        self.lap_start_s: float | None = None
        self.id_text = ""
        self.laps_m: dict[float | None, float] = {}
        self.offset: tzinfo = UTC
        self.without_time = self.without_offset = 0

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        if path[-1] == "Activity":
            where = (
                self.name
                if not self.activities
                else say("{name} activity {activities}", name=self.name, activities=len(self.activities) + 1)
            )
            self.id_text, self.laps_m = "", {}
            named = attributes.get("Sport", "")
            activity = Activity(where=where, source=NAME, sport=sport_named(named), named=named, file=self.name)
            self.activities.append(activity)
        elif self.activities and path[-2:] == ["Activity", "Lap"]:
            self.lap_start_s = self._time(attributes.get("StartTime", ""))
            self._starts(self.lap_start_s)
        elif path[-1] == "Trackpoint":
            self.sample = {}

    def closed(self, path: Sequence[str], text: str) -> None:
        if not self.activities or "Activity" not in path:
            return
        place = tuple(path[path.index("Activity") + 1 :])
        if place[:3] == _POINT:
            self._take_in_point(place[3:], text)
        elif place == ("Id",):
            self.id_text = text
        elif place in _NAMES and text:
            self.activities[-1].names.append(text)
        elif place == ("Lap", "TotalTimeSeconds"):
            self._take_lap_time(number(text))
        elif place == ("Lap", "DistanceMeters"):
            self.laps_m.setdefault(self.lap_start_s, number(text))  # a lap that is written twice was run once
        elif not place:
            self._take_laps()

    def _take_in_point(self, place: tuple[str, ...], text: str) -> None:
        if not place:
            self._take_point()
        elif place == ("Time",):
            at_s = self._time(text)
            if at_s is not None:
                self.sample["at"] = at_s
        elif place in _VALUES:
            self.sample.setdefault(_VALUES[place], number(text))

    def _take_point(self) -> None:
        strides = self.sample.pop("run_cadence", None)
        if strides is not None:
            self.sample.setdefault("cadence_spm", strides)
        if "at" not in self.sample:
            self.without_time += 1
        else:
            self._lasts_until(self.sample["at"])
            self.activities[-1].samples.append(self.sample)
        self.sample = {}

    def _take_lap_time(self, length_s: float) -> None:
        if self.lap_start_s is not None and math.isfinite(length_s):
            self._lasts_until(self.lap_start_s + length_s)

    def _lasts_until(self, end_s: float) -> None:
        activity = self.activities[-1]
        self._starts(end_s)
        if activity.start_s is not None:
            activity.says["duration_s"] = max(end_s - activity.start_s, activity.says.get("duration_s", 0.0))

    def _starts(self, at_s: float | None) -> None:
        if at_s is not None and self.activities[-1].start_s is None:
            self.activities[-1].start_s = at_s

    def _take_laps(self) -> None:
        """Sum up the laps; some programs write into each what was run until its end."""
        if self.activities[-1].start_s is None:
            self._starts(self._time(self.id_text))  # by custom the start; a lap's own start is safer
        laps_m = [metres for metres in self.laps_m.values() if math.isfinite(metres)]
        if not laps_m:
            return
        total_m, points_m = sum(laps_m), self._way_m()
        grow = len(laps_m) > 1 and all(one < other for one, other in pairwise(laps_m))
        if grow and abs(laps_m[-1] - points_m) <= _SAME_WAY * points_m < abs(total_m - points_m):
            total_m = laps_m[-1]
        self.activities[-1].says["distance_m"] = total_m

    def _way_m(self) -> float:
        """Length of the way through the points. [m]"""
        points = points_of(self.activities[-1].samples)
        latitude, longitude = points.column("latitude_deg"), points.column("longitude_deg")
        known = np.isfinite(latitude) & np.isfinite(longitude)
        return float(haversine_m(latitude[known], longitude[known]).sum())

    def _time(self, text: str) -> float | None:
        at: datetime | None = moment(text)
        if at is None:
            return None
        if at.tzinfo is None:
            self.without_offset += 1
        self.offset = at.tzinfo or self.offset
        if self.activities[-1].start_s is None:
            self.activities[-1].zone = self.offset
        return seconds(at, self.offset)

    def refused(self) -> None:
        self.activities.clear()

    def problems(self) -> list[Problem]:
        if not self.activities:
            return [
                Problem(self.name, say("The file holds no activity."), say("A course or a workout plan is no run."))
            ]
        told = []
        if self.without_time:
            told.append(say("Points without a time were left out: {without_time}.", without_time=self.without_time))
        if self.without_offset:
            told.append(f"{NO_OFFSET}: {self.without_offset}.")
        return [Problem(self.name, sentence, say("Nothing to do.")) for sentence in told]
