"""KML (also in a KMZ, which is a zip): tracks with times, ``gx:Track``; a line on a map without them is a plan.

Its places are longitude, latitude, height. A track is named by the placemark around it, which may tell the sport.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

from afterrun.importers.devices.activity import Activity, found_in
from afterrun.importers.devices.sport import sport_named
from afterrun.importers.devices.xml_events import moment, number, read_elements, root_of
from afterrun.importers.here import Here
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "kml"
_PLACE = 3  # numbers: longitude, latitude, height


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is KML, by its root element."""
    return root_of(head) == "kml"


def parse(content: bytes, name: str, here: Here) -> Parsed:
    """Read a KML file; never raises."""
    reader = _Tracks(name, here)
    problems = read_elements(content, reader, name=name)
    found: list[Found] = []
    for activity in reader.activities:
        records, told = found_in(activity)
        found.extend(records)
        problems.extend(told)
    if not reader.activities and not problems:
        problems.append(Problem(name, say("The points have no times: a planned route?"), say("A plan is no run.")))
    return gather(found, problems, name=name)


class _Tracks:
    def __init__(self, name: str, here: Here) -> None:
        self.name, self.here = name, here
        self.activities: list[Activity] = []
        self.times: list[datetime | None] = []
        self.places: list[list[float]] = []
        self.names: list[str] = []
        self.segment = 0
        self.is_first = True  # of the tracks that belong together

    def refused(self) -> None:
        self.activities.clear()

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        if path[-1] == "Track":
            self.times, self.places = [], []
        elif path[-1] == "MultiTrack":
            self.is_first = True
        elif path[-1] == "Placemark":
            self.names = [*self.names[:1], ""]

    def closed(self, path: Sequence[str], text: str) -> None:
        last = path[-1]
        if last == "when" and "Track" in path:
            self.times.append(moment(text))
        elif last == "coord":
            self.places.append([number(part) for part in text.split(maxsplit=_PLACE)[:_PLACE]])
        elif last == "name" and path[-2] in ("Document", "Placemark", "Folder"):
            self._take_name(path[-2], text)
        elif last == "Track":
            self._take_track(joined="MultiTrack" in path)

    def _take_name(self, home: str, text: str) -> None:
        if home == "Placemark" and self.names:
            self.names[-1] = text
        else:
            self.names = [text]

    def _take_track(self, *, joined: bool) -> None:
        samples = []
        zone: tzinfo = UTC
        for at, place in zip(self.times, self.places, strict=False):
            if at is None or len(place) < 2 or not all(map(math.isfinite, place[:2])):
                continue
            lived = self.here.on_clock(at)
            zone = lived.tzinfo or UTC
            sample = {"at": lived.timestamp(), "segment": float(self.segment)}
            sample |= {"longitude_deg": place[0], "latitude_deg": place[1]}
            samples.append(sample | ({"altitude_m": place[2]} if len(place) > 2 else {}))
        if not samples:
            return
        self.segment += 1
        if joined and not self.is_first:
            self.activities[-1].samples.extend(samples)
            return
        self.is_first = False
        sport = next((found for name in reversed(self.names) if (found := sport_named(name))), None)
        where = self.name
        if self.activities:
            where = say("{name} track {activities}", name=self.name, activities=len(self.activities) + 1)
        self.activities.append(Activity(where=where, source=NAME, sport=sport, samples=samples, zone=zone))
