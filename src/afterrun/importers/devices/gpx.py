"""GPX 1.0 and 1.1: one record for each track, but tracks that go on from each other are one.

Distance is the sum of haversine steps between neighbouring points of a segment (`track.haversine_m`), unless the
points carry a distance of their own. Ascent counts changes above 3 m, as GoldenCheetah does by default.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from itertools import chain

import numpy as np

from afterrun.importers.devices.activity import Activity, found_in
from afterrun.importers.devices.places import haversine_m
from afterrun.importers.devices.sport import sport_named
from afterrun.importers.devices.xml_events import NO_OFFSET, moment, number, read_elements, root_of, seconds
from afterrun.importers.parsed import Found, Parsed, gather
from afterrun.language import say
from afterrun.records.problem import Problem

NAME = "gpx"

_SAME_RUN_S, _SAME_PLACE_M = 120.0, 500.0  # judgement: between two laps nobody rests longer, or goes further

_POINT = ["gpx", "trk", "trkseg", "trkpt"]
_NAMES = ("name", "desc", "cmt")
# Where programs for maps write the sport that GPX has no place for before version 1.1.
_SPORTS = frozenset(("activity", "activitytype", "activity_type", "sport", "sporttype"))
_OF_FILE = ("metadata", "extensions")
_FILE_NAMES = (["gpx", "metadata", "name"], ["gpx", "name"])
_GARMIN = ("extensions", "TrackPointExtension")
# Only these places: other extensions reuse the same names for other things.
_VALUES: Mapping[tuple[str, ...], str] = {
    ("ele",): "altitude_m",
    ("speed",): "speed_mps",
    (*_GARMIN, "hr"): "heart_rate_bpm",
    (*_GARMIN, "cad"): "cadence_spm",
    (*_GARMIN, "speed"): "speed_mps",
    ("extensions", "hr"): "heart_rate_bpm",
    ("extensions", "heartrate"): "heart_rate_bpm",
    ("extensions", "cad"): "cadence_spm",
    ("extensions", "cadence"): "cadence_spm",
    ("extensions", "power"): "power_w",
}


def sniff(name: str, head: bytes) -> bool:
    """Whether the file is GPX, by its root element."""
    return root_of(head) == "gpx"


def parse(content: bytes, name: str) -> Parsed:
    """Read a GPX file; never raises."""
    reader = _Tracks(name)
    problems = read_elements(content, reader, name=name)
    problems.extend(reader.problems())
    found: list[Found] = []
    for activity in chain.from_iterable(map(_named, reader.documents)):
        records, told = found_in(activity)
        found.extend(records)
        problems.extend(told)
    return gather(found, problems, name=name)


@dataclass(slots=True)
class _Document:
    """One of the documents that may stand behind each other in a file, with what it says of all its tracks."""

    maker: str
    names: list[str] = field(default_factory=list)
    sport: str = ""
    activities: list[Activity] = field(default_factory=list)


def _named(document: _Document) -> Iterator[Activity]:
    """Give the activities of a document; one that names no sport, or not itself, is named by the document."""
    for activity in _joined(document.activities):
        if activity.samples:
            if not activity.named:
                activity.sport, activity.named = sport_named(document.sport), document.sport
            activity.names.extend(document.names)
            yield activity


def _joined(activities: Iterable[Activity]) -> Iterator[Activity]:
    """Join tracks that go on where and when the one before ended: some programs write one for each lap."""
    before: Activity | None = None
    for activity in activities:
        if before is not None and activity.samples and _goes_on(before, activity):
            before.samples.extend(activity.samples)
            before.names.extend(name for name in activity.names if name not in before.names)
            continue
        if before is not None:
            yield before
        before = activity
    if before is not None:
        yield before


def _goes_on(one: Activity, other: Activity) -> bool:
    if not one.samples or one.sport != other.sport or one.named != other.named:
        return False
    last, first = one.samples[-1], other.samples[0]
    at_s = [each["at"] for each in one.samples]
    if first["at"] < max(at_s) or first["at"] - last["at"] > _SAME_RUN_S:
        return False
    places = np.array([[each["latitude_deg"], each["longitude_deg"]] for each in (last, first)])
    return float(haversine_m(places[:, 0], places[:, 1])[0]) <= _SAME_PLACE_M


class _Tracks:
    def __init__(self, name: str) -> None:
        self.name = name
        self.documents: list[_Document] = []
        self.activities: list[Activity] = []
        self.sample: dict[str, float] = {}
        self.at: datetime | None = None
        self.offset: tzinfo = UTC
        self.segment = 0
        self.unread_time = ""
        self.points = self.without_time = self.without_offset = self.without_place = 0

    def opened(self, path: Sequence[str], attributes: Mapping[str, str]) -> None:
        if path == _POINT:
            latitude, longitude = number(attributes.get("lat", "")), number(attributes.get("lon", ""))
            self.sample = {"latitude_deg": latitude, "longitude_deg": longitude, "segment": float(self.segment)}
            self.at = None
        elif path == _POINT[:3]:
            self.segment += 1
        elif path == _POINT[:2]:
            where = (
                self.name
                if not self.activities
                else say("{name} track {activities}", name=self.name, activities=len(self.activities) + 1)
            )
            document = self.documents[-1]
            self.activities.append(Activity(where=where, source=NAME, file=self.name, maker=document.maker))
            document.activities.append(self.activities[-1])
        elif path == _POINT[:1]:
            self.documents.append(_Document(attributes.get("creator", "")))

    def closed(self, path: Sequence[str], text: str) -> None:
        if len(path) < 3 and not text:
            return
        if path == _POINT:
            self._take_point()
        elif path[:4] == _POINT:
            self._take_value(tuple(path[4:]), text)
        elif path == [*_POINT[:2], "type"]:
            self.activities[-1].sport, self.activities[-1].named = sport_named(text), text
        elif path[:2] == _POINT[:2] and len(path) == 3 and path[2] in _NAMES and text:
            self.activities[-1].names.append(text)
        elif text and path in _FILE_NAMES:
            self.documents[-1].names.append(text)
        elif "extensions" in path and path[-1].lower() in _SPORTS:
            self._take_sport(path, text)

    def _take_sport(self, path: Sequence[str], text: str) -> None:
        """Take the sport that an extension names: of its track, or of all tracks of the file."""
        if path[1] in _OF_FILE:
            self.documents[-1].sport = text
        elif path[1] == _POINT[1] and not self.activities[-1].named:
            self.activities[-1].sport, self.activities[-1].named = sport_named(text), text

    def _take_value(self, place: tuple[str, ...], text: str) -> None:
        if place == ("time",):
            self.at = moment(text)
            if self.at is None:
                self.unread_time = self.unread_time or text
        elif place in _VALUES:
            self.sample.setdefault(_VALUES[place], number(text))

    def _take_point(self) -> None:
        self.points += 1
        at_s = None if self.at is None else seconds(self.at, self.offset)
        if self.at is None or at_s is None:
            self.without_time += 1
            return
        self.without_offset += self.at.tzinfo is None
        self.offset = self.at.tzinfo or self.offset
        if not _on_earth(self.sample):
            self.without_place += 1
            return
        activity = self.activities[-1]
        if not activity.samples:
            activity.zone = self.offset
        activity.samples.append(self.sample | {"at": at_s})

    def refused(self) -> None:
        self.documents.clear()
        self.activities.clear()

    def problems(self) -> list[Problem]:
        if not self.points:
            return [Problem(self.name, say("The file holds no track."), say("A route or a list of places is no run."))]
        told = []
        if self.without_time == self.points:
            if self.unread_time:
                what = say("The times of the points cannot be read, like {value!r}.", value=self.unread_time)
                return [Problem(self.name, what, say("Download it again, as FIT or TCX if you can."))]
            return [Problem(self.name, say("The points have no times: a planned route?"), say("A plan is no run."))]
        if self.without_time:
            told.append(
                say(
                    "Points without a time were left out: {without_time} of {points}.",
                    without_time=self.without_time,
                    points=self.points,
                )
            )
        if self.without_place:
            told.append(
                say(
                    "Points that lie nowhere on earth were left out: {without_place} of {points}.",
                    without_place=self.without_place,
                    points=self.points,
                )
            )
        if self.without_offset:
            told.append(
                say(
                    "{no_offset}: {without_offset} of {points}.",
                    no_offset=say(NO_OFFSET),
                    without_offset=self.without_offset,
                    points=self.points,
                )
            )
        return [Problem(self.name, sentence, say("Nothing to do.")) for sentence in told]


def _on_earth(sample: Mapping[str, float]) -> bool:
    latitude, longitude = sample["latitude_deg"], sample["longitude_deg"]
    return math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180
